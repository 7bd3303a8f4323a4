"""The shifts of a day: which one is on at an instant, and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from services.settings import Section, Wording
from services.times import TimeOfDay, first_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, time
    from zoneinfo import ZoneInfo


class Shift(Section):
    """Một ca trực: tên và giờ bắt đầu."""

    name: Annotated[Wording, Field(examples=["Ca sáng"])]
    """Tên ca."""
    start: Annotated[TimeOfDay, Field(alias="from")]
    """Giờ bắt đầu, theo giờ của tường."""


def on_duty(shifts: Sequence[Shift], at: datetime, zone: ZoneInfo) -> Shift | None:
    """The shift at `at`; the day's last goes on until the first of the next day."""
    if not shifts:
        return None
    begun = latest((shift.start for shift in shifts), at, zone)
    return next((shift for shift in shifts if shift.start == begun), None)


def latest(times: Iterable[time], at: datetime, zone: ZoneInfo) -> time | None:
    """Of those times of day the one that was reached last, be it yesterday."""
    begun = [(when, one) for when, one in _around(times, at, zone) if when <= at]
    return max(begun)[1] if begun else None


def reached(times: Iterable[time], at: datetime, zone: ZoneInfo) -> datetime | None:
    """When the last of them was reached, at or before `at`; UTC."""
    return max((when for when, _ in _around(times, at, zone) if when <= at), default=None)


def coming(times: Iterable[time], at: datetime, zone: ZoneInfo) -> datetime | None:
    """When the next of them is reached, after `at`; UTC."""
    return min((when for when, _ in _around(times, at, zone) if when > at), default=None)


def _around(times: Iterable[time], at: datetime, zone: ZoneInfo) -> list[tuple[datetime, time]]:
    """Of yesterday, today and tomorrow: where clocks are put forward several are reached at once."""
    today = at.astimezone(zone).date()
    days = [today + timedelta(days=n) for n in (-1, 0, 1)]
    return [(first_shown(day, one, zone), one) for one in set(times) for day in days]
