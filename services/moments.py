"""Times of other systems as instants: ISO 8601, seconds since 1970, or a date with its day or its month
first, as the wall file declares. Everything here raises `Unreadable` only.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.phrase import phrase
from services.plain import number, plain
from services.writing import Unreadable

if TYPE_CHECKING:
    from services.writing import Writing

YEARS = range(1900, 2201)
"""Years of times that can be true. Beyond them time can't even be reckoned with."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BY_PEOPLE = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})"
    r"(?:,?\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<rest>\d{2}(?:\.\d{1,6})?))?"
    r"(?:\s*(?P<half>am|pm|sa|ch))?)?",
    re.ASCII | re.IGNORECASE,
)
"""05/11/2026, 5-11-2026 9:05, 05.11.2026 21:05:30, 11/5/2026 9:05 PM (Vietnamese Excel: SA, CH)."""
_AFTERNOON = {"pm", "ch"}
_HALF = 12
"""Hours of half a day."""


def moment(value: object, writing: Writing) -> datetime:
    """UTC, within `YEARS`. A date alone is the start of its day."""
    found = _moment(value, writing)
    if found.year not in YEARS:
        raise Unreadable
    return found


def due(value: object, writing: Writing) -> datetime:
    """A due date without a time lasts until the end of its day."""
    found = moment(value, writing)
    dated = isinstance(value, str) and ":" not in value and "T" not in value
    if dated and not (isinstance(value, str) and writing.times.startswith("epoch")):
        return found + timedelta(days=1, microseconds=-1)
    return found


def day(value: object, writing: Writing) -> date:
    """A time's day is that of the source's zone, else of its own offset."""
    try:
        if isinstance(value, str) and not (writing.times.startswith("epoch") and number(value)):
            found = _written(value.strip(), writing)
            if (found.tzinfo is None or writing.zone is None) and found.year in YEARS:
                return found.date()
    except Unreadable:
        raise
    except (OverflowError, ValueError) as error:
        raise Unreadable from error
    return moment(value, writing).astimezone(ZoneInfo(writing.zone or "UTC")).date()


def _moment(value: object, writing: Writing) -> datetime:
    try:
        if writing.times.startswith("epoch") and (since := _seconds(value)) is not None:
            thousands = 1000 if writing.times == "epoch_ms" else 1
            return _EPOCH + timedelta(microseconds=int(since / thousands * 1_000_000))
        return _zoned(value, writing).astimezone(UTC)
    except Unreadable:
        raise
    except (OverflowError, ValueError) as error:
        raise Unreadable from error


def _zoned(value: object, writing: Writing) -> datetime:
    if not isinstance(value, str):
        raise Unreadable
    found = _written(value.strip(), writing)
    if found.tzinfo is not None:
        return found
    if writing.zone is None:
        raise Unreadable(
            phrase(
                "“{value}” không ghi múi giờ; khai zone, ví dụ: Asia/Ho_Chi_Minh",
                value=plain(value, 40),
            )
        )
    return found.replace(tzinfo=ZoneInfo(writing.zone))


def _seconds(value: object) -> Decimal | None:
    match value:
        case bool():
            return None
        case int() | Decimal():
            found = Decimal(value)
            return found if found.is_finite() else None
        case str():
            return number(value)
        case _:
            return None


def _written(value: str, writing: Writing) -> datetime:
    found = _BY_PEOPLE.fullmatch(value) if len(value) < 40 else None  # noqa: PLR2004 - no time is longer
    if found is None:
        return datetime.fromisoformat(value)
    if writing.times not in {"day_first", "month_first"}:
        raise Unreadable(
            phrase(
                "“{value}” có thể là ngày/tháng hoặc tháng/ngày; khai times: day_first hoặc month_first",
                value=plain(value, 40),
            )
        )
    of_day, of_month = (found["first"], found["second"])
    if writing.times == "month_first":
        of_day, of_month = of_month, of_day
    on = date(int(found["year"]), int(of_month), int(of_day))
    return datetime.combine(on, _clock(found))


def _clock(found: re.Match[str]) -> time:
    """The start of the day where no time is written."""
    if found["hour"] is None:
        return time()
    hour, half = int(found["hour"]), found["half"]
    if half is not None:
        if hour not in range(1, _HALF + 1):
            raise Unreadable
        hour = hour % _HALF + (_HALF if half.lower() in _AFTERNOON else 0)
    return time.fromisoformat(f"{hour:02}:{found['minute']}:{found['rest'] or '00'}")
