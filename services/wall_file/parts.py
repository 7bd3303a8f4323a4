"""Which part of a schedule is on at an instant, and when parts begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from services.times import first_shown
from services.wall_file.schedule import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from services.wall_file.schedule import Holiday, Part, Schedule

_DAY = timedelta(days=1)
_SATURDAY = 5
_NEAR = timedelta(days=9)
"""A week and what it begins in: without holidays whatever changes at all has changed by then."""
_FAR = timedelta(days=400)
"""How far holidays are looked for."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A part on one day, UTC; `ends` is the first instant after it."""

    part: Part
    begins: datetime
    ends: datetime


def falls_on(part: Part, day: date, *, off: bool) -> bool:
    """Whether it begins on that day, which is `off` where it `is_off`."""
    match part.days:
        case "all":
            return True
        case "holidays":
            return off
        case "weekends":
            return day.weekday() >= _SATURDAY
        case "workdays":
            return day.weekday() < _SATURDAY and not off
        case str() as name:
            return WEEKDAYS[day.weekday()] == name
        case names:
            return WEEKDAYS[day.weekday()] in names


def is_off(day: date, holidays: Iterable[Holiday]) -> bool:
    return any(one.holds(day) for one in holidays)


def lasting(schedule: Schedule | None, at: datetime, zone: ZoneInfo) -> Lasting | None:
    """The part that is on: of several the one that began later, then the later in the file."""
    if schedule is None or not schedule.parts:
        return None
    today = at.astimezone(zone).date()
    on = [
        one
        for day in (today - _DAY, today)
        for one in _on_day(schedule, day, zone)
        if one.begins <= at < one.ends
    ]
    return max(reversed(on), key=lambda one: one.begins, default=None)


def after(schedule: Schedule | None, at: datetime, zone: ZoneInfo) -> list[datetime]:
    """The instants at which a part begins or ends after `at`, in their order: all of the next week, and
    those about holidays of the year to come.
    """
    if schedule is None or not schedule.parts:
        return []
    today = at.astimezone(zone).date()
    days = _days(schedule, today - _DAY, today + _NEAR, today + _FAR)
    return sorted(edge for edge in _edges(schedule, days, zone) if edge > at)


def before(schedule: Schedule | None, at: datetime, zone: ZoneInfo) -> list[datetime]:
    """Those at or before `at`, latest first: of the week, and about holidays of the year."""
    if schedule is None or not schedule.parts:
        return []
    today = at.astimezone(zone).date()
    days = _days(schedule, today - _NEAR, today, today - _FAR)
    return sorted((edge for edge in _edges(schedule, days, zone) if edge <= at), reverse=True)


def _days(schedule: Schedule, first: date, last: date, far: date) -> set[date]:
    """Those of the stretch, and up to `far` those from before a holiday to a week after it."""
    days = set(_range(first, last))
    least, most = min(first, far), max(last, far)
    for holiday in schedule.holidays:
        if holiday.first <= most and holiday.last >= least - _NEAR:
            begin, end = max(holiday.first, least), min(holiday.last, most)
            days |= {day for day in _range(begin - _DAY, end + _NEAR) if least <= day <= most}
    return days


def _range(first: date, last: date) -> Iterator[date]:
    return (first + n * _DAY for n in range((last - first).days + 1))


def _edges(schedule: Schedule, days: Iterable[date], zone: ZoneInfo) -> set[datetime]:
    return {
        edge
        for day in days
        for one in _on_day(schedule, day, zone)
        for edge in (one.begins, one.ends)
    }


def _on_day(schedule: Schedule, day: date, zone: ZoneInfo) -> Iterator[Lasting]:
    """Those that begin on that day; where clocks skip all of one it isn't on."""
    off = is_off(day, schedule.holidays)
    for part in schedule.parts:
        if falls_on(part, day, off=off):
            begins = first_shown(day, part.start, zone)
            until = day if part.end > part.start else day + _DAY
            ends = first_shown(until, part.end, zone)
            if begins < ends:
                yield Lasting(part, begins, ends)
