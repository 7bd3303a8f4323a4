"""What single settings are written as: a length of time or space with its unit, a moment with its
offset, a name, a text in quotes. What is no such thing raises `WrongSetting`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

_UNITS = {
    "ms": timedelta(milliseconds=1),
    "s": timedelta(seconds=1),
    "min": timedelta(minutes=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_LENGTHS = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4}
_LONGEST = timedelta(days=3660)
_WINDOWS_NAMES = {"con", "prn", "aux", "nul"} | {
    f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10)
}


class WrongSetting(ValueError):  # noqa: N818 - it is said to operators, not to programmers
    """A value that is not what the setting takes. `what` and `remedy` are msgids (Vietnamese);
    `values` stand in their `{places}`.
    """

    def __init__(self, what: str, remedy: str, **values: str) -> None:
        super().__init__(what.format(**values))
        self.what, self.remedy, self.values = what, remedy, values


def duration(value: object) -> timedelta:
    """`10 s`, `1.5 h`, `2 d`: a number and its unit (ms, s, min or m, h, d)."""
    match value:
        case timedelta():
            return value
        case str() if found := re.fullmatch(
            r"\s*(\d{1,9}(?:\.\d{1,6})?)\s*(ms|s|min|m|h|d)\s*", value
        ):
            long = float(found[1]) * _UNITS[found[2]].total_seconds()
            if long > _LONGEST.total_seconds():
                raise WrongSetting(
                    "khoảng thời gian “{value}” dài quá mười năm",
                    "ghi một khoảng ngắn hơn",
                    value=value[:40],
                )
            return timedelta(seconds=long)
        case _:
            raise WrongSetting(
                "“{value}” không phải khoảng thời gian",
                "ghi số kèm đơn vị ms, s, min, h hoặc d, ví dụ: 10 s",
                value=str(value)[:40],
            )


def say_duration(value: timedelta) -> str:
    for unit in ("d", "h", "min", "s"):
        if value % _UNITS[unit] == timedelta() and value:
            return f"{value // _UNITS[unit]} {unit}"
    return f"{value / _UNITS['ms']:g} ms"


def _positive(value: timedelta) -> timedelta:
    if value <= timedelta():
        raise WrongSetting(
            "khoảng thời gian “{value}” không lớn hơn 0",
            "ghi một khoảng dương, ví dụ: 10 s",
            value=say_duration(value),
        )
    return value


class Length(float):
    """Millimetres that once carried their unit; a bare number is no length."""


def length(value: object, example: str = "0.63 mm") -> float:
    """Millimetres of `0.63 mm`, `4 m`, `55 in`."""
    match value:
        case Length():
            return value
        case str() if found := re.fullmatch(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*(mm|cm|m|in)\s*", value):
            size = Length(float(found[1]) * _LENGTHS[found[2]])
            if size > 0:
                return size
        case _:
            pass
    raise WrongSetting(
        "“{value}” không phải độ dài",
        "ghi số dương kèm đơn vị mm, cm, m hoặc in, ví dụ: {example}",
        value=str(value)[:40],
        example=example,
    )


def identifier(value: str) -> str:
    """NFC letters (Vietnamese too), digits, underscores, single hyphens: a file name everywhere."""
    value = unicodedata.normalize("NFC", value)
    plain = value.replace("-", "").replace("_", "")
    fits = bool(plain) and plain.isalnum() and len(value) <= 64  # noqa: PLR2004 - as a file's name
    if not fits or "--" in value or value[0] == "-" or value[-1] == "-":
        raise WrongSetting(
            "“{value}” không dùng làm tên được",
            "tên chỉ gồm chữ, số, dấu gạch dưới và dấu gạch nối đơn, tối đa 64 ký tự",
            value=value[:40],
        )
    if value.casefold() in _WINDOWS_NAMES:
        raise WrongSetting("“{value}” là tên dành riêng của Windows", "đặt tên khác", value=value)
    return value


def spelt(text: str, otherwise: str) -> str:
    """The identifier that comes nearest to `text`; `otherwise` where none does."""
    plain = re.sub(r"[\W]+|-{2,}", "-", text).strip("-")[:64].strip("-")
    try:
        return identifier(plain or otherwise)
    except WrongSetting:
        return otherwise


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongSetting(
            "không có múi giờ “{zone}”", "ghi tên IANA, ví dụ Asia/Ho_Chi_Minh", zone=name[:40]
        ) from error
    return name


def only_text(value: object) -> object:
    if isinstance(value, bool | int | float | date):
        raise WrongSetting(
            "“{value}” không nằm trong dấu nháy nên bị đọc thành số, ngày hoặc đúng/sai",
            'đặt trong dấu nháy, ví dụ: "01"',
            value=str(value)[:40],
        )
    return value


def _instant(value: object) -> object:
    """Only an unambiguous instant: ISO 8601 with its offset."""
    instant = value
    if isinstance(value, str):
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            instant = None
    if isinstance(instant, datetime) and instant.tzinfo is None:
        raise WrongSetting(
            "thời điểm “{value}” thiếu múi giờ",
            "ghi đủ, ví dụ: 2026-11-24T14:05:00+07:00",
            value=str(value)[:40],
        )
    if not isinstance(instant, datetime) or not 1900 < instant.year < 2200:  # noqa: PLR2004 - beyond it nothing is true
        raise WrongSetting(
            "“{value}” không phải thời điểm",
            "ghi năm-tháng-ngày, giờ và múi giờ, ví dụ: 2026-11-24T14:05:00+07:00",
            value=str(value)[:40],
        )
    return instant


def _day(value: object) -> object:
    """Only year-month-day: 01/02/2023 has two readings."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if type(value) is date:
        return value
    raise WrongSetting(
        "“{value}” không phải ngày",
        "ghi năm-tháng-ngày, ví dụ: 2023-12-31",
        value=str(value)[:40],
    )


Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date-time",
            "examples": ["2026-11-24T14:05:00+07:00"],
        }
    ),
]
"""A moment with its offset, written in ISO 8601."""

Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2023-12-31"]}),
]
"""A date, written year-month-day."""

Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    AfterValidator(_positive),
    PlainSerializer(say_duration),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*\d+(\.\d+)?\s*(ms|s|min|m|h|d)\s*$",
            "examples": ["10 s", "1 h"],
        }
    ),
]
"""A `timedelta` greater than zero, written with its unit."""

