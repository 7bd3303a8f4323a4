"""What a wall file says of a map."""

from __future__ import annotations

from typing import Annotated, Literal, override

from pydantic import Field

from services.quantities import Code, Identifier
from services.settings import Section, Tile, Wording

SCHEMATIC = "so-do"


class Layer(Section):
    """Một lớp điểm trên bản đồ."""

    source: Identifier
    """Nguồn cho các đối tượng bản đồ."""
    layer: Code | None = None
    """Tên lớp trong nguồn; mặc định là mọi lớp."""
    where: dict[Code, Code] = Field({}, examples=[{"trang_thai": "mất liên lạc"}])
    """Chỉ lấy đối tượng có các thuộc tính này."""
    title: Wording | None = None
    """Tên lớp trong chú giải; mặc định là tên lớp. Của count: đơn vị của các con số, ví dụ trạm."""


class MapTile(Tile):
    """Bản đồ: đơn vị tô theo chỉ số hoặc theo số điểm, các lớp điểm, ảnh nền của máy chủ bản đồ."""

    map: Annotated[Literal["so-do"] | Identifier, Field(examples=["so-do"])]
    """Ranh giới lấy từ đâu: so-do là sơ đồ kèm theo chương trình, của bộ đơn vị hành chính đúng kỳ của
    số liệu; hoặc tên một nguồn cho đối tượng bản đồ (vùng)."""
    layer: Code | None = None
    """Lớp chứa ranh giới trong nguồn; mặc định là mọi lớp."""
    color: Identifier | None = None
    """Chỉ số tô màu đơn vị: nguồn cho số của từng địa bàn (territory)."""
    count: Layer | None = None
    """Tô màu theo số điểm của một lớp nằm trong từng đơn vị."""
    points: tuple[Layer, ...] = Field((), max_length=4)
    """Các lớp điểm được vẽ, tối đa bốn."""
    picture: Identifier | None = None
    """Nguồn cho ảnh nền (wms)."""

    @override
    def indicators(self) -> tuple[str, ...]:
        return () if self.color is None else (self.color,)

    @override
    def sources(self) -> tuple[str, ...]:
        named = [] if self.map == SCHEMATIC else [self.map]
        named += [layer.source for layer in (*self.points, *([self.count] if self.count else []))]
        named += [self.picture] if self.picture else []
        return tuple(dict.fromkeys(named))
