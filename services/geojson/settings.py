"""What a wall file may say of any source of map layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import Field

from services.mapping import MAPPINGS, Mapping
from services.numerals import Numerals
from services.quantities import Code, Zone
from services.settings import Source
from services.writing import Times, Writing

if TYPE_CHECKING:
    FiguresOfFeatures = Mapping
else:
    FiguresOfFeatures = MAPPINGS["observations"]

Bbox = Annotated[
    tuple[float, float, float, float],
    Field(examples=[[107.2, 11.2, 108.8, 12.4]], strict=False),
]


class Layers(Source):
    """Các lớp bản đồ."""

    fid: Annotated[Code | None, Field(examples=["ma"])] = None
    """Thuộc tính là mã của đối tượng, dùng khi đối tượng không có id; không có cả hai thì mã lấy theo
    nội dung, nên đối tượng đổi một thuộc tính là một đối tượng khác."""
    at: Annotated[Code | None, Field(examples=["gio_do"])] = None
    """Thuộc tính ghi giờ mà đối tượng được đo hoặc cập nhật."""
    props: Annotated[tuple[Code, ...], Field(max_length=200, examples=[["ten", "loai"]])] = ()
    """Các thuộc tính được giữ; mặc định mọi thuộc tính, nhiều nhất 200."""
    axes: Literal["lon_lat", "lat_lon"] = "lon_lat"
    """Thứ tự tọa độ: kinh độ trước như GeoJSON quy định, hoặc vĩ độ trước khi nguồn ghi ngược."""
    max_vertices: Annotated[int, Field(strict=True, ge=2, le=100_000)] = 20_000
    """Số đỉnh nhiều nhất của một đối tượng; nhiều hơn thì giữ thuộc tính, bỏ hình."""
    observations: FiguresOfFeatures | None = None
    """Số liệu lấy từ các đối tượng: each mặc định là mọi đối tượng, value ví dụ properties.muc."""
    zone: Zone | None = None
    """Múi giờ của các giờ không ghi độ lệch; không khai thì giờ như vậy không đọc được."""
    times: Times = "iso"
    """Cách ghi giờ: ISO 8601, giây hoặc mili giây từ 1970, ngày/tháng/năm, hoặc tháng/ngày/năm."""
    decimals: Literal["point", "comma"] = "point"
    """Dấu thập phân trong các số viết thành chữ; comma: 1.700,5."""

    @override
    def gives(self) -> frozenset[str]:
        return frozenset(
            {"features"} if self.observations is None else {"features", "observations"}
        )

    def writing(self) -> Writing:
        numerals = Numerals.COMMA if self.decimals == "comma" else Numerals.PLAIN
        return Writing(zone=self.zone, times=self.times, numerals=numerals)
