"""What the wall file may say of a matrix."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal, Self, override

from pydantic import AfterValidator, Field, model_validator

from services.formula import Condition
from services.quantities import Code, Duration, Identifier, WrongSetting
from services.settings import Tile
from widgets.chosen import KindName, Where, check_condition, check_field, kinds_behind
from widgets.kinds import STAGED

HOURS, CHECKS = "hours", "checks"
"""What columns may be beside fields of records."""
CROSSED = {
    "reports_due": ("unit", "report"),
    "tasks": ("lead_unit", "group"),
    "services": ("service", HOURS),
    "protected_systems": ("name", CHECKS),
}
"""Rows and columns of kinds of which the wall file doesn't say them."""
_FEWEST, _MOST = timedelta(hours=2), timedelta(hours=72)


def _few_hours(value: timedelta) -> timedelta:
    if not _FEWEST <= value <= _MOST:
        raise WrongSetting("last phải từ 2 h đến 72 h", "ghi chẳng hạn: 24 h")
    return value


class MatrixTile(Tile):
    """Ma trận: hàng × cột, mỗi ô một dấu; nhìn một lần thấy chỗ có vấn đề. Đơn vị × báo cáo, dịch vụ ×
    giờ, hệ thống được bảo vệ × điều kiện, hoặc bản ghi bất kỳ theo hai trường.
    """

    matrix: Annotated[Identifier, Field(examples=["reports"])]
    """Nguồn của các bản ghi."""
    records: KindName = "reports_due"
    """Loại bản ghi của nguồn: reports_due, tasks, services, protected_systems…"""
    rows: Annotated[Code, Field(examples=["unit"])] | None = None
    """Trường làm hàng; mặc định theo loại bản ghi."""
    columns: Annotated[Code, Field(examples=["report", HOURS, CHECKS])] | None = None
    """Trường làm cột; hours: mỗi giờ một cột (services); checks: mỗi điều kiện một cột
    (protected_systems). Mặc định theo loại bản ghi."""
    show: Literal["stage", "state", "count"] | None = None
    """Ô hiện gì: stage: tình hình xấu nhất theo hạn (tasks, reports_due); state: trạng thái xấu nhất
    (services); count: số bản ghi. Mặc định stage hoặc state nếu có, còn lại count."""
    where: Where | None = None
    """Chỉ lấy bản ghi thỏa điều kiện này, viết như trong công thức (docs/formulas.vi.md)."""
    last: Annotated[Duration, AfterValidator(_few_hours)] = timedelta(hours=24)
    """Với hours: bao nhiêu giờ gần nhất, từ 2 h đến 72 h."""
    availability: Annotated[Decimal, Field(ge=0, le=100)] = Decimal(99)
    """Với checks: sẵn sàng dưới bấy nhiêu phần trăm là không đạt. Ngưỡng của tường, không phải của nguồn."""
    vulnerabilities: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] = 0
    """Với checks: nhiều lỗ hổng đang mở hơn thế là không đạt. Ngưỡng của tường, không phải của nguồn."""

    @model_validator(mode="after")
    def _crossed(self) -> Self:
        check_condition(self.where, self.records)
        for key, field in (("rows", self.rows), ("columns", self.columns)):
            if field is None and self.records not in CROSSED:
                raise WrongSetting(
                    "ma trận của {kind} chưa nói lấy trường nào làm {key}",
                    "ghi {key}: kèm một trường",
                    kind=self.records,
                    key=key,
                )
        check_field(self.row_field, self.records)
        self._check_columns()
        wanted = {"stage": STAGED, "state": {"services"}}.get(self.show or "")
        if wanted is not None and self.records not in wanted:
            raise WrongSetting(
                "bản ghi {kind} không có {show} để hiện",
                "dùng show: count, hoặc bỏ show",
                kind=self.records,
                show=self.show or "",
            )
        return self

    def _check_columns(self) -> None:
        own = {HOURS: "services", CHECKS: "protected_systems"}
        needed = own.get(self.column_field)
        if needed is None:
            check_field(self.column_field, self.records)
        elif needed != self.records:
            raise WrongSetting(
                "cột “{columns}” chỉ dùng cho bản ghi {kind}",
                "ghi records: {kind}, hoặc chọn một trường làm cột",
                columns=self.column_field,
                kind=needed,
            )
        elif self.show is not None:
            raise WrongSetting(
                "“show” không dùng cùng cột “{columns}”", "bỏ show", columns=self.column_field
            )
        for key, column in (("last", HOURS), ("availability", CHECKS), ("vulnerabilities", CHECKS)):
            if key in self.model_fields_set and self.column_field != column:
                raise WrongSetting(
                    "“{key}” chỉ dùng cùng columns: {column}",
                    "bỏ {key}, hoặc ghi columns: {column}",
                    key=key,
                    column=column,
                )

    @property
    def row_field(self) -> str:
        return self.rows or CROSSED[self.records][0]

    @property
    def column_field(self) -> str:
        return self.columns or CROSSED[self.records][1]

    @property
    def shown(self) -> str:
        if self.show is not None:
            return self.show
        if self.records in STAGED:
            return "stage"
        return "state" if self.records == "services" else "count"

    @property
    def condition(self) -> Condition | None:
        return None if self.where is None else Condition(self.where, self.records)

    @override
    def sources(self) -> tuple[str, ...]:
        return (self.matrix,)

    @override
    def kinds(self) -> frozenset[str]:
        return kinds_behind(self.records, self.condition)
