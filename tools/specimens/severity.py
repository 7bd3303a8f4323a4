"""Open alerts by priority."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.records import Alert, AlertState, Incident, Record
from tools.specimens import DAY, HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_MINUTE = timedelta(minutes=1)
_WORST = (
    ("Mã độc tống tiền trên máy chủ tệp", "UBND huyện Di Linh", 47),
    ("Đăng nhập quản trị từ nước ngoài", "Sở Giao thông vận tải", 12),
)
_OTHERS = {4: 7, 3: 31, 2: 118}
_FIRST = 3
"""Of each priority, how many are acknowledged."""
_MEANS = {
    "indicators": {
        "mttd": {
            "name": {"vi": "Thời gian phát hiện trung bình", "en": "Mean time to detect"},
            "unit": {"vi": "phút", "en": "min"},
            "source": "so",
            "formula": "mean(incidents, (detected - opened) / minutes(1), detected != none)",
            "better": "down",
            "decimals": 0,
            "bands": [
                {
                    "from": 30,
                    "meaning": {"vi": "ngưỡng 30 phút", "en": "limit 30 min"},
                    "priority": "medium",
                }
            ],
        },
        "mttr": {
            "name": {"vi": "Thời gian xử lý trung bình", "en": "Mean time to resolve"},
            "unit": {"vi": "giờ", "en": "h"},
            "source": "so",
            "formula": "mean(incidents, (closed - detected) / hours(1), closed != none)",
            "better": "down",
            "decimals": 1,
            "bands": [
                {
                    "from": 4,
                    "meaning": {"vi": "ngưỡng 4 giờ", "en": "limit 4 h"},
                    "priority": "high",
                }
            ],
        },
    }
}


def _open(at: datetime) -> dict[str, tuple[Record, ...]]:
    told: list[Record] = [
        Alert(uid=title, title=title, severity=5, entity=place, starts=at - minutes * _MINUTE)
        for title, place, minutes in _WORST
    ]
    for severity, count in _OTHERS.items():
        told += [
            Alert(
                uid=f"{severity}-{n}",
                title="Dò mật khẩu thư điện tử công vụ",
                severity=severity,
                state=AlertState.ACKNOWLEDGED if n < _FIRST else AlertState.FIRING,
                starts=at - n * HOUR,
            )
            for n in range(count)
        ]
    told += [
        Alert(uid=f"hidden-{n}", title="Máy thử", severity=2, state=AlertState.SUPPRESSED)
        for n in range(4)
    ]
    return {"soc": tuple(told)}


def _with_incidents(at: datetime) -> dict[str, tuple[Record, ...]]:
    incidents = tuple(
        Incident(
            uid=str(n),
            title="Sự cố",
            opened=at - n * DAY - 5 * HOUR,
            detected=at - n * DAY - 5 * HOUR + (9 + n) * _MINUTE,
            closed=at - n * DAY,
        )
        for n in range(1, 6)
    )
    return {**_open(at), "so": incidents}


def _calm(at: datetime) -> dict[str, tuple[Record, ...]]:
    seen = Alert(
        uid="a",
        title="Chứng thư số sắp hết hạn",
        severity=3,
        state=AlertState.ACKNOWLEDGED,
        starts=at - DAY,
    )
    return {"soc": (seen,)}


_TITLE = {"vi": "Cảnh báo đang mở", "en": "Open alerts"}
SPECIMENS = (
    Specimen(
        shows="Bốn mức, cảnh báo chưa ai xác nhận lâu nhất",
        shows_en="Four priorities, and the alert that waits longest for somebody",
        tile={"severity": "soc", "title": _TITLE},
        records=_open,
    ),
    Specimen(
        shows="Kèm thời gian phát hiện và xử lý trung bình, mỗi cái với ngưỡng của nó",
        shows_en="With mean times to detect and to resolve, each with its threshold",
        tile={"severity": "soc", "title": _TITLE, "mttd": "mttd", "mttr": "mttr"},
        records=_with_incidents,
        wall=_MEANS,
        size=(1236, 570),
    ),
    Specimen(
        shows="Một dải thấp trên cả bề rộng màn hình",
        shows_en="A low strip over the whole width of a screen",
        tile={"severity": "soc", "title": _TITLE, "mttd": "mttd", "mttr": "mttr"},
        records=_with_incidents,
        wall=_MEANS,
        size=(1864, 288),
    ),
    Specimen(
        shows="Không còn gì phải xác nhận",
        shows_en="Nothing is left to acknowledge",
        tile={"severity": "soc", "title": _TITLE},
        records=_calm,
    ),
)
