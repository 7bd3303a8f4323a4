"""Where screens lie: within the wall, on the outputs of this computer, within a window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.wall_file.placement import spots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.wall_file.shape import Screen

type Area = tuple[int, int, int, int]
"""x, y, width, height in pixels."""


@dataclass(frozen=True, slots=True)
class Output:
    """A monitor that this computer has."""

    name: str
    area: Area


def areas(screens: Sequence[Screen]) -> dict[str, Area]:
    """Each screen's pixels within the wall."""
    return {spot.screen.name: (spot.x, spot.y, *spot.screen.size) for spot in spots(screens)}


def bounds(placed: Mapping[str, Area]) -> Area:
    """The rectangle around all."""
    left = min(x for x, _, _, _ in placed.values())
    top = min(y for _, y, _, _ in placed.values())
    right = max(x + w for x, _, w, _ in placed.values())
    bottom = max(y + h for _, y, _, h in placed.values())
    return left, top, right - left, bottom - top


def matched(placed: Mapping[str, Area], outputs: Sequence[Output]) -> dict[str, Output] | None:
    """An output of the right size for every screen: by its name where one is called so, else in the
    order of their places. None when any screen has none.
    """
    found: dict[str, Output] = {}
    left = sorted(outputs, key=lambda output: (output.area[1], output.area[0]))
    for name, area in placed.items():
        for output in left:
            if output.name.casefold() == name.casefold() and output.area[2:] == area[2:]:
                found[name] = output
                left.remove(output)
                break
    rest = sorted(
        (name for name in placed if name not in found), key=lambda n: (placed[n][1], placed[n][0])
    )
    for name in rest:
        fitting = next((output for output in left if output.area[2:] == placed[name][2:]), None)
        if fitting is None:
            return None
        found[name] = fitting
        left.remove(fitting)
    return found


@dataclass(frozen=True, slots=True)
class Fit:
    """How a rectangle of the wall is shown in a window: scaled and centred."""

    scale: float
    left: float
    top: float


def fit(area: Area, width: int, height: int) -> Fit:
    """`area` as large as the window bears, its origin in the middle."""
    scale = max(min(width / area[2], height / area[3]), 1e-3)
    return Fit(
        scale,
        (width - area[2] * scale) / 2 - area[0] * scale,
        (height - area[3] * scale) / 2 - area[1] * scale,
    )
