"""Round local times at which an axis is labelled: hours, weekdays, days, months or years, by its span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from services.words import Words

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)
"""Steps within a day."""
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10)
_HOURS, _WEEK, _SEASON, _YEAR, _FEW_YEARS = (
    timedelta(hours=36),
    timedelta(days=9),
    timedelta(days=93),
    timedelta(days=400),
    timedelta(days=1000),
)
"""The longest spans that are told by hours, weekdays, days, months, and months with their year."""
_YEAR_LONG = 12
_MANY = 30
"""Labels within a day of which nobody reads more."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A label at an instant, or in the middle of what lasts until `end`."""

    at: datetime
    text: str
    end: datetime | None = None


def marks(
    start: datetime, end: datetime, words: Words, fits: Callable[[list[Mark]], bool]
) -> list[Mark]:
    """Those of the finest step of which all have room: `fits` tells. All in UTC."""
    zone = words.zone
    for made in _steps(start, end, words, zone):
        found = [mark for mark in made if start <= mark.at <= end or _partly(mark, start, end)]
        if found and fits(found):
            return found
    return []


def _partly(mark: Mark, start: datetime, end: datetime) -> bool:
    return mark.end is not None and mark.end > start and mark.at < end


def _steps(start: datetime, end: datetime, words: Words, zone: ZoneInfo) -> Iterator[list[Mark]]:
    span = end - start
    first, last = (one.astimezone(zone).date() for one in (start, end))
    if span <= _HOURS:
        fine = (step for step in _MINUTES if span / timedelta(minutes=step) <= _MANY)
        yield from (_between(start, end, first, last, step, zone) for step in fine)
    if span <= _WEEK:
        yield [*_days(first, last, 1, words.weekday, zone)]
    if span <= _SEASON:
        named = partial(_day, words)
        yield from ([*_days(first, last, step, named, zone)] for step in (1, 2, 7, 14))
    if span <= _YEAR:
        named = partial(_month, words)
        yield from ([*_months(first, last, step, named, zone)] for step in _MONTHS)
    if span <= _FEW_YEARS:
        named = partial(_month_of_year, words)
        yield from ([*_months(first, last, step, named, zone)] for step in (3, 6))
    yield from ([*_years(first, last, step, zone)] for step in _YEARS)


def _between(
    start: datetime, end: datetime, first: date, last: date, minutes: int, zone: ZoneInfo
) -> list[Mark]:
    """`first` and `last` are their days."""
    made: list[Mark] = []
    day = first
    while day <= last:
        known = _within_day(day, minutes, zone)
        made += known[bisect_left(known, start, key=_at) : bisect_right(known, end, key=_at)]
        day += _DAY
    return made


def _at(mark: Mark) -> datetime:
    return mark.at


@lru_cache(maxsize=64)
def _within_day(day: date, minutes: int, zone: ZoneInfo) -> tuple[Mark, ...]:
    """By the clock on the wall: an hour that a change of the clocks leaves out has no mark, one that comes
    twice has one. Of a whole day, for a curve that moves on every second has the same ones.
    """
    made: list[Mark] = []
    for past in range(0, 24 * 60, minutes):
        local = datetime.combine(day, time(past // 60, past % 60), zone)
        at = local.astimezone(UTC)
        if at.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
            made.append(Mark(at, f"{local:%H}" if minutes >= 60 else f"{local:%H:%M}"))  # noqa: PLR2004 - an hour
    return tuple(made)


def _days(
    first: date, last: date, step: int, said: Callable[[date], str], zone: ZoneInfo
) -> Iterator[Mark]:
    """Each day in its middle; of several, the first of them. Weeks begin on Monday."""
    day = first - timedelta(days=first.toordinal() % step if step != 7 else first.weekday())  # noqa: PLR2004 - a week
    while day <= last:
        end = _begin(day + _DAY, zone) if step == 1 else None
        yield Mark(_begin(day, zone), said(day), end)
        day += timedelta(days=step)


def _months(
    first: date, last: date, step: int, said: Callable[[date], str], zone: ZoneInfo
) -> Iterator[Mark]:
    number = first.year * _YEAR_LONG + (first.month - 1) // step * step
    while (day := date(number // _YEAR_LONG, number % _YEAR_LONG + 1, 1)) <= last:
        after = number + 1
        end = date(after // _YEAR_LONG, after % _YEAR_LONG + 1, 1)
        yield Mark(_begin(day, zone), said(day), _begin(end, zone) if step == 1 else None)
        number += step


def _years(first: date, last: date, step: int, zone: ZoneInfo) -> Iterator[Mark]:
    year = first.year // step * step
    while year <= last.year:
        end = _begin(date(year + 1, 1, 1), zone) if step == 1 else None
        yield Mark(_begin(date(year, 1, 1), zone), str(year), end)
        year += step


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _day(words: Words, day: date) -> str:
    """`22/12`; in English `22 Dec`."""
    said = words.date(day)
    return said[:5] if words.lang == "vi" else said.rpartition(" ")[0]


def _month(words: Words, day: date) -> str:
    """`12`; January is named with its year, so that nobody need guess it."""
    if day.month == 1:
        return _month_of_year(words, day)
    said = words.date(day)
    return said[3:5] if words.lang == "vi" else said.split()[1]


def _month_of_year(words: Words, day: date) -> str:
    """`07/2024`; in English `Jul 2024`."""
    said = words.date(day)
    return said[3:] if words.lang == "vi" else " ".join(said.split()[1:])
