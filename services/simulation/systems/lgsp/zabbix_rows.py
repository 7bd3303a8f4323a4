"""What Zabbix tells of a problem, a trigger, a host, an item: objects whose numbers are strings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from services.simulation.systems.lgsp import machines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.simulation.answers import Question
    from services.simulation.systems.lgsp.machines import Host, Ill, Item, Problem

type Row = dict[str, object]

GROUP: Mapping[str, object] = {"groupid": "22", "name": "LGSP"}
_POLLED = timedelta(minutes=1)
_LONGEST = timedelta(days=7)
"""For which points are kept."""


def chosen(row: Row, output: object) -> Row:
    match output:
        case "extend":
            return row
        case list() as names:
            wanted = cast("list[object]", names)
            return {name: one for name, one in row.items() if name in wanted}
        case _:
            return {}


def clock(at: datetime) -> dict[str, str]:
    return {"clock": str(int(at.timestamp())), "ns": str(at.microsecond * 1000)}


def problem(question: Question, one: Problem, tags: object) -> Row:
    seen = one.acknowledged <= question.at
    said: Row = {
        "eventid": str(one.event),
        "source": "0",
        "object": "0",
        "objectid": one.trigger,
        **clock(question.noted(one.begins)),
        "r_eventid": "0",
        "r_clock": "0",
        "r_ns": "0",
        "correlationid": "0",
        "userid": "0",
        "name": one.ill.name,
        "acknowledged": "1" if seen else "0",
        "severity": str(one.ill.severity),
        "cause_eventid": "0",
        "acknowledges": "1" if seen else "0",
        "opdata": "",
        "suppressed": "0",
        "urls": [],
    }
    if tags is not None:
        said["tags"] = [{"tag": "system", "value": "lgsp"}, {"tag": "host", "value": one.host.host}]
    return said


def trigger(
    question: Question, host: Host, ill: Ill, standing: Mapping[str, Problem], hosts: object
) -> Row:
    id = machines.trigger(host, ill)
    now = standing.get(id)
    changed = int(question.noted(now.begins).timestamp()) if now else 0
    said: Row = {
        "triggerid": id,
        "description": ill.name,
        "priority": str(ill.severity),
        "value": "1" if now else "0",
        "lastchange": str(changed),
        "expression": f"{{{int(id) + 10_000}}}>100",
    }
    return said | ({} if hosts is None else {"hosts": [_named(host, hosts)]})


def host(question: Question, one: Host, interfaces: object) -> Row:
    gone = any(
        p.host == one and p.ill.name == machines.ILLS[-1].name
        for p in machines.problems(question.chance, question.at)
    )
    said: Row = {
        "hostid": one.id,
        "host": one.host,
        "name": one.name,
        "status": "0",
        "maintenance_status": "0",
        "active_available": "0",
    }
    if interfaces is not None:
        why = f"Get value from agent failed: cannot connect to [[{one.ip}]:10050]" if gone else ""
        face: Row = {"ip": one.ip, "available": "2" if gone else "1", "error": why}
        said["interfaces"] = [chosen(face, interfaces)]
    return said


def item(question: Question, of: Host, one: Item, hosts: object) -> Row:
    polled = _before(question.at)
    said: Row = {
        "itemid": machines.item_id(of, one),
        "hostid": of.id,
        "name": one.name,
        "key_": one.key,
        "lastvalue": machines.measured(question.chance, of, one, polled),
        "lastclock": clock(question.noted(polled))["clock"],
        "lastns": "0",
        "units": one.units,
        "value_type": one.kind,
        "state": "0",
        "status": "0",
        "error": "",
    }
    return said | ({} if hosts is None else {"hosts": [_named(of, hosts)]})


def points(
    question: Question, of: Iterable[tuple[Host, Item]], since: int | None, most: int
) -> list[Row]:
    """One a minute, oldest first, no more than `most` altogether."""
    last = _before(question.at)
    first = last - timedelta(hours=1) if since is None else datetime.fromtimestamp(since, UTC)
    at = _before(max(first, last - _LONGEST) + _POLLED - timedelta(microseconds=1))
    pairs = [*of]
    found: list[Row] = []
    while at <= last and len(found) < most and pairs:
        for host, item in pairs:
            value = machines.measured(question.chance, host, item, at)
            when = clock(question.noted(at))
            point: Row = {"itemid": machines.item_id(host, item), "value": value, **when}
            found.append(point)
        at += _POLLED
    return found


def seconds(said: object) -> int | None:
    text = str(said)
    known = text.isascii() and text.isdigit() and len(text) <= 10  # noqa: PLR2004 - of 32 bits
    return int(text) if known else None


def _named(of: Host, hosts: object) -> Row:
    return chosen({"hostid": of.id, "host": of.host, "name": of.name}, hosts)


def _before(at: datetime) -> datetime:
    step = _POLLED.total_seconds()
    return datetime.fromtimestamp(at.timestamp() // step * step, UTC)
