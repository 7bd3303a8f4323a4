"""Where a figure will be at the end of its year, by a plain method that is named, with its band.

Only where there is enough: `least` periods of the year for a trend, `least` years before for shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from services.periods import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.statistics.series import Series

_LAST_MONTH = 12
_T95 = tuple(
    Decimal(t) / 1000 for t in (12706, 4303, 3182, 2776, 2571, 2447, 2365, 2306, 2262, 2228)
)
"""Student's t for a two-sided band of 95 %, by degrees of freedom from 1."""
_SPANS = frozenset({Span.MONTH, Span.QUARTER, Span.MONTHS, Span.HALF})
_YEARS_BACK = 10
_DIGITS, _LEAST_TREND, _LEAST_SHARES = 25, 4, 2
"""Digits that are still rounded; periods and years below which nothing is said, whatever is set."""

type Points = Sequence[tuple[int, Decimal]]
"""Month of the year and value."""


class Method(StrEnum):
    TREND = "trend"
    """The line that fits the year's values best (least squares)."""
    SHARE = "share"
    """What part of their year earlier years had reached at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """`value` at the end of `year`, which lies between `low` and `high`: for a trend nineteen times of
    twenty, for shares if the year goes like one of those before.
    """

    year: int
    value: Decimal
    low: Decimal
    high: Decimal
    method: Method
    count: int
    """Periods of the year, or years before, that it was made from."""

    @property
    def half(self) -> Decimal | None:
        """The ± of a band that is as far above as below."""
        above, below = self.high - self.value, self.value - self.low
        return above if above == below else None


def forecast(series: Series, method: Method, least: int, *, sums: bool) -> Forecast | None:
    """None where there is not enough, where the year is over, and for a published figure or a round."""
    seen, period = series.seen, series.period
    if seen.publication is not None or seen.round is not None or seen.value is None:
        return None
    if period is None or period.span not in _SPANS or period.last.month == _LAST_MONTH:
        return None
    if period.year <= _YEARS_BACK:
        return None
    course = series.totals if sums else series.levels
    points = [point for point in course(period.year) if point[0] <= period.last.month]
    if not points or points[-1][0] != period.last.month:
        return None
    if method is Method.TREND:
        found = _trend(points, least, sums=sums)
    else:
        before = [dict(course(period.year - back)) for back in range(1, _YEARS_BACK + 1)]
        found = _share(points[-1], before, least) if sums else None
    if found is None:
        return None
    places = min(_exponent(value) for _, value in points)
    value, low, high = (_rounded(n, places) for n in (found.value, found.low, found.high))
    return Forecast(
        year=period.year,
        value=value,
        low=2 * value - high if found.even else low,
        high=high,
        method=method,
        count=found.count,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    value: Decimal
    low: Decimal
    high: Decimal
    count: int
    even: bool = False
    """As far above as below, which rounding must not change."""


def _trend(points: Points, least: int, *, sums: bool) -> _Found | None:
    count = len(points)
    if count < max(least, _LEAST_TREND) or count - 2 > len(_T95):
        return None
    xs, ys = [Decimal(x) for x, _ in points], [y for _, y in points]
    mean_x, mean_y = _sum(xs) / count, _sum(ys) / count
    spread = _sum((x - mean_x) ** 2 for x in xs)
    slope = _sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    ahead = _LAST_MONTH - mean_x
    value = mean_y + slope * ahead
    errors = (y - mean_y - slope * (x - mean_x) for x, y in zip(xs, ys, strict=True))
    deviation = (_sum(error**2 for error in errors) / (count - 2)).sqrt()
    half = _T95[count - 3] * deviation * (1 + Decimal(1) / count + ahead**2 / spread).sqrt()
    low, even = value - half, True
    rises = all(one <= other for one, other in pairwise(ys))
    if sums and rises:
        # What has been counted stays counted.
        even = low >= ys[-1] + 2 * Decimal(1).scaleb(min(_exponent(ys[-1]), 0))
        low, value = max(low, ys[-1]), max(value, ys[-1])
    return _Found(value, low, value + half, count, even)


def _share(
    latest: tuple[int, Decimal], before: Sequence[dict[int, Decimal]], least: int
) -> _Found | None:
    month, value = latest
    shares = sorted(
        year[month] / year[_LAST_MONTH]
        for year in before
        if month in year and year.get(_LAST_MONTH, Decimal()) > 0 and year[month] > 0
    )
    if len(shares) < max(least, _LEAST_SHARES) or value < 0:
        return None
    middle = _sum(shares) / len(shares)
    return _Found(value / middle, value / shares[-1], value / shares[0], len(shares))


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal())


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rounded(value: Decimal, exponent: int) -> Decimal:
    """With the decimals of the values that it comes from."""
    fits = value.adjusted() - min(exponent, 0) < _DIGITS
    return value.quantize(Decimal(1).scaleb(min(exponent, 0))) if fits else value
