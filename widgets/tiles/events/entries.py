"""One event as the list counts it: what it is, how urgent, when, where, and whether somebody has seen it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.plain import plain
from services.records import Alert, AlertState, Incident, SecurityEvent, Vulnerability
from widgets import kinds
from widgets.chosen import chosen
from widgets.reader import Reader
from widgets.standings import is_over
from widgets.tiles.events.settings import NO_GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from services.cache import Fact
    from services.views import Knowledge
    from widgets.tiles.events.settings import EventsTile

WINDOW: Mapping[str, timedelta | None] = {"security_events": timedelta(hours=24)}
"""Where the wall file says none; of what isn't there all that is known."""
_WORD = 40
"""Characters of a source's own word."""
_ACTIONS: Mapping[str, Phrase] = {
    "blocked": phrase("đã chặn"),
    "block": phrase("đã chặn"),
    "dropped": phrase("đã chặn"),
    "drop": phrase("đã chặn"),
    "denied": phrase("đã chặn"),
    "quarantined": phrase("đã cách ly"),
    "cleaned": phrase("đã làm sạch"),
    "allowed": phrase("không bị chặn"),
    "pass": phrase("không bị chặn"),
}

_OPEN = frozenset({"open", "active", "mở", "đang mở", "chưa xử lý"})
"""Of a vulnerability nobody needs to be told."""

type Event = Alert | Incident | SecurityEvent | Vulnerability
CLASSES: Mapping[str, type[Event]] = {
    "alerts": Alert,
    "incidents": Incident,
    "security_events": SecurityEvent,
    "vulnerabilities": Vulnerability,
}
NAMED = {
    "alerts": "title",
    "incidents": "title",
    "security_events": "signature",
    "vulnerabilities": "id",
}
"""The field that says what it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    alike: str
    """The same of all that are one row, but for their priority."""
    rank: int
    """Of its priority, 0 the worst."""
    at: datetime | None
    """Never later than the wall learned of it: a clock that runs ahead pins nothing to the top."""
    fact: Fact[Event]
    place: str | None
    """Where, as the source calls it."""
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Of one source."""

    entries: tuple[Entry, ...]
    hidden: int
    """Suppressed at the source."""
    start: datetime | None
    """Of the window that was looked at."""

    @property
    def facts(self) -> tuple[Fact[Event], ...]:
        return tuple(entry.fact for entry in self.entries)

    def down_to(self, rank: int) -> Found:
        """Without lesser priorities than that."""
        return replace(self, entries=tuple(one for one in self.entries if one.rank <= rank))


def found(settings: EventsTile, source: str, knowledge: Knowledge) -> Found:
    """What of a source belongs into the list, as of its last confirmation."""
    kind, condition = settings.records, settings.condition
    facts = {f.record.uid: f for f in knowledge.facts((source,), CLASSES[kind])}
    records, hidden = chosen(condition, source, knowledge, [f.record for f in facts.values()])
    about_ends = condition is not None and condition.fields & {"closed", "state"}
    reader = Reader(kind, knowledge, source, records)
    last = settings.last or WINDOW.get(kind)
    start = None if last is None or reader.reckoned is None else reader.reckoned - last
    entries = []
    for record in records:
        if isinstance(record, Incident) and is_over(record) and not about_ends:
            continue
        fact = facts[record.uid]
        at = _time(fact)
        if start is None or (at or fact.learned) >= start:  # undated: not later than it was learned
            entries.append(_entry(settings, fact, at, reader))
    return Found(tuple(entries), hidden, start)


def _entry(settings: EventsTile, fact: Fact[Event], at: datetime | None, reader: Reader) -> Entry:
    record = fact.record
    return Entry(
        alike=_alike(settings, fact, reader),
        rank=reader.rank(record),
        at=at,
        fact=fact,
        place=_place(record),
        acknowledged=isinstance(record, Alert) and record.state is AlertState.ACKNOWLEDGED,
    )


def _alike(settings: EventsTile, fact: Fact[Event], reader: Reader) -> str:
    field = settings.group or NAMED[settings.records]
    if field == NO_GROUP:
        return f"{fact.source}/{fact.record.uid}"
    seen = getattr(fact.record, field, None)
    if field in kinds.ORGANS and isinstance(seen, str):
        return reader.naming.key(seen, fact.record)
    if field.startswith(kinds.LABEL) or field == kinds.PRIORITY:
        return str(reader.value(fact.record, field))
    return str(seen).casefold()


def _time(fact: Fact[Event]) -> datetime | None:
    match fact.record:
        case Alert(starts=at) | Incident(opened=at) | Vulnerability(found=at):
            said = at
        case event:
            said = event.time
    return None if said is None else min(said, fact.learned)


def _place(record: Event) -> str | None:
    match record:
        case Alert(entity=place) | Incident(unit=place) | Vulnerability(asset=place):
            return place
        case SecurityEvent():
            return None


def word(record: Event) -> Phrase | str | None:
    """What became of it, in the wall's words or the source's own; of an alert nothing."""
    match record:
        case SecurityEvent(action=str() as said):
            return _ACTIONS.get(said.strip().casefold()) or plain(said, _WORD)
        case Incident(state=str() as said) | Vulnerability(state=str() as said):
            usual = isinstance(record, Vulnerability) and said.strip().casefold() in _OPEN
            return None if usual else kinds.TOLD.get(said) or plain(said, _WORD)
        case _:
            return None
