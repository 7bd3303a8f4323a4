"""Units by reports, services by hours, protected systems by what is asked of them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import ProtectedSystem, ReportDue, ServiceHealth
from tools.specimens import DAY, HOUR, Earlier, Specimen

if TYPE_CHECKING:
    from datetime import datetime

    from services.records import Record

_UNITS = (
    "UBND thành phố Đà Lạt",
    "UBND thành phố Bảo Lộc",
    "UBND huyện Lạc Dương",
    "UBND huyện Đơn Dương",
    "UBND huyện Đức Trọng",
    "UBND huyện Lâm Hà",
    "UBND huyện Đam Rông",
    "UBND huyện Di Linh",
    "UBND huyện Bảo Lâm",
    "UBND huyện Đạ Huoai",
    "UBND huyện Đạ Tẻh",
    "UBND huyện Cát Tiên",
)
_ORGANS = {
    f"don-vi-{n}": {
        "name": {
            "vi": name,
            "en": f"{name.removeprefix('UBND huyện ').removeprefix('UBND thành phố ')} committee",
            "short": name.removeprefix("UBND huyện ").removeprefix("UBND thành phố "),
            "short_en": name.removeprefix("UBND huyện ").removeprefix("UBND thành phố "),
        },
    }
    for n, name in enumerate(_UNITS)
}
_REPORTS = (
    "Báo cáo bưu chính",
    "Báo cáo viễn thông",
    "Báo cáo chuyển đổi số",
    "Báo cáo an toàn thông tin",
    "Báo cáo báo chí, xuất bản",
)
_LATE = {(6, 2): 17, (6, 3): 12, (9, 3): 4, (2, 0): 17}
_MUDDY = {(4, 1), (7, 4), (11, 2)}
"""Submitted after they were due."""
_RETURNED = {(1, 3), (9, 4)}
_NEXT = {(3, 4), (5, 4)}
"""Due within the next days, not there yet."""


def _owed(at: datetime) -> dict[str, tuple[Record, ...]]:
    def one(unit: int, report: int) -> ReportDue:
        place = (unit, report)
        due = at - _LATE.get(place, 17) * DAY
        sent: datetime | None = due - DAY
        if place in _LATE:
            sent = None
        elif place in _MUDDY:
            sent = due + 3 * DAY
        elif place in _NEXT:
            due, sent = at + 2 * DAY, None
        elif report == 4 and unit % 2:  # noqa: PLR2004 - the last report, of every other unit
            due, sent = at + 14 * DAY, None
        return ReportDue(
            uid=f"bc-{unit}-{report}",
            report=_REPORTS[report],
            unit=_UNITS[unit],
            period="2023-11",
            due=due,
            submitted=sent,
            approved=sent + DAY if sent and unit % 3 and place not in _RETURNED else None,
            returned=sent + HOUR if sent and place in _RETURNED else None,
        )

    made = [one(unit, report) for unit in range(len(_UNITS)) for report in range(len(_REPORTS))]
    return {"bao-cao": tuple(made)}


_SERVICES = (
    "Trục liên thông văn bản",
    "CSDL quốc gia về dân cư",
    "Đăng ký doanh nghiệp",
    "Hộ tịch điện tử",
    "Cấp phiếu lý lịch tư pháp",
    "Bảo hiểm xã hội",
    "Thanh toán trực tuyến",
    "Dịch vụ công quốc gia",
    "Bưu chính công ích",
)
_DOWN = {1: (16, 17, 18), 4: (2, 3), 6: (23,), 8: tuple(range(4, 12))}
"""By service the hours, counted from the oldest, in which it stopped or did poorly."""
_SILENT_HOURS = (9, 10)


def _health(hour: int, at: datetime) -> tuple[Record, ...]:
    def state(service: int) -> str:
        if hour not in _DOWN.get(service, ()):
            return "answers"
        return "chậm" if service == 8 else "no answer"  # noqa: PLR2004 - the last one

    return tuple(
        ServiceHealth(uid=name, service=name, state=state(n), at=at)
        for n, name in enumerate(_SERVICES)
    )


def _now(at: datetime) -> dict[str, tuple[Record, ...]]:
    return {"lgsp-dich-vu": _health(23, at)}


def _day(at: datetime) -> dict[str, tuple[Earlier, ...]]:
    asks = []
    for hour in range(1, 23):
        for minutes in (50, 20):
            then = at - (23 - hour) * HOUR - timedelta(minutes=minutes - 45)
            told = None if hour in _SILENT_HOURS else _health(hour, then)
            asks.append(Earlier(at=then, records=told))
    return {"lgsp-dich-vu": tuple(asks)}


_HOLDS = {"có": True, "không": False, "?": None}


def _register(_at: datetime) -> dict[str, tuple[Record, ...]]:
    def one(
        name: str, dossier: str | None, up: str | None, watched: str, holes: int | None
    ) -> Record:
        soc, antivirus = (_HOLDS[said] for said in watched.split("/"))
        return ProtectedSystem(
            uid=name,
            name=name,
            grade=3,
            dossier=None if dossier is None else f"{dossier}/QĐ-STTTT",
            availability=None if up is None else Decimal(up),
            soc=soc,
            antivirus=antivirus,
            open_vulnerabilities=holes,
        )

    return {
        "bcd35": (
            one("Hệ thống báo cáo chuyên ngành", "412", "99.97", "có/có", 0),
            one("Nền tảng LGSP của tỉnh", "388", "99.91", "có/có", 0),
            one("Cổng dữ liệu mở", None, "97.2", "có/?", 3),
            one("Hệ thống giám sát thông tin mạng", "395", "99.5", "có/có", 1),
            one("CSDL báo chí, xuất bản", None, None, "không/có", None),
            one("Thư điện tử công vụ", "401", "99.99", "có/có", 0),
            one("Hệ thống quản lý văn bản", "377", "99.8", "có/có", 0),
            one("Bản đồ số hạ tầng viễn thông", "420", "98.4", "không/có", 0),
        )
    }


SPECIMENS = (
    Specimen(
        shows="Đơn vị × báo cáo: đơn vị còn nợ báo cáo lên trước, số ngày quá hạn trong ô",
        shows_en="Units by reports: those that owe one come first, days over in the cell",
        tile={
            "matrix": "bao-cao",
            "title": {"vi": "Báo cáo theo đơn vị", "en": "Reports by unit"},
        },
        records=_owed,
        wall={"organs": _ORGANS},
        size=(922, 620),
    ),
    Specimen(
        shows="Dịch vụ × giờ: trạng thái xấu nhất của từng giờ; giờ không hỏi được khác giờ tốt",
        shows_en="Services by hours: the worst of each; hours without an answer are not well ones",
        tile={
            "matrix": "lgsp-dich-vu",
            "records": "services",
            "columns": "hours",
            "title": {"vi": "Dịch vụ LGSP, 24 giờ qua", "en": "LGSP services, last 24 hours"},
        },
        records=_now,
        earlier=_day,
        size=(1240, 560),
    ),
    Specimen(
        shows="Hệ thống được bảo vệ × điều kiện: đạt, không đạt và chưa rõ là ba dấu khác nhau",
        shows_en="Protected systems by checks: holding, failing and unknown look different",
        tile={
            "matrix": "bcd35",
            "records": "protected_systems",
            "title": {"vi": "Hệ thống được bảo vệ", "en": "Protected systems"},
        },
        records=_register,
        size=(1240, 620),
    ),
)
