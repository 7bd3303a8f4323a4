"""Programmes and key projects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import Milestone, Programme, Record
from tools.specimens import Specimen

if TYPE_CHECKING:
    from datetime import datetime

_STEPS = ("Duyệt chủ trương", "Lựa chọn nhà thầu", "Thi công, lắp đặt", "Chạy thử", "Nghiệm thu")
_DATES = (
    date(2023, 2, 15),
    date(2023, 5, 10),
    date(2023, 9, 20),
    date(2023, 12, 10),
    date(2024, 3, 31),
)
_TOLD = (
    ("Nâng cấp Trung tâm dữ liệu của tỉnh", 4, "61.0", "48.0", "đúng tiến độ"),
    ("Truyền thanh thông minh cấp xã", 3, "24.2", "14.2", "chậm tiến độ"),
    ("Phủ sóng các vùng lõm", 4, "38.5", "24.5", "đúng tiến độ"),
    ("Số hóa hồ sơ thủ tục hành chính", 4, "45.8", "22.3", "đúng tiến độ"),
    ("Tập huấn Tổ công nghệ số cộng đồng", 5, "3.4", "3.4", "hoàn thành"),
)


def _programme(
    uid: str, name: str, reached: int, planned: str, disbursed: str, state: str
) -> Programme:
    return Programme(
        uid=uid,
        name=name,
        period="2023-2025",
        milestones=tuple(
            Milestone(name=step, due=due, done=due if n < reached else None)
            for n, (step, due) in enumerate(zip(_STEPS, _DATES, strict=True))
        ),
        planned=Decimal(planned),
        disbursed=Decimal(disbursed),
        state=state,
    )


def _told(_at: datetime) -> dict[str, tuple[Record, ...]]:
    return {"nhiem-vu": tuple(_programme(f"ct{n}", *said) for n, said in enumerate(_TOLD))}


def _one(_at: datetime) -> dict[str, tuple[Record, ...]]:
    return {"nhiem-vu": (replace(_programme("ct", *_TOLD[1])),)}


_TITLE = {"vi": "Chương trình, đề án trọng điểm", "en": "Programmes and key projects"}
SPECIMENS = (
    Specimen(
        shows="Năm chương trình: mốc đã qua, mốc tới, mốc quá hạn, giải ngân",
        shows_en="Five programmes: milestones reached, next and overdue, and disbursement",
        tile={"programme": "nhiem-vu", "title": _TITLE},
        records=_told,
    ),
    Specimen(
        shows="Cả tấm: mỗi chương trình một hàng mốc và một thanh giải ngân",
        shows_en="A whole panel: a row of milestones and a bar for each programme",
        tile={"programme": "nhiem-vu", "title": _TITLE},
        records=_told,
        size=(1880, 880),
    ),
    Specimen(
        shows="Một chương trình",
        shows_en="One programme",
        tile={
            "programme": "nhiem-vu",
            "title": {"vi": "Truyền thanh thông minh", "en": "Smart public address"},
        },
        records=_one,
        size=(922, 300),
    ),
)
