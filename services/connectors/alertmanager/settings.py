"""What a wall file says of an Alertmanager."""

from __future__ import annotations

from typing import Annotated, override

from pydantic import Field

from services.quantities import Code, Text
from services.settings import Section, Source

_TABLE = {
    "critical": 5,
    "emergency": 5,
    "page": 5,
    "error": 4,
    "high": 4,
    "major": 4,
    "warning": 3,
    "medium": 3,
    "minor": 2,
    "low": 2,
    "notice": 1,
    "info": 1,
    "none": 0,
}


class Severity(Section):
    """Nhãn nào nói mức độ, và từ nào là mức mấy."""

    label: Code = "severity"
    """Nhãn của cảnh báo chứa từ chỉ mức độ."""
    table: dict[Code, Annotated[int, Field(ge=0, le=5)]] = _TABLE
    """Từ của nguồn (không kể hoa thường) thành 0–5; từ lạ được hiện nguyên văn."""


class Alertmanager(Source):
    """Alertmanager, API v2."""

    filter: tuple[Text, ...] = ()
    """Điều kiện lọc như của Alertmanager, ví dụ system="lgsp"."""
    severity: Severity = Severity()
    """Từ nhãn sang mức độ."""
    entity: tuple[Code, ...] = ("instance",)
    """Nhãn nói cảnh báo về cái gì; lấy nhãn đầu tiên có trong cảnh báo."""
    title: tuple[Code, ...] = ("summary", "title")
    """Chú giải (annotation) dùng làm tên; không có thì là alertname."""

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"alerts"})
