"""Lists of events: alerts of a SOC, what a sensor saw, vulnerabilities."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.records import Alert, AlertState, Record, SecurityEvent, Vulnerability
from tools.specimens import DAY, HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_ALERTS: tuple[tuple[str, int, tuple[str, ...], int, AlertState], ...] = (
    ("Mã độc tống tiền trên máy chủ tệp", 5, ("UBND huyện Di Linh",), 4, AlertState.FIRING),
    (
        "Đăng nhập quản trị từ nước ngoài",
        5,
        ("Sở Giao thông vận tải",),
        96,
        AlertState.ACKNOWLEDGED,
    ),
    (
        "Dò mật khẩu thư điện tử công vụ",
        4,
        ("UBND thành phố Đà Lạt", "Sở Tài chính", "UBND huyện Đức Trọng"),
        23,
        AlertState.FIRING,
    ),
    ("Trang thông tin bị chèn liên kết lạ", 4, ("UBND huyện Lâm Hà",), 71, AlertState.FIRING),
    (
        "Máy trạm kết nối tới máy chủ điều khiển",
        4,
        ("UBND thành phố Bảo Lộc", "UBND huyện Bảo Lâm"),
        188,
        AlertState.ACKNOWLEDGED,
    ),
    (
        "Mất tín hiệu tác tử giám sát",
        3,
        tuple(f"UBND huyện {name}" for name in ("Đam Rông", "Lạc Dương", "Cát Tiên", "Đạ Tẻh")),
        47,
        AlertState.FIRING,
    ),
    ("Chứng thư số của trang sắp hết hạn", 3, ("Sở Y tế",), 610, AlertState.FIRING),
    ("Dung lượng nhật ký vượt 85%", 3, ("Sở Thông tin và Truyền thông",), 1300, AlertState.FIRING),
)
_MINUTE = timedelta(minutes=1)
_LOW = 61
_SUPPRESSED = 4

_SEEN: tuple[tuple[str, int, int, int, int, str], ...] = (
    ("Khai thác lỗ hổng Log4j qua tiêu đề HTTP", 4, 3, 2, 1, "blocked"),
    ("Thử chèn lệnh SQL vào tham số", 4, 41, 7, 2, "blocked"),
    ("Tải tệp thực thi từ địa chỉ lạ", 4, 2, 1, 1, "allowed"),
    ("Dò quét cổng quản trị từ xa", 3, 312, 58, 6, "blocked"),
    ("Đăng nhập SSH sai nhiều lần", 3, 96, 4, 3, "allowed"),
    ("Truy vấn tên miền mới đăng ký", 3, 18, 9, 1, "allowed"),
    ("Quét thư mục trang thông tin", 2, 874, 120, 9, "blocked"),
)
"""Signature, severity, how often, from how many sources, to how many targets, what became of it."""


def _alerts(at: datetime) -> dict[str, tuple[Record, ...]]:
    told: list[Record] = []
    for n, (title, severity, places, minutes, state) in enumerate(_ALERTS):
        told += [
            Alert(
                uid=f"{n}-{m}",
                title=title,
                severity=severity,
                state=state,
                starts=at - (minutes - 3 * m) * _MINUTE,
                entity=place,
            )
            for m, place in enumerate(places)
        ]
    told += [
        Alert(uid=f"low-{n}", title="Cập nhật bị hoãn", severity=1, starts=at - n * HOUR)
        for n in range(_LOW)
    ]
    told += [
        Alert(
            uid=f"hidden-{n}",
            title="Máy chủ thử nghiệm",
            severity=3,
            state=AlertState.SUPPRESSED,
            starts=at - DAY,
        )
        for n in range(_SUPPRESSED)
    ]
    return {"soc": tuple(told)}


def _seen(at: datetime) -> dict[str, tuple[Record, ...]]:
    told: list[Record] = []
    for n, (signature, severity, count, sources, targets, action) in enumerate(_SEEN):
        step = 20 * HOUR / (count + n)
        told += [
            SecurityEvent(
                uid=f"{n}-{m}",
                time=at - (n + 1) ** 2 * _MINUTE - m * step,
                signature=signature,
                severity=severity,
                src=f"203.0.113.{m % sources + 10}",
                dst=f"10.20.{n}.{m % targets + 5}",
                action=action,
            )
            for m in range(count)
        ]
    return {"cam-bien": tuple(told)}


def _holes(at: datetime) -> dict[str, tuple[Record, ...]]:
    holes = (
        ("CVE-2021-44228", 5, ("Cổng dịch vụ công", "Một cửa điện tử"), 2),
        ("CVE-2023-34362", 5, ("Kho tệp dùng chung",), 9),
        ("CVE-2022-26134", 4, ("Trang hỏi đáp nội bộ",), 12),
        ("CVE-2023-20198", 4, ("Bộ định tuyến Đức Trọng", "Bộ định tuyến Di Linh"), 31),
        ("CVE-2020-1472", 3, ("Máy chủ danh bạ",), 40),
    )
    return {
        "lo-hong": tuple(
            Vulnerability(
                uid=f"{id}-{n}", id=id, severity=severity, asset=asset, found=at - days * DAY
            )
            for id, severity, assets, days in holes
            for n, asset in enumerate(assets)
        )
    }


SPECIMENS = (
    Specimen(
        shows="Cảnh báo nặng nhất lên trước, cái giống nhau gộp một dòng, mức thấp chỉ đếm",
        shows_en="The worst alerts first, alike ones in one row, low ones only counted",
        tile={"events": "soc", "title": {"vi": "Cảnh báo SOC", "en": "SOC alerts"}},
        records=_alerts,
    ),
    Specimen(
        shows="Sự kiện của cảm biến trong 24 giờ, không hiện địa chỉ",
        shows_en="What a sensor saw in 24 hours, without addresses",
        tile={
            "events": "cam-bien",
            "records": "security_events",
            "least": "medium",
            "show": ["where", "state", "time"],
            "title": {"vi": "Sự kiện mạng, 24 giờ qua", "en": "Network events, 24 hours"},
        },
        records=_seen,
    ),
    Specimen(
        shows="Trên cả bề rộng màn hình mỗi nhóm một dòng",
        shows_en="Over the whole width of a screen a line for each group",
        tile={
            "events": "cam-bien",
            "records": "security_events",
            "order": "newest",
            "title": {"vi": "Sự kiện mới nhất", "en": "Latest events"},
        },
        records=_seen,
        size=(1864, 443),
    ),
    Specimen(
        shows="Lỗ hổng phải vá, mỗi CVE một dòng",
        shows_en="Vulnerabilities to be patched, a row for each CVE",
        tile={
            "events": "lo-hong",
            "records": "vulnerabilities",
            "title": {"vi": "Lỗ hổng phải vá trước", "en": "To be patched first"},
        },
        records=_holes,
    ),
)
