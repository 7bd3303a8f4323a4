"""How a trend is declared."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Self, override

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from services.formula import Condition
from services.quantities import Identifier, WrongSetting, duration
from services.settings import Tile
from widgets.chosen import KindName, Where, check_condition, kinds_behind

MOMENTS = {
    "alerts": "starts",
    "incidents": "opened",
    "security_events": "time",
    "tasks": "due",
    "reports_due": "due",
    "vulnerabilities": "found",
}
"""Kinds of records that are events, and the field that says when."""
_YEAR = timedelta(days=366)
_LONGEST = 10 * _YEAR


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _long(value: object) -> timedelta:
    """A duration, or whole years."""
    found = (
        re.fullmatch(r"\s*(\d{1,2})\s*(?:years?|y)\s*", value) if isinstance(value, str) else None
    )
    long = int(found[1]) * _YEAR if found else duration(value)
    if not timedelta(minutes=1) <= long <= _LONGEST:
        raise WrongSetting(
            "khoảng “{value}” ngắn hơn một phút hoặc dài quá mười năm",
            "ghi ví dụ: 24 h, 7 d hoặc 5 years",
            value=str(value)[:40],
        )
    return long


Long = Annotated[
    timedelta,
    BeforeValidator(_long),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*(\d+(\.\d+)?\s*(ms|s|min|m|h|d)|\d{1,2}\s*(years?|y))\s*$",
            "examples": ["24 h", "30 d", "5 years"],
        }
    ),
]
Few = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=4)]


class TrendTile(Tile):
    """Đường biến thiên của một đến bốn chỉ số trong cùng một khoảng, với ngưỡng, kế hoạch và sự kiện."""

    trend: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=4),
        BeforeValidator(_listed, json_schema_input_type=Identifier | Few),
        Field(examples=["lgsp_calls"]),
    ]
    """Tên một chỉ số, hoặc danh sách tối đa bốn tên; nguồn phải cho chuỗi số (samples), hoặc số của nhiều
    kỳ."""
    last: Long | None = None
    """Khoảng thời gian được vẽ, tính lùi từ lần trả lời cuối của nguồn, với số của các kỳ thì từ kỳ cuối.
    Mặc định 24 giờ; với số của các kỳ là năm năm."""
    bands: Annotated[bool, Field(strict=True)] = True
    """Vẽ các ngưỡng có mức ưu tiên (bands) của chỉ số làm nền."""
    target: Annotated[bool, Field(strict=True)] = True
    """Vẽ đường kế hoạch (plans, hoặc kế hoạch mà nguồn nêu); chỉ vẽ cái có thật."""
    events: Identifier | None = None
    """Nguồn có sự kiện được đánh dấu ở chân hình."""
    records: KindName | None = Field(None, examples=["incidents"])
    """Với events: loại bản ghi được đánh dấu, mặc định alerts; dùng được alerts, incidents, security_events,
    tasks, reports_due, vulnerabilities."""
    where: Where | None = None
    """Với events: điều kiện chọn sự kiện."""

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        named = [key for key in ("records", "where") if getattr(self, key) is not None]
        if self.events is None and named:
            raise WrongSetting(
                "“{key}” chỉ dùng cùng events", "thêm events: …, hoặc bỏ {key}", key=named[0]
            )
        if self.marked not in MOMENTS:
            raise WrongSetting(
                "bản ghi {kind} không phải sự kiện",
                "dùng alerts, incidents, security_events, tasks, reports_due hoặc vulnerabilities",
                kind=self.marked,
            )
        check_condition(self.where, self.marked)
        return self

    @property
    def marked(self) -> str:
        """The kind of records that are marked."""
        return self.records or "alerts"

    @property
    def condition(self) -> Condition | None:
        return None if self.where is None else Condition(self.where, self.marked)

    @override
    def indicators(self) -> tuple[str, ...]:
        return self.trend

    @override
    def sources(self) -> tuple[str, ...]:
        return () if self.events is None else (self.events,)

    @override
    def kinds(self) -> frozenset[str]:
        return kinds_behind(self.marked, self.condition) if self.events is not None else frozenset()
