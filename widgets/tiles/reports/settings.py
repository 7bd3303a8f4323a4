"""What the wall file may say of a tile of reports."""

from __future__ import annotations

from typing import Annotated, Literal, Self, override

from pydantic import BeforeValidator, Field, model_validator

from services.formula import Condition
from services.quantities import Code, Identifier
from services.settings import Tile
from widgets.chosen import Where, check_condition, kinds_behind, several

KIND = "reports_due"
Rounds = Annotated[tuple[Identifier, ...], Field(max_length=12)]
"""As the schema says them: there may be none."""


class ReportsTile(Tile):
    """Báo cáo phải nộp: đơn vị nào còn nợ báo cáo nào, bao nhiêu báo cáo đã gửi, đã duyệt, gửi muộn; tỷ lệ
    đúng hạn của từng đơn vị; đợt thống kê đột xuất còn thiếu ai.
    """

    reports: Annotated[Identifier, Field(examples=["reports"])]
    """Nguồn cho báo cáo phải nộp."""
    rounds: Annotated[
        Rounds,
        BeforeValidator(several, json_schema_input_type=Identifier | Rounds),
        Field(examples=["reports-dot"]),
    ] = ()
    """Các nguồn cho đợt thống kê đột xuất; không khai thì không hiện đợt nào."""
    view: Literal["owing", "punctuality", "both"] = "both"
    """owing: báo cáo còn nợ; punctuality: đúng hạn theo đơn vị; both: cả hai, tùy chỗ."""
    period: Literal["month", "quarter", "year", "all"] = "quarter"
    """Đếm và tính đúng hạn trên báo cáo có hạn trong tháng, quý, năm này, hoặc tất cả. Báo cáo còn nợ
    thì của mọi kỳ."""
    unit: Code | None = None
    """Chỉ báo cáo của đơn vị này."""
    where: Where | None = None
    """Chỉ lấy báo cáo thỏa điều kiện này, viết như trong công thức (docs/formulas.vi.md)."""

    @model_validator(mode="after")
    def _judged(self) -> Self:
        check_condition(self.where, KIND)
        return self

    @property
    def condition(self) -> Condition | None:
        return None if self.where is None else Condition(self.where, KIND)

    @override
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.reports, *self.rounds)))

    @override
    def kinds(self) -> frozenset[str]:
        return kinds_behind(KIND, self.condition) if not self.rounds else frozenset()
