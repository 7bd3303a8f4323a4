"""What the wall file may say of bars."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Self, override

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from services.formula import Condition
from services.formula.fields import fields_of
from services.formula.sorts import Sort
from services.quantities import Code, Duration, Identifier, WrongSetting
from services.settings import Tile, Wording
from services.wall_file.statistics import Amount
from widgets import kinds
from widgets.chosen import KindName, Where, check_condition, check_field, kinds_behind, nearest_of

INDICATORS = "indicators"
MOST = 60
"""Rows of a view: more than the tallest panel holds."""
MOST_COLUMNS = 75
"""Three days by hour, five years by month: beyond it nobody tells columns apart."""
LEAST_COLUMNS = 2
USUAL = {
    "hour": timedelta(hours=24),
    "day": timedelta(days=14),
    "month": timedelta(days=365),
}
"""By each stretch of time that records are counted by: what is drawn of it unless the wall file says."""
LONG = {"hour": timedelta(hours=1), "day": timedelta(days=1), "month": timedelta(days=365) / 12}
_OF_TIME = ("time", "last", "reach")
_OF_RECORDS = ("records", "where", "sum", "stack", *_OF_TIME)
_TIMES = {
    "documents": "promulgated",
    "endpoints": "updated",
    "rounds": "closed",
    "services": "since",
    "tasks": "assigned",
}
"""When a record of a kind is of that isn't listed by time."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Several = Annotated[tuple[Identifier, ...], Field(max_length=MOST)]


