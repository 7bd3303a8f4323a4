"""From degrees to pixels: zoomed to the content, with a degree of longitude as short as it is there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Rect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widgets.tiles.map.ground import Ring


@dataclass(frozen=True, slots=True)
class Projection:
    west: float
    north: float
    across: float
    """Pixels of a degree of longitude."""
    down: float
    """Pixels of a degree of latitude."""
    x: float
    y: float

    def place(self, at: tuple[float, float]) -> tuple[float, float]:
        lon, lat = at
        return self.x + (lon - self.west) * self.across, self.y + (self.north - lat) * self.down

    def ring(self, points: Ring) -> tuple[tuple[float, float], ...]:
        return tuple(self.place(point) for point in points)

    def box(self, bbox: tuple[float, float, float, float]) -> Rect:
        """Of west, south, east, north. A picture in Mercator's projection is stretched evenly here: over a
        province it is off by less than a pixel in a thousand.
        """
        west, south, east, north = bbox
        x, y = self.place((west, north))
        right, bottom = self.place((east, south))
        return Rect(x, y, right - x, bottom - y)


def fitted(points: Iterable[tuple[float, float]], box: Rect) -> Projection | None:
    """Everything in the middle of the box; None where there is nothing."""
    found = list(points)
    if not found or box.w < 1 or box.h < 1:
        return None
    west, east = min(x for x, _ in found), max(x for x, _ in found)
    south, north = min(y for _, y in found), max(y for _, y in found)
    narrow = max(math.cos(math.radians((south + north) / 2)), 0.01)
    wide, tall = max((east - west) * narrow, 1e-4), max(north - south, 1e-4)
    scale = min(box.w / wide, box.h / tall)
    left = box.x + (box.w - wide * scale) / 2
    top = box.y + (box.h - tall * scale) / 2
    return Projection(west, north, scale * narrow, scale, left, top)
