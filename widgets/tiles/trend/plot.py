"""Where instants and values stand in pixels, and the lines that are drawn through them."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from widgets.course import painted
from widgets.drawing import Rect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from widgets.tiles.trend.scale import Scale
    from widgets.tiles.trend.view import Points, Series, Stay, TrendView

_LARGE = Decimal("1e300")
"""Beyond it a difference of two floats may be none."""

type Spot = tuple[float, float]
type Line = tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    rect: Rect
    start: datetime
    seconds: float
    scale: Scale

    @classmethod
    def of(cls, view: TrendView, rect: Rect, scale: Scale) -> Plot:
        return cls(rect, view.start, view.span.total_seconds() or 1.0, scale)

    def x(self, at: datetime) -> float:
        share = (at - self.start).total_seconds() / self.seconds
        return self.rect.x + self.rect.w * min(max(share, 0.0), 1.0)

    def y(self, value: Decimal) -> float:
        return self.rect.bottom - self.rect.h * self.scale.share(value)

    def lines(self, series: Series) -> tuple[Line, ...]:
        """A line for each stretch; figures of periods stand for as long as their periods, and no line leads
        from one to another over a period that is missing.
        """
        if series.periods:
            return tuple(self._steps(run) for run in runs(series.periods))
        return tuple(self._line(points) for points in series.stretches)

    def _line(self, points: Points) -> Line:
        rect, scale, seconds, start = self.rect, self.scale, self.seconds, self.start
        if max(abs(scale.least), abs(scale.most)) > _LARGE:
            return tuple(painted([(self.x(at), self.y(value)) for at, value in points]))
        low, breadth = float(scale.least), float(scale.most - scale.least)
        wide, tall = rect.w / seconds, rect.h / breadth
        return tuple(
            painted(
                [
                    (
                        rect.x + min(wide * (at - start).total_seconds(), rect.w),
                        rect.bottom - tall * (float(value) - low),
                    )
                    for at, value in points
                ]
            )
        )

    def _steps(self, run: Sequence[Stay]) -> Line:
        spots: list[Spot] = []
        for one in run:
            y = self.y(one.value)
            spots += [(self.x(one.start), y), (self.x(one.end), y)]
        return tuple(painted(spots))


def runs(periods: Sequence[Stay]) -> list[Sequence[Stay]]:
    """Stretches of periods each of which follows the one before."""
    ends = [n for n in range(1, len(periods)) if periods[n].start != periods[n - 1].end]
    edges = [0, *ends, len(periods)]
    return [periods[a:b] for a, b in itertools.pairwise(edges)]


def crossed(lines: Sequence[Line], place: Rect, air: float) -> bool:
    """Whether a line goes through the place, or so near to it."""
    around = Rect(place.x - air, place.y - air, place.w + 2 * air, place.h + 2 * air)
    return any(_crosses(line, around) for line in lines)


def _crosses(line: Line, place: Rect) -> bool:
    xs = [x for x, _ in line]
    first = max(bisect_left(xs, place.x) - 1, 0)
    last = min(bisect_right(xs, place.right) + 1, len(line))
    if not line or xs[-1] < place.x or xs[0] > place.right:
        return False
    for (x1, y1), (x2, y2) in zip(line[first:last], line[first + 1 : last], strict=False):
        a, b = _within(x1, y1, x2, y2, place)
        if min(a, b) <= place.bottom and max(a, b) >= place.y:
            return True
    return last - first == 1 and place.y <= line[first][1] <= place.bottom


def _within(x1: float, y1: float, x2: float, y2: float, place: Rect) -> Spot:
    """Heights at which a piece of line enters and leaves what is above and below the place."""
    if x2 - x1 < 1e-9:  # noqa: PLR2004 - upright
        return y1, y2
    slope = (y2 - y1) / (x2 - x1)
    left, right = max(x1, place.x), min(x2, place.right)
    if left > right:
        return float("inf"), float("inf")
    return y1 + slope * (left - x1), y1 + slope * (right - x1)
