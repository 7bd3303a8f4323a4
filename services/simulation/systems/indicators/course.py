"""How large a figure is in each of its periods: a trend, the seasons of a year, and chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from services.levels import rank
from services.records import Level

if TYPE_CHECKING:
    from services.periods import Period
    from services.simulation.chance import Chance
    from services.simulation.systems.indicators.measure import Measure

_BASE = date(2023, 12, 31)
_YEAR = 365.25
_SEASONS = (0.93, 0.82, 0.99, 1.0, 1.01, 1.0, 1.01, 1.02, 1.02, 1.03, 1.05, 1.12)
"""Shares of a year's months, twelve in all: the second has the New Year's holidays."""
_FEW = 30.0
"""A month in which less than that happens is one of single events."""
_ERRORS = {Level.ESTIMATE: 0.02, Level.PRELIMINARY: 0.006, Level.OFFICIAL: 0.0}
"""How far a figure of that level may be from what it is found to be in the end."""
_WHOLE = 100.0
_MOSTLY = 50.0
_SMALL = 10.0
"""Shares below are planned with decimals, too."""


@dataclass(frozen=True, slots=True)
class Part:
    """A share's both numbers."""

    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Course:
    """Of one measure; the same chance gives the same course."""

    chance: Chance
    measure: Measure

    def value(self, period: Period, level: Level = Level.OFFICIAL) -> Decimal:
        """As it is told at that level: earlier ones are near what it is found to be."""
        found = float(self._sum(period) if self.measure.sums else self._state(period))
        told = found * (1 + self._error(period, level))
        return self._rounded(min(told, _WHOLE) if self.measure.percent else told)

    def part(self, period: Period, level: Level = Level.OFFICIAL) -> Part | None:
        """Both numbers of a share; its value is theirs."""
        whole = self.measure.of
        if whole is None:
            return None
        percent = self._percent(period.last) * (1 + self._error(period, level))
        return Part(min(round(whole * percent / _WHOLE), whole), whole)

    def share(self, part: Part) -> Decimal:
        return self._rounded(_WHOLE * part.top / part.bottom)

    def to_date(self, period: Period) -> Decimal:
        """From the first day of its year, of what adds up."""
        whole = self.measure.periods_of_year(period.year)
        parts = [self.value(one) for one in whole if one.last <= period.last]
        return sum(parts, Decimal())

    def plan(self, year: int) -> Decimal:
        """What the source says is assigned for the year: near what will come, two digits of it."""
        ease = self.chance.between(0.92, 1.06, self.measure.id, "plan", year)
        end = date(year, 12, 31)
        if self.measure.sums:
            return _plain(self.measure.typical * self._grown(end) * ease, self.measure.decimals)
        if self.measure.percent:
            digits = 0 if self.measure.typical >= _SMALL else self.measure.decimals
            return _plain(min(self._percent(end) / ease, _WHOLE), digits)
        return _plain(self.measure.typical * self._grown(end) / ease, self.measure.decimals)

    def _sum(self, period: Period) -> Decimal:
        months = range(period.first.month, period.last.month + 1)
        return sum((self._in_month(period.year, month) for month in months), Decimal())

    def _in_month(self, year: int, month: int) -> Decimal:
        words = (self.measure.id, year, month)
        mean = self.measure.typical * self._grown(date(year, month, 28)) / 12
        mean *= _SEASONS[month - 1]
        if mean < _FEW and not self.measure.decimals:
            return Decimal(self.chance.count(mean, *words))
        return self._rounded(mean * self.chance.between(0.93, 1.07, *words))

    def _state(self, period: Period) -> Decimal:
        part = self.part(period)
        if part is not None:
            return self.share(part)
        if self.measure.percent:
            return self._rounded(self._percent(period.last))
        if self.measure.counted:
            return self._rounded(self.measure.typical)
        wobble = self.chance.between(-0.012, 0.012, self.measure.id, period.last)
        return self._rounded(self.measure.typical * self._grown(period.last) * (1 + wobble))

    def _percent(self, day: date) -> float:
        """What is mostly reached comes ever slower to the whole; the rest grows, or shrinks, at its pace."""
        measure, years = self.measure, (day - _BASE).days / _YEAR
        wobble = self.chance.between(-0.01, 0.01, measure.id, day)
        if measure.better == "up" and measure.typical > _MOSTLY:
            gap = (_WHOLE - measure.typical) * math.pow(1 - 2 * abs(measure.growth), years)
            return max(min(_WHOLE - gap * (1 + 4 * wobble), _WHOLE), 0.0)
        return max(min(measure.typical * self._grown(day) * (1 + 3 * wobble), _WHOLE), 0.0)

    def _grown(self, day: date) -> float:
        return math.pow(1 + self.measure.growth, (day - _BASE).days / _YEAR)

    def _error(self, period: Period, level: Level) -> float:
        most = 0.0 if self.measure.counted else _ERRORS[level]
        return self.chance.between(-most, most, self.measure.id, period.last, rank(level))

    def _rounded(self, value: float) -> Decimal:
        digits = Decimal(1).scaleb(-self.measure.decimals)
        return Decimal(repr(value)).quantize(digits, ROUND_HALF_EVEN)


def _plain(value: float, decimals: int) -> Decimal:
    """As people assign: two digits of it, three where it has decimals."""
    found = Decimal(repr(value))
    step = max(found.adjusted() - (2 if decimals else 1), -decimals)
    return found.quantize(Decimal(1).scaleb(step)).quantize(Decimal(1).scaleb(-decimals))
