"""When a figure of a period is told, and how final it is then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from services.periods import Period, Span
from services.records import Level
from services.simulation.day import HOME, local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.systems.indicators.measure import Measure

_DAYS: Mapping[Span, Mapping[Level, int]] = {
    Span.MONTH: {Level.ESTIMATE: 1, Level.PRELIMINARY: 10, Level.OFFICIAL: 25},
    Span.QUARTER: {Level.ESTIMATE: 1, Level.PRELIMINARY: 20, Level.OFFICIAL: 60},
    Span.YEAR: {Level.ESTIMATE: 1, Level.PRELIMINARY: 90, Level.OFFICIAL: 273},
}
"""Days after the end of the period, at 08:00."""


@dataclass(frozen=True, slots=True)
class Release:
    period: Period
    level: Level
    at: datetime

    @property
    def earlier(self) -> Level | None:
        """The level that it replaced."""
        order = [*Level]
        place = order.index(self.level)
        return order[place - 1] if place else None


def latest(measure: Measure, at: datetime) -> Release:
    """The last period that has a figure at the instant, at the level that it then has."""
    here = local(at)
    period = measure.period(here.date())
    while True:
        period = measure.period(period.first - timedelta(days=1))
        found = _released(measure, period, at)
        if found is not None:
            return found


def before(measure: Measure, release: Release, years: int) -> tuple[Period, ...]:
    """Those of the last `years` whole years and of its own, older than the release's."""
    first = release.period.year - years
    return tuple(
        period
        for year in range(first, release.period.year + 1)
        for period in measure.periods_of_year(year)
        if period.last < release.period.first
    )


def told_at(measure: Measure, period: Period, level: Level) -> datetime:
    day = period.last + timedelta(days=_DAYS[measure.span][level])
    return datetime.combine(day, time(8), HOME)


def _released(measure: Measure, period: Period, at: datetime) -> Release | None:
    for level in reversed(Level):
        told = told_at(measure, period, level)
        if told <= at:
            return Release(period, level, told)
    return None
