"""What a wall file says of a WFS."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from services.geojson import Layers
from services.geojson.settings import Bbox
from services.quantities import Code, Duration


class Wfs(Layers):
    """Một máy chủ bản đồ nói WFS 2.0 và cho GeoJSON; url là địa chỉ dịch vụ, trước dấu hỏi."""

    every: Duration = timedelta(minutes=5)
    """Tường hỏi nguồn bao lâu một lần."""
    typenames: Annotated[tuple[Code, ...], Field(max_length=100, examples=[["ms:tram_mua"]])] = ()
    """Các lớp (feature type) được lấy; mặc định mọi lớp, tới max_types."""
    max_types: Annotated[int, Field(strict=True, ge=1, le=100)] = 10
    """Số lớp nhiều nhất khi không khai typenames."""
    bbox: Bbox | None = None
    """Chỉ lấy trong khung này: kinh độ tây, vĩ độ nam, kinh độ đông, vĩ độ bắc."""
    size: Annotated[int, Field(strict=True, ge=1, le=10_000)] = 1000
    """Số đối tượng của một trang."""
    format: Annotated[Code | None, Field(examples=["application/json"])] = None
    """Tên mà máy chủ gọi GeoJSON (outputFormat); mặc định chọn trong các dạng nó công bố."""
