"""Lists of records and of figures."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.records import Alert, AlertState, Observation, ProtectedSystem, Record
from tools.specimens import HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_ALERTS = (
    (5, "Mã độc tống tiền trên máy chủ tệp", "UBND huyện Di Linh", 4),
    (4, "Đăng nhập bất thường vào Cổng dịch vụ công", "Sở TT&TT", 26),
    (4, "Kết nối tới máy chủ điều khiển mã độc", "Sở Y tế", 41),
    (3, "Dò quét cổng từ bên ngoài", "Trung tâm dữ liệu", 75),
    (3, "Lỗ hổng chưa vá trên máy chủ thư", "Văn phòng UBND tỉnh", 190),
    (2, "Máy trạm tắt phần mềm diệt mã độc", "UBND thành phố Bảo Lộc", 260),
)
_SYSTEMS = (
    ("Cổng dịch vụ công trực tuyến", 3, "99.92", 2),
    ("Hệ thống quản lý văn bản và điều hành", 3, "99.40", 0),
    ("Trục liên thông văn bản", 3, "99.98", 1),
    ("Cổng thông tin điện tử tỉnh", 2, "98.71", 9),
    ("Hệ thống thư điện tử công vụ", 2, "99.85", 6),
)
_PLACES = (
    ("Đà Lạt", "96.4", "31"),
    ("Bảo Lộc", "93.1", "24"),
    ("Đức Trọng", "90.2", "22"),
    ("Di Linh", "84.7", "34"),
    ("Lâm Hà", "82.5", "9"),
)


def _alerts(at: datetime) -> dict[str, tuple[Record, ...]]:
    return {
        "soc": tuple(
            Alert(
                uid=f"a{n}",
                title=title,
                entity=entity,
                severity=severity,
                state=AlertState.FIRING,
                starts=at - timedelta(minutes=minutes),
            )
            for n, (severity, title, entity, minutes) in enumerate(_ALERTS)
        )
    }


def _systems(_at: datetime) -> dict[str, tuple[Record, ...]]:
    return {
        "bcd35": tuple(
            ProtectedSystem(
                uid=f"h{n}",
                name=name,
                grade=grade,
                availability=Decimal(share),
                open_vulnerabilities=holes,
            )
            for n, (name, grade, share, holes) in enumerate(_SYSTEMS)
        )
    }


def _by_place(at: datetime) -> dict[str, tuple[Record, ...]]:
    told: list[Record] = []
    for place, share, count in _PLACES:
        for indicator, value in (("fibre", share), ("alerts", count)):
            told.append(
                Observation(
                    uid=f"{indicator}-{place}",
                    indicator=indicator,
                    territory=place,
                    value=Decimal(value),
                    period="2023-11",
                    at=at - HOUR,
                )
            )
    return {"so": tuple(told)}


def _indicator(id: str, place: str, name: dict[str, str], unit: object) -> dict[str, Any]:
    return {
        "name": name,
        "unit": unit,
        "source": "so",
        "metric": id,
        "where": {"territory": place},
        "due": "none",
    }


_INDICATORS = {
    f"{id}_{n}": _indicator(id, place, name, unit)
    for n, (place, _, _) in enumerate(_PLACES)
    for id, name, unit in (
        ("fibre", {"vi": "Hộ có cáp quang", "en": "Fibre households"}, "%"),
        ("alerts", {"vi": "Cảnh báo", "en": "Alerts"}, {"vi": "cảnh báo", "en": "alerts"}),
    )
}
SPECIMENS = (
    Specimen(
        shows="Cảnh báo đang mở, nặng nhất lên trước",
        shows_en="Open alerts, worst first",
        tile={
            "table": "soc",
            "columns": [
                {"field": "priority"},
                {"field": "title", "weight": 5},
                {"field": "entity", "weight": 3},
                {"field": "starts"},
            ],
        },
        records=_alerts,
    ),
    Specimen(
        shows="Ngưỡng của cột: quá ngưỡng thì có cờ và in đậm",
        shows_en="A column’s threshold: what is beyond has a flag and more weight",
        tile={
            "table": "bcd35",
            "records": "protected_systems",
            "title": {"vi": "Hệ thống được bảo vệ", "en": "Protected systems"},
            "columns": [
                {"field": "name", "weight": 5},
                {"field": "grade"},
                {"field": "availability", "below": 99.5},
                {
                    "field": "open_vulnerabilities",
                    "title": {"vi": "Lỗ hổng", "en": "CVEs"},
                    "above": 5,
                },
            ],
        },
        records=_systems,
        size=(1400, 443),
    ),
    Specimen(
        shows="Chỉ số theo địa bàn: mỗi hàng một nơi, mỗi cột một chỉ số",
        shows_en="Indicators by place: a row for each place, a column for each indicator",
        tile={
            "table": "indicators",
            "by": "territory",
            "title": {"vi": "Theo địa bàn", "en": "By place"},
        },
        records=_by_place,
        wall={"indicators": _INDICATORS},
        size=(1400, 443),
    ),
)
