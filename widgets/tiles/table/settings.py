"""What the wall file may say of a table."""

from __future__ import annotations

from typing import Annotated, Literal, Self, override

from pydantic import (
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from services.formula import Condition
from services.quantities import Code, Identifier, Text, WrongSetting
from services.settings import Section, Tile, Wording
from services.wall_file.statistics import Amount
from widgets.chosen import KindName, Where, check_condition, check_field, kinds_behind, nearest_of
from widgets.tiles.table.orders import ORDERS

INDICATORS = "indicators"
MOST = 60
"""Rows of a view: more than the tallest panel holds."""


_MOST_CHOSEN = 10 * MOST
"""Indicators: ten columns by label."""
_LABELS = 4
"""That a row is told by."""


class ColumnSetting(Section):
    """Một cột của bảng."""

    field: Code
    """Trường của bản ghi: title, starts, due…; nhãn ghi labels.TÊN."""
    title: Wording | None = None
    """Tên cột; mặc định theo trường."""
    weight: Annotated[float, Field(strict=True, gt=0, le=100)] | None = None
    """Phần chỗ được chia so với các cột khác; không khai thì theo nội dung."""
    align: Literal["left", "right"] | None = None
    """Canh trái hoặc phải; mặc định số canh phải, còn lại canh trái."""
    above: Amount | None = None
    """Số lớn hơn ngưỡng này thì có cờ và in đậm; so với số như ghi trên bảng."""
    below: Amount | None = None
    """Số nhỏ hơn ngưỡng này thì có cờ và in đậm."""


def _fields(value: object) -> object:
    """A label's name says as much as a column of which nothing else is said."""
    said = value if isinstance(value, list | tuple) else [value]
    return [{"field": one} if isinstance(one, str | int) else one for one in said]


FewColumns = Annotated[tuple[Code | ColumnSetting, ...], Field(max_length=_LABELS)]


class TableTile(Tile):
    """Bảng: bản ghi của một nguồn (cảnh báo, văn bản, nhiệm vụ…) hoặc nhiều chỉ số."""

    table: Annotated[Identifier, Field(examples=["soc", INDICATORS])]
    """Nguồn của các bản ghi, hoặc indicators để liệt kê chỉ số."""
    records: KindName = "alerts"
    """Loại bản ghi của nguồn: alerts, documents, tasks…"""
    columns: Annotated[tuple[ColumnSetting, ...], Field(max_length=12)] = ()
    """Các cột, từ trái sang phải; mặc định theo loại bản ghi."""
    group: Identifier | None = None
    """Với indicators: liệt kê các chỉ số của nhóm này."""
    chosen: Annotated[tuple[Identifier, ...], Field(alias=INDICATORS, max_length=_MOST_CHOSEN)] = ()
    """Với indicators: liệt kê đúng các chỉ số này, theo thứ tự này."""
    by: Annotated[
        tuple[ColumnSetting, ...],
        Field(max_length=_LABELS),
        BeforeValidator(_fields, json_schema_input_type=Code | FewColumns),
        Field(examples=["territory"]),
    ] = ()
    """Với indicators: mỗi hàng là một giá trị của nhãn này (hoặc vài nhãn) trong where: của các chỉ số,
    mỗi cột là các chỉ số cùng tên."""
    where: Where | None = None
    """Chỉ lấy bản ghi thỏa điều kiện này, viết như trong công thức (docs/formulas.vi.md). Cảnh báo chỉ
    tính cảnh báo đang mở, trừ khi điều kiện nhắc tới state."""
    count: Annotated[Code, Field(examples=["entity"])] | None = None
    """Đếm bản ghi theo trường này thay vì liệt kê: nhiều nhất lên trước."""
    sort: Annotated[Text, Field(examples=["-starts"])] | None = None
    """Sắp theo trường nào; thêm dấu - ở đầu để đảo ngược. Mặc định theo loại bản ghi."""
    limit: Annotated[int, Field(strict=True, ge=1, le=MOST)] = MOST
    """Số hàng nhiều nhất."""

    @field_validator("columns")
    @classmethod
    def _known_columns(
        cls, value: tuple[ColumnSetting, ...], told: ValidationInfo
    ) -> tuple[ColumnSetting, ...]:
        if "records" in told.data:
            for column in value:
                check_field(column.field, told.data["records"])
        return value

    @field_validator("by")
    @classmethod
    def _no_thresholds(cls, value: tuple[ColumnSetting, ...]) -> tuple[ColumnSetting, ...]:
        for column in value:
            for key in ("above", "below"):
                if key in column.model_fields_set:
                    raise WrongSetting(
                        "“{key}” không dùng cho cột nhãn",
                        "bỏ {key}; ngưỡng của chỉ số khai ở bands của nó",
                        key=key,
                    )
        return value

    @field_validator("where")
    @classmethod
    def _known_condition(cls, value: str | None, told: ValidationInfo) -> str | None:
        check_condition(value, told.data.get("records"))
        return value

    @field_validator("count")
    @classmethod
    def _known_count(cls, value: str | None, told: ValidationInfo) -> str | None:
        if value is not None and "records" in told.data:
            check_field(value, told.data["records"])
        return value

    @field_validator("sort")
    @classmethod
    def _known_order(cls, value: str | None, told: ValidationInfo) -> str | None:
        records = told.data.get("table") != INDICATORS
        if value is not None and records and "records" in told.data:
            check_field(value.removeprefix("-"), told.data["records"])
        if value is not None and not records and value.removeprefix("-") not in ORDERS:
            raise WrongSetting(
                "bảng chỉ số không sắp theo “{value}” được",
                "dùng {nearest}",
                value=value[:40],
                nearest=nearest_of(value, ORDERS),
            )
        return value

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        if self.table == INDICATORS:
            for key in ("records", "columns", "where", "count"):
                if key in self.model_fields_set:
                    raise WrongSetting(
                        "“{key}” không dùng cho bảng chỉ số",
                        "bỏ {key}, hoặc ghi table: kèm tên một nguồn",
                        key=key,
                    )
            return self
        if self.count is not None:
            for key in ("columns", "sort"):
                if key in self.model_fields_set:
                    raise WrongSetting("“{key}” không dùng cùng count", "bỏ {key}", key=key)
        for name, key in (("group", "group"), ("chosen", INDICATORS), ("by", "by")):
            if name in self.model_fields_set:
                raise WrongSetting(
                    "“{key}” chỉ dùng cho bảng chỉ số",
                    "bỏ {key}, hoặc ghi table: indicators",
                    key=key,
                )
        return self

    @override
    def indicators(self) -> tuple[str, ...]:
        return self.chosen

    @override
    def sources(self) -> tuple[str, ...]:
        return () if self.table == INDICATORS else (self.table,)

    @override
    def groups(self) -> tuple[str, ...]:
        return () if self.group is None else (self.group,)

    @override
    def kinds(self) -> frozenset[str]:
        if self.table == INDICATORS:
            return frozenset()
        return kinds_behind(self.records, self.condition)

    @property
    def condition(self) -> Condition | None:
        return None if self.where is None else Condition(self.where, self.records)
