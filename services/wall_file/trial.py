"""A package's plug-ins are imported in another process first: one that crashes, ends its process,
loops inside a C library or asks for all the memory there is does so there.

What comes back is a verdict only. A plug-in that passed is imported once more where the wall runs.
"""

from __future__ import annotations

import logging
import sys
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING, Any

from services.aside import DefectError, Died, Late, alarm, aside
from services.phrase import phrase
from services.wall_file.fitting import (
    ANOTHER,
    CONNECTORS,
    Broken,
    endless,
    of_package,
    raised,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from services.wall_file.fitting import Told

_log = logging.getLogger(__name__)

_STARTING = 30.0
"""Seconds that the other process has to start, which is nobody's fault."""

type _Point = tuple[str, str, str]
"""Name, value and group of an entry point."""


def tried(points: Sequence[EntryPoint], folder: Path | None, seconds: float) -> list[Told | None]:
    """For each of a package's entry points why it can't be used, None where it can. Blocks until the
    other process has ended or was ended: `seconds` from when it began to import them.
    """
    named = tuple((point.name, point.value, point.group) for point in points)
    try:
        place = None if folder is None else str(folder)
        return aside(verdicts, _STARTING + seconds, named, place, seconds)
    except Late:
        return [endless(point.name, seconds) for point in points]
    except Died:
        return [_ended(point.name) for point in points]
    except DefectError as last_words:
        # Whoever prints a traceback and ends its process looks like a defect of ours.
        _log.warning("the process that tried %s ended: %s", named, last_words)
        return [_ended(point.name) for point in points]


def verdicts(points: Sequence[_Point], folder: str | None, seconds: float) -> list[Told | None]:
    """In the other process. Ends it for whatever ends a process; an interrupt that comes from a plug-in
    itself is one of its errors.
    """
    alarm(seconds)
    if folder is not None:
        sys.path.append(folder)
    return [_verdict(EntryPoint(*point), seconds) for point in points]


def _verdict(point: EntryPoint, seconds: float) -> Told | None:
    try:
        given = of_package(point, "", seconds)
    except KeyboardInterrupt as interrupt:
        return raised(point.name, interrupt)
    if isinstance(given, Broken):
        return given.what, given.remedy
    from services.wall_file.plugins import Plugins  # noqa: PLC0415 - it builds on what is had here
    from services.wall_file.schema import schema  # noqa: PLC0415

    alone: dict[str, Any] = {point.name: given.plugin}
    try:
        schema(Plugins(connectors=alone) if point.group == CONNECTORS else Plugins(tiles=alone))
    except Exception as error:  # noqa: BLE001 - pydantic raises what it likes over a class that it can't build
        what, _ = raised(point.name, error)
        return what, ANOTHER
    return None


def _ended(name: str) -> Told:
    return (
        phrase("phần mở rộng “{name}” làm tiến trình nạp thử dừng giữa chừng", name=name[:60]),
        endless(name, None)[1],
    )
