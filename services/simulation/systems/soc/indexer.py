"""Wazuh's indexer: two indices, of alerts and of what is vulnerable, behind OpenSearch's `_search`."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from services.simulation.answers import BAD, NOT_FOUND, Question, Response, answer, json_answer
from services.simulation.day import DAY, HOUR, floored
from services.simulation.dialect import POSTING, READING, Dialect
from services.simulation.lore import invented
from services.simulation.systems.soc.agents import Agent, agents
from services.simulation.systems.soc.raised import raised
from services.simulation.systems.soc.search import Document, Wrong, search

if TYPE_CHECKING:
    from services.simulation.chance import Chance

_ALERTS, _HOLES = "wazuh-alerts-4.x-", "wazuh-states-vulnerabilities-wazuh-manager"
_LEVELS = {"critical": 15, "high": 12, "medium": 9, "low": 5}
_MINUTE = timedelta(minutes=1)
_KEPT = 2
"""Days of which alerts are still there."""
_FOUND = 2.0
"""Holes that a scan finds in a day."""
_OLDEST = 45
_PATCHED = {"Critical": 1.5, "High": 12.0, "Medium": 25.0, "Low": 40.0}
"""Usual days until one is mended."""
_REFUSALS = {
    403: ("security_exception", "no permissions for [indices:data/read/search]"),
    405: ("illegal_argument_exception", "Incorrect HTTP method for uri, allowed: [GET, POST]"),
    429: ("rejected_execution_exception", "rejected execution of coordinating operation"),
    500: ("null_pointer_exception", "internal error"),
}


def found(question: Question) -> Response:
    """`POST /{index}/_search`. A name without a star has to be that of an index."""
    name = question.parts["index"]
    documents = _of(question, name)
    if documents is None:
        return _error(NOT_FOUND, "index_not_found_exception", f"no such index [{name[:80]}]")
    try:
        body = _body(question)
        hits = search(documents, body, question.param("sort"), question.at + question.ahead)
    except Wrong as wrong:
        return _error(BAD, wrong.kind, str(wrong))
    return json_answer(
        {
            "took": 3,
            "timed_out": False,
            "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
            "hits": {
                "total": {"value": hits.total, "relation": "eq"},
                "max_score": None,
                "hits": hits.shown,
            },
        }
    )


def _body(question: Question) -> dict[str, object]:
    if not question.request.body:
        return {}
    try:
        said = json.loads(question.request.body)
    except (ValueError, RecursionError):
        raise Wrong("parsing_exception", "Failed to parse content to map") from None
    if not isinstance(said, dict):
        raise Wrong("parsing_exception", "Expected [START_OBJECT] but found [VALUE]")
    return cast("dict[str, object]", said)


def _of(question: Question, name: str) -> list[Document] | None:
    """What lies in the indices of that name; None: there is none."""
    at, chance = question.made(_MINUTE), question.chance
    days = [floored(at, DAY) - DAY * back for back in range(_KEPT + 1)]
    alerts = [day for day in days if fnmatchcase(f"{_ALERTS}{day:%Y.%m.%d}", name)]
    holes = fnmatchcase(_HOLES, name)
    if not alerts and not holes and "*" not in name:
        return None
    told = [_holes(chance, at, question.ahead)] if holes else []
    told += [_alerts(chance, day, min(day + DAY, at), question.ahead) for day in alerts]
    return [one for some in told for one in some]


@lru_cache(maxsize=8)
def _alerts(
    chance: Chance, day: datetime, until: datetime, ahead: timedelta
) -> tuple[Document, ...]:
    by_target = {server["target"]: server for server in invented()["servers"]}
    known = {agent.name: agent for agent in agents(chance)}
    made = []
    for one in raised(chance, day, until):
        agent = known[by_target[one.target]["name"]]
        source = {
            "timestamp": _instant(one.begins + ahead, "+0000"),
            "rule": {
                "level": _LEVELS[one.severity],
                "description": one.title,
                "id": str(100_000 + list(_LEVELS).index(one.severity)),
                "groups": ["langbiang", one.severity],
            },
            "agent": {"id": agent.id, "name": agent.name, "ip": agent.ip},
            "data": {"srcip": f"203.0.113.{chance.whole(2, 60, one.key, 'src')}"},
        }
        made.append(Document(index=f"{_ALERTS}{day:%Y.%m.%d}", id=one.key, source=source))
    return tuple(made)


@lru_cache(maxsize=8)
def _holes(chance: Chance, at: datetime, ahead: timedelta) -> tuple[Document, ...]:
    """Those not mended yet, oldest first."""
    open_: dict[str, Document] = {}
    for back in range(_OLDEST, -1, -1):
        day = floored(at, DAY) - DAY * back
        for number in range(chance.count(_FOUND, "soc-holes", day.timestamp())):
            words = ("soc-holes", day.timestamp(), number)
            hole = chance.pick(invented()["vulnerabilities"], *words, "which")
            there = [a for a in agents(chance) if a.system == hole["system"] and a.came]
            agent = chance.pick(there, *words, "agent")
            seen = day + chance.between(1, 23, *words, "at") * HOUR
            lasts = _PATCHED[hole["severity"]] * chance.between(0.2, 1.8, *words, "lasts")
            if seen <= at < seen + lasts * DAY:
                one = _hole(chance, hole, agent, seen.replace(microsecond=0) + ahead)
                open_.setdefault(one.id, one)
    return tuple(open_.values())


def _hole(chance: Chance, hole: dict[str, Any], agent: Agent, seen: datetime) -> Document:
    source = {
        "agent": {"id": agent.id, "name": agent.name, "type": "Wazuh", "version": "v4.14.1"},
        "host": {"os": _os(agent)},
        "package": _package(chance, hole, agent),
        "vulnerability": _vulnerability(hole, seen),
        "wazuh": {"cluster": {"name": "wazuh-manager"}, "schema": {"version": "1.0.0"}},
    }
    return Document(index=_HOLES, id=f"{agent.id}_{hole['package']}_{hole['id']}", source=source)


def _os(agent: Agent) -> dict[str, object]:
    windows = agent.system == "windows"
    name = "Microsoft Windows Server 2019 Standard" if windows else "Ubuntu"
    version = "10.0.17763" if windows else "22.04.4 LTS"
    return {
        "full": f"{name} {version}",
        "kernel": "10.0.17763" if windows else "5.15.0-105-generic",
        "name": name,
        "platform": agent.system,
        "type": "windows" if windows else "linux",
        "version": version,
    }


def _package(chance: Chance, hole: dict[str, Any], agent: Agent) -> dict[str, object]:
    windows = agent.system == "windows"
    return {
        "architecture": "x86_64" if windows else "amd64",
        "description": hole["package"],
        "name": hole["package"],
        "size": chance.whole(40_000, 9_000_000, hole["id"], "size"),
        "type": "win" if windows else "deb",
        "version": f"{chance.whole(1, 9, hole['id'], 'major')}.{chance.whole(0, 20, hole['id'])}",
    }


def _vulnerability(hole: dict[str, Any], seen: datetime) -> dict[str, object]:
    return {
        "category": "Packages",
        "classification": "CVSS",
        "description": f"{hole['id']}: {hole['package']}",
        "detected_at": _instant(seen, "Z"),
        "enumeration": "CVE",
        "id": hole["id"],
        "published_at": hole["published"],
        "reference": f"https://nvd.nist.gov/vuln/detail/{hole['id']}",
        "scanner": {
            "reference": f"https://cti.wazuh.com/vulnerabilities/cves/{hole['id']}",
            "source": "National Vulnerability Database",
            "vendor": "Wazuh",
        },
        "score": {"base": hole["score"], "version": "3.1"},
        "severity": hole["severity"],
        "under_evaluation": False,
    }


def _instant(at: datetime, zone: str) -> str:
    """`2026-11-24T05:29:01.928` and how the zone is written."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + zone


def _refuse(_question: Question, status: int) -> Response:
    if status == 401:  # noqa: PLR2004 - Unauthorized: the security plug-in says it in plain text
        realm = ("WWW-Authenticate", 'Basic realm="OpenSearch Security"')
        return answer(b"Unauthorized", "text/plain; charset=UTF-8", status, (realm,))
    return _error(status, *_REFUSALS.get(status, ("exception", str(status))))


def _error(status: int, kind: str, reason: str) -> Response:
    cause = {"type": kind, "reason": reason}
    return json_answer({"error": {"root_cause": [cause], **cause}, "status": status}, status)


SEARCH = Dialect(answer=found, refuse=_refuse, methods=READING | POSTING)
