"""What a wall file says of a Prometheus."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal, Self, override

from pydantic import BeforeValidator, Field, model_validator

from services.quantities import Code, Duration, WrongSetting, duration
from services.settings import Section, Source, plain_or_whole

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

POINTS = 11_000
"""Points of one series that Prometheus hands over in one answer."""


def _lone(value: object) -> object:
    return {"query": value} if isinstance(value, str) else value


class Query(Section):
    """Một câu hỏi PromQL; chỉ viết câu hỏi thôi cũng được."""

    query: Annotated[str, Field(min_length=1, max_length=4000)]
    """Câu hỏi PromQL."""
    records: Literal["observations", "services"] = "observations"
    """Mỗi chuỗi là một số liệu (observations), hay một dịch vụ (services): 1 là đang trả lời, 0 là không
    trả lời, như up và probe_success."""
    range: Duration | None = None
    """Lấy cả chuỗi của khoảng thời gian này; không khai thì lấy giá trị hiện tại."""
    step: Duration = timedelta(minutes=1)
    """Khoảng cách giữa hai điểm của chuỗi."""
    labels: tuple[Code, ...] | None = None
    """Chỉ giữ các nhãn này; mặc định giữ cả."""
    territory: Code | None = None
    """Nhãn chứa mã địa bàn."""
    organ: Code | None = None
    """Nhãn chứa mã cơ quan."""

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return plain_or_whole(handler, core_schema, ["up"], longest=4000)

    @model_validator(mode="after")
    def _whole_steps(self) -> Self:
        if self.step < duration("1 s"):
            raise WrongSetting("step ngắn quá", "ghi ít nhất 1 s")
        if self.range is not None and self.range < self.step:
            raise WrongSetting("range ngắn hơn step", "ghi range dài hơn hoặc bằng step")
        if self.range is not None and self.records == "services":
            raise WrongSetting(
                "range không dùng cho dịch vụ", "bỏ range, hoặc bỏ records: services để vẽ xu hướng"
            )
        return self


class Prometheus(Source):
    """Prometheus, hoặc hệ thống nói API v1 của nó; mỗi câu hỏi là một chỉ số."""

    queries: Annotated[
        dict[Code, Annotated[Query, BeforeValidator(_lone)]], Field(max_length=500)
    ] = Field({})
    """Mã chỉ số và câu hỏi PromQL cho nó. Không khai thì hỏi up (mỗi mục tiêu là một dịch vụ) và các số quen
    thuộc của node_exporter, windows_exporter và blackbox_exporter mà Prometheus này có, ví dụ down, cpu."""

    @override
    def gives(self) -> frozenset[str]:
        if not self.queries:
            return frozenset({"observations", "services"})
        return frozenset({"observations", "samples"} | {q.records for q in self.queries.values()})

    @override
    def course(self, figure: str) -> timedelta | None:
        return self.queries[figure].range if figure in self.queries else None

    @override
    def listing(self) -> tuple[str, ...]:
        return tuple(self.queries)
