"""The indicators of a wall file, and the groups, fields and systems that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self, override

from pydantic import Field, GetJsonSchemaHandler, model_validator

from services.quantities import Code, Day, Duration, Identifier, Instant, WrongSetting
from services.sensitivity import Sensitivity
from services.settings import Section, Wording, plain_or_whole
from services.wall_file.derived import FormulaText
from services.wall_file.statistics import Band, Forecasting, History, Plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class System(Section):
    """Một hệ thống được giám sát."""

    name: Wording
    """Tên đầy đủ và tên ngắn."""


class Group(Section):
    """Một nhóm chỉ số."""

    name: Wording
    """Tên nhóm."""


class Membership(Section):
    """Một nhóm mà chỉ số thuộc về: ghi thẳng tên nhóm, hoặc ghi kèm từ ngày nào đến ngày nào."""

    group: Identifier
    """Nhóm chỉ số."""
    since: Annotated[Day | None, Field(alias="from")] = None
    """Thuộc nhóm từ ngày này."""
    until: Annotated[Day | None, Field(alias="to")] = None
    """Thuộc nhóm đến hết ngày này."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        return value if isinstance(value, dict | list | Membership) else {"group": value}

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.since is not None and self.until is not None and self.since > self.until:
            raise WrongSetting("chỉ số ra khỏi nhóm trước khi vào", "ghi from không muộn hơn to")
        return self

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return plain_or_whole(handler, core_schema, ["nhiem-vu"])

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Indicator(Section):
    """Một chỉ số: tên gọi, đơn vị, lấy từ đâu, xét theo nhịp nào."""

    name: Wording
    """Tên chỉ số."""
    unit: Wording | None = None
    """Đơn vị đo; % viết liền sau số."""
    source: Identifier | None = None
    """Nguồn cho chỉ số này."""
    sources: tuple[Identifier, ...] = ()
    """Với formula: các nguồn có bản ghi mà công thức đếm, khi hơn một nguồn."""
    formula: FormulaText | None = None
    """Công thức tính từ các chỉ số khác (a / b * 100) hoặc từ bản ghi của nguồn (count(alerts,
    severity >= 4)), thay cho metric; xem docs/formulas.vi.md."""
    metric: Code | None = None
    """Mã của chỉ số trong câu trả lời của nguồn; mặc định là chính tên khai ở đây."""
    where: dict[str, Code] = Field({}, examples=[{"territory": "Đà Lạt"}])
    """Chỉ lấy dòng có các nhãn này (nhãn của Prometheus, territory, organ, period); để rỗng ("") là dòng
    không có nhãn ấy."""
    groups: tuple[Membership, ...] = ()
    """Các nhóm chỉ số mà nó thuộc về, xét ở ngày as_of của tường, không có thì ở ngày hiện tại."""
    field: Identifier | None = None
    """Lĩnh vực."""
    better: Literal["up", "down", "neutral"] = "neutral"
    """Chiều tốt: up (càng cao càng tốt), down, neutral."""
    cadence: Duration | None = None
    """Số liệu được làm mới bao lâu một lần; mặc định theo nguồn."""
    due: Literal["none"] | Instant | None = None
    """Hạn của kỳ tới, hoặc none khi không ai phải làm mới."""
    decimals: Annotated[int, Field(strict=True, ge=0, le=6)] | None = None
    """Số chữ số thập phân; mặc định giữ nguyên như nguồn ghi."""
    sums: Annotated[bool, Field(strict=True)] = False
    """Chỉ tiêu thời kỳ: số của các tháng, các quý cộng lại được thành số của năm (số vụ, doanh thu). Mặc
    định là chỉ tiêu thời điểm (số trạm, tỷ lệ), không cộng."""
    plans: tuple[Plan, ...] = ()
    """Các chỉ tiêu được giao, mỗi chỉ tiêu với kỳ và văn bản của nó; đi trước kế hoạch mà nguồn nêu."""
    bands: tuple[Band, ...] = ()
    """Các ngưỡng đánh giá; số liệu đã công bố thì không xét ngưỡng."""
    forecast: Forecasting | None = None
    """Dự báo đến hết năm; không khai thì không dự báo."""
    history: History | None = None
    """Nguồn được đưa số liệu cũ đến bao lâu về trước; cũ hơn thì không nhận. Không khai thì nhận cả."""
    round: Code | None = None
    """Mã đợt thống kê đột xuất mà chỉ số thuộc về: số của đợt đã chốt, không bao giờ cũ hay chậm."""
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    """Ai được xem chỉ số này; nguồn của nó chặt hơn thì theo nguồn."""

    @model_validator(mode="after")
    def _measured_or_reckoned(self) -> Self:
        if self.formula is None and self.source is None:
            raise WrongSetting(
                "chỉ số không có nguồn, cũng không có công thức",
                "thêm dòng “source: …”, hoặc “formula: …”",
            )
        if self.formula is None and self.sources:
            raise WrongSetting(
                "“{key}” chỉ dùng cùng formula", "ghi một nguồn ở source", key="sources"
            )
        keys = ("metric", "where", "forecast", "history")
        measured = [key for key in keys if getattr(self, key)]
        if self.formula is not None and measured:
            raise WrongSetting(
                "“{key}” không dùng cùng formula",
                "bỏ {key}, hoặc tách thành hai chỉ số",
                key=measured[0],
            )
        return self

    @property
    def gathered(self) -> tuple[str, ...]:
        """The groups that it is in at any time, and its field."""
        return self._with_field(self.groups)

    def gathered_on(self, day: date) -> tuple[str, ...]:
        """The groups that it is in on that day, and its field."""
        return self._with_field(one for one in self.groups if one.holds(day))

    def _with_field(self, memberships: Iterable[Membership]) -> tuple[str, ...]:
        groups = dict.fromkeys(one.group for one in memberships)
        return (*groups,) if self.field is None else (*groups, self.field)

    @property
    def origins(self) -> tuple[str, ...]:
        """The sources that it names itself."""
        first = () if self.source is None else (self.source,)
        return tuple(dict.fromkeys((*first, *self.sources)))
