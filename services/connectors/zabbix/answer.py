"""Zabbix' answers, normalised: pure functions.

{"jsonrpc": "2.0", "result": [{"eventid": "6", "severity": "4", …}], "id": 1}, or, with status 200 too,
{"error": {"code": -32602, "message": "Invalid params.", "data": "Not authorized."}}.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, cast

from services.door import SourceError
from services.json_text import read_json
from services.mapping import bounded_uid
from services.moments import moment
from services.news import Reason
from services.phrase import phrase
from services.plain import number, plain
from services.records import (
    Alert,
    AlertState,
    Labels,
    Observation,
    Reply,
    Sample,
    ServiceHealth,
    labels,
)
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from services.connectors.zabbix.settings import Item
    from services.phrase import Phrase

type Row = dict[str, object]

_EPOCH = Writing(times="epoch")
_UNWELCOME = ("not auth", "re-login", "token expired", "incorrect user name", "no permissions")
_WORST = 5
_NUMERIC = {"0", "3"}
"""Value types: float, unsigned; others are texts."""
_PAIRS = 100


def result(body: bytes) -> object:
    """What an answer is of; `SourceError` where it is an error, or no answer of Zabbix."""
    payload = read_json(body)
    match payload:
        case {"jsonrpc": "2.0", "error": dict() as error}:
            raise _refused(cast("Row", error))
        case {"jsonrpc": "2.0", "result": found}:
            return cast("object", found)
        case _:
            raise SourceError(
                Reason.MALFORMED,
                phrase("Câu trả lời không theo API của Zabbix"),
                remedy=phrase("ghi url là địa chỉ giao diện của Zabbix, nơi có api_jsonrpc.php"),
            )


def rows(body: bytes) -> tuple[list[Row], int]:
    """The objects of an answer that is a list, and how many of its items were none."""
    found = result(body)
    if not isinstance(found, list):
        raise SourceError(
            Reason.MALFORMED,
            phrase("Zabbix không trả danh sách như được hỏi"),
            remedy=phrase("xem phiên bản Zabbix (từ 6.4) và proxy ở giữa tường và Zabbix"),
        )
    items = cast("list[object]", found)
    kept = [cast("Row", item) for item in items if isinstance(item, dict)]
    return kept, len(items) - len(kept)


def _refused(error: Row) -> SourceError:
    said = [text(error, name) for name in ("data", "message")]
    why = next(filter(None, said), "?")
    if any(part in " ".join(said).lower() for part in _UNWELCOME):
        return SourceError(
            Reason.UNAUTHORISED,
            phrase("Zabbix không nhận API token: {why}", why=why),
            remedy=phrase(
                "tạo API token còn hạn cho tài khoản được xem (Users, API tokens) và khai ở auth: bearer"
            ),
        )
    return SourceError(Reason.REFUSED, phrase("Zabbix báo lỗi: {why}", why=why))


def text(row: Mapping[str, object], name: str) -> str:
    """Empty where there is none."""
    match row.get(name):
        case str() as said:
            return plain(said)
        case int() as said:
            return str(said)
        case _:
            return ""


def hosts_of(triggers: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Names of the hosts of each trigger."""
    return {
        text(trigger, "triggerid"): tuple(
            name for host in _rows(trigger.get("hosts")) if (name := text(host, "name"))
        )
        for trigger in triggers
    }


def alert(problem: Row, hosts: Mapping[str, tuple[str, ...]], home: str) -> Alert | None:
    """None without an `eventid`, which is its key."""
    event = text(problem, "eventid")
    if not event:
        return None
    severity, word = _severity(text(problem, "severity"))
    trigger = text(problem, "objectid")
    ended = text(problem, "r_eventid") not in {"", "0"}
    link = f"{home}/tr_events.php?triggerid={trigger}&eventid={event}"
    return Alert(
        uid=bounded_uid(event),
        title=text(problem, "name") or event,
        severity=severity,
        severity_word=word,
        state=_state(problem, ended=ended),
        starts=_time(problem, "clock", "ns"),
        ends=_time(problem, "r_clock", "r_ns") if ended else None,
        entity=", ".join(hosts.get(trigger, ())) or None,
        labels=labels(_tags(problem)),
        url=link if event.isdigit() and trigger.isdigit() else None,
    )


def undated(problem: Row) -> bool:
    """Whether it says since when it is, in a way that can't be read."""
    said = problem.get("clock")
    return said not in (None, "", "0", 0) and _time(problem, "clock") is None


def _severity(code: str) -> tuple[int | None, str | None]:
    """Zabbix' 0–5 are the wall's; another code is shown as it is."""
    if code.isdigit() and len(code) == 1 and int(code) <= _WORST:
        return int(code), None
    return None, code or None


