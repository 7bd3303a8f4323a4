"""Measures and incidents as the centre itself writes them up."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, figure, json_answer, said, share
from services.simulation.day import DAY, HOUR, floored
from services.simulation.incidents import Incident, incidents
from services.simulation.lore import invented, units
from services.simulation.systems.soc.agents import SENSORS
from services.simulation.systems.soc.raised import OFTEN, RATES, raised

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

_MINUTE = timedelta(minutes=1)
_SHARING = timedelta(minutes=15)
"""How often events are sent to the national centre."""
_BREAKS, _BROKEN = 2 * HOUR, 0.02
"""Of the spans of that length, in so many nothing is sent."""


def measures(question: Question) -> Response:
    """`GET /chi-so`: figures, incidents of the last thirty days, the most attacked."""
    at, chance = question.made(_MINUTE), question.chance
    stamp = question.stamp(_MINUTE)
    told = _cases(chance, at)
    day, hours = raised(chance, at - DAY, at), _per_hour(chance, at)
    still = [case for case in told if case["dong"] is None]
    working = SENSORS - round(2 + 2 * chance.drift("soc-sensors", at, 3 * HOUR))
    sent = floored(at, _SHARING)
    figures = [
        figure("soc_alerts_24h", len(day)),
        *(figure(f"soc_{name}_24h", sum(a.severity == name for a in day)) for name in RATES),
        figure("soc_alerts_hour", hours[-1]["gia_tri"]),
        figure("soc_incidents_open", len(still)),
        figure("soc_incidents_overdue", sum(str(case["han"]) < said(at) for case in still)),
        figure("soc_mttd", _mean([float(str(case["phut_phat_hien"])) for case in told], 0)),
        figure("soc_mttr", _mean([float(str(c["gio_xu_ly"])) for c in told if c["dong"]], 1)),
        figure("soc_agents", working, tu=working, mau=SENSORS, ty_le=share(working, SENSORS)),
        figure("soc_cve_open", round(3 + 3 * chance.drift("soc-cve", at, 5 * DAY))),
        figure("soc_ncsc_share", None, chu="đã gửi", luc_gui=said(sent)),
    ]
    attacked = Counter(alert.target for alert in day).most_common(5)
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "su_co": told[::-1],
            "bi_tan_cong": [{"ten": name, "so_canh_bao": many} for name, many in attacked],
            "lich_su": hours,
        }
    )


def cases(question: Question) -> Response:
    """`GET /su-co`: the incidents of the last thirty days, the latest first, and how sharing with the
    national centre stands.
    """
    at = question.made(_MINUTE)
    begun = floored(at, _BREAKS)
    broken = question.chance.share("ncsc", begun.timestamp()) < _BROKEN
    sent = floored(begun if broken else at, _SHARING)
    sharing = {
        "ma": "ncsc",
        "ten": "Chia sẻ với NCSC",
        "trang_thai": "gián đoạn" if broken else "đang hoạt động",
        "lan_gui_cuoi": said(sent + question.ahead),
        "chu_ky_phut": _SHARING // _MINUTE,
    }
    return json_answer(
        {
            "cap_nhat": question.stamp(_MINUTE),
            "su_co": _cases(question.chance, at)[::-1],
            "dich_vu": [sharing],
        }
    )


def _cases(chance: Chance, at: datetime) -> list[dict[str, object]]:
    """Oldest first."""
    return [_case(chance, one, at) for one in incidents(chance, "soc", at - 30 * DAY, at, OFTEN)]


def _case(chance: Chance, one: Incident, at: datetime) -> dict[str, object]:
    """An incident as the centre writes it up; what has not happened yet is null."""
    found = one.begins + timedelta(minutes=round(chance.between(2, 45, one.key, "found")))
    contained = one.begins + (one.ends - one.begins) * 0.65
    closed = one.ends + timedelta(minutes=round(chance.between(10, 90, one.key, "closed")))
    severity = 5 if one.strength > 0.85 else 4 if one.strength > 0.6 else 3  # noqa: PLR2004 - of a strength between 0 and 1
    return {
        "ma": one.key,
        "ten": chance.pick(invented()["incidents"], one.key, "name"),
        "muc": severity,
        "don_vi": chance.pick(units(), one.key, "unit").short,
        "xay_ra": said(one.begins),
        "phat_hien": said(found) if found <= at else None,
        "khoanh_vung": said(contained) if contained <= at else None,
        "dong": said(closed) if closed <= at else None,
        "han": said(found + timedelta(hours=4)),
        "phut_phat_hien": round((found - one.begins) / _MINUTE),
        "gio_xu_ly": round((closed - found) / HOUR, 1),
        "trang_thai": "đã đóng" if closed <= at else "đang xử lý",
    }


def _per_hour(chance: Chance, at: datetime) -> list[dict[str, object]]:
    """Alerts raised in each of the last 24 whole hours."""
    last = floored(at, HOUR)
    hours = [last - HOUR * back for back in range(24, 0, -1)]
    return [
        {
            "ma": "soc_alerts_hour",
            "luc": said(h + HOUR),
            "gia_tri": len(raised(chance, h, h + HOUR)),
        }
        for h in hours
    ]


def _mean(values: list[float], digits: int) -> float | None:
    return round(sum(values) / len(values), digits or None) if values else None
