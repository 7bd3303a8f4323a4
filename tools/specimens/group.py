"""Groups of figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.records import Observation, Record
from tools.specimens import DAY, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_USE = (
    (
        "fibre",
        "Hộ gia đình có Internet cáp quang",
        "Cáp quang",
        "%",
        "91.53",
        "",
        "89.90",
        "86.20",
        "95",
    ),
    (
        "mobile",
        "Thuê bao băng rộng di động/100 dân",
        "Băng rộng di động",
        "thuê bao",
        "93.5",
        "",
        "92.1",
        "88.4",
        "95",
    ),
    (
        "smart",
        "Dân số trưởng thành có điện thoại thông minh",
        "Điện thoại thông minh",
        "%",
        "92.5",
        "",
        "91.8",
        "85.3",
        "90",
    ),
    ("stations", "Trạm BTS", "Trạm BTS", "trạm", "1700", "", "1692", "1630", "1750"),
    (
        "revenue",
        "Doanh thu bưu chính, viễn thông",
        "Doanh thu BCVT",
        "tỷ đồng",
        "2850",
        "ước",
        "2610",
        "2710",
        "2700",
    ),
    (
        "budget",
        "Nộp ngân sách nhà nước",
        "Nộp ngân sách",
        "tỷ đồng",
        "110",
        "ước",
        "98.4",
        "104.2",
        "105",
    ),
)


def _told(at: datetime) -> dict[str, tuple[Record, ...]]:
    return {
        "so": tuple(
            Observation(
                uid=id,
                indicator=id,
                value=Decimal(value),
                qualifier=qualifier or None,
                period="2023-11",
                previous=Decimal(previous),
                same_period=Decimal(same),
                plan=Decimal(plan),
                at=at - DAY,
            )
            for id, _, _, _, value, qualifier, previous, same, plan in _USE
        )
    }


def _shared(_at: datetime) -> dict[str, tuple[Record, ...]]:
    told = (("iocs", 10, 12), ("cloud", 4, 8), ("platforms", 5, 7), ("communes", 137, 142))
    return {
        "so": (
            *(
                Observation(
                    uid=id,
                    indicator=id,
                    value=Decimal(over),
                    numerator=Decimal(over),
                    denominator=Decimal(under),
                    period="2023",
                )
                for id, over, under in told
            ),
            Observation(uid="app", indicator="app", text="đang thử nghiệm", period="2023"),
        )
    }


_INDICATORS: dict[str, Any] = {
    id: {
        "name": {"vi": name, "short": short},
        "unit": unit,
        "source": "so",
        "better": "up",
        "groups": ["vien-thong"],
        "due": "none",
    }
    for id, name, short, unit, *_ in _USE
}
_SHARED: dict[str, Any] = {
    id: {"name": {"vi": name, "en": english}, "source": "so", "better": "up", "due": "none"}
    for id, name, english in (
        ("iocs", "IOC huyện, thành phố", "District IOCs"),
        ("cloud", "Hệ thống trên điện toán đám mây", "Systems in the cloud"),
        ("platforms", "Nền tảng số dùng chung", "Shared platforms"),
        ("communes", "Xã có mạng TSLCD", "Communes on the government network"),
        ("app", "Ứng dụng Công dân số", "Citizen app"),
    )
}
_WALL = {
    "groups": {"vien-thong": {"name": {"vi": "Viễn thông", "en": "Telecommunications"}}},
    "indicators": _INDICATORS,
}
SPECIMENS = (
    Specimen(
        shows="Các chỉ số của một nhóm, thẳng hàng chữ số",
        shows_en="A group’s figures, their digits under one another",
        tile={"group": "vien-thong"},
        records=_told,
        wall=_WALL,
    ),
    Specimen(
        shows="Cả tấm: kèm kỳ trước, cùng kỳ và phần trăm kế hoạch",
        shows_en="A whole panel: with the last period, last year and the plan",
        tile={"group": "vien-thong"},
        records=_told,
        wall=_WALL,
        size=(1880, 880),
    ),
    Specimen(
        shows="Tỷ lệ với thanh, và một chỉ số bằng chữ",
        shows_en="Ratios with their bars, and a figure in words",
        tile={
            "group": ["iocs", "cloud", "platforms", "communes", "app"],
            "title": {"vi": "Nền tảng số", "en": "Digital platforms"},
        },
        records=_shared,
        wall={"indicators": _SHARED},
        size=(1560, 460),
    ),
    Specimen(
        shows="Hai cột trong ô rộng và thấp",
        shows_en="Two columns in a wide and low tile",
        tile={"group": "vien-thong"},
        records=_told,
        wall=_WALL,
        size=(1880, 300),
    ),
)
