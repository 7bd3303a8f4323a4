"""What a day looks like: when offices work, when machines are busy, and time spent at work."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

HOME = timezone(timedelta(hours=7), "+07")
"""Việt Nam's time; there has been no summer time since 1975."""

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

_OFFICE = (
    *(0.01, 0.01, 0.01, 0.01, 0.01, 0.02, 0.08, 0.45),
    *(0.95, 1.0, 0.92, 0.5, 0.18, 0.55, 0.97, 0.94),
    *(0.5, 0.16, 0.08, 0.06, 0.05, 0.04, 0.03, 0.02),
)
"""Relative work at the middle of each hour: 08–11 and 14–16 are the peaks."""
_MACHINES = (
    *(0.12, 0.1, 0.09, 0.09, 0.1, 0.14, 0.26, 0.6),
    *(0.95, 1.0, 0.96, 0.74, 0.5, 0.68, 0.94, 0.92),
    *(0.72, 0.45, 0.36, 0.34, 0.32, 0.28, 0.22, 0.16),
)
_READERS = (
    *(0.2, 0.12, 0.08, 0.06, 0.07, 0.14, 0.35, 0.6),
    *(0.85, 0.95, 0.9, 0.8, 0.7, 0.66, 0.75, 0.8),
    *(0.78, 0.72, 0.78, 0.94, 1.0, 0.88, 0.6, 0.38),
)
_HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 2)}
_MORNING = (time(7, 30), time(11, 30))
_AFTERNOON = (time(13, 30), time(17, 0))
SATURDAY = 5


def local(at: datetime) -> datetime:
    return at.astimezone(HOME)


def midnight(at: datetime) -> datetime:
    """The beginning of the local day."""
    return local(at).replace(hour=0, minute=0, second=0, microsecond=0)


def floored(at: datetime, step: timedelta) -> datetime:
    """The last whole multiple of `step` in the local day, at or before the instant."""
    start = midnight(at)
    return start + (local(at) - start) // step * step


def is_working(day: date) -> bool:
    return day.weekday() < SATURDAY and (day.month, day.day) not in _HOLIDAYS


def office(at: datetime) -> float:
    """0..1: how much offices do; on weekends nearly nothing."""
    return _curve(_OFFICE, at) * (1.0 if is_working(local(at).date()) else 0.04)


def machines(at: datetime) -> float:
    """0..1: how much systems are used; citizens use them on weekends too."""
    return _curve(_MACHINES, at) * (1.0 if is_working(local(at).date()) else 0.42)


def readers(at: datetime) -> float:
    """0..1: how much is written and read in press and networks; the evening is the peak."""
    return _curve(_READERS, at) * (1.0 if is_working(local(at).date()) else 0.8)


def worked(start: datetime, amount: timedelta) -> datetime:
    """The instant at which `amount` of office time has passed since `start`."""
    begun = local(start)
    day, left = begun.date(), amount
    while True:
        for opens, closes in (_MORNING, _AFTERNOON) if is_working(day) else ():
            since = max(datetime.combine(day, opens, HOME), begun)
            room = datetime.combine(day, closes, HOME) - since
            if room <= timedelta():
                continue
            if left <= room:
                return since + left
            left -= room
        day += DAY


def worked_back(end: datetime, amount: timedelta) -> datetime:
    """The instant since which `amount` of office time has passed at `end`."""
    ended = local(end)
    day, left = ended.date(), amount
    while True:
        for opens, closes in (_AFTERNOON, _MORNING) if is_working(day) else ():
            until = min(datetime.combine(day, closes, HOME), ended)
            room = until - datetime.combine(day, opens, HOME)
            if room <= timedelta():
                continue
            if left <= room:
                return until - left
            left -= room
        day -= DAY


def closing(at: datetime) -> datetime:
    """When the half day of office work ends that runs at the instant, or comes next."""
    here = local(at)
    day = here.date()
    while True:
        for _, closes in (_MORNING, _AFTERNOON) if is_working(day) else ():
            if (end := datetime.combine(day, closes, HOME)) >= here:
                return end
        day += DAY


def _curve(hours: tuple[float, ...], at: datetime) -> float:
    """Joined smoothly between the middles of hours."""
    here = local(at)
    place = (here.hour * 60 + here.minute + here.second / 60) / 60 - 0.5
    step = int(place // 1)
    part = place - step
    smooth = part * part * (3 - 2 * part)
    left, right = hours[step % 24], hours[(step + 1) % 24]
    return left + (right - left) * smooth
