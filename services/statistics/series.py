"""One figure through its periods, as far as its source told them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.levels import rank, settled
from services.periods import Period, Span, first_months, month, period_of, quarter, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from services.cache import Fact
    from services.records import Observation

_MONTHS, _QUARTER = 12, 3
_FROM_THE_FIRST_DAY = frozenset({Span.YEAR, Span.HALF, Span.MONTHS, Span.QUARTER, Span.MONTH})


@dataclass(frozen=True, slots=True)
class Series:
    """`seen` is the figure that is shown, marked with what its level replaced; `periods` has it too,
    unless it is of none.
    """

    seen: Observation
    period: Period | None
    periods: Mapping[Period, Observation]

    def value(self, period: Period | None) -> Decimal | None:
        found = None if period is None else self.periods.get(period)
        return None if found is None else found.value

    def to_date(self, year: int, until: int) -> Decimal | None:
        """From the first day of the year to the last of a month: as the source says it, else the sum
        of the months or of the quarters if none is lacking. Only of figures that add up.
        """
        told = self.value(first_months(year, until))
        if told is not None:
            return told
        for length in (1, _QUARTER):
            if until % length:
                continue
            parts = [_ending(year, end, length) for end in range(length, until + 1, length)]
            last = self.periods.get(parts[-1])
            if last is not None and last.cumulative is not None:
                return last.cumulative
            values = [value for part in parts if (value := self.value(part)) is not None]
            if len(values) == len(parts):
                return sum(values[1:], values[0])
        return None

    def levels(self, year: int) -> Iterator[tuple[int, Decimal]]:
        """Month and value of figures that don't add up: the state at the end of a month or a quarter."""
        for last in range(1, _MONTHS + 1):
            found = self.value(_ending(year, last, 1))
            if found is None and last % _QUARTER == 0:
                found = self.value(_ending(year, last, _QUARTER))
            if found is not None:
                yield last, found

    def totals(self, year: int) -> Iterator[tuple[int, Decimal]]:
        """Month and value since the first day of the year, of figures that add up."""
        for last in range(1, _MONTHS + 1):
            found = self.to_date(year, last)
            if found is not None:
                yield last, found

    def course(self) -> Iterator[tuple[Period, Decimal]]:
        """Through the periods as long as that of the figure that is shown, up to its own."""
        shown = self.period
        if shown is None:
            return
        for period in sorted(self.periods, key=lambda one: one.last):
            value = self.periods[period].value
            if value is not None and period.span is shown.span and period.last <= shown.last:
                yield period, value

    def begins_the_year(self) -> bool:
        """It is itself what there is since the first day of its year."""
        period = self.period
        return (
            period is not None
            and period.span in _FROM_THE_FIRST_DAY
            and (period.first.month, period.first.day) == (1, 1)
        )


def series_of(shown: Fact[Observation], facts: Iterable[Fact[Observation]]) -> Series:
    """Of the same place, organ and labels; quotations are compared with quotations only, invented
    figures with invented ones, and what is held against a figure keeps it from being a base. A figure
    of a round has no other periods.
    """
    seen = shown.record
    kin = [
        fact.record
        for fact in facts
        if fact.has_value
        and fact.fault is None
        and fact.simulated == shown.simulated
        and _alike(fact.record, seen)
    ]
    for earlier in sorted(kin, key=lambda one: rank(one.level)):
        if earlier.uid != seen.uid and same(earlier.period, seen.period):
            seen = settled(earlier, seen) if rank(earlier.level) < rank(seen.level) else seen
    period = period_of(seen.period) if seen.period else None
    periods: dict[Period, Observation] = {}
    for one in sorted(kin, key=lambda one: (rank(one.level), one.uid)):
        if one.period and (of := period_of(one.period)) is not None:
            periods[of] = one
    if period is not None:
        periods[period] = seen
    return Series(seen, period, periods)


def _alike(one: Observation, seen: Observation) -> bool:
    return (
        (one.territory, one.organ, one.labels) == (seen.territory, seen.organ, seen.labels)
        and (one.publication is None) == (seen.publication is None)
        and one.round is None
        and seen.round is None
    )


def _ending(year: int, last: int, length: int) -> Period:
    """The month, or the quarter, that ends with this month."""
    return month(year, last) if length == 1 else quarter(year, last // _QUARTER)
