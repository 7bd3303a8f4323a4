"""Maps of the twelve districts and cities of 2023."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import Alert, Feature, Observation, Record
from tools.specimens import HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_STATIONS = {
    "Đà Lạt": 271,
    "Bảo Lộc": 183,
    "Đức Trọng": 196,
    "Di Linh": 178,
    "Lâm Hà": 164,
    "Bảo Lâm": 152,
    "Đơn Dương": 121,
    "Lạc Dương": 96,
    "Đam Rông": 104,
    "Đạ Tẻh": 88,
    "Cát Tiên": 79,
    "Đạ Huoai": 68,
}
_ON_TIME = (97.4, 92.1, 88.0, 81.5, 90.3, 95.2, 79.8, 93.0, 86.4, 91.1, 89.7, 98.3)
_OPENED = (
    "Đà Lạt",
    "Bảo Lộc",
    "Lạc Dương",
    "Đạ Tẻh",
    "Đam Rông",
    "Đức Trọng",
    "Đơn Dương",
    "Di Linh",
)
_ALERTS = (("Đà Lạt", 5), ("Đà Lạt", 3), ("Đức Trọng", 4), ("Di Linh", 2), ("Bảo Lộc", 3))
_SIZE = (1240, 906)


def _figures(told: dict[str, Decimal], indicator: str, at: datetime) -> tuple[Record, ...]:
    return tuple(
        Observation(
            uid=f"{indicator}|{place}", indicator=indicator, territory=place, value=value, at=at
        )
        for place, value in told.items()
    )


def _bts(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = {place: Decimal(count) for place, count in _STATIONS.items()}
    alerts = tuple(
        Alert(uid=f"a{n}", title="Quét cổng", entity=place, severity=severity, starts=at - HOUR)
        for n, (place, severity) in enumerate(_ALERTS)
    )
    return {"ban-do": _figures(told, "tram", at), "soc": alerts}


def _punctual(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = {place: Decimal(str(share)) for place, share in zip(_STATIONS, _ON_TIME, strict=True)}
    return {"ban-do": _figures(told, "dung-han", at)}


def _centres(_at: datetime) -> dict[str, tuple[Record, ...]]:
    told = tuple(
        Observation(
            uid=place,
            indicator="ioc",
            territory=place,
            text="đã khai trương" if place in _OPENED else "chưa rõ",
            period="2023",
        )
        for place in _STATIONS
    )
    return {"ban-do": told}


def _posts(_at: datetime) -> dict[str, tuple[Record, ...]]:
    places = [(108.44, 11.94), (107.81, 11.55), (108.37, 11.74), (108.07, 11.58), (108.2, 11.8)]
    told = tuple(
        Feature(
            uid=str(n),
            layer="tram",
            fid=str(n),
            geometry=json.dumps({"type": "Point", "coordinates": [x + dx / 9, y + dx / 14]}),
        )
        for n, (x, y, dx) in enumerate((x, y, dx) for x, y in places for dx in (-1, 0, 1))
    )
    return {"ban-do": told}


def _indicator(id: str, name: str, name_en: str, unit: str | None = None) -> dict[str, object]:
    one = {"name": {"vi": name, "en": name_en}, "source": "ban-do"}
    return {"indicators": {id: {**one, "unit": unit} if unit else one}}


SPECIMENS = (
    Specimen(
        shows="Đơn vị tô theo một chỉ số, đơn vị có cảnh báo mang dấu của mức nặng nhất",
        shows_en="Units coloured by a figure; one with open alerts wears the mark of the worst",
        tile={
            "map": "so-do",
            "color": "tram",
            "alerts": "soc",
            "least": "medium",
            "title": {"vi": "Trạm BTS và cảnh báo SOC", "en": "Base stations and SOC alerts"},
        },
        records=_bts,
        wall=_indicator("tram", "Trạm BTS", "Base stations", "trạm"),
        size=_SIZE,
    ),
    Specimen(
        shows="Thang hai phía của một mốc: dưới và trên 90%",
        shows_en="A diverging scale: under and over 90%",
        tile={
            "map": "so-do",
            "color": "dung-han",
            "scale": "diverging",
            "middle": 90,
            "title": {"vi": "Văn bản đúng hạn", "en": "Documents on time"},
        },
        records=_punctual,
        wall=_indicator("dung-han", "Văn bản đúng hạn", "Documents on time", "%"),
        size=_SIZE,
    ),
    Specimen(
        shows="Các loại: trung tâm điều hành đã khai trương theo báo chí, hay chưa rõ",
        shows_en="Kinds: operations centres that the press saw opened, and those of which nobody says",
        tile={
            "map": "so-do",
            "color": "ioc",
            "title": {"vi": "IOC huyện, thành phố", "en": "District operations centres"},
        },
        records=_centres,
        wall=_indicator("ioc", "IOC huyện, thành phố", "District operations centres"),
        size=_SIZE,
    ),
    Specimen(
        shows="Số điểm của một lớp trong từng đơn vị, và các điểm ấy",
        shows_en="How many points of a layer lie in each unit, and the points",
        tile={
            "map": "so-do",
            "count": {"source": "ban-do", "title": {"vi": "điểm", "en": "points"}},
            "points": [{"source": "ban-do", "title": {"vi": "Bưu cục", "en": "Post offices"}}],
            "title": {"vi": "Điểm bưu chính", "en": "Postal points"},
        },
        records=_posts,
        size=_SIZE,
    ),
)
