"""Suricata's log of alerts, as it lies on the sensor and nginx hands it out.

Lines are added at its end and never changed, so that the file of one instant begins with that of any
earlier one of the week. As Monday begins logrotate starts it anew: what was the log is then `eve.json.1`.
Who asks for the first time on a Monday gets few events, as with a real sensor.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.day import DAY, HOUR, floored, local, machines
from services.simulation.dialect import Dialect
from services.simulation.incidents import trouble
from services.simulation.lore import invented
from services.simulation.systems.soc.raised import OFTEN
from services.simulation.web_file import WebFile, refuse, serve

if TYPE_CHECKING:
    from services.simulation.answers import Question, Response
    from services.simulation.chance import Chance

WEEK = 7 * DAY
_SLOT = timedelta(minutes=10)
_RATES = {1: 0.9, 2: 5.0, 3: 13.0}
"""Alerts an hour at the busiest time, by Suricata's priority, 1 the highest."""
_SURGE = {1: 5.0, 2: 9.0, 3: 8.0}
_STRANGERS = ("203.0.113", "198.51.100", "192.0.2")
"""Networks of documentation: nobody is accused."""
_SKEWED = 1.6
"""Above 1 the first servers are aimed at more often than the last."""
_BLOCKED = 0.3
"""Of the alerts, so many are of what was stopped."""
_TYPE = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line but for its times, which the sensor's clock decides."""

    time: datetime
    begun: datetime
    """When its flow began."""
    fields: dict[str, object]
    counted: dict[str, object]
    ends: dict[str, object]


def log(question: Question) -> Response:
    """`GET /eve.json`: of the running week."""
    return _served(question, _monday(_now(question)))


def log_before(question: Question) -> Response:
    """`GET /eve.json.1`: of the week before."""
    return _served(question, _monday(_now(question)) - WEEK)


def _monday(at: datetime) -> datetime:
    """The midnight with which the week began."""
    return floored(at, DAY) - local(at).weekday() * DAY


def _served(question: Question, week: datetime) -> Response:
    now, body, modified = _now(question), b"", week
    for back in range(WEEK // HOUR):
        hour = week + back * HOUR
        if hour > now:
            break
        times, lines = _written(question.chance, hour, question.ahead, question.broke)
        many = bisect_right(times, now)
        body += b"".join(lines[:many])
        modified = times[many - 1] if many else modified
    return serve(question, WebFile(body=body, modified=modified, content_type=_TYPE))


def _now(question: Question) -> datetime:
    """A sensor that is stuck writes nothing more; what it wrote before stays."""
    return max(question.at, question.broke) if question.broke else question.at


@lru_cache(maxsize=400)
def _written(
    chance: Chance, hour: datetime, ahead: timedelta, broke: datetime | None
) -> tuple[tuple[datetime, ...], tuple[bytes, ...]]:
    """Of one hour. A clock that went wrong at `broke` shows in what was written since."""
    events = _of_hour(chance, hour)
    wrong = [ahead if broke is None or event.time > broke else timedelta() for event in events]
    lines = (_line(event, late) for event, late in zip(events, wrong, strict=True))
    return tuple(event.time for event in events), tuple(lines)


def _line(event: Event, wrong: timedelta) -> bytes:
    stamped = {
        "timestamp": _stamp(event.time + wrong),
        **event.fields,
        "flow": {
            **event.counted,
            "start": _stamp(event.begun + wrong),
            **event.ends,
        },
    }
    return json.dumps(stamped, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


@lru_cache(maxsize=400)
def _of_hour(chance: Chance, hour: datetime) -> tuple[Event, ...]:
    """In the order in which they were written."""
    found: list[Event] = []
    for step in range(HOUR // _SLOT):
        slot = hour + step * _SLOT
        busy, bad = machines(slot), trouble(chance, "soc", slot, OFTEN)
        for priority, rate in _RATES.items():
            mean = (rate * (0.2 + 0.8 * busy) + _SURGE[priority] * bad) * (_SLOT / HOUR)
            many = chance.count(mean, "eve", priority, slot.timestamp())
            found += (_event(chance, priority, slot, number) for number in range(many))
    return tuple(sorted(found, key=lambda event: event.time))


def _event(chance: Chance, priority: int, slot: datetime, number: int) -> Event:
    words = ("eve", priority, slot.timestamp(), number)
    micros = int(_SLOT / timedelta(microseconds=1) * chance.share(*words, "time"))
    time = slot + timedelta(microseconds=micros)
    rule = chance.pick(invented()["signatures"][str(priority)], *words, "rule")
    targets = invented()["servers"]
    target = targets[int(len(targets) * chance.share(*words, "target") ** _SKEWED)]
    net = chance.pick(_STRANGERS, *words, "net")
    ends = {
        "src_ip": f"{net}.{chance.whole(2, 60, *words, 'host')}",
        "dest_ip": target["ip"],
        "src_port": chance.whole(32768, 60999, *words, "port"),
        "dest_port": rule["port"],
    }
    return Event(
        time=time,
        begun=time - timedelta(microseconds=chance.whole(2000, 900_000, *words, "begun")),
        fields=_alert(chance, priority, rule, ends, words)
        | _spoken(rule, _web(chance, rule, target, words)),
        counted=_counted(chance, words),
        ends=ends,
    )


def _alert(
    chance: Chance,
    priority: int,
    rule: dict[str, object],
    ends: dict[str, object],
    words: tuple[object, ...],
) -> dict[str, object]:
    return {
        "flow_id": chance.whole(10**14, 2 * 10**15, *words, "flow"),
        "event_type": "alert",
        "src_ip": ends["src_ip"],
        "src_port": ends["src_port"],
        "dest_ip": ends["dest_ip"],
        "dest_port": ends["dest_port"],
        "proto": "TCP",
        "pkt_src": "wire/pcap",
        "tx_id": 0,
        "alert": {
            "action": "blocked" if chance.share(*words, "action") < _BLOCKED else "allowed",
            "gid": 1,
            "signature_id": rule["id"],
            "rev": 1,
            "signature": rule["signature"],
            "category": rule["category"],
            "severity": priority,
        },
    }


def _spoken(rule: dict[str, object], web: dict[str, object] | None) -> dict[str, object]:
    """Of the protocol that went over it."""
    http = {"http": web} if web else {}
    return {**http, "app_proto": rule["protocol"], "direction": "to_server"}


def _counted(chance: Chance, words: tuple[object, ...]) -> dict[str, object]:
    """What went there and back."""
    there, back = chance.whole(3, 40, *words, "there"), chance.whole(2, 40, *words, "back")
    return {
        "pkts_toserver": there,
        "pkts_toclient": back,
        "bytes_toserver": there * 87,
        "bytes_toclient": back * 412,
    }


def _web(
    chance: Chance, rule: dict[str, object], target: dict[str, str], words: tuple[object, ...]
) -> dict[str, object] | None:
    if rule["protocol"] != "http":
        return None
    return {
        "hostname": target["host"],
        "url": rule["url"],
        "http_user_agent": "Mozilla/5.0",
        "http_content_type": "text/html",
        "http_method": "GET",
        "protocol": "HTTP/1.1",
        "status": chance.pick((200, 403, 404), *words, "status"),
        "length": chance.whole(0, 9000, *words, "length"),
    }


def _stamp(at: datetime) -> str:
    """`2026-11-24T05:27:34.913270+0000`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f%z")


LOG = Dialect(answer=log, refuse=refuse)
LOG_BEFORE = Dialect(answer=log_before, refuse=refuse)
