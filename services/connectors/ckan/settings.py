"""What a wall file says of a CKAN portal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal, Self, override

from pydantic import Field, model_validator

from services.mapping import MAPPINGS, Mapping
from services.numerals import Numerals
from services.quantities import Code, Duration, Identifier, Text, WrongSetting, Zone
from services.settings import Source
from services.writing import Times, Writing

if TYPE_CHECKING:
    FiguresOfRows = Mapping
else:
    FiguresOfRows = MAPPINGS["observations"]


class Ckan(Source):
    """Cổng dữ liệu mở CKAN; url là địa chỉ gốc của cổng. Khóa (nếu có) khai ở auth: header, tên
    Authorization, không có chữ Bearer.
    """

    system: Identifier | None = "opendata"
    """Hệ thống mà nguồn thuộc về: soc, av, media, docs, lgsp, opendata, reports, sectordb, map,
    hoặc tên khai ở `systems:`."""
    every: Duration = timedelta(hours=1)
    """Tường hỏi nguồn bao lâu một lần."""
    deadline: Duration = timedelta(seconds=30)
    """Thời hạn cho cả câu trả lời."""
    max_bytes: Annotated[int, Field(strict=True, ge=1024, le=64 * 1024 * 1024)] = 16 * 1024 * 1024
    """Câu trả lời lớn nhất được nhận, tính sau khi giải nén, bằng byte."""
    catalogue: bool = True
    """Lấy danh mục: các bộ dữ liệu, các đơn vị, và số liệu đếm được từ đó."""
    filter: Annotated[Text | None, Field(examples=["organization:so-y-te"])] = None
    """Chỉ các bộ dữ liệu hợp điều kiện này (tham số fq của CKAN)."""
    size: Annotated[int, Field(strict=True, ge=1, le=1000)] = 100
    """Số bộ dữ liệu của một trang."""
    fresh_within: Annotated[Duration | None, Field(examples=["180 d"])] = None
    """Bộ dữ liệu được coi là cập nhật đúng kỳ khi đã sửa trong khoảng này; không khai thì không tính."""
    resource: Annotated[Code | None, Field(examples=["b5f43fc3-acb6-4602-bda0-6f12e9198507"])] = (
        None
    )
    """Mã của một bảng trong kho dữ liệu (DataStore), ở cuối địa chỉ trang của bảng (đi với
    observations)."""
    sort: Annotated[Text | None, Field(examples=['"ky" desc'])] = None
    """Thứ tự các dòng của bảng (đi với resource)."""
    observations: FiguresOfRows | None = None
    """Số liệu lấy từ các dòng của bảng: each mặc định là mọi dòng (đi với resource)."""
    zone: Zone | None = None
    """Múi giờ của các giờ không ghi độ lệch trong bảng; không khai thì giờ như vậy không đọc được."""
    times: Times = "iso"
    """Cách ghi giờ trong bảng: ISO 8601, giây hoặc mili giây từ 1970, ngày/tháng/năm, hoặc
    tháng/ngày/năm."""
    decimals: Literal["point", "comma"] = "point"
    """Dấu thập phân trong các số viết thành chữ của bảng; comma: 1.700,5."""

    @model_validator(mode="after")
    def _together(self) -> Self:
        if (self.resource is None) != (self.observations is None):
            raise WrongSetting(
                "resource và observations phải đi cùng nhau", "khai cả hai hoặc bỏ cả hai"
            )
        if not self.catalogue and self.resource is None:
            raise WrongSetting(
                "nguồn ckan không còn gì để hỏi", "khai resource và observations, hoặc bỏ catalogue"
            )
        return self

    @override
    def gives(self) -> frozenset[str]:
        catalogue = {"datasets", "organs", "observations"} if self.catalogue else set[str]()
        return frozenset(catalogue | ({"observations"} if self.resource else set()))

    def writing(self) -> Writing:
        numerals = Numerals.COMMA if self.decimals == "comma" else Numerals.PLAIN
        return Writing(zone=self.zone, times=self.times, numerals=numerals)
