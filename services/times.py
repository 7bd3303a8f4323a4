"""Times as a wall file writes them by the wall's own clock: `06:00`, `2026-12-31`, `2026-12-31 17:00`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import GetPydanticSchema
from pydantic_core import core_schema

from services.quantities import WrongSetting

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_TIME = re.compile(r"\s*([0-9]{1,2}):([0-9]{2})\s*")
_MOMENT = re.compile(
    r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]+([0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?"
    r"([+-][0-9]{2}:[0-9]{2}|Z)?\s*"
)
_YEARS = range(1901, 2200)
"""Beyond them nothing that a wall says is true."""
_TICK = timedelta(seconds=1)
"""Clocks are put forward at a whole second."""


def time_of_day(value: object) -> time:
    """`06:00`, `6:00`: hours and minutes."""
    if isinstance(value, time):
        return value
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is not None and (int(found[1]), int(found[2])) == (24, 0):
        raise WrongSetting("nửa đêm không ghi là 24:00", "ghi 00:00")
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:  # noqa: PLR2004 - a day's
        raise WrongSetting(
            "“{value}” không phải giờ trong ngày",
            "ghi giờ và phút từ 00:00 đến 23:59, ví dụ: 06:00",
            value=str(value)[:40],
        )
    return time(int(found[1]), int(found[2]))


def said_time(value: time) -> str:
    """`06:00`."""
    return f"{value.hour:02}:{value.minute:02}"


def first_shown(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """When the clocks of that day first show `hour` or more, UTC: those that are put forward skip hours,
    those that are put back show some twice.
    """
    local = datetime.combine(day, hour, zone)
    late = local.astimezone(UTC)
    if late.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return late
    early = local.replace(fold=1).astimezone(UTC)
    before = early.astimezone(zone).utcoffset()
    while late - early > _TICK:
        middle = early + (late - early) // _TICK // 2 * _TICK
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late


@dataclass(frozen=True, slots=True)
class LocalMoment:
    """A day, or an instant of it, on the wall's clock unless it was written with an offset."""

    day: date
    hour: time | None = None
    """None: the whole day is meant."""
    offset: timedelta | None = None

    def begins(self, zone: ZoneInfo) -> datetime:
        """UTC."""
        return self._instant(self.day, self.hour or time(), zone)

    def ends(self, zone: ZoneInfo) -> datetime:
        """The first instant after it, UTC: of a day the midnight at its end."""
        if self.hour is not None:
            return self.begins(zone)
        return self._instant(self.day + timedelta(days=1), time(), zone)

    def _instant(self, day: date, at: time, zone: ZoneInfo) -> datetime:
        if self.offset is None:
            return datetime.combine(day, at, zone).astimezone(UTC)
        return datetime.combine(day, at, UTC) - self.offset


def local_moment(value: object) -> LocalMoment:
    """ISO 8601, with a space or a T before the time; a date alone is a whole day."""
    if isinstance(value, LocalMoment):
        return value
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    try:
        if found is not None and (found[2] or not found[3]):
            day = date.fromisoformat(found[1])
            at = time.fromisoformat(found[2]) if found[2] else None
            if day.year in _YEARS:
                return LocalMoment(day, at, _offset(found[3]))
    except ValueError:
        pass
    raise WrongSetting(
        "“{value}” không phải ngày hay thời điểm",
        "ghi năm-tháng-ngày, thêm giờ nếu cần, ví dụ: 2026-12-31 17:00",
        value=str(value)[:40],
    )


def _offset(said: str | None) -> timedelta | None:
    if said is None:
        return None
    offset: timedelta | None = datetime.fromisoformat(
        f"2000-01-01T00:00:00{said.replace('Z', '+00:00')}"
    ).utcoffset()
    return offset


TimeOfDay = Annotated[
    time,
    GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_plain_validator_function(
            time_of_day,
            serialization=core_schema.plain_serializer_function_ser_schema(said_time),
        ),
        lambda _schema, _handler: {
            "type": "string",
            "pattern": r"^\s*([01]?[0-9]|2[0-3]):[0-5][0-9]\s*$",
            "examples": ["06:00"],
        },
    ),
]
"""Hours and minutes by the wall's clock."""

Moment = Annotated[
    LocalMoment,
    GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_plain_validator_function(
            local_moment,
            serialization=core_schema.to_string_ser_schema(),
        ),
        lambda _schema, _handler: {
            "type": "string",
            "pattern": r"^\s*\d{4}-\d\d-\d\d([T ]+\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?)?\s*$",
            "examples": ["2026-12-31 17:00"],
        },
    ),
]
"""A day or an instant of it by the wall's clock."""
