"""The strips between the panels of one screen on which nothing can be shown: the rims of both neighbours."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from services.quantities import Length, WrongSetting, length

MOST = 200.0
"""Millimetres: two old television sets beside each other."""
_EXAMPLE = "3.5 mm"
_BOTH = 2


def bezels(value: object) -> tuple[float, float]:
    """Millimetres between columns and between rows, of one length for both or a list of two."""
    if not isinstance(value, list | tuple):
        return (_strip(value),) * 2
    if len(value) != _BOTH:
        raise WrongSetting(
            "“{value}” không phải một hoặc hai bề rộng viền",
            "ghi một độ dài cho mọi đường ghép, hoặc [giữa các cột, giữa các hàng], ví dụ: {example}",
            value=str(list(value))[:40],
            example="[3.5 mm, 1.7 mm]",
        )
    return _strip(value[0]), _strip(value[1])


def _strip(value: object) -> float:
    """A bare number is millimetres: nobody measures a rim in anything else."""
    if _negative(value):
        raise WrongSetting(
            "bề rộng viền “{value}” nhỏ hơn 0",
            "ghi khoảng từ hình của tấm này đến hình của tấm kề, từ 0 trở lên, ví dụ: {example}",
            value=str(value)[:40],
            example=_EXAMPLE,
        )
    wide = _millimetres(value)
    if not wide <= MOST:  # neither is what is no number
        raise WrongSetting(
            "bề rộng viền “{value}” lớn hơn {most} mm",
            "ghi khoảng từ hình của tấm này đến hình của tấm kề, ví dụ: {example}",
            value=str(value)[:40],
            most=f"{MOST:g}",
            example=_EXAMPLE,
        )
    return wide


def _negative(value: object) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"\s*-\s*\d.*", value) is not None
    return not isinstance(value, bool) and isinstance(value, int | float) and value < 0


def _millimetres(value: object) -> float:
    match value:
        case Length():
            return value
        case bool():
            return length(value, _EXAMPLE)
        case int() | float():
            return Length(value)
        case str() if re.fullmatch(r"\s*0+(\.0+)?\s*(mm|cm|m|in)?\s*", value):
            return Length(0.0)
        case str() if re.fullmatch(r"\s*\d{1,6}(\.\d{1,6})?\s*", value):
            return Length(float(value))
        case _:
            return length(value, _EXAMPLE)


_ONE = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": MOST},
        {"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*(mm|cm|m|in)?\s*$"},
    ]
}
Bezels = Annotated[
    tuple[float, float],
    BeforeValidator(bezels),
    WithJsonSchema(
        {
            "anyOf": [
                *_ONE["anyOf"],
                {"type": "array", "items": _ONE, "minItems": 2, "maxItems": 2},
            ],
            "examples": ["3.5 mm", ["3.5 mm", "1.7 mm"]],
        }
    ),
    Field(),
]
"""Millimetres between columns, between rows."""
