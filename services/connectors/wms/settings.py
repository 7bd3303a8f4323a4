"""What a wall file says of a WMS."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Self, override

from pydantic import Field, model_validator

from services.quantities import Code, Duration, WrongSetting
from services.settings import Source

Crs = Literal["CRS:84", "EPSG:3857", "EPSG:4326"]
SIDE = 4096
"""Pixels of a picture's side."""
NARROWEST = 0.001
"""Degrees of a box's side, some 100 m: of less no picture can be made."""


class Wms(Source):
    """Ảnh bản đồ do máy chủ WMS 1.3.0 vẽ: một khung, một hay nhiều lớp chồng nhau; url là địa chỉ dịch vụ,
    trước dấu hỏi.
    """

    every: Duration = timedelta(minutes=10)
    """Tường hỏi nguồn bao lâu một lần."""
    layers: Annotated[tuple[Code, ...], Field(max_length=50, examples=[["nen", "giao_thong"]])] = ()
    """Các lớp, từ dưới lên trên; mặc định mọi lớp máy chủ công bố, nhiều nhất 20."""
    styles: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    """Kiểu vẽ của từng lớp theo cùng thứ tự; mặc định là kiểu của máy chủ."""
    bbox: Annotated[
        tuple[float, float, float, float] | None,
        Field(examples=[[107.2, 11.2, 108.8, 12.4]], strict=False),
    ] = None
    """Khung của ảnh: kinh độ tây, vĩ độ nam, kinh độ đông, vĩ độ bắc; mặc định là phạm vi của các lớp."""
    width: Annotated[int, Field(strict=True, ge=16, le=SIDE)] = 1024
    """Chiều rộng của ảnh, điểm ảnh."""
    height: Annotated[int | None, Field(strict=True, ge=16, le=SIDE)] = None
    """Chiều cao của ảnh, điểm ảnh; mặc định theo tỷ lệ của khung."""
    crs: Crs | None = None
    """Hệ tọa độ để vẽ; mặc định CRS:84, không có thì EPSG:3857, rồi EPSG:4326."""
    format: Literal["image/png", "image/jpeg"] = "image/png"
    """Dạng ảnh; jpeg nhỏ hơn cho ảnh vệ tinh, png nét hơn và có nền trong."""
    transparent: bool = True
    """Chỗ không có gì thì trong suốt (chỉ với png)."""

    @model_validator(mode="after")
    def _box(self) -> Self:
        if self.bbox is not None and not proper(self.bbox):
            raise WrongSetting(
                "khung bbox không đúng",
                "ghi tây, nam, đông, bắc theo độ, ví dụ: [107.2, 11.2, 108.8, 12.4]",
            )
        if self.styles and len(self.styles) != len(self.layers):
            raise WrongSetting("số kiểu vẽ khác số lớp", "ghi một kiểu cho mỗi lớp, hoặc bỏ styles")
        return self

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"pictures"})


def proper(box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    within = west >= -180 and south >= -90 and east <= 180 and north <= 90  # noqa: PLR2004 - degrees
    return within and min(east - west, north - south) >= NARROWEST
