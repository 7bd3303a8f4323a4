"""A briefing as a wall file prepares it: scenes that a presenter steps through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, override

from pydantic import Field, GetJsonSchemaHandler, model_validator

from services.quantities import Identifier, only_text
from services.section import Section, plain_or_whole
from services.sensitivity import Sensitivity
from services.settings import Wording

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class BriefingStep(Section):
    """Một bước của buổi giao ban; ghi thẳng tên cảnh nếu không cần tên khác."""

    scene: Identifier
    """Cảnh của bước này."""
    title: Wording | None = None
    """Tên của bước; mặc định là tên cảnh."""
    notes: Wording | None = None
    """Lời nhắc cho người trình bày; chỉ hiện ở bàn điều khiển."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        if isinstance(value, dict | list | BriefingStep) or value is None:
            return value
        return {"scene": only_text(value)}

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return plain_or_whole(handler, core_schema, ["chi-tieu"])


class Briefing(Section):
    """Một buổi giao ban đã chuẩn bị: các cảnh lần lượt hiện trên các màn hình đã chọn; hết buổi tường trở về
    chỗ cũ.
    """

    title: Wording | None = None
    """Tên buổi; mặc định là tên khai ở đây."""
    screens: Annotated[tuple[Identifier, ...], Field(examples=[["trai-tren"]])] = ()
    """Những màn hình dùng cho buổi này; mặc định là tất cả."""
    audience: Sensitivity = Sensitivity.INTERNAL
    """Ai dự: public (khách), internal (nội bộ cơ quan), restricted (chỉ phòng điều hành). Không bước nào được
    hiện điều gì chặt hơn; màn hình khác đang hiện điều chặt hơn thì nhường cho đồng hồ trong lúc ấy.
    """
    steps: Annotated[
        tuple[BriefingStep, ...],
        Field(min_length=1, max_length=100, examples=[["chi-tieu", "nhiem-vu"]]),
    ]
    """Các bước, theo thứ tự."""
