"""When a schedule shows a scene, in the operators' words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.times import said_time
from services.wall_file.schedule import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.schedule import Part, Schedule
    from services.words import Words

_MONDAY = date(2024, 1, 1)
_DAYS = {
    "workdays": phrase("ngày làm việc"),
    "weekends": phrase("cuối tuần"),
    "holidays": phrase("ngày nghỉ"),
}


def appointments(schedule: Schedule | None, scene: str, words: Words) -> str:
    """`07:30–08:00 ngày làm việc; luân phiên 2 phút`; empty where it never does."""
    if schedule is None:
        return ""
    return "; ".join(_each(schedule, scene, words))


def _each(schedule: Schedule, scene: str, words: Words) -> Iterator[str]:
    for part in schedule.parts:
        turns = [turn.scene for turn in part.rotation]
        if scene == part.scene or scene in turns or scene in part.pins.values():
            yield _part(part, words)
    if scene == schedule.scene:
        yield words.say("ngoài các giờ khác") if schedule.parts else words.say("mọi lúc")
    for turn in schedule.rotation:
        if turn.scene == scene:
            yield words.say("luân phiên {time}", time=words.duration(turn.dwell))
    for screen, pinned in schedule.pins.items():
        if pinned == scene:
            yield words.say("ghim ở {screen}", screen=screen)


def _part(part: Part, words: Words) -> str:
    hours = f"{said_time(part.start)}–{said_time(part.end)}"
    if part.days == "all":
        return hours
    if isinstance(part.days, str) and part.days in _DAYS:
        return f"{hours} {words.say(_DAYS[part.days])}"
    named = (part.days,) if isinstance(part.days, str) else part.days
    days = [words.weekday(_MONDAY + timedelta(days=WEEKDAYS.index(day))) for day in named]
    return f"{hours} {', '.join(days)}"
