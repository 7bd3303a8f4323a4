"""What a wall file says of a feed."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, override

from pydantic import Field

from services.quantities import Code, Duration, Zone
from services.settings import Source
from services.writing import Times, Writing


class Feed(Source):
    """Tin của một trang tin: RSS, Atom hoặc JSON Feed."""

    every: Duration = timedelta(minutes=5)
    """Tường hỏi nguồn bao lâu một lần."""
    keep: Annotated[int, Field(strict=True, ge=1, le=5000)] = 200
    """Số tin gần nhất được giữ; feed chỉ cho vài chục tin cuối, tin cũ hơn ở lại tới khi đủ số này."""
    tags: Annotated[tuple[Code, ...], Field(max_length=20, examples=[["Lâm Đồng"]])] = ()
    """Nhãn gắn thêm cho mọi tin của nguồn, ví dụ tên báo."""
    zone: Zone | None = None
    """Múi giờ của các giờ không ghi độ lệch; không khai thì giờ như vậy không đọc được."""
    times: Times = "iso"
    """Cách ghi giờ của tin không theo chuẩn RSS, Atom: ISO 8601, giây hoặc mili giây từ 1970,
    ngày/tháng/năm, hoặc tháng/ngày/năm."""

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"feed_items"})

    def writing(self) -> Writing:
        return Writing(zone=self.zone, times=self.times)
