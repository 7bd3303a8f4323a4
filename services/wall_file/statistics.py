"""What a wall file says of an indicator as a statistic: what was assigned for it, how its value is to
be judged, how far back it goes and whether it may be forecast.
"""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from services.periods import period_of
from services.quantities import Day, Text, WrongSetting, duration
from services.section import Section
from services.settings import Wording
from services.wall_file.priority import Priority

_YEAR = timedelta(days=366)
_LEAST = timedelta(days=1)


def _amount(value: object) -> object:
    match value:
        case bool():
            pass
        case int() | Decimal():
            return Decimal(value)
        case float():
            return Decimal(repr(value))
        case _:
            pass
    raise WrongSetting(
        "“{value}” không phải là số",
        "ghi số, dấu thập phân là dấu chấm, không có dấu nháy",
        value=str(value)[:40],
    )


Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    Field(allow_inf_nan=False),
    WithJsonSchema({"type": "number", "examples": [2850]}),
]
"""A number as it is written, with its decimals."""


def _known_period(value: str) -> str:
    if period_of(value) is None:
        raise WrongSetting(
            "“{value}” không phải một kỳ thống kê",
            'ghi trong dấu nháy, ví dụ: "2024", "2024-Q3", "2024-11"',
            value=value[:40],
        )
    return value


def _long(value: object) -> timedelta:
    found = (
        re.fullmatch(r"\s*(\d{1,2})\s*(?:years?|y)\s*", value) if isinstance(value, str) else None
    )
    long = int(found[1]) * _YEAR if found else duration(value)
    if not _LEAST <= long <= 10 * _YEAR:
        raise WrongSetting(
            "khoảng thời gian “{value}” ngắn hơn một ngày hoặc dài quá mười năm",
            "ghi số kèm years hoặc d, ví dụ: 5 years",
            value=str(value)[:40],
        )
    return long


History = Annotated[
    timedelta,
    BeforeValidator(_long),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*(\d+(\.\d+)?\s*(ms|s|min|m|h|d)|\d{1,2}\s*(years?|y))\s*$",
            "examples": ["5 years", "400 d"],
        }
    ),
]
"""Whole years, or a duration."""


class Plan(Section):
    """Chỉ tiêu được giao: bao nhiêu, cho kỳ nào, theo văn bản nào."""

    value: Amount
    """Số được giao."""
    period: Annotated[Text, AfterValidator(_known_period), Field(examples=["2024"])]
    """Kỳ của chỉ tiêu: năm, quý, tháng…"""
    document: Annotated[Text, Field(min_length=1, examples=["Nghị quyết 12/NQ-HĐND"])]
    """Văn bản giao chỉ tiêu."""
    date: Day | None = None
    """Ngày của văn bản; hai văn bản cùng giao một kỳ thì văn bản có ngày sau thay văn bản trước, kể
    từ ngày của nó."""


class Band(Section):
    """Một ngưỡng đánh giá: từ đâu đến đâu, nghĩa là gì."""

    least: Annotated[Amount | None, Field(alias="from", examples=[95])] = None
    """Từ giá trị này trở lên; không khai thì không có cận dưới."""
    under: Annotated[Amount | None, Field(alias="to", examples=[100])] = None
    """Dưới giá trị này; không khai thì không có cận trên."""
    of: Literal["value", "plan"] = "value"
    """So cái gì với ngưỡng: chính giá trị (value), hay phần trăm đạt được của kế hoạch (plan)."""
    meaning: Wording
    """Nghĩa của ngưỡng: đạt, nguy cơ không đạt…"""
    priority: Priority | None = None
    """Mức ưu tiên khi giá trị rơi vào ngưỡng này; không khai là bình thường."""
    since: Day | None = None
    """Áp dụng từ ngày này."""
    until: Day | None = None
    """Áp dụng đến hết ngày này."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.least is None and self.under is None:
            raise WrongSetting(
                "ngưỡng không có from, cũng không có to", "khai from, to, hoặc cả hai"
            )
        if self.least is not None and self.under is not None and self.least >= self.under:
            raise WrongSetting("ngưỡng có from không nhỏ hơn to", "ghi from nhỏ hơn to")
        if self.since is not None and self.until is not None and self.since > self.until:
            raise WrongSetting("ngưỡng hết hiệu lực trước khi có", "ghi since không muộn hơn until")
        return self


class Forecasting(Section):
    """Cách dự báo đến hết năm; không bao giờ dự báo một số liệu đã công bố."""

    method: Literal["trend", "share"] = "trend"
    """trend: đường thẳng khớp nhất với số lũy kế các kỳ của năm. share: cùng kỳ các năm trước đã đạt
    bao nhiêu phần của cả năm."""
    least: Annotated[int | None, Field(strict=True, ge=2, le=60, examples=[6])] = None
    """Cần ít nhất bấy nhiêu kỳ của năm (trend, không dưới 4) hoặc bấy nhiêu năm trước (share), ít hơn
    thì không dự báo; mặc định 6 kỳ, 3 năm."""

    @property
    def enough(self) -> int:
        if self.method == "share":
            return 3 if self.least is None else self.least
        return 6 if self.least is None else max(self.least, 4)
