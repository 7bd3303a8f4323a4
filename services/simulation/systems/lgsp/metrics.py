"""Prometheus over the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation import prometheus
from services.simulation.answers import Question, Response, answer, json_answer
from services.simulation.day import HOUR
from services.simulation.dialect import POSTING, READING, Dialect
from services.simulation.lore import invented
from services.simulation.systems.lgsp.gateway import (
    calls,
    errors,
    latency,
    partner,
    stopped,
    today,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.simulation.chance import Chance

_KINDS = {
    403: ("forbidden", "Forbidden"),
    405: ("bad_data", "method not allowed"),
    429: ("unavailable", "too many requests"),
    500: ("internal", "internal error"),
}


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
    "lgsp_ndxp_up": _alone(lambda c, t: float(partner(c, t)), 0),
}


def _refuse(_question: Question, status: int) -> Response:
    if status == 401:  # noqa: PLR2004 - Unauthorized: said before the API is reached
        realm = ("WWW-Authenticate", "Basic")
        return answer(b"Unauthorized\n", "text/plain; charset=utf-8", status, (realm,))
    kind, why = _KINDS.get(status, ("internal", str(status)))
    return json_answer({"status": "error", "errorType": kind, "error": why}, status)


QUERY = Dialect(
    answer=lambda question: prometheus.query(question, METRICS),
    refuse=_refuse,
    methods=READING | POSTING,
)
QUERY_RANGE = Dialect(
    answer=lambda question: prometheus.query_range(question, METRICS),
    refuse=_refuse,
    methods=READING | POSTING,
)
