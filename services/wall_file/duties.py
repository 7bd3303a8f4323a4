"""What a wall file says of tasks and reports."""

from __future__ import annotations

from datetime import timedelta

from services.quantities import Duration, Text
from services.section import Section


class Duties(Section):
    """Cách xét nhiệm vụ và báo cáo."""

    soon: Duration = timedelta(days=3)
    """Sắp đến hạn là còn không quá bấy lâu."""
    assigners: tuple[Text, ...] = (
        "Chính phủ",
        "Thủ tướng Chính phủ",
        "Tỉnh ủy",
        "HĐND tỉnh",
        "UBND tỉnh",
        "Ban Chỉ đạo 35",
    )
    """Thứ tự các nơi giao nhiệm vụ; nơi giao khác xếp sau, theo tên."""
