"""When the parts of a schedule meet, and when none says what is shown: on the days of a week without
holidays, and on the holidays that are declared. By the hours as they are written,
as if no clock were ever changed.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from services.wall_file.parts import falls_on, is_off
from services.wall_file.schedule import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from services.wall_file.schedule import Part, Schedule

type Stretch = tuple[int, int]
"""Minutes from the midnight at which a day begins; the end doesn't belong to it."""

MIDNIGHT = time()
_WHOLE = 24 * 60
_DAY = timedelta(days=1)
_MONDAY = date(2001, 1, 1)
_MOST_WEEKS = 60
_MOST_DAYS = 10
"""Of a holiday that are looked at: all days of a week are among them."""


def minute(hour: time, days: int = 0) -> int:
    return days * _WHOLE + hour.hour * 60 + hour.minute


def clock(minutes: int) -> str:
    """`07:30`; the midnight at a day's end is 24:00."""
    within = minutes if minutes == _WHOLE else minutes % _WHOLE
    return f"{within // 60:02}:{within % 60:02}"


def stretch(part: Part) -> Stretch:
    """Of the day on which it begins."""
    begin, end = minute(part.start), minute(part.end)
    return begin, end if end > begin else end + _WHOLE


def overlaps(schedule: Schedule) -> Iterator[tuple[int, int, int, int]]:
    """Numbers of two parts that are on at once, the first in the file first, and one such stretch."""
    told: set[tuple[int, int]] = set()
    for day in _days(schedule):
        for (n, one), (m, other) in combinations(_on(schedule, day), 2):
            begin, end = max(one[0], other[0]), min(one[1], other[1])
            pair = (min(n, m), max(n, m))
            if n != m and begin < end and pair not in told:
                told.add(pair)
                yield *pair, begin, end


def gaps(schedule: Schedule) -> dict[tuple[Stretch, ...], tuple[str, ...]]:
    """When no part says which scene is shown, with the days on which that is so, as the file calls them."""
    found: dict[tuple[Stretch, ...], tuple[str, ...]] = {}
    for day in _days(schedule):
        spoken = [one for n, one in _on(schedule, day) if schedule.parts[n].speaks]
        free = tuple(_free(spoken))
        if free:
            name = "holidays" if is_off(day, schedule.holidays) else WEEKDAYS[day.weekday()]
            found[free] = tuple(dict.fromkeys((*found.get(free, ()), name)))
    return found


def said(gaps: Mapping[tuple[Stretch, ...], tuple[str, ...]]) -> str:
    """`00:00–07:30, 08:00–24:00 (workdays); 00:00–24:00 (sat, sun)`; without days what is of all of them."""
    return "; ".join(
        ", ".join(f"{clock(a)}–{clock(b)}" for a, b in free) + _bracketed(_called(days))
        for free, days in gaps.items()
    )


def _bracketed(days: tuple[str, ...]) -> str:
    return "" if days == ("all",) else f" ({', '.join(days)})"


def _called(days: tuple[str, ...]) -> tuple[str, ...]:
    """By one word where there is one."""
    if set(WEEKDAYS) <= set(days):
        return ("all",)
    left = tuple(days)
    for word, names in (("workdays", WEEKDAYS[:5]), ("weekends", WEEKDAYS[5:])):
        if set(names) <= set(left):
            left = (word, *(one for one in left if one not in names))
    return left


def _free(spoken: Iterable[Stretch]) -> Iterator[Stretch]:
    """What of the day none of them covers."""
    begin = 0
    for one, end in sorted(spoken):
        if one > begin:
            yield begin, min(one, _WHOLE)
        begin = max(begin, end)
        if begin >= _WHOLE:
            return
    yield begin, _WHOLE


def _on(schedule: Schedule, day: date) -> list[tuple[int, Stretch]]:
    """The parts of that day by their numbers, those first that go on from the day before."""
    found: list[tuple[int, Stretch]] = []
    for back in (1, 0):
        begun = day - back * _DAY
        off = is_off(begun, schedule.holidays)
        for n, part in enumerate(schedule.parts):
            if falls_on(part, begun, off=off):
                begin, end = (at - back * _WHOLE for at in stretch(part))
                if end > 0:
                    found.append((n, (max(begin, 0) if back else begin, end)))
    return found


def _days(schedule: Schedule) -> list[date]:
    """A week of which no day, nor the one before it, is a holiday, and the holidays with the day after."""
    weeks = [
        [_MONDAY + timedelta(weeks=week, days=day) for day in range(-1, 7)]
        for week in range(_MOST_WEEKS)
    ]
    plain = next(
        (week for week in weeks if not any(is_off(day, schedule.holidays) for day in week)),
        weeks[0],
    )
    return plain[1:] + [
        one.first + n * _DAY
        for one in schedule.holidays
        for n in range(min((one.last - one.first).days + 2, _MOST_DAYS))
        if date.min.year < one.first.year < date.max.year
    ]
