"""All sources of the table in one wall, asked as the wall asks them: secrets, mask, doors and all."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from services.clock import SystemClock
from services.door import SourceError
from services.mask import Mask
from services.wall_file import installed, load_texts
from tests.unit.connectors.bad_input.dialects import DIALECTS, SECRET, Dialect
from tests.unit.connectors.bad_input.system import Asked, Said, System
from ui.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from services.news import Answered
    from services.wall_file import Loaded


class Rig:
    """One system and the wall that asks it, each time as for the first time."""

    def __init__(self, system: System, loaded: Loaded, folder: Path) -> None:
        self.system, self._loaded, self._folder = system, loaded, folder
        self._good: dict[str, Answered] = {}

    def good(self, name: str) -> Answered:
        """What its good answers come to."""
        if name not in self._good:
            came = self.ask(name, lambda asked: Said(body=DIALECTS[name].good(asked)))
            assert not isinstance(came, SourceError), came
            self._good[name] = came
        return self._good[name]

    def ask(self, name: str, answers: Callable[[Asked], Said]) -> Answered | SourceError:
        """Anything else that is raised is a defect."""
        self.system.says(answers)
        with self._intake(name) as intake, intake.open(name) as door:
            (source,) = intake.sources
            try:
                return source.connector.ask(source.settings, door, None)
            except SourceError as error:
                return error
            finally:
                self.system.let_go()

    @contextmanager
    def _intake(self, name: str) -> Iterator[Intake]:
        whole, mask = self._loaded.wall, Mask()
        assert whole is not None
        wall = whole.model_copy(update={"sources": {name: whole.sources[name]}})
        intake = Intake(wall, self._loaded.plugins, SystemClock(), self._folder, None, mask)
        try:
            yield intake
        finally:
            intake.close()
            for handler in logging.getLogger().handlers:
                handler.removeFilter(mask)


def wall_of(url: str) -> str:
    """Each source three times: as it is, of little patience, and as large as can be."""
    lines = ["wall: 1", "sources:"]
    for name, dialect in DIALECTS.items():
        quick = "deadline: 100 ms" + (", patience: 100 ms" if name == "check" else "")
        lines += [
            _source(name, url, dialect),
            _source(f"quick-{name}", url, dialect, quick),
            _source(f"large-{name}", url, dialect, "max_bytes: 33554432, deadline: 1 s"),
        ]
    return "\n".join([*lines, ""])


def _source(name: str, url: str, dialect: Dialect, more: str = "") -> str:
    own = (
        dialect.more.removeprefix("{").removesuffix("}")
        if dialect.more.startswith("{")
        else dialect.more
    )
    said = ", ".join(filter(None, (own, dialect.auth, more)))
    return f"  {name}: {{url: '{url}', {said}}}"


@contextmanager
def rigged(folder: Path) -> Iterator[Rig]:
    with pytest.MonkeyPatch.context() as patch, System() as system:
        patch.setitem(os.environ, "KHOA", SECRET)
        loaded = load_texts({"w": wall_of(system.url)}, "w", installed())
        assert loaded.wall is not None, loaded.faults
        yield Rig(system, loaded, folder)
