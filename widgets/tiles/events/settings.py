"""What the wall file may say of a list of events."""

from __future__ import annotations

from typing import Annotated, Literal, Self, override

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from services.formula import Condition
from services.quantities import Code, Duration, Identifier, WrongSetting
from services.settings import Tile
from services.wall_file.priority import Priority
from widgets.chosen import Where, check_condition, check_field, kinds_behind

NO_GROUP = "none"

type Kind = Literal["alerts", "security_events", "incidents", "vulnerabilities"]
type Part = Literal["where", "addresses", "state", "time"]

Sources = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=12)]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class EventsTile(Tile):
    """Danh sách sự kiện: cảnh báo, sự kiện an toàn thông tin, sự cố hoặc lỗ hổng; những cái giống nhau gộp
    thành một dòng kèm số đếm, mức thấp chỉ đếm.
    """

    events: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=12),
        BeforeValidator(_listed, json_schema_input_type=Identifier | Sources),
        Field(examples=["soc"]),
    ]
    """Một nguồn, hoặc danh sách các nguồn được liệt kê chung."""
    records: Kind = "alerts"
    """Loại bản ghi: alerts, security_events, incidents hoặc vulnerabilities. Sự cố đã đóng không được liệt
    kê, trừ khi where nhắc tới closed hoặc state."""
    where: Where | None = None
    """Chỉ lấy bản ghi thỏa điều kiện này, viết như trong công thức (docs/formulas.vi.md)."""
    order: Literal["worst", "newest"] = "worst"
    """worst: mức ưu tiên nặng nhất lên trước, cùng mức thì nhóm mới bắt đầu lên trước; newest: nhóm mới bắt
    đầu lên trước, không xét mức. Sự kiện mới của một nhóm đã có chỉ tăng số đếm, không đổi chỗ dòng nào."""
    group: Annotated[Code, Field(examples=["signature", NO_GROUP])] | None = None
    """Gộp theo trường nào (và mức ưu tiên): mặc định là tên của sự kiện; none là không gộp."""
    last: Duration | None = None
    """Chỉ lấy sự kiện trong khoảng này trước lần nguồn xác nhận cuối. Mặc định: 24 giờ với security_events,
    không giới hạn với các loại khác."""
    least: Priority = Priority.MEDIUM
    """Mức thấp nhất còn được liệt kê; các mức dưới chỉ được đếm."""
    show: Annotated[tuple[Part, ...], Field(max_length=4)] = (
        "where",
        "addresses",
        "state",
        "time",
    )
    """Những gì đứng cạnh tên sự kiện: nơi xảy ra (where), địa chỉ nguồn và đích (addresses), trạng thái
    (state), thời gian (time). Bỏ addresses thì chỉ còn số nguồn, số đích."""

    @field_validator("where")
    @classmethod
    def _known_condition(cls, value: str | None, told: ValidationInfo) -> str | None:
        check_condition(value, told.data.get("records"))
        return value

    @field_validator("group")
    @classmethod
    def _known_group(cls, value: str | None, told: ValidationInfo) -> str | None:
        if value is not None and value != NO_GROUP and "records" in told.data:
            check_field(value, told.data["records"])
        return value

    @model_validator(mode="after")
    def _no_address(self) -> Self:
        """A list that shows no addresses isn't grouped by them."""
        if self.group in {"src", "dst"} and "addresses" not in self.show:
            raise WrongSetting(
                "gộp theo “{field}” thì tên dòng là địa chỉ, mà show không có addresses",
                "thêm addresses vào show, hoặc gộp theo trường khác",
                field=self.group or "",
            )
        return self

    @override
    def sources(self) -> tuple[str, ...]:
        return self.events

    @override
    def kinds(self) -> frozenset[str]:
        return kinds_behind(self.records, self.condition)

    @property
    def condition(self) -> Condition | None:
        return None if self.where is None else Condition(self.where, self.records)
