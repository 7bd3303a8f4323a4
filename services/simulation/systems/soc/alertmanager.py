"""Alertmanager's API v2. Its errors are bare JSON strings."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from services.simulation.answers import BAD, Question, Response, json_answer
from services.simulation.day import DAY, floored
from services.simulation.dialect import Dialect
from services.simulation.systems.soc.raised import Raised, open_at

_MINUTE = timedelta(minutes=1)
_RESOLVE = timedelta(minutes=4)
"""How far Prometheus puts `endsAt` ahead while an alert fires."""
_GENERATOR = "http://prometheus.langbiang.example:9090/graph?g0.expr=soc_alert&g0.tab=1#"
_SAID = {
    401: "Unauthorized",
    403: "Forbidden",
    405: "method GET is allowed",
    429: "too many requests",
    500: "internal error",
}
_MATCHER = re.compile(r'^\s*([A-Za-z_][A-Za-z0-9_]*)\s*(!?=)\s*"?([^"]*)"?\s*$')


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
        "generatorURL": _GENERATOR + one.severity,
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


def _refuse(_question: Question, status: int) -> Response:
    return json_answer(_SAID.get(status, str(status)), status)


ALERTS = Dialect(answer=alerts, refuse=_refuse)
STATUS = Dialect(answer=status, refuse=_refuse)