def _state(problem: Row, *, ended: bool) -> AlertState:
    if ended:
        return AlertState.RESOLVED
    if text(problem, "suppressed") == "1":
        return AlertState.SUPPRESSED
    acknowledged = text(problem, "acknowledged") == "1"
    return AlertState.ACKNOWLEDGED if acknowledged else AlertState.FIRING


def _tags(problem: Row) -> dict[str, str]:
    """A tag that stands several times has all its values."""
    found: dict[str, list[str]] = {}
    for tag in _rows(problem.get("tags"))[:_PAIRS]:
        name = plain(text(tag, "tag"), 100)
        if name:
            found.setdefault(name, []).append(text(tag, "value"))
    return {name: ", ".join(values) for name, values in found.items()}


def _time(row: Row, seconds: str, nanoseconds: str | None = None) -> datetime | None:
    whole = text(row, seconds)
    if whole in {"", "0"}:
        return None
    part = text(row, nanoseconds) if nanoseconds else ""
    try:
        return moment(f"{whole}.{part.zfill(9)}" if part.isdigit() else whole, _EPOCH)
    except Unreadable:
        return None


def service(host: Row) -> ServiceHealth | None:
    """A monitored host, and whether Zabbix reaches it. None without a `hostid`."""
    key = text(host, "hostid")
    if not key:
        return None
    name = text(host, "name") or text(host, "host") or key
    state, words = _reached(host)
    return ServiceHealth(
        uid=bounded_uid(key),
        service=name,
        instance=text(host, "host") or None,
        state=state,
        words=words,
    )


def _reached(host: Row) -> tuple[str | None, Phrase | None]:
    """By its interfaces and its active agent: 1 available, 2 not, 0 not known. None: nothing was tried."""
    interfaces = _rows(host.get("interfaces"))
    told = {text(one, "available") for one in interfaces} | {text(host, "active_available")}
    if text(host, "maintenance_status") == "1":
        return "maintenance", None
    if "2" in told:
        why = next(filter(None, (text(one, "error") for one in interfaces)), "")
        return Reply.NONE, phrase("Zabbix không hỏi được máy: {why}", why=why) if why else None
    return (Reply.ANSWERS if "1" in told else None), None


@dataclass(frozen=True, slots=True)
class Chosen:
    """An item of one host, as a figure."""

    item: str
    kind: str
    indicator: str
    labels: Labels


def figures(indicator: str, wanted: Item, items: Iterable[Row]) -> list[tuple[Chosen, Observation]]:
    """Those of the hosts that are wanted."""
    return [
        _figure(indicator, text(host, "name") or text(host, "host"), item)
        for item in items
        for host in _rows(item.get("hosts"))[:1]
        if any(fnmatchcase(text(host, name), wanted.host) for name in ("host", "name"))
    ]


def _figure(indicator: str, host: str, item: Row) -> tuple[Chosen, Observation]:
    key, kind, written = text(item, "key_"), text(item, "value_type"), text(item, "lastvalue")
    at = _time(item, "lastclock", "lastns")
    value = number(written) if kind in _NUMERIC and at is not None else None
    said = written if kind not in _NUMERIC and at is not None else None
    named = labels({"host": host, "key": key})
    chosen = Chosen(text(item, "itemid"), kind, indicator, named)
    return chosen, Observation(
        uid=bounded_uid(f"{indicator}/{host}/{key}"),
        indicator=indicator,
        value=value,
        text=said or None,
        at=at,
        unit=text(item, "units") or None,
        labels=named,
        fault=None if value is not None or said else _lacking(item),
    )


def _lacking(item: Row) -> Phrase:
    why = text(item, "error")
    if text(item, "state") == "1" and why:
        return phrase("Zabbix không đo được: {why}", why=why)
    return phrase("Zabbix chưa có giá trị nào")


def samples(chosen: Mapping[str, Chosen], points: Iterable[Row]) -> list[Sample]:
    """Points that can't be read are left out."""
    made: list[Sample] = []
    for point in points:
        of = chosen.get(text(point, "itemid"))
        at, value = _time(point, "clock", "ns"), number(text(point, "value"))
        if of is None or at is None or value is None:
            continue
        made.append(
            Sample(
                uid=bounded_uid(f"{of.indicator}/{of.item}"),
                indicator=of.indicator,
                value=value,
                at=at,
                labels=of.labels,
            )
        )
    return made


def _rows(found: object) -> list[Row]:
    items = cast("list[object]", found) if isinstance(found, list) else []
    return [cast("Row", item) for item in items if isinstance(item, dict)]
