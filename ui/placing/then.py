"""Which screens of a wall were there at an instant that is over, and how they were laid out. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.placing.matching import matched
from ui.placing.present import laid_out, present

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.wall_file.outputs import OutputMark
    from services.wall_file.shape import Screen
    from ui.placing.output import Output
    from ui.placing.record import Record


@dataclass(frozen=True, slots=True)
class Then:
    screens: tuple[Screen, ...]
    """Those that were there, in the order of the file, as they were laid out."""
    missing: tuple[str, ...] = ()
    """Those that were nowhere."""
    dark: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Of screens of several panels that were there those that weren't, row by row from 1."""


def then(declared: Sequence[Screen], record: Record, reserved: Sequence[OutputMark] = ()) -> Then:
    """`declared`: of the wall file that is looked at; where that isn't the one of the record, its screens
    find those outputs as a wall would that opens on them. `reserved`: what its console claims.
    """
    real, panels = record.real, record.panels
    if record.real and not record.outputs:
        return Then((), tuple(screen.name for screen in declared))
    if not _of(declared, record):
        found = present(declared, record.outputs, None, unclaimed(record, reserved))
        real = found.real
        panels = {screen.name: found.matching.outputs(screen.name) for screen in declared}
    if not real:
        return Then(tuple(declared))
    there = [screen for screen in declared if any(panels[screen.name])]
    names = {screen.name for screen in there}
    dark = {name: _dark(panels[name]) for name in names}
    return Then(
        tuple(laid_out(screen, panels[screen.name]) for screen in there),
        tuple(screen.name for screen in declared if screen.name not in names),
        {name: numbers for name, numbers in dark.items() if numbers},
    )


def unclaimed(record: Record, reserved: Sequence[OutputMark]) -> tuple[OutputMark, ...]:
    """What the console of a wall file claims besides what it had: that is none of the `record`'s outputs, and
    another that is found by the same mark was the wall's.
    """
    had = matched((), record.desk, reserved=reserved).reserved
    return tuple(mark for mark, one in zip(reserved, had, strict=True) if one is None)


def _of(declared: Sequence[Screen], record: Record) -> bool:
    """Whether the record tells of these screens."""
    counts = {screen.name: len(screen.outputs or (None,)) for screen in declared}
    return counts == {name: len(panels) for name, panels in record.panels.items()}


def _dark(panels: Sequence[Output | None]) -> tuple[int, ...]:
    return tuple(number for number, output in enumerate(panels, start=1) if output is None)
