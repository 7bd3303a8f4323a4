"""The catalogue of a group of indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.records import Observation, Record
from tools.specimens import DAY, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_RISKY = {"to": 80, "meaning": {"vi": "dưới 80%", "en": "under 80%"}, "priority": "high"}
_TOLD: tuple[tuple[str, str, str, str, str, dict[str, Any]], ...] = (
    ("dvc", "Hồ sơ thực sự xử lý trực tuyến", "%", "61.4", "80", {"bands": [_RISKY]}),
    ("cap-do", "Hệ thống có hồ sơ cấp độ", "%", "71.2", "100", {"bands": [_RISKY]}),
    (
        "tslcd",
        "Xã có mạng truyền số liệu chuyên dùng",
        "%",
        "96.5",
        "100",
        {"due": "2023-12-01T00:00:00+07:00"},
    ),
    ("vung-lom", "Vùng lõm sóng di động còn lại", "vùng", "14", "20", {"better": "down"}),
    ("bts", "Trạm BTS", "trạm", "1700", "1690", {}),
    ("cap-quang", "Hộ gia đình có Internet cáp quang", "%", "91.53", "90", {}),
    ("dien-thoai", "Dân số trưởng thành có điện thoại thông minh", "%", "92.5", "90", {}),
    ("doanh-thu", "Doanh thu bưu chính, viễn thông", "tỷ đồng", "2850", "2710", {}),
    ("cong-dan-so", "Tài khoản Công dân số", "tài khoản", "202794", "200000", {}),
    ("chu-ky", "Chữ ký số đã cấp", "chữ ký", "8412", "8000", {}),
    ("to-cn", "Tổ công nghệ số cộng đồng", "tổ", "1375", "1375", {}),
    ("du-lieu", "Tập dữ liệu mở", "tập", "132", "120", {}),
    ("ioc", "IOC huyện, thành phố", "trung tâm", "10", "12", {}),
    ("zalo", "Người theo dõi Zalo chính quyền", "người", "48210", "", {}),
    ("tin-bai", "Tin, bài trên cổng thông tin", "tin", "23000", "", {}),
    ("doanh-nghiep", "Doanh nghiệp công nghệ số", "doanh nghiệp", "412", "", {}),
)
_LACKED = ("5g", "Trạm 5G")


def _told(at: datetime) -> dict[str, tuple[Record, ...]]:
    return {
        "so": tuple(
            Observation(
                uid=id,
                indicator=id,
                value=Decimal(value),
                period="2023-11",
                plan=Decimal(plan) if plan else None,
                at=at - DAY,
            )
            for id, _, _, value, plan, _ in _TOLD
        )
    }


_INDICATORS: dict[str, Any] = {
    id: {
        "name": name,
        "unit": unit,
        "source": "so",
        "better": "up",
        "groups": ["nhiem-vu"],
        "due": "none",
        **more,
    }
    for id, name, unit, _, _, more in _TOLD
}
_INDICATORS[_LACKED[0]] = {
    "name": _LACKED[1],
    "source": "so",
    "groups": ["nhiem-vu"],
    "due": "none",
}
_WALL = {
    "groups": {"nhiem-vu": {"name": {"vi": "Nhiệm vụ được giao", "en": "Assigned tasks"}}},
    "indicators": _INDICATORS,
}
SPECIMENS = (
    Specimen(
        shows="Một trang của một nhóm: nguy cơ không đạt lên trước, chưa đánh giá được để riêng",
        shows_en="A page of a group: at risk first, what nobody can judge apart",
        tile={"catalogue": "nhiem-vu"},
        records=_told,
        wall=_WALL,
    ),
    Specimen(
        shows="Cả tấm",
        shows_en="A whole panel",
        tile={"catalogue": "nhiem-vu"},
        records=_told,
        wall=_WALL,
        size=(1880, 880),
    ),
)
