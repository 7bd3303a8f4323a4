"""The security operations centre: Alertmanager's v2 API, and a page of its own measures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from services.simulation.answers import (
    BAD,
    Question,
    Response,
    figure,
    json_answer,
    said,
    share,
)
from services.simulation.day import DAY, HOUR, floored, machines
from services.simulation.incidents import Incident, incidents, trouble
from services.simulation.lore import invented, units

if TYPE_CHECKING:
    from services.simulation.chance import Chance

OFTEN = 0.5
"""Of three slots a day, so many have an incident."""
_MINUTE = timedelta(minutes=1)
_SLOT = timedelta(minutes=10)
_LONGEST = timedelta(hours=10)
_RESOLVE = timedelta(minutes=4)
"""How far Prometheus puts `endsAt` ahead while an alert fires."""
_RATES = {"critical": 0.05, "high": 1.4, "medium": 6.0, "low": 15.0}
"""Alerts an hour at the busiest time, without an incident."""
_SURGE = {"critical": 0.8, "high": 3.0, "medium": 8.0, "low": 6.0}
"""How many more there are an hour at an incident's height."""
_LENGTHS = {"critical": 70, "high": 90, "medium": 80, "low": 110}
"""Usual minutes until resolved."""
_MATCHER = re.compile(r'^\s*([A-Za-z_][A-Za-z0-9_]*)\s*(!?=)\s*"?([^"]*)"?\s*$')
_SENSORS = 214


@dataclass(frozen=True, slots=True)
class Raised:
    """One alert's whole life."""

    key: str
    severity: str
    title: str
    unit: str
    target: str
    begins: datetime
    ends: datetime


def raised(chance: Chance, since: datetime, until: datetime) -> list[Raised]:
    """Alerts that begin in [since, until), oldest first."""
    found: list[Raised] = []
    day = floored(since, DAY)
    while day < until:
        found += (alert for alert in _of_day(chance, day) if since <= alert.begins < until)
        day += DAY
    return sorted(found, key=lambda alert: (alert.begins, alert.key))


def open_at(chance: Chance, at: datetime) -> list[Raised]:
    return [one for one in raised(chance, at - _LONGEST, at) if one.begins <= at < one.ends]


@lru_cache(maxsize=64)
def _of_day(chance: Chance, day: datetime) -> tuple[Raised, ...]:
    found: list[Raised] = []
    for step in range(DAY // _SLOT):
        slot = day + step * _SLOT
        busy, bad = machines(slot), trouble(chance, "soc", slot, OFTEN)
        for severity, rate in _RATES.items():
            mean = (rate * (0.15 + 0.85 * busy) + _SURGE[severity] * bad) * (_SLOT / HOUR)
            many = chance.count(mean, "soc", severity, slot.timestamp())
            found += (_alert(chance, severity, slot, number) for number in range(many))
    return tuple(found)


def _alert(chance: Chance, severity: str, slot: datetime, number: int) -> Raised:
    words = ("soc", severity, slot.timestamp(), number)
    begins = slot + _SLOT * chance.share(*words, "begin")
    lasts = _LENGTHS[severity] * chance.between(0.25, 2.2, *words, "length")
    return Raised(
        key=blake2b("|".join(map(str, (chance.seed, *words))).encode(), digest_size=8).hexdigest(),
        severity=severity,
        title=chance.pick(invented()["alerts"][severity], *words, "title"),
        unit=chance.pick(units(), *words, "unit").short,
        target=chance.pick(invented()["targets"], *words, "target"),
        begins=begins.replace(microsecond=begins.microsecond // 1000 * 1000),
        ends=begins + min(timedelta(minutes=lasts), _LONGEST),
    )


def alerts(question: Question) -> Response:
    """`GET /api/v2/alerts`: what fires now; resolved ones vanish; `filter` takes = and !=."""
    matchers: list[tuple[str, str, str]] = []
    for name, value in question.params:
        if name != "filter":
            continue
        match = _MATCHER.match(value)
        if match is None:
            # As the real server does it: the body is a bare JSON string.
            return json_answer(f"bad matcher format: {value[:200]}", BAD)
        matchers.append((match[1], match[2], match[3]))
    shown = [_as_alertmanager(one, question) for one in open_at(question.chance, question.at)]
    return json_answer([one for one in shown if _fits(one, matchers)])


def _fits(alert: dict[str, object], matchers: list[tuple[str, str, str]]) -> bool:
    worn = alert["labels"]
    assert isinstance(worn, dict)
    return all((worn.get(name, "") == value) == (sign == "=") for name, sign, value in matchers)


def _as_alertmanager(one: Raised, question: Question) -> dict[str, object]:
    updated = max(question.made(_MINUTE), one.begins) + question.ahead
    return {
        "annotations": {"summary": one.title, "description": f"{one.target}, {one.unit}"},
        "endsAt": _instant(updated + _RESOLVE),
        "fingerprint": one.key,
        "receivers": [{"name": "tuong"}],
        "startsAt": _instant(one.begins),
        "status": {"inhibitedBy": [], "mutedBy": [], "silencedBy": [], "state": "active"},
        "updatedAt": _instant(updated),
        "labels": {
            "alertname": one.title,
            "severity": one.severity,
            "unit": one.unit,
            "service": one.target,
            "system": "soc",
        },
    }


def _instant(at: datetime) -> str:
    """`2026-11-24T05:29:01.928Z`, as Alertmanager writes it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def measures(question: Question) -> Response:
    """`GET /chi-so`: figures, incidents of the last thirty days, the most attacked."""
    at, chance = question.made(_MINUTE), question.chance
    stamp = question.stamp(_MINUTE)
    told = [_case(chance, one, at) for one in incidents(chance, "soc", at - 30 * DAY, at, OFTEN)]
    day, hours = raised(chance, at - DAY, at), _per_hour(chance, at)
    still = [case for case in told if case["dong"] is None]
    working = _SENSORS - round(2 + 2 * chance.drift("soc-sensors", at, 3 * HOUR))
    sent = floored(at, timedelta(minutes=15))
    figures = [
        figure("soc_alerts_24h", len(day)),
        *(figure(f"soc_{name}_24h", sum(a.severity == name for a in day)) for name in _RATES),
        figure("soc_alerts_hour", hours[-1]["gia_tri"]),
        figure("soc_incidents_open", len(still)),
        figure("soc_incidents_overdue", sum(str(case["han"]) < said(at) for case in still)),
        figure("soc_mttd", _mean([float(str(case["phut_phat_hien"])) for case in told], 0)),
        figure("soc_mttr", _mean([float(str(c["gio_xu_ly"])) for c in told if c["dong"]], 1)),
        figure("soc_agents", working, tu=working, mau=_SENSORS, ty_le=share(working, _SENSORS)),
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


def status(question: Question) -> Response:
    """`GET /api/v2/status`, as far as anybody needs it."""
    since = _instant(floored(question.at, DAY))
    return json_answer(
        {
            "cluster": {"status": "disabled", "peers": []},
            "config": {"original": ""},
            "uptime": since,
            "versionInfo": {"version": "0.28.1"},
        }
    )


PATHS = {
    "/api/v2/alerts": alerts,
    "/api/v2/status": status,
    "/chi-so": measures,
}
