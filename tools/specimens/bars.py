"""Bars and columns."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import Endpoint, Mention, Observation, Record, SecurityEvent, Tone
from tools.specimens import DAY, HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_BY_HOUR = (265, 241, 252, 236, 198, 171, 143, 112, 98, 84, 71, 66, 64, 78, 96, 150, 262, 374)
_LATELY = (468, 502, 742, 531, 446, 58)
"""Events in each hour up to the running one."""
_ATTACKED = (
    ("Cổng dịch vụ công của tỉnh", 1_284),
    ("Thư điện tử công vụ", 967),
    ("Trang thông tin điện tử UBND thành phố Đà Lạt", 512),
    ("Hệ thống quản lý văn bản và điều hành", 388),
    ("Cổng dữ liệu mở", 201),
    ("Hội nghị truyền hình", 96),
    ("Trang thông tin điện tử Sở Du lịch", 54),
    ("Kho số hóa", 31),
    ("Trang thông tin điện tử huyện Đạ Tẻh", 12),
)
_TOPICS = (
    ("Du lịch Đà Lạt", (61, 24, 3)),
    ("Giá nông sản", (18, 29, 11)),
    ("Sạt lở đèo Bảo Lộc", (4, 16, 22)),
    ("Chuyển đổi số", (15, 9, 1)),
    ("Cao tốc Dầu Giây – Liên Khương", (9, 8, 4)),
    ("Quy hoạch đô thị", (3, 6, 7)),
)
_INFECTED = (
    ("UBND huyện Di Linh", 14, 96),
    ("UBND thành phố Bảo Lộc", 9, 130),
    ("Sở Giáo dục và Đào tạo", 7, 84),
    ("UBND huyện Cát Tiên", 6, 61),
    ("UBND huyện Lạc Dương", 3, 58),
    ("Sở Y tế", 2, 77),
)
_LEVEL_FOUR = (
    ("Đà Lạt", "88.6"),
    ("Bảo Lộc", "84.1"),
    ("Đức Trọng", "79.4"),
    ("Đơn Dương", "76.0"),
    ("Lâm Hà", "71.8"),
    ("Di Linh", "70.2"),
    ("Bảo Lâm", "66.9"),
    ("Lạc Dương", "63.3"),
    ("Đạ Huoai", "61.7"),
    ("Đạ Tẻh", "58.2"),
    ("Cát Tiên", "54.5"),
    ("Đam Rông", "49.8"),
)


def _events(at: datetime) -> dict[str, tuple[Record, ...]]:
    hour = at.replace(minute=0, second=0)
    told = [
        SecurityEvent(
            uid=f"{n}-{k}",
            time=hour - (23 - n) * HOUR + k * timedelta(seconds=4),
            signature="Dò quét cổng",
            severity=(4, 2, 3, 2, 2, 3, 2, 2)[k % 8] if k % 97 else 5,
        )
        for n, many in enumerate((*_BY_HOUR, *_LATELY))
        for k in range(many)
    ]
    return {"soc": tuple(told)}


def _young(at: datetime) -> dict[str, tuple[Record, ...]]:
    """A sensor that was connected seven hours ago."""
    return {"soc": tuple(one for one in _events(at)["soc"] if _after(one, at - 7 * HOUR))}


def _after(one: Record, at: datetime) -> bool:
    return isinstance(one, SecurityEvent) and one.time > at


def _attacks(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = [
        SecurityEvent(uid=f"{name}{k}", time=at - HOUR, signature="Dò mật khẩu", dst=name)
        for name, many in _ATTACKED
        for k in range(many)
    ]
    return {"soc": tuple(told)}


def _mentions(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = [
        Mention(uid=f"{topic}{tone}{k}", time=at - HOUR, topic=topic, tone=tone)
        for topic, counts in _TOPICS
        for tone, many in zip((Tone.NEUTRAL, Tone.POSITIVE, Tone.NEGATIVE), counts, strict=True)
        for k in range(many)
    ]
    return {"media": tuple(told)}


def _daily(at: datetime) -> dict[str, tuple[Record, ...]]:
    counts = (118, 131, 96, 74, 142, 155, 129, 138, 120, 88, 69, 147, 163, 61)
    told = [
        Mention(uid=f"{n}-{k}", time=at - (13 - n) * DAY - k * timedelta(seconds=50), topic="Tin")
        for n, many in enumerate(counts)
        for k in range(many)
    ]
    return {"media": tuple(told)}


def _infected(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = [
        Endpoint(uid=f"{unit}{k}", name=f"PC-{k}", unit=unit, infected=k < ill, updated=at)
        for unit, ill, many in _INFECTED
        for k in range(many)
    ]
    return {"av": tuple(told)}


def _shares(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = [
        Observation(
            uid=f"dvc-{place}",
            indicator="dvc",
            territory=place,
            value=Decimal(value),
            period="2023" if place != "Đam Rông" else "2022",
            at=at,
        )
        for place, value in _LEVEL_FOUR
    ]
    return {"so": tuple(told)}


def _growth(at: datetime) -> dict[str, tuple[Record, ...]]:
    changes = (("tphcm", "6.4"), ("danang", "2.1"), ("dalat", "-1.8"), ("baoloc", "-4.3"))
    told = [
        Observation(uid=id, indicator=id, value=Decimal(value), period="2023-Q3", at=at)
        for id, value in changes
    ]
    return {"so": tuple(told)}


def _named(vi: str, en: str) -> dict[str, object]:
    return {"name": {"vi": vi, "en": en}, "unit": "%", "source": "so"}


_SHARE = {**_named("Hồ sơ trực tuyến", "Online cases"), "due": "none", "better": "up"}
_EVENTS = {"records": "security_events", "bars": "soc", "by": "hour", "last": "24 h"}

SPECIMENS = (
    Specimen(
        shows="Sự kiện theo giờ với ngưỡng: giờ vượt ngưỡng được đánh dấu, giờ đang chạy để rỗng",
        shows_en="Events by hour with a threshold: the hour above it is marked, the running one hollow",
        tile={
            **_EVENTS,
            "reach": "24 h",
            "threshold": 600,
            "title": {
                "vi": "Sự kiện theo giờ, 24 giờ qua",
                "en": "Events by hour, last 24 hours",
                "short": "Sự kiện theo giờ",
                "short_en": "Events by hour",
            },
        },
        records=_events,
    ),
    Specimen(
        shows="Hệ thống bị tấn công nhiều nhất, các hệ thống còn lại cộng vào một hàng",
        shows_en="The systems attacked most, the others summed in one row",
        tile={
            "bars": "soc",
            "records": "security_events",
            "by": "dst",
            "title": {"vi": "Bị tấn công nhiều nhất", "en": "Most attacked"},
        },
        records=_attacks,
    ),
    Specimen(
        shows="Sự kiện theo giờ, chia theo mức ưu tiên",
        shows_en="Events by hour, divided by priority",
        tile={
            **_EVENTS,
            "reach": "24 h",
            "stack": "priority",
            "title": {"vi": "Sự kiện theo giờ và mức", "en": "Events by hour and priority"},
        },
        records=_events,
    ),
    Specimen(
        shows="Chủ đề nhiều tin, bài nhất, chia theo sắc thái",
        shows_en="The topics mentioned most, divided by tone",
        tile={
            "bars": "media",
            "records": "mentions",
            "by": "topic",
            "stack": "tone",
            "title": {"vi": "Chủ đề nhiều tin, bài nhất", "en": "Most mentioned topics"},
        },
        records=_mentions,
    ),
    Specimen(
        shows="Một chỉ số của 12 huyện, thành phố; nơi số liệu thuộc kỳ khác thì ghi rõ kỳ",
        shows_en="One indicator of 12 districts and cities; a figure of another period says so",
        tile={
            "bars": "indicators",
            "indicators": "dvc",
            "by": "territory",
            "threshold": 60,
            "title": {"vi": "Dịch vụ công trực tuyến toàn trình", "en": "Fully online services"},
        },
        records=_shares,
        wall={"indicators": {"dvc": _SHARE}},
        size=(1864, 520),
    ),
    Specimen(
        shows="Chỉ số có cả số âm: thang có gốc 0 ở giữa",
        shows_en="Figures below 0 as well: the scale has its 0 within",
        tile={
            "bars": "indicators",
            "indicators": ["tphcm", "danang", "dalat", "baoloc"],
            "title": {"vi": "Khách lưu trú so với cùng kỳ", "en": "Overnight guests on last year"},
        },
        records=_growth,
        wall={
            "indicators": {
                "tphcm": _named("Khách từ TP. Hồ Chí Minh", "From Ho Chi Minh City"),
                "danang": _named("Khách từ miền Trung", "From central provinces"),
                "dalat": _named("Khách trong tỉnh", "From the province"),
                "baoloc": _named("Khách quốc tế", "From abroad"),
            }
        },
    ),
    Specimen(
        shows="Nguồn mới có từ bảy giờ trước: trước đó không phải là 0",
        shows_en="A source that is seven hours old: what was before it is not 0",
        tile={**_EVENTS, "title": {"vi": "Cảm biến mới lắp", "en": "A new sensor"}},
        records=_young,
    ),
    Specimen(
        shows="Tin, bài theo ngày",
        shows_en="Mentions by day",
        tile={
            "bars": "media",
            "records": "mentions",
            "by": "day",
            "title": {"vi": "Tin, bài theo ngày, 14 ngày", "en": "Mentions by day, 14 days"},
        },
        records=_daily,
        size=(1240, 443),
    ),
    Specimen(
        shows="Máy nhiễm theo đơn vị",
        shows_en="Infected computers by unit",
        tile={
            "bars": "av",
            "records": "endpoints",
            "by": "unit",
            "where": "infected == true",
            "unit": {"vi": "máy", "en": "computers"},
            "title": {"vi": "Máy nhiễm theo đơn vị", "en": "Infected computers by unit"},
        },
        records=_infected,
        size=(608, 443),
    ),
)
