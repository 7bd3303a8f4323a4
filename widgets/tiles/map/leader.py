"""The line that leads from a place on a map to the name that has no room there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Curve, Ink, Rect

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTS = 20
"""Of a line, of which each is looked at."""


@dataclass(frozen=True, slots=True)
class Leader:
    at: tuple[float, float]
    """The place."""
    end: tuple[float, float]

    @property
    def path(self) -> list[Rect]:
        """Points of the line, from the place on, as boxes."""
        (x, y), (to_x, to_y) = self.at, self.end
        parts = [n / _PARTS for n in range(_PARTS + 1)]
        return [Rect(x + (to_x - x) * n - 1, y + (to_y - y) * n - 1, 2, 2) for n in parts]

    def crossed(self, names: Iterable[Rect]) -> int:
        """Names under which it would go."""
        path = self.path[1:]
        ends = path[0], path[-1]
        left, top = min(one.x for one in ends), min(one.y for one in ends)
        right, bottom = max(one.right for one in ends), max(one.bottom for one in ends)
        around = Rect(left, top, right - left, bottom - top)
        return sum(any(part.meets(one) for part in path) for one in names if around.meets(one, 0.0))

    def drawn(self, width: float) -> Curve:
        return Curve(((self.at, self.end),), Ink.OUTLINE, width=width, end=False)


def leader(at: tuple[float, float], name: Rect) -> Leader:
    """To the nearest point of the name's box."""
    x, y = at
    return Leader(at, (min(max(x, name.x), name.right), min(max(y, name.y), name.bottom)))
