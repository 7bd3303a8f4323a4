"""Doors to real files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from services.clock import SystemClock
from services.door import Answer, Files, Request, SourceError
from services.files.source import SourceFiles
from services.settings import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.clock import Clock


@dataclass
class Shelf:
    """Asks for files of one folder as a source would."""

    folder: Path
    clock: Clock = field(default_factory=SystemClock)
    paused: list[float] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None
    """What others do while a file that changes is waited for."""

    def source(self, files: Files, **more: object) -> SourceFiles:
        settings = Source.model_validate({"connector": "csv", "url": ""} | more)
        return SourceFiles(settings, files, self.clock, self.folder, self._pause)

    def ask(self, path: str, tag: str | None = None, **more: object) -> Answer:
        headers = () if tag is None else (("If-None-Match", tag),)
        with self.source(Files(path=path), **more).open() as door:
            return door.ask(Request(headers=headers))

    def refusal(self, path: str, **more: object) -> SourceError:
        with pytest.raises(SourceError) as caught:
            self.ask(path, None, **more)
        return caught.value

    def _pause(self, seconds: float) -> None:
        self.paused.append(seconds)
        self.meanwhile()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)
