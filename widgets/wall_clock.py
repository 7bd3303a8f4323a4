"""Clock, date and shift at the right of a heading: functions of the instant that is painted, never of a
timer, so that a frozen picture looks frozen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.drawing import Ink, Item, Mark, Rect, Text, Weight
from widgets.sheet import CLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from services.wall_file.shifts import Shift
    from widgets.sheet import Sheet

_MOST = 0.45
"""Of the heading's width, what may be taken for naming the shift."""


def clock_width(sheet: Sheet) -> float:
    """Of the upper line: the clock and its heartbeat."""
    clock = sheet.measure.width("00:00:00", sheet.size(CLOCK), Weight.SEMIBOLD)
    return clock + sheet.px(56) + sheet.px(8)


def time_width(sheet: Sheet, shifts: Sequence[str] = ()) -> float:
    """Room kept for clock and date, so that nothing moves when a digit or the shift changes."""
    longest = {"vi": "Chủ Nhật, 00/00/0000", "en": "Wednesday, 00 September 0000"}
    date = max(
        sheet.measure.width(_dated(longest[sheet.words.lang], shift), sheet.reading, Weight.REGULAR)
        for shift in (*shifts, None)
    )
    return max(clock_width(sheet), date + sheet.px(8))


def shift_names(shifts: Iterable[Shift], box: Rect, sheet: Sheet) -> tuple[str, ...]:
    """What the shifts of the day are called beside the date, in their order; none where that takes too
    much of the heading.
    """
    lang = sheet.words.lang
    names = tuple(one.name.short_in(lang) or one.name.full_in(lang) for one in shifts)
    return names if time_width(sheet, names) <= box.w * _MOST else ()


def _dated(day: str, shift: str | None) -> str:
    return day if shift is None else f"{shift} · {day}"


def lay_out_time(at: datetime, box: Rect, sheet: Sheet, shift: str | None = None) -> list[Item]:
    """Heartbeat, clock, date and shift at the right of `box`."""
    words, size = sheet.words, sheet.size(CLOCK)
    clock = sheet.line(
        "clock",
        words.time(at, seconds=True),
        Rect(box.x, box.y - sheet.px(8), box.w, size * 1.4),
        size=size,
        weight=Weight.SEMIBOLD,
        ink=Ink.HEADING,
        ground=Ink.GROUND,
        align="right",
    )
    date_box = Rect(box.x, box.bottom - sheet.row, box.w, sheet.row)
    date = sheet.line(
        "date",
        _dated(words.day(at), shift),
        date_box,
        ink=Ink.SECOND,
        ground=Ink.GROUND,
        align="right",
    )
    return [*_heartbeat(at, clock, sheet), clock, date]


def _heartbeat(at: datetime, clock: Text, sheet: Sheet) -> list[Item]:
    """A ring that fills on every other second of the painted instant."""
    side = sheet.px(26)
    middle = clock.runs[0].baseline - clock.cap / 2
    ring = Rect(clock.rect.x - side - sheet.px(18), middle - side / 2, side, side)
    beat: list[Item] = [Mark("empty", ring, Ink.OUTLINE, sheet.px(3))]
    if at.second % 2 == 0:
        beat.append(Mark("circle", ring.inset(side * 0.22, side * 0.22), Ink.TEXT))
    return beat


def beating(heading: Iterable[Item]) -> tuple[Rect, str] | None:
    """Where the heartbeat of a heading lies, and the time that stands beside it; None of one without."""
    ring: Rect | None = None
    for item in heading:
        match item:
            case Mark(shape="empty", rect=rect):
                ring = rect
            case Text(role="clock", text=time) if ring is not None:
                return ring, time
            case _:
                pass
    return None
