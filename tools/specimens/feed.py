"""Headlines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.records import FeedItem, Mention, Record, Tone
from tools.specimens import DAY, HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_MINUTE = timedelta(minutes=1)
_MENTIONS = (
    (4, "Người dân phản ánh ùn tắc kéo dài ở đèo Bảo Lộc", "Trang tin du lịch", Tone.NEGATIVE),
    (35, "Festival Hoa Đà Lạt đón hơn hai triệu lượt khách", "Báo Lâm Đồng", Tone.POSITIVE),
    (50, "Festival Hoa Đà Lạt đón hơn hai triệu lượt khách", "Cổng thông tin tỉnh", Tone.POSITIVE),
    (52, "Festival hoa Đà Lạt đón hơn hai triệu lượt khách!", "Đài PT-TH", Tone.NEUTRAL),
    (95, "Di Linh hoàn thành số hóa hồ sơ đất đai của bốn xã", "Báo Lâm Đồng", Tone.POSITIVE),
    (160, "Cảnh báo trang giả mạo Cổng dịch vụ công của tỉnh", "Mạng xã hội", Tone.NEGATIVE),
    (310, "Đức Trọng thông báo cúp điện để nâng cấp lưới", "Trang thông tin", Tone.NEUTRAL),
    (700, "Đạ Tẻh ra quân tiêm phòng cho đàn gia súc", "Đài PT-TH", None),
)
_ITEMS = (
    (20, "Lâm Đồng công bố danh mục dịch vụ công trực tuyến toàn trình năm 2024"),
    (140, "Phủ sóng 5G tới trung tâm mười hai huyện, thành phố"),
    (26 * 60, "Bảo Lộc đưa trung tâm điều hành thông minh vào hoạt động"),
)


def _mentions(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = tuple(
        Mention(uid=str(n), time=at - ago * _MINUTE, title=title, source=where, tone=tone)
        for n, (ago, title, where, tone) in enumerate(_MENTIONS)
    )
    return {"media": told}


def _papers(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = tuple(
        FeedItem(uid=str(n), title=title, published=at - ago * _MINUTE)
        for n, (ago, title) in enumerate(_ITEMS)
    )
    undated = FeedItem(uid="x", title="Lịch tiếp công dân tháng 12")
    old = FeedItem(uid="y", title="Thông báo tuyển dụng viên chức", published=at - 3 * DAY - HOUR)
    return {"bao": told, "cong": (undated, old)}


SPECIMENS = (
    Specimen(
        shows="Tin, bài mới nhất: sắc thái, lúc nào, ở đâu; tin trùng chỉ một lần",
        shows_en="Latest items: tone, when, where; the same headline once",
        tile={
            "feed": "media",
            "title": {"vi": "Báo chí, mạng xã hội", "en": "Press, social media"},
        },
        records=_mentions,
    ),
    Specimen(
        shows="Chỉ tin tiêu cực",
        shows_en="Negative items only",
        tile={
            "feed": "media",
            "tone": "negative",
            "title": {"vi": "Tin tiêu cực", "en": "Negative items"},
        },
        records=_mentions,
    ),
    Specimen(
        shows="Tin của hai nguồn, mỗi tin ghi nguồn",
        shows_en="Items of two sources, each with its source",
        tile={"feed": ["bao", "cong"]},
        records=_papers,
        wall={
            "sources": {
                "bao": {"name": {"vi": "Báo Lâm Đồng", "en": "Lam Dong newspaper"}},
                "cong": {"name": {"vi": "Cổng thông tin tỉnh", "en": "Provincial portal"}},
            }
        },
        size=(1236, 570),
    ),
    Specimen(
        shows="Trên cả bề rộng màn hình, sắc thái, giờ và nơi đăng đứng cạnh đầu đề",
        shows_en="Over the whole width of a screen tone, time and place stand beside the headline",
        tile={
            "feed": "media",
            "title": {"vi": "Báo chí, mạng xã hội", "en": "Press, social media"},
        },
        records=_mentions,
        size=(1864, 443),
    ),
)
