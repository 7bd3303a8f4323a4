"""A briefing as a wall file prepares it: scenes that a presenter steps through."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.quantities import Identifier
from services.section import Section
from services.sensitivity import Sensitivity
from services.settings import Wording
from services.wall_file.of_scene import OfScene


class BriefingStep(OfScene):
    """Một bước của buổi giao ban; ghi thẳng tên cảnh nếu không cần tên khác."""

    scene: Identifier
    """Cảnh của bước này."""
    title: Wording | None = None
    """Tên của bước; mặc định là tên cảnh."""
    notes: Wording | None = None
    """Lời nhắc cho người trình bày; chỉ hiện ở bàn điều khiển."""


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
