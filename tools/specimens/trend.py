"""Figures over time: a day, five years of months, several systems."""

from __future__ import annotations

import math
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.records import Incident, Observation, Record, Sample
from tools.specimens import HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_STEP = timedelta(minutes=5)
_DAY = 288
"""Steps of a day."""
_BEATS = (0, 7, -4, 11, -9, 3, 14, -6, 2, -12, 8, 5, -3, 9, -7, 1)


def _load(hours: float) -> float:
    """Share of a busy hour's load: offices open at seven, pause at noon, and close at five."""
    morning = math.exp(-(((hours - 9.6) / 1.9) ** 2))
    afternoon = 0.92 * math.exp(-(((hours - 14.7) / 1.7) ** 2))
    return 0.16 + 0.84 * (morning + afternoon)


def _course(uid: str, at: datetime, most: float, *, hole: range = range(0)) -> list[Record]:
    made: list[Record] = []
    for back in range(_DAY, -1, -1):
        if back in hole:
            continue
        when = at - back * _STEP
        hours = (when.hour + 7 + when.minute / 60) % 24
        beat = _BEATS[back % 16] + _BEATS[back // 5 % 16]
        value = most * _load(hours) * (1 + beat / 240)
        made.append(Sample(uid=uid, indicator=uid, value=Decimal(round(value)), at=when))
    return made


def _events(at: datetime) -> dict[str, tuple[Record, ...]]:
    course = _course("events", at, 640, hole=range(118, 140))
    last = course[-1]
    assert isinstance(last, Sample)
    told = Observation(uid="events", indicator="events", value=last.value, at=at)
    incidents = tuple(
        Incident(uid=title, title=title, unit=unit, opened=at - ago)
        for title, unit, ago in (
            ("Dò quét cổng dịch vụ", "Sở Y tế", 19 * HOUR),
            ("Tấn công dò mật khẩu", "UBND huyện Di Linh", 5 * HOUR),
            ("Mã độc trên máy trạm", "UBND huyện Lâm Hà", 4.6 * HOUR),
            ("Truy cập trái phép", "Sở Tài chính", 4.2 * HOUR),
        )
    )
    return {"soc": (told, *course, *incidents)}


_ATTACKS = (
    (1840, 1610, 2050, 1930, 1720, 1880, 2110, 2240, 1990, 2070, 2310, 2480),
    (2190, 1870, 2260, 2340, 2020, 2150, 2410, 2630, 2380, 2290, 2540, 2790),
    (2470, 2060, None, None, 2210, 2380, 2690, 2840, 2570, 2610, 2880, 3120),
    (2720, 2330, 2590, 2810, 2440, 2560, 2930, 3050, 2790, 2850, 3160, 3410),
    (2960, 2540, 2870, 3020, 2660, 2750, 3180, 3340, 2980, 3060, 3390, None),
)
"""By month, 2019 to November 2023; nobody reported two months of 2021."""


def _attacks(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = tuple(
        Observation(
            uid=f"{2019 + year}-{month:02}",
            indicator="attacks",
            value=Decimal(value),
            period=f"{2019 + year}-{month:02}",
            at=at,
        )
        for year, months in enumerate(_ATTACKS)
        for month, value in enumerate(months, 1)
        if value is not None
    )
    return {"so-lieu": told}


_UNTOLD = 6
"""The third quarter of 2021, of which nobody told."""


def _stations(at: datetime) -> dict[str, tuple[Record, ...]]:
    values = (1390, 1405, 1422, 1438, 1490, 1530, 1548, 1561, 1590, 1630, 1642, 1655, 1668, 1700)
    told = tuple(
        Observation(
            uid=f"{2020 + n // 4}-Q{n % 4 + 1}",
            indicator="stations",
            value=Decimal(value),
            period=f"{2020 + n // 4}-Q{n % 4 + 1}",
            at=at,
        )
        for n, value in enumerate(values)
        if n != _UNTOLD
    )
    return {"so-lieu": told}


def _several(at: datetime) -> dict[str, tuple[Record, ...]]:
    made: list[Record] = []
    for uid, most in (("lgsp", 2100.0), ("dvc", 1240.0), ("mail", 610.0)):
        course = _course(uid, at, most, hole=range(60, 84) if uid == "dvc" else range(0))
        last = course[-1]
        assert isinstance(last, Sample)
        made += [*course, Observation(uid=uid, indicator=uid, value=last.value, at=at)]
    return {"may-chu": tuple(made)}


def _indicator(
    vi: str, en: str, unit: tuple[str, str], source: str, **more: object
) -> dict[str, Any]:
    return {
        "name": {"vi": vi, "en": en},
        "unit": {"vi": unit[0], "en": unit[1]},
        "source": source,
        **more,
    }


SPECIMENS = (
    Specimen(
        shows="24 giờ với ngưỡng làm nền, một khoảng thiếu dữ liệu và sự cố được đánh dấu",
        shows_en="24 hours with a threshold as ground, a gap in the data and incidents marked",
        tile={
            "trend": "events",
            "events": "soc",
            "records": "incidents",
            "title": {"vi": "Sự kiện an ninh, 24 giờ", "en": "Security events, 24 hours"},
        },
        records=_events,
        wall={
            "indicators": {
                "events": _indicator(
                    "Sự kiện",
                    "Events",
                    ("sự kiện/5 phút", "per 5 min"),
                    "soc",
                    better="down",
                    bands=[
                        {"from": 600, "to": 900, "meaning": "nhiều", "priority": "medium"},
                        {"from": 900, "meaning": "rất nhiều", "priority": "high"},
                    ],
                )
            }
        },
        size=(1236, 520),
    ),
    Specimen(
        shows="Năm năm, mỗi tháng một cột; tháng thiếu số có gạch ngang, không phải 0",
        shows_en="Five years, a column a month; a month without a figure has a dash, not 0",
        tile={"trend": "attacks", "last": "5 years"},
        records=_attacks,
        wall={
            "indicators": {
                "attacks": _indicator(
                    "Cuộc tấn công mạng theo tháng",
                    "Cyber attacks by month",
                    ("cuộc", "attacks"),
                    "so-lieu",
                    better="down",
                    sums=True,
                )
            }
        },
        size=(1236, 620),
    ),
    Specimen(
        shows="Số cuối quý là bậc thang, không nối qua quý thiếu; kế hoạch của từng năm",
        shows_en="Figures at the ends of quarters as steps; the plan of each year",
        tile={"trend": "stations", "last": "4 years"},
        records=_stations,
        wall={
            "indicators": {
                "stations": _indicator(
                    "Trạm BTS",
                    "Base stations",
                    ("trạm", "stations"),
                    "so-lieu",
                    better="up",
                    plans=[
                        {"value": 1600, "period": "2022", "document": "Kế hoạch 12/KH-UBND"},
                        {"value": 1720, "period": "2023", "document": "Kế hoạch 9/KH-UBND"},
                    ],
                )
            }
        },
        size=(1236, 520),
    ),
    Specimen(
        shows="Ba hệ thống trong 24 giờ, tên ở cuối mỗi đường",
        shows_en="Three systems over 24 hours, each named at the end of its line",
        tile={
            "trend": ["lgsp", "dvc", "mail"],
            "title": {"vi": "Yêu cầu mỗi phút", "en": "Requests a minute"},
        },
        records=_several,
        wall={
            "indicators": {
                "lgsp": _indicator("LGSP", "LGSP", ("lượt", "calls"), "may-chu"),
                "dvc": _indicator("Dịch vụ công", "Public services", ("lượt", "calls"), "may-chu"),
                "mail": _indicator("Thư công vụ", "Official mail", ("lượt", "calls"), "may-chu"),
            }
        },
        size=(1236, 520),
    ),
)
