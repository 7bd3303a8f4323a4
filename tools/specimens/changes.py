"""What changed since the last briefing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.records import Alert, Incident, Observation, ReportDue, Task
from tools.specimens import DAY, HOUR, Earlier, Specimen

if TYPE_CHECKING:
    from services.records import Record

_BEGAN = datetime(2023, 12, 22, 1, 0, tzinfo=UTC)
"""08:00 of that day at Đà Lạt."""
_BEFORE = timedelta(hours=9)
"""Of the last answer before it."""


@dataclass(frozen=True, slots=True)
class _Known:
    """An indicator, and its values then and now."""

    name: dict[str, str]
    unit: dict[str, str] | str
    then: str
    now: str
    period: str = "2023"
    more: dict[str, Any] | None = None


_AT_RISK = {"to": 80, "of": "plan", "meaning": {"vi": "nguy cơ không đạt", "en": "at risk"}}
_FIGURES = {
    "ho_so": _Known(
        {
            "vi": "Hồ sơ trực tuyến",
            "en": "Online dossiers",
            "short": "Hồ sơ",
            "short_en": "Dossiers",
        },
        "%",
        "68.2",
        "61.4",
        more={
            "better": "up",
            "plans": [{"value": 80, "period": "2023", "document": "Kế hoạch 10/KH-UBND"}],
            "bands": [_AT_RISK | {"priority": "high"}],
        },
    ),
    "bts_5g": _Known(
        {"vi": "Trạm 5G", "en": "5G stations"}, {"vi": "trạm", "en": "stations"}, "38", "41"
    ),
    "vung_lom": _Known(
        {"vi": "Vùng lõm sóng", "en": "Coverage gaps"},
        {"vi": "điểm", "en": "places"},
        "14",
        "17",
        more={"better": "down"},
    ),
    "giai_ngan": _Known({"vi": "Giải ngân", "en": "Disbursed"}, "%", "71.5", "71.5"),
    "tai_khoan": _Known(
        {"vi": "Tài khoản định danh", "en": "Identity accounts"},
        {"vi": "tài khoản", "en": "accounts"},
        "812300",
        "846120",
        more={"better": "up"},
    ),
}
_INDICATORS = {
    id: {"name": one.name, "unit": one.unit, "source": "so-lieu", "due": "none", **(one.more or {})}
    for id, one in _FIGURES.items()
}
_SOURCES = {
    "so-lieu": {"name": {"vi": "Báo cáo chuyên ngành", "en": "Sector reports", "short": "Báo cáo"}},
    "soc": {"name": {"vi": "Trung tâm SOC", "en": "SOC", "short": "SOC"}},
    "nhiem-vu": {"name": {"vi": "Theo dõi nhiệm vụ", "en": "Task tracking", "short": "Nhiệm vụ"}},
}


def _figures(*, now: bool) -> tuple[Record, ...]:
    return tuple(
        Observation(
            uid=id, indicator=id, value=Decimal(one.now if now else one.then), period=one.period
        )
        for id, one in _FIGURES.items()
    )


def _security(at: datetime, *, now: bool) -> tuple[Record, ...]:
    old = [Alert(uid=f"cu{n}", title="Dò quét cổng", severity=2, starts=at) for n in range(9)]
    new = [
        Alert(
            uid=f"moi{n}", title="Đăng nhập bất thường", severity=4 if n in {0, 1} else 3, starts=at
        )
        for n in range(6)
    ]
    web = Incident(
        uid="sc1",
        title="Thay đổi giao diện trang thông tin điện tử",
        severity=5,
        opened=at,
        unit="UBND huyện Đạ Huoai",
    )
    mail = Incident(uid="sc0", title="Thư giả mạo cơ quan nhà nước", severity=3, opened=at)
    return (*old[4:], *new, web) if now else (*old, mail)


def _work(at: datetime, *, now: bool) -> tuple[Record, ...]:
    def task(n: int, unit: str, due: timedelta, *, done: bool = False) -> Task:
        finished = at - HOUR if done and now else None
        return Task(
            uid=f"nv{n}", title=f"Việc {n}", lead_unit=unit, due=at + due, finished=finished
        )

    def report(n: int, unit: str, *, came: bool = False) -> ReportDue:
        sent = at - HOUR if came and now else None
        return ReportDue(
            uid=f"bc{n}", report="Báo cáo tháng 12", unit=unit, due=at - 2 * HOUR, submitted=sent
        )

    late = [task(n, "Sở Y tế", -3 * HOUR) for n in range(2)]
    done = [task(n + 10, "Công an tỉnh", 4 * DAY, done=True) for n in range(5)]
    came = [report(n, f"UBND huyện {n}", came=True) for n in range(8)]
    return (
        *late,
        task(5, "UBND huyện Lâm Hà", -4 * HOUR),
        *done,
        *came,
        report(20, "UBND huyện Đam Rông"),
    )


def _told(at: datetime) -> dict[str, tuple[Record, ...]]:
    return {
        "so-lieu": _figures(now=True),
        "soc": _security(at, now=True),
        "nhiem-vu": _work(at, now=True),
    }


def _earlier(told: datetime) -> dict[str, tuple[Earlier, ...]]:
    at = told - _BEFORE
    return {
        "so-lieu": (Earlier(at=at, records=_figures(now=False)),),
        "soc": (Earlier(at=at, records=_security(told, now=False)),),
        "nhiem-vu": (Earlier(at=at, records=_work(told, now=False)),),
    }


def _still(told: datetime) -> dict[str, tuple[Earlier, ...]]:
    return {
        "so-lieu": (Earlier(at=told - _BEFORE, records=_figures(now=True)),),
    }


_WALL = {"indicators": _INDICATORS, "sources": _SOURCES}
_QUIET = {"indicators": _INDICATORS, "sources": {"so-lieu": _SOURCES["so-lieu"]}}

SPECIMENS = (
    Specimen(
        shows="Những gì đã thay đổi từ buổi giao ban trước, điều quan trọng nhất lên trước",
        shows_en="What changed since the last briefing, the most important first",
        tile={"changes": "briefing"},
        records=_told,
        earlier=_earlier,
        briefed={"giao-ban": _BEGAN},
        wall=_WALL,
        size=(1240, 620),
    ),
    Specimen(
        shows="Thay đổi của riêng các chỉ số trong một khoảng thời gian",
        shows_en="Changes of figures alone over a span of time",
        tile={
            "changes": "6 h",
            "indicators": list(_FIGURES),
            "title": {"vi": "Chỉ số đổi trong 6 giờ", "en": "Figures that changed in 6 hours"},
        },
        records=_told,
        earlier=_earlier,
        wall=_WALL,
        size=(922, 443),
    ),
    Specimen(
        shows="Không có gì thay đổi cũng là một kết quả",
        shows_en="That nothing changed is a result too",
        tile={"changes": "briefing"},
        records=lambda _at: {"so-lieu": _figures(now=True)},
        earlier=_still,
        briefed={"giao-ban": _BEGAN},
        wall=_QUIET,
        size=(922, 300),
    ),
    Specimen(
        shows="Chưa có buổi giao ban nào để so",
        shows_en="No briefing yet to compare with",
        tile={"changes": "briefing"},
        records=lambda _at: {"so-lieu": _figures(now=True)},
        wall=_QUIET,
        size=(922, 300),
    ),
)
