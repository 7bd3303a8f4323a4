"""Lines of a log, normalised: a pure function of their bytes and of what the wall file says.

One line: {"timestamp": "2026-11-24T05:27:34.913270+0000", "event_type": "alert", "src_ip", "dest_ip",
"flow_id", "alert": {"signature", "signature_id", "gid", "category", "severity", "action"}}.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from services.conversion import decimal, text
from services.door import SourceError
from services.json_text import read_json
from services.mapping import MOST, bounded_uid
from services.moments import moment
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.records import Observation, SecurityEvent
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from services.connectors.eve.settings import Eve

TYPES = 40
"""Kinds of events that are told apart; Suricata 7 has some thirty."""
OTHER = "other"
UNKNOWN = "?"
"""The severity of an alert whose priority is in no table."""
_ISO = Writing()
"""Suricata always writes the offset; a time without one is not its own."""


@dataclass(slots=True)
class Events:
    """What stood in some lines."""

    alerts: dict[str, SecurityEvent] = field(default_factory=dict)
    """The latest, by key."""
    stats: tuple[Observation, ...] = ()
    """Of the last one."""
    first: datetime | None = None
    """The time of the first event."""
    newest: datetime | None = None
    """The latest that isn't ahead."""
    hours: dict[str, Counter[str]] = field(default_factory=dict)
    """By hour: of each type `t:flow`, of each severity of alerts `s:5`."""
    unread: int = 0
    strange: int = 0
    """Alerts whose severity is in no table."""
    beyond: int = 0
    ahead: int = 0
    """Events of a time that is still to come."""

    def notes(self) -> tuple[Phrase, ...]:
        said: list[Phrase] = []
        if self.unread:
            said.append(phrase("Không đọc được {count} dòng của nhật ký", count=self.unread))
        if self.strange:
            said.append(
                phrase(
                    "{count} cảnh báo có mức ưu tiên lạ; thêm vào severities để xếp mức",
                    count=self.strange,
                )
            )
        if self.ahead:
            said.append(
                phrase(
                    "{count} sự kiện ghi giờ ở phía trước; kiểm tra đồng hồ của cảm biến",
                    count=self.ahead,
                )
            )
        if self.beyond:
            said.append(phrase("Bỏ qua {count} mục vượt mức cho phép", count=self.beyond))
        return tuple(said)


def events(settings: Eve, lines: bytes, until: datetime) -> Events:
    """Of whole lines; a time after `until` is a mistake. Raises `SourceError` where none is an event."""
    found = Events()
    written = [line for line in lines.split(b"\n") if line.strip()]
    first: SourceError | None = None
    for line in written:
        try:
            event = read_json(line)
        except SourceError as error:
            first = first or error
            event = None
        if not _taken(settings, found, event, until):
            found.unread += 1
    if written and found.unread == len(written):
        raise first or _no_log()
    beyond = len(found.alerts) - MOST
    if beyond > 0:
        found.beyond = beyond
        found.alerts = dict(list(found.alerts.items())[beyond:])
    return found


def _no_log() -> SourceError:
    return SourceError(
        Reason.MALFORMED,
        phrase("Đây không phải nhật ký EVE: không dòng nào có event_type và timestamp kèm múi giờ"),
        remedy=phrase(
            "kiểm tra url: đó phải là tệp eve.json của Suricata, mỗi dòng một sự kiện JSON"
        ),
    )


def _taken(settings: Eve, found: Events, event: object, until: datetime) -> bool:
    match event:
        case {"timestamp": str() as stamp, "event_type": str() as called}:
            fields = cast("Mapping[str, object]", event)
        case _:
            return False
    try:
        time = moment(stamp, _ISO)
    except Unreadable:
        return False
    found.first = found.first or time
    if time > until:
        found.ahead += 1
    else:
        found.newest = max(found.newest or time, time)
    hour = found.hours.setdefault(time.strftime("%Y-%m-%dT%H"), Counter())
    kind = plain(called, 40) or OTHER
    hour[f"t:{kind}" if f"t:{kind}" in hour or len(hour) < TYPES else f"t:{OTHER}"] += 1
    match fields:
        case {"event_type": "alert", "alert": dict() as alert}:
            _alert(settings, found, fields, cast("Mapping[str, object]", alert), time, hour)
        case {"event_type": "stats", "stats": dict() as stats}:
            found.stats = tuple(_figures(settings, cast("Mapping[str, object]", stats), time))
        case _:
            pass
    return True


def _alert(
    settings: Eve,
    found: Events,
    event: Mapping[str, object],
    alert: Mapping[str, object],
    time: datetime,
    hour: Counter[str],
) -> None:
    written = _text(alert, "severity")
    severity = settings.severities.get(written or "")
    found.strange += severity is None
    hour[f"s:{UNKNOWN if severity is None else severity}"] += 1
    number = _text(alert, "signature_id") or "?"
    parts = (
        time.isoformat(),
        _text(event, "flow_id"),
        f"{_text(alert, 'gid') or 1}:{number}",
        _text(event, "src_ip"),
        _text(event, "dest_ip"),
        _text(event, "tx_id"),
    )
    uid = bounded_uid("|".join(part or "" for part in parts))
    found.alerts[uid] = SecurityEvent(
        uid=uid,
        time=time,
        category=_text(alert, "category"),
        signature=_text(alert, "signature") or number,
        severity=severity,
        src=_text(event, "src_ip"),
        dst=_text(event, "dest_ip"),
        action=_text(alert, "action"),
    )


def _figures(settings: Eve, stats: Mapping[str, object], at: datetime) -> list[Observation]:
    """Those that the sensor counts; another version lacks some."""
    made: list[Observation] = []
    for name in settings.stats:
        value: object = stats
        for step in name.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if value is None:
            continue
        called = f"stats.{name}"
        try:
            made.append(
                Observation(uid=called, at=at, indicator=called, value=decimal(value, _ISO))
            )
        except Unreadable:
            said = phrase("Giá trị “{value}” không phải là số", value=plain(str(value), 40))
            made.append(Observation(uid=called, at=at, indicator=called, fault=said))
    return made


def _text(fields: Mapping[str, object], name: str) -> str | None:
    try:
        return text(fields[name]) if fields.get(name) is not None else None
    except Unreadable:
        return None
