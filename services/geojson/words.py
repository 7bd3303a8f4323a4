"""What is to be said of map features that can't be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.door import SourceError
from services.geojson.geometry import Ill
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from services.phrase import Phrase

_SWAPPED = phrase("nguồn ghi vĩ độ trước kinh độ: khai axes: lat_lon")
_OUTSIDE = phrase("xuất lại lớp ở EPSG:4326; máy chủ bản đồ thì chọn hệ ấy cho lớp")


def malformed(words: Phrase, remedy: Phrase) -> SourceError:
    return SourceError(Reason.MALFORMED, words, remedy=remedy)


def of_all(ills: Counter[Ill], shapes: int) -> None:
    """Where no shape of a layer lies on the Earth, the layer is wrong, not its features: raises."""
    if shapes and ills[Ill.SWAPPED] == shapes:
        raise malformed(phrase("Mọi tọa độ có vĩ độ quá 90: vĩ độ và kinh độ bị đổi chỗ"), _SWAPPED)
    if shapes and ills[Ill.OUTSIDE] + ills[Ill.SWAPPED] == shapes:
        raise malformed(
            phrase("Tọa độ không phải kinh độ, vĩ độ; có thể là mét của VN-2000 hay UTM"), _OUTSIDE
        )


def notes(ills: Counter[Ill], strange: int, undated: int, most: int) -> Iterator[Phrase]:
    if count := ills[Ill.MISSHAPEN]:
        yield phrase(
            "{count} đối tượng có hình không đúng GeoJSON: giữ thuộc tính, bỏ hình", count=count
        )
    if count := ills[Ill.SWAPPED]:
        yield phrase(
            "{count} đối tượng có vĩ độ quá 90, như bị đổi chỗ với kinh độ: bỏ hình", count=count
        )
    if count := ills[Ill.OUTSIDE]:
        yield phrase("{count} đối tượng có tọa độ ngoài kinh độ, vĩ độ: bỏ hình", count=count)
    if count := ills[Ill.OVERSIZED]:
        yield phrase(
            "{count} đối tượng có hơn {most} đỉnh: bỏ hình; nới max_vertices nếu cần",
            count=count,
            most=most,
        )
    if strange:
        yield phrase("Bỏ qua {count} mục không phải đối tượng (Feature)", count=strange)
    if undated:
        yield phrase("Không đọc được giờ của {count} đối tượng", count=undated)
