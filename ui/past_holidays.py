"""Whether a schedule's holidays are over: one written for last year takes every day for a workday, and nobody
sees it until the next holiday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.phrase import phrase
from services.wall_file.faults import Fault
from ui.pointing import key_places

if TYPE_CHECKING:
    from datetime import datetime

    from ui.opening import Opened


def past_holidays(opened: Opened, at: datetime) -> list[Fault]:
    """One warning where there are some, and all of them lie before `at` on the wall's clock."""
    schedule = opened.wall.schedule
    if schedule is None or not schedule.holidays:
        return []
    last = max(one.last for one in schedule.holidays)
    if last >= at.astimezone(ZoneInfo(opened.wall.zone)).date():
        return []
    (place,) = key_places(opened, [("schedule", "holidays")])
    return [
        Fault.warning(
            place,
            phrase("mọi ngày nghỉ của lịch đều đã qua, ngày cuối là {day}", day=last.isoformat()),
            phrase("ghi các ngày nghỉ sắp tới, hoặc xóa holidays"),
        )
    ]
