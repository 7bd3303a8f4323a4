"""The shifts of a day: which one is on at an instant, and until when."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from services.settings import Section, Wording
from services.times import TimeOfDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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
    known = sorted(times)
    now = at.astimezone(zone).time()
    return next((one for one in reversed(known) if one <= now), known[-1] if known else None)


def reached(times: Iterable[time], at: datetime, zone: ZoneInfo) -> datetime | None:
    """When the last of them was reached, at or before `at`; UTC."""
    return max((one for one in _around(times, at, zone) if one <= at), default=None)


def coming(times: Iterable[time], at: datetime, zone: ZoneInfo) -> datetime | None:
    """When the next of them is reached, after `at`; UTC."""
    return min((one for one in _around(times, at, zone) if one > at), default=None)


def _around(times: Iterable[time], at: datetime, zone: ZoneInfo) -> list[datetime]:
    """Of yesterday, today and tomorrow: clocks that are put forward skip times, so that none need be
    reached on a given day at its own hour.
    """
    today = at.astimezone(zone).date()
    days = [today + timedelta(days=n) for n in (-1, 0, 1)]
    return [datetime.combine(day, one, zone).astimezone(UTC) for one in set(times) for day in days]
