"""How late figures may be, in parts of how often they are asked and renewed."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from services.quantities import Duration
from services.settings import Section

Factor = Annotated[float, Field(strict=True, gt=0, le=100)]


class Truth(Section):
    """Các hệ số xét độ tươi của số liệu."""

    late_every: Factor = 2.0
    """Chậm khi quá bấy nhiêu lần nhịp hỏi."""
    late_cadence: Factor = 1.5
    """Chậm khi quá bấy nhiêu lần nhịp làm mới."""
    stale_every: Factor = 5.0
    """Cũ khi quá bấy nhiêu lần nhịp hỏi."""
    stale_cadence: Factor = 3.0
    """Cũ khi quá bấy nhiêu lần nhịp làm mới."""
    skew: Duration = timedelta(minutes=2)
    """Lệch giờ khi giờ của nguồn muộn hơn lúc nhận quá bấy nhiêu."""
