"""The next tile in a direction, as the arrow keys mean it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widgets.drawing import Rect

_ASIDE = 2.0
"""How much worse a pixel aside is than one ahead."""


class Direction(Enum):
    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


def nearest[Key](rects: Mapping[Key, Rect], at: Key | None, direction: Direction) -> Key | None:
    """From `at`, or the first where that isn't there; None where nothing lies in that direction."""
    if at is None or at not in rects:
        return next(iter(rects), None)
    here = rects[at]
    far = {
        key: far
        for key, there in rects.items()
        if key != at and (far := _far(here, there, direction)) is not None
    }
    return min(far, key=far.__getitem__, default=None)


def _far(here: Rect, there: Rect, direction: Direction) -> float | None:
    """None for what doesn't lie in that direction."""
    x, y = direction.value
    ahead = (there.x + there.w / 2 - here.x - here.w / 2) * x + (
        there.y + there.h / 2 - here.y - here.h / 2
    ) * y
    if x:
        edge = there.x - here.right if x > 0 else here.x - there.right
        aside = max(there.y - here.bottom, here.y - there.bottom, 0.0)
        off = abs(there.y - here.y)
    else:
        edge = there.y - here.bottom if y > 0 else here.y - there.bottom
        aside = max(there.x - here.right, here.x - there.right, 0.0)
        off = abs(there.x - here.x)
    if ahead <= 0 or edge < -min(here.w, here.h, there.w, there.h) / 2:
        return None
    # Among those that lie equally near, the one whose corner is level.
    return max(edge, 0.0) + _ASIDE * aside + off / 100
