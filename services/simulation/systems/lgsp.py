"""The integration platform: Prometheus' API over its gateway, and a list of its services."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation import prometheus
from services.simulation.answers import Question, Response, figure, json_answer, said
from services.simulation.day import DAY, HOUR, floored, machines
from services.simulation.incidents import trouble
from services.simulation.lore import invented

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.simulation.chance import Chance

_MINUTE = timedelta(minutes=1)
_SLOT = timedelta(minutes=5)
_OFTEN = 0.3
_BUSIEST = 1980.0
"""Calls a minute."""
_DOWN = 0.55
"""Trouble from which on services stop."""


def calls(chance: Chance, at: datetime) -> float:
    """A minute, all services together."""
    wave = 0.06 * chance.drift("lgsp-slow", at, 37 * _MINUTE)
    ripple = 0.05 * chance.drift("lgsp-quick", at, 3 * _MINUTE)
    bad = trouble(chance, "lgsp", at, _OFTEN)
    return _BUSIEST * (0.05 + 0.95 * machines(at)) * (1 + wave + ripple) * (1 - 0.35 * bad)


def errors(chance: Chance, at: datetime) -> float:
    """In percent of the calls."""
    usual = 0.38 + 0.16 * chance.drift("lgsp-errors", at, 11 * _MINUTE)
    return usual + 6.5 * trouble(chance, "lgsp", at, _OFTEN)


def latency(chance: Chance, at: datetime) -> float:
    """The 95th percentile in milliseconds."""
    usual = 240 + 190 * machines(at) + 60 * chance.drift("lgsp-latency", at, 7 * _MINUTE)
    return usual * (1 + 5 * trouble(chance, "lgsp", at, _OFTEN))


def stopped(chance: Chance, at: datetime) -> frozenset[str]:
    """Names of the services that don't answer."""
    bad = trouble(chance, "lgsp", at, _OFTEN)
    if bad < _DOWN:
        return frozenset()
    many = 1 + int((bad - _DOWN) * 6)
    slot = floored(at, DAY).timestamp()
    names: list[str] = invented()["services"]
    ranked = sorted(names, key=lambda name: chance.share("lgsp-stop", slot, name))
    return frozenset(ranked[:many])


@lru_cache(maxsize=1024)
def _in_slot(chance: Chance, slot: datetime) -> float:
    return calls(chance, slot + _SLOT / 2) * (_SLOT / _MINUTE)


def today(chance: Chance, at: datetime) -> int:
    """Calls since midnight."""
    start = floored(at, DAY)
    whole, rest = divmod(at - start, _SLOT)
    passed = sum(_in_slot(chance, start + _SLOT * step) for step in range(whole))
    return round(passed + _in_slot(chance, start + _SLOT * whole) * (rest / _SLOT))


def _alone(of: Callable[[Chance, datetime], float], digits: int) -> prometheus.Metric:
    return lambda chance, at: [({}, round(of(chance, at), digits or None))]


def _service_up(chance: Chance, at: datetime) -> list[prometheus.Point]:
    down = stopped(chance, at)
    return [({"service": name}, float(name not in down)) for name in invented()["services"]]


def _consumers(chance: Chance, at: datetime) -> list[prometheus.Point]:
    names: list[str] = invented()["consumers"]
    parts = {n: chance.between(0.4, 2, "lgsp-use", n) + 0.1 * _ripple(chance, n, at) for n in names}
    whole, sum_ = calls(chance, at), sum(parts.values())
    return [({"consumer": n}, float(round(whole * part / sum_))) for n, part in parts.items()]


def _ripple(chance: Chance, name: str, at: datetime) -> float:
    return chance.drift(f"lgsp-use-{name}", at, HOUR)


def _whole(_chance: Chance, _at: datetime) -> float:
    return float(len(invented()["services"]))


METRICS: dict[str, prometheus.Metric] = {
    "up": lambda _chance, _at: [({"job": "lgsp", "instance": "gateway:9100"}, 1.0)],
    "lgsp_calls_per_minute": _alone(calls, 0),
    "lgsp_calls_today": _alone(today, 0),
    "lgsp_error_percent": _alone(errors, 2),
    "lgsp_latency_p95_ms": _alone(latency, 0),
    "lgsp_services_up": _alone(lambda c, t: _whole(c, t) - len(stopped(c, t)), 0),
    "lgsp_services_total": _alone(_whole, 0),
    "lgsp_service_up": _service_up,
    "lgsp_consumer_calls_per_minute": _consumers,
    "lgsp_ndxp_up": _alone(lambda c, t: float(trouble(c, "ndxp", t, 0.08) < _DOWN), 0),
}


def services(question: Question) -> Response:
    """`GET /dich-vu`: all services, those that stopped first."""
    at, chance = question.made(_MINUTE), question.chance
    stamp, down = question.stamp(_MINUTE), stopped(chance, question.made(_MINUTE))
    names: list[str] = invented()["services"]
    up = len(names) - len(down)
    listed = [_service(chance, name, at, down=name in down) for name in names]
    listed.sort(key=_stopped_first)
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [figure("lgsp_services", up, tu=up, mau=len(names), cap_nhat=stamp)],
            "dich_vu": listed,
        }
    )


def _stopped_first(one: dict[str, object]) -> bool:
    return one["trang_thai"] != "Dừng"


def _service(chance: Chance, name: str, at: datetime, *, down: bool) -> dict[str, object]:
    weight = chance.between(0.2, 2.4, "lgsp-weight", name)
    rate = calls(chance, at) * weight / (1.3 * len(invented()["services"]))
    fault = errors(chance, at) / 100 * chance.between(0.4, 1.6, "lgsp-fault", name)
    slow = latency(chance, at) * chance.between(0.5, 1.4, "lgsp-slow", name)
    until = floored(at, DAY) + DAY * (20 + int(300 * chance.share("lgsp-cert", name)))
    state = "Dừng" if down else "Suy giảm" if fault > 0.03 else "Hoạt động"  # noqa: PLR2004 - a share of calls that fail
    return {
        "ten": name,
        "may_chu": f"lgsp-{1 + int(2 * chance.share('lgsp-host', name))}",
        "trang_thai": state,
        "luot_phut": 0 if down else round(rate, 1),
        "ty_le_loi": 1.0 if down else round(fault, 4),
        "do_tre_ms": None if down else round(slow),
        "chung_thu_den": said(until),
    }


PATHS: dict[str, Callable[[Question], Response]] = {
    "/api/v1/query": lambda question: prometheus.query(question, METRICS),
    "/api/v1/query_range": lambda question: prometheus.query_range(question, METRICS),
    "/dich-vu": services,
}