_LENGTH = WithJsonSchema(
    {
        "type": "string",
        "pattern": r"^\s*\d+(\.\d+)?\s*(mm|cm|m|in)\s*$",
        "examples": ["0.63 mm", "4 m"],
    }
)
Millimetres = Annotated[float, BeforeValidator(length), _LENGTH]
"""A length in millimetres, written with its unit."""

Distance = Annotated[float, BeforeValidator(partial(length, example="4 m")), _LENGTH]
"""One in millimetres too, which people write in metres."""

Identifier = Annotated[
    str,
    BeforeValidator(only_text),
    AfterValidator(identifier),
    Field(json_schema_extra={"examples": ["bao-cao"]}),
]
"""A name that the wall file gives: NFC letters, digits, underscores, single hyphens."""

Text = Annotated[str, BeforeValidator(only_text), Field(max_length=500)]
Code = Annotated[str, BeforeValidator(only_text), Field(max_length=100)]
"""A code of another system. It is a string: an unquoted 01 is a fault, not the number 1."""
Zone = Annotated[Text, AfterValidator(_zone), Field(examples=["Asia/Ho_Chi_Minh"])]
"""A time zone by its IANA name."""


_Cell = Annotated[int, Field(strict=True, ge=1, le=24)]
Cells = Annotated[
    tuple[_Cell, _Cell],
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "integer", "minimum": 1, "maximum": 24},
            "minItems": 2,
            "maxItems": 2,
            "examples": [[2, 1]],
        }
    ),
]
"""Columns, rows."""
