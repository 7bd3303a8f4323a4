"""Reports that units owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.records import ReportDue, Round
from tools.specimens import DAY, HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

    from services.records import Record

_UNITS = {
    "UBND thành phố Đà Lạt": "Đà Lạt",
    "UBND thành phố Bảo Lộc": "Bảo Lộc",
    "UBND huyện Lạc Dương": "Lạc Dương",
    "UBND huyện Đơn Dương": "Đơn Dương",
    "UBND huyện Đức Trọng": "Đức Trọng",
    "UBND huyện Lâm Hà": "Lâm Hà",
    "UBND huyện Đam Rông": "Đam Rông",
    "UBND huyện Di Linh": "Di Linh",
    "UBND huyện Bảo Lâm": "Bảo Lâm",
    "UBND huyện Đạ Huoai": "Đạ Huoai",
    "UBND huyện Đạ Tẻh": "Đạ Tẻh",
    "UBND huyện Cát Tiên": "Cát Tiên",
}
_ORGANS = {
    f"don-vi-{n}": {
        "name": {"vi": name, "en": f"{place} committee", "short": place, "short_en": place}
    }
    for n, (name, place) in enumerate(_UNITS.items())
}
_REPORTS = (
    "Báo cáo chuyển đổi số",
    "Báo cáo an toàn thông tin",
    "Báo cáo bưu chính",
)
_UNSENT = {(6, 1, 17), (6, 0, 17), (9, 1, 17), (2, 2, 48)}
"""Unit, report, days ago when it was due."""
_LATE = {(4, 0, 48), (11, 1, 48), (6, 2, 48), (9, 0, 48), (7, 1, 17)}
_RETURNED = {(1, 1, 17)}
_COMING = {(3, 2), (7, 2), (10, 2)}
_CLOSED = 11
"""A unit to which nothing fell due."""


def _told(at: datetime) -> dict[str, tuple[Record, ...]]:
    made: list[Record] = []
    for n, unit in enumerate(_UNITS):
        for m, name in enumerate(_REPORTS):
            for ago in (17, 48) if n != _CLOSED else ():
                place, due = (n, m, ago), at - ago * DAY
                sent = due + 4 * DAY if place in _LATE else due - 2 * DAY
                came = None if place in _UNSENT else sent
                made.append(
                    ReportDue(
                        uid=f"{n}-{m}-{ago}",
                        report=name,
                        unit=unit,
                        due=due,
                        submitted=came,
                        approved=came + DAY
                        if came and place not in _RETURNED and (n + m) % 5
                        else None,
                        returned=came + HOUR if came and place in _RETURNED else None,
                    )
                )
        due = at + (2 if (n, 2) in _COMING else 14) * DAY
        made.append(ReportDue(uid=f"{n}-next", report=_REPORTS[2], unit=unit, due=due))
    return {"bao-cao": tuple(made), "dot": _rounds(at)}


def _rounds(at: datetime) -> tuple[Record, ...]:
    units = tuple(_UNITS)
    return (
        Round(
            uid="dot-1",
            name="Rà soát điểm bưu điện – văn hóa xã",
            due=at - 2 * HOUR,
            expected=units,
            answered=tuple(unit for n, unit in enumerate(units) if n not in {6, 9}),
        ),
        Round(
            uid="dot-2",
            name="Thống kê vùng lõm sóng di động",
            due=at + 3 * DAY,
            expected=units,
            answered=units[:5],
        ),
    )


SPECIMENS = (
    Specimen(
        shows="Ai còn nợ báo cáo nào, bao nhiêu đã gửi, đã duyệt, và đúng hạn theo đơn vị",
        shows_en="Who owes which report, how many came, and how punctual each unit is",
        tile={
            "reports": "bao-cao",
            "title": {"vi": "Báo cáo chuyên ngành", "en": "Sector reports"},
        },
        records=_told,
        wall={"organs": _ORGANS},
        size=(922, 620),
    ),
    Specimen(
        shows="Tỷ lệ gửi đúng hạn của từng đơn vị, thấp nhất lên trước",
        shows_en="How punctual each unit is, the least first",
        tile={
            "reports": "bao-cao",
            "view": "punctuality",
            "title": {"vi": "Gửi đúng hạn", "en": "Punctuality"},
        },
        records=_told,
        wall={"organs": _ORGANS},
        size=(922, 620),
    ),
    Specimen(
        shows="Báo cáo còn nợ và đợt thống kê đột xuất còn thiếu đơn vị nào",
        shows_en="Reports owed, and which units a round still waits for",
        tile={
            "reports": "bao-cao",
            "rounds": "dot",
            "title": {"vi": "Báo cáo, đợt thống kê", "en": "Reports and rounds"},
        },
        records=_told,
        wall={"organs": _ORGANS},
        size=(1880, 900),
    ),
)
