"""Goals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import Goal, Observation, Record
from tools.specimens import Specimen

if TYPE_CHECKING:
    from datetime import datetime

_DEPARTMENT, _PROVINCE = "Giám đốc Sở Thông tin và Truyền thông", "UBND tỉnh"
_TOLD = (
    (_DEPARTMENT, "Nâng số tài khoản sử dụng các nền tảng số", "ít nhất 50% dân số"),
    (_DEPARTMENT, "Thương mại hóa 5G tại các khu công nghiệp, khu du lịch", "12 khu"),
    (_DEPARTMENT, "Đo lường và kiểm soát chất lượng dịch vụ bưu chính", None),
    (_DEPARTMENT, "Giải quyết triệt để SIM rác", None),
    (_DEPARTMENT, "Nâng cao tỷ lệ hồ sơ thực sự được xử lý trực tuyến", None),
    (
        _PROVINCE,
        "Đưa Trung tâm Điều hành thông minh tỉnh đi vào hoạt động hiệu quả, thực chất",
        None,
    ),
    (
        _PROVINCE,
        "Tích hợp dịch vụ công trực tuyến lên Cổng Dịch vụ công quốc gia",
        "đủ 1.100 dịch vụ",
    ),
    (_PROVINCE, "Bảo đảm an toàn thông tin, an toàn mạng", None),
)


def _goals(_at: datetime) -> dict[str, tuple[Record, ...]]:
    accounts = Observation(
        uid="accounts", indicator="accounts", value=Decimal("46.2"), period="2023-11"
    )
    areas = Observation(uid="areas", indicator="areas", value=Decimal(3), period="2023-11")
    goals = tuple(
        Goal(uid=f"g{n}", year=2024, assigner=who, text=text, measure=measure)
        for n, (who, text, measure) in enumerate(_TOLD)
    )
    return {"cong-bo": (*goals, accounts, areas)}


_WALL = {
    "indicators": {
        "accounts": {
            "name": {"vi": "Tài khoản nền tảng số", "en": "Platform accounts"},
            "unit": "%",
            "source": "cong-bo",
            "due": "none",
        },
        "areas": {
            "name": {"vi": "Khu có 5G", "en": "Areas with 5G"},
            "unit": {"vi": "khu", "en": "areas"},
            "source": "cong-bo",
            "due": "none",
        },
    }
}
_TIED = {"g0": "accounts", "g1": "areas"}
_TITLE = {"vi": "Mục tiêu năm 2024", "en": "Goals for 2024"}
SPECIMENS = (
    Specimen(
        shows="Mục tiêu theo người giao: có số đo kèm số hiện tại, chưa có số đo để riêng",
        shows_en="Goals by who set them: those measured with their present value, the others apart",
        tile={"goals": "cong-bo", "measures": _TIED, "title": _TITLE},
        records=_goals,
        wall=_WALL,
    ),
    Specimen(
        shows="Cả tấm",
        shows_en="A whole panel",
        tile={"goals": "cong-bo", "measures": _TIED, "title": _TITLE},
        records=_goals,
        wall=_WALL,
        size=(1880, 880),
    ),
    Specimen(
        shows="Mục tiêu của một nơi giao",
        shows_en="The goals of one assigner",
        tile={
            "goals": "cong-bo",
            "assigner": _PROVINCE,
            "title": {"vi": "Mục tiêu của UBND tỉnh", "en": "Goals of the province"},
        },
        records=_goals,
        wall=_WALL,
        size=(922, 520),
    ),
)
