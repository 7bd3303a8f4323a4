"""Wazuh's manager: its login, its agents, how many of them are in which state.

Of the parameters of `/agents` those that page and that choose by state are heeded.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections import Counter
from datetime import UTC, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from services.simulation.answers import BAD, Question, Response, answer, json_answer
from services.simulation.dialect import POSTING, READING, Dialect
from services.simulation.systems.soc.agents import ACTIVE, AWAY, UNKNOWN, Agent, agents, away_since

if TYPE_CHECKING:
    from datetime import datetime

VERSION = "Wazuh v4.14.1"
_PROBLEM = "application/problem+json"
_TOKEN_LASTS = timedelta(seconds=900)
_MOST, _USUAL = 100_000, 500
_MINUTE = timedelta(minutes=1)
_OS = {
    "ubuntu": {"arch": "x86_64", "name": "Ubuntu", "platform": "ubuntu", "version": "22.04.4 LTS"},
    "windows": {
        "arch": "x86_64",
        "name": "Microsoft Windows Server 2019 Standard",
        "platform": "windows",
        "version": "10.0.17763",
    },
}
_REFUSALS: dict[int, dict[str, object]] = {
    401: {"title": "Unauthorized", "detail": "Invalid token"},
    403: {
        "title": "Permission Denied",
        "detail": "Permission denied: Resource type: *:*",
        "remediation": "Please, make sure you have permissions to execute the current request",
        "error": 4000,
    },
    405: {"title": "Method Not Allowed", "detail": "Method Not Allowed"},
    429: {
        "title": "Maximum number of requests per minute reached",
        "detail": "Maximum number of requests per minute reached",
        "remediation": "This limit can be changed in security.yaml file",
        "error": 6001,
    },
    500: {"title": "Internal Server Error", "detail": "Wazuh Internal Error", "error": 1000},
}


class _Wrong(Exception):  # noqa: N818 - it becomes a 400, nothing else
    def __init__(self, detail: str, code: int) -> None:
        super().__init__(detail)
        self.code = code


def login(question: Question) -> Response:
    """`POST /security/user/authenticate`: a token of Wazuh's form for whoever asks."""
    now = int((question.at + question.ahead).timestamp())
    claims = {
        "iss": "wazuh",
        "aud": "Wazuh API REST",
        "nbf": now,
        "exp": now + int(_TOKEN_LASTS.total_seconds()),
        "sub": "tuong",
        "run_as": False,
        "rbac_roles": [1],
        "rbac_mode": "white",
    }
    told = ".".join(
        _encoded(json.dumps(p).encode()) for p in ({"alg": "ES512", "typ": "JWT"}, claims)
    )
    # no signature of anybody's: the province has no key, and asks for none
    proof = _encoded(blake2b(told.encode()).digest())
    return json_answer({"data": {"token": f"{told}.{proof}"}, "error": 0})


def _encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()


def listed(question: Question) -> Response:
    """`GET /agents?offset=&limit=&status=`."""
    try:
        offset = _number(question, "offset", 0, 0)
        limit = _number(question, "limit", _USUAL, 1)
    except _Wrong as wrong:
        return _problem(BAD, {"title": "Bad Request", "detail": str(wrong), "error": wrong.code})
    wanted = (question.param("status") or "").split(",")
    told = [one for one in _all(question) if wanted == [""] or one["status"] in wanted]
    return json_answer(
        {
            "data": {
                "affected_items": told[offset : offset + limit],
                "total_affected_items": len(told),
                "total_failed_items": 0,
                "failed_items": [],
            },
            "message": "All selected agents information was returned"
            if told
            else "No agent information was returned",
            "error": 0,
        }
    )


def summary(question: Question) -> Response:
    """`GET /agents/summary/status`, without the manager itself."""
    states = Counter(str(one["status"]) for one in _all(question)[1:])
    whole = states.total()
    connection = {name: states[name] for name in (ACTIVE, AWAY, UNKNOWN, "pending")}
    synced = whole - states[UNKNOWN]
    return json_answer(
        {
            "data": {
                "connection": connection | {"total": whole},
                "configuration": {
                    "synced": synced,
                    "total": whole,
                    "not_synced": whole - synced,
                },
            },
            "error": 0,
        }
    )


def _number(question: Question, name: str, usual: int, least: int) -> int:
    text = question.param(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - digits of what fits
        raise _Wrong(f"'{text[:40]}' is not a valid value for '{name}'", 1403)
    if name == "limit" and not least <= int(text) <= _MOST:
        raise _Wrong(f"Specified limit exceeds maximum allowed ({_MOST})", 1405)
    return int(text)


def _all(question: Question) -> list[dict[str, object]]:
    """The manager first, as its own agent 000."""
    at = question.made(_MINUTE)
    own: dict[str, object] = {
        "os": _OS["ubuntu"],
        "manager": "wazuh-manager",
        "status": ACTIVE,
        "node_name": "master-node",
        "lastKeepAlive": "9999-12-31T23:59:59+00:00",
        "ip": "127.0.0.1",
        "id": "000",
        "version": VERSION,
        "name": "wazuh-manager",
        "registerIP": "127.0.0.1",
        "dateAdd": "2026-01-05T01:00:00+00:00",
        "group_config_status": "synced",
    }
    return [own, *(_as_wazuh(question, agent, at) for agent in agents(question.chance))]


def _as_wazuh(question: Question, agent: Agent, at: datetime) -> dict[str, object]:
    named: dict[str, object] = {
        "ip": agent.ip,
        "id": agent.id,
        "name": agent.name,
        "registerIP": "any",
        "dateAdd": _stamp(agent.added),
    }
    if not agent.came:
        return named | {
            "status": UNKNOWN,
            "node_name": "unknown",
            "group_config_status": "not synced",
        }
    since = away_since(question.chance, agent, at)
    return named | {
        "os": _OS[agent.system],
        "manager": "wazuh-manager",
        "status": AWAY if since else ACTIVE,
        "node_name": "master-node",
        "lastKeepAlive": _stamp((since or at) + question.ahead),
        "group": [agent.group],
        "version": VERSION,
        "group_config_status": "synced",
    }


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _refuse(question: Question, status: int) -> Response:
    said = _REFUSALS.get(status, {"title": "HTTPException"})
    if status == 401 and question.request.path.endswith("authenticate"):  # noqa: PLR2004 - Unauthorized
        said = said | {"detail": "Invalid credentials"}
    return _problem(status, said)


def _problem(status: int, said: dict[str, object]) -> Response:
    return answer(json.dumps({"type": "about:blank"} | said).encode(), _PROBLEM, status)


LOGIN = Dialect(answer=login, refuse=_refuse, methods=READING | POSTING)
AGENTS = Dialect(answer=listed, refuse=_refuse)
SUMMARY = Dialect(answer=summary, refuse=_refuse)
