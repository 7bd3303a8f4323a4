"""Where screens lie: within the wall, within a window. On which monitor: `ui.placing`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.wall_file.placement import spots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.wall_file.shape import Screen

type Area = tuple[int, int, int, int]
"""x, y, width, height in pixels."""


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


@dataclass(frozen=True, slots=True)
class Fit:
    """How a rectangle of the wall is shown in a window: scaled, and moved."""

    across: float
    down: float
    """The scales; one and the same unless the window's pixels are no squares on the wall."""
    left: float
    top: float


_SQUARE = 1.34
"""A panel at a resolution of another shape still fills its glass; beyond this it was turned, and is shown
whole instead.
"""


def fit(area: Area, width: int, height: int) -> Fit:
    """`area` as large as the window bears, its origin in the middle."""
    scale = max(min(width / area[2], height / area[3]), 1e-3)
    return Fit(
        scale,
        scale,
        (width - area[2] * scale) / 2 - area[0] * scale,
        (height - area[3] * scale) / 2 - area[1] * scale,
    )


def filled(area: Area, width: int, height: int) -> Fit:
    """`area` over all of the window: what goes on in the next window goes on at the same height."""
    across, down = max(width / area[2], 1e-3), max(height / area[3], 1e-3)
    if not 1 / _SQUARE < across / down < _SQUARE:
        return fit(area, width, height)
    return Fit(across, down, -area[0] * across, -area[1] * down)


def shifted(there: Fit, x: float, y: float) -> Fit:
    """Of what has its own origin at x, y of what was fitted."""
    return Fit(there.across, there.down, there.left + x * there.across, there.top + y * there.down)