class BarsTile(Tile):
    """Thanh và cột: bản ghi của một nguồn được đếm theo một trường, hoặc theo giờ, ngày, tháng; hoặc
    các chỉ số, hoặc một chỉ số ở nhiều nơi, đặt cạnh nhau trên cùng một thang.
    """

    bars: Annotated[Identifier, Field(examples=["soc-su-kien", INDICATORS])]
    """Nguồn của các bản ghi, hoặc indicators để so các chỉ số."""
    records: KindName = "alerts"
    """Loại bản ghi của nguồn: alerts, security_events, documents…"""
    chosen: Annotated[
        tuple[Identifier, ...],
        Field(alias=INDICATORS, max_length=MOST, examples=[["bts_total"]]),
        BeforeValidator(_listed, json_schema_input_type=Identifier | Several),
    ] = ()
    """Với indicators: các chỉ số, mỗi chỉ số một thanh, theo thứ tự này; hoặc một chỉ số có số của
    nhiều nơi, khi ấy by nói thanh là gì."""
    where: Where | None = None
    """Chỉ đếm bản ghi thỏa điều kiện này, viết như trong công thức (docs/formulas.vi.md). Cảnh báo chỉ
    tính cảnh báo đang mở, trừ khi điều kiện nhắc tới state."""
    by: Annotated[Code, Field(examples=["dst", "hour"])] | None = None
    """Mỗi thanh là một giá trị của trường này (nhãn ghi labels.TÊN); hour, day, month: mỗi cột là một
    giờ, ngày, tháng. Với indicators: territory, organ, hoặc một nhãn của số liệu."""
    time: Annotated[Code, Field(examples=["time"])] | None = None
    """Với hour, day, month: trường thời gian của bản ghi; mặc định theo loại bản ghi."""
    last: Duration | None = None
    """Với hour, day, month: khoảng được vẽ, tính lùi từ lần trả lời cuối của nguồn; mặc định 24 giờ,
    14 ngày, 12 tháng."""
    reach: Annotated[Duration | None, Field(examples=["24 h"])] = None
    """Với hour, day, month: nguồn giữ bản ghi bao lâu; trong khoảng ấy, lúc không có bản ghi nào là 0.
    Không khai thì chỉ biết từ bản ghi cũ nhất còn giữ; trước đó để trống."""
    sum: Annotated[Code, Field(examples=["value"])] | None = None
    """Cộng trường số này của các bản ghi thay vì đếm bản ghi."""
    unit: Wording | None = None
    """Đơn vị của số được đếm hay được cộng; mặc định không ghi, với indicators là đơn vị của chỉ số."""
    stack: Annotated[Code, Field(examples=["priority"])] | None = None
    """Chia mỗi thanh theo trường này: nhiều nhất bốn phần, phần thứ tư gộp các giá trị còn lại."""
    threshold: Amount | None = None
    """Ngưỡng: vẽ nét đứt, thanh vượt ngưỡng được tô màu và đánh dấu; với các chỉ số càng cao càng tốt thì là
    thanh dưới ngưỡng."""
    sort: Literal["most", "least", "name"] | None = None
    """Thứ tự của các thanh: most (nhiều nhất trước), least, name (theo tên). Mặc định most; các chỉ số
    được liệt kê thì theo thứ tự liệt kê. Theo thời gian thì không dùng."""
    limit: Annotated[int, Field(strict=True, ge=1, le=MOST)] = MOST
    """Số thanh nhiều nhất; các thanh còn lại được cộng vào một hàng."""

    @field_validator("where")
    @classmethod
    def _known_condition(cls, value: str | None, told: ValidationInfo) -> str | None:
        check_condition(value, told.data.get("records"))
        return value

    @field_validator("by", "stack")
    @classmethod
    def _known_field(cls, value: str | None, told: ValidationInfo) -> str | None:
        of_records = told.data.get("bars") != INDICATORS and "records" in told.data
        if value is not None and of_records and not (told.field_name == "by" and value in USUAL):
            check_field(value, told.data["records"])
        return value

    @field_validator("time", "sum")
    @classmethod
    def _of_its_sort(cls, value: str | None, told: ValidationInfo) -> str | None:
        if value is None or "records" not in told.data:
            return value
        sort = Sort.TIME if told.field_name == "time" else Sort.NUMBER
        fitting = _own(told.data["records"], sort)
        if value not in fitting:
            raise WrongSetting(
                "bản ghi {kind} không có trường thời gian “{field}”"
                if sort is Sort.TIME
                else "bản ghi {kind} không có trường số “{field}”",
                "dùng {nearest}" if fitting else "bỏ {key}",
                kind=told.data["records"],
                field=value[:40],
                nearest=nearest_of(value, fitting),
                key=told.field_name or "",
            )
        return value

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        if self.bars == INDICATORS:
            self._of_indicators()
        else:
            self._of_records()
        return self

    def _of_indicators(self) -> None:
        for key in _OF_RECORDS:
            if key in self.model_fields_set:
                raise WrongSetting(
                    "“{key}” không dùng khi so các chỉ số",
                    "bỏ {key}, hoặc ghi bars: kèm tên một nguồn",
                    key=key,
                )
        if not self.chosen:
            raise WrongSetting("chưa nói so các chỉ số nào", "thêm dòng “indicators: […]”")
        if self.by in USUAL:
            raise WrongSetting(
                "chỉ số không đếm theo “{key}” được",
                "dùng ô trend, hoặc by: territory",
                key=self.by or "",
            )

    def _of_records(self) -> None:
        if self.chosen:
            raise WrongSetting(
                "“{key}” chỉ dùng khi so các chỉ số",
                "bỏ {key}, hoặc ghi bars: indicators",
                key=INDICATORS,
            )
        if self.by is None:
            raise WrongSetting(
                "chưa nói đếm bản ghi theo gì",
                "thêm dòng “by: …”: một trường, hoặc hour, day, month",
            )
        if self.by not in USUAL:
            for key in _OF_TIME:
                if key in self.model_fields_set:
                    raise WrongSetting(
                        "“{key}” chỉ dùng cùng by: hour, day hoặc month", "bỏ {key}", key=key
                    )
            return
        if self.sort is not None:
            raise WrongSetting("“{key}” không dùng khi xếp theo thời gian", "bỏ {key}", key="sort")
        if self.moment is None:
            raise WrongSetting(
                "bản ghi {kind} không có trường thời gian nào",
                "đếm theo một trường khác",
                kind=self.records,
            )
        if not LEAST_COLUMNS <= self.columns <= MOST_COLUMNS:
            raise WrongSetting(
                "khoảng last ra {count} cột",
                "ghi last dài từ {least} đến {most} lần by",
                count=str(self.columns),
                least=str(LEAST_COLUMNS),
                most=str(MOST_COLUMNS),
            )

    @property
    def columns(self) -> int:
        """How many stretches of time are drawn, the running one included; 0 where it isn't by time."""
        if self.by not in USUAL:
            return 0
        return round((self.last or USUAL[self.by]) / LONG[self.by])

    @property
    def moment(self) -> str | None:
        """The field that tells when a record is of."""
        usual = kinds.ALL[self.records].time or _TIMES.get(self.records)
        order = kinds.ALL[self.records].order.removeprefix("-")
        own = _own(self.records, Sort.TIME)
        return self.time or usual or next((name for name in (order, *own) if name in own), None)

    @property
    def condition(self) -> Condition | None:
        return None if self.where is None else Condition(self.where, self.records)

    @override
    def indicators(self) -> tuple[str, ...]:
        return self.chosen

    @override
    def sources(self) -> tuple[str, ...]:
        return () if self.bars == INDICATORS else (self.bars,)

    @override
    def kinds(self) -> frozenset[str]:
        if self.bars == INDICATORS:
            return frozenset()
        return kinds_behind(self.records, self.condition)


def _own(kind: str, sort: Sort) -> list[str]:
    """Fields of that sort that the record itself has; `at` is its source's clock."""
    return [
        field.name
        for field in fields_of(kind).values()
        if field.sort is sort and field.through is None and field.name != "at"
    ]
