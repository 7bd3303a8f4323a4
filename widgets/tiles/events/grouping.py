"""Events that are alike, as rows."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from heapq import nsmallest
from typing import TYPE_CHECKING

from services.plain import plain
from services.records import Alert, SecurityEvent
from widgets.reader import Reader
from widgets.tiles.events.entries import NAMED, WINDOW, word
from widgets.tiles.events.order import began, place
from widgets.tiles.events.settings import NO_GROUP
from widgets.tiles.events.view import MOST, Group

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from services.phrase import Phrase
    from services.settings import Wording
    from services.views import Knowledge
    from widgets.tiles.events.entries import Entry, Found
    from widgets.tiles.events.order import Key
    from widgets.tiles.events.settings import EventsTile
    from widgets.values import Value

NEW = timedelta(minutes=5)
"""How long a row is called new, at the source's last confirmation."""
_STATES = 2
_LONG = 200
"""Characters of a name."""
_ADDRESS = 60

type Alike = tuple[int, str]
"""Rank and what is the same."""


class Groups:
    """Entries of all sources by what is alike."""

    def __init__(
        self, settings: EventsTile, knowledge: Knowledge, all_found: Iterable[Found]
    ) -> None:
        self.settings, self.knowledge = settings, knowledge
        self.members: dict[Alike, list[Entry]] = {}
        starts = []
        for one in all_found:
            starts += [one.start] if one.start is not None else []
            for entry in one.entries:
                self.members.setdefault((entry.rank, entry.alike), []).append(entry)
        self.start = max(starts, default=None)
        alone = settings.group == NO_GROUP
        self.last = None if alone else settings.last or WINDOW.get(settings.records)

    def ranks(self) -> Counter[int]:
        return Counter(rank for rank, _ in self.members)

    def rows(self) -> tuple[Group, ...]:
        """The first of them, in their order."""
        begun = {alike: self._begun(entries) for alike, entries in self.members.items()}
        keys = {alike: self._key(alike, begun[alike]) for alike in self.members}
        first = nsmallest(MOST, keys, key=lambda alike: keys[alike])
        return tuple(self._group(alike, begun[alike]) for alike in first)

    def _begun(self, entries: list[Entry]) -> datetime | None:
        return began(sorted(_times(entries)), self.start, self.last)

    def _key(self, alike: Alike, begun: datetime | None) -> Key:
        return place(
            self.settings.order,
            rank=alike[0],
            acknowledged=all(entry.acknowledged for entry in self.members[alike]),
            begun=begun,
            name=alike[1],
        )

    def _group(self, alike: Alike, begun: datetime | None) -> Group:
        entries = sorted(self.members[alike], key=_first)
        first = entries[0]
        record = first.fact.record
        times = sorted(_times(entries))
        settings, shown = self.settings, self.settings.show
        places = dict.fromkeys(entry.place for entry in entries if entry.place)
        src = {e.fact.record.src for e in entries if isinstance(e.fact.record, SecurityEvent)}
        dst = {e.fact.record.dst for e in entries if isinstance(e.fact.record, SecurityEvent)}
        sources, targets = src - {None}, dst - {None}
        named = "where" in shown
        return Group(
            rank=alike[0],
            what=self._what(first),
            raw=None if record.severity else _raw(record),
            count=len(entries),
            first=times[0] if times else None,
            last=times[-1] if times else None,
            new=self._new(begun, times),
            place=self._named(first) if named else None,
            places=self._different(entries, len(places)) if named else 0,
            source=self._address(sources),
            sources=len(sources),
            target=self._address(targets),
            targets=len(targets),
            states=_states(entries) if "state" in shown else (),
            acknowledged=sum(entry.acknowledged for entry in entries),
            alarm=settings.records == "alerts",
        )

    def _what(self, entry: Entry) -> Value:
        kind, group = self.settings.records, self.settings.group
        field = NAMED[kind] if group in {None, NO_GROUP} else group
        reader = Reader(kind, self.knowledge, entry.fact.source, ())
        value = reader.value(entry.fact.record, field or "")
        return plain(value, _LONG) if isinstance(value, str) else value

    def _new(self, begun: datetime | None, times: list[datetime]) -> bool:
        """It began just now; of alerts that stay until they are over, the last of them did."""
        reckoned = self.knowledge.confirmed(self.settings.events)
        at = begun if self.last is not None else (times[-1] if times else None)
        return reckoned is not None and at is not None and reckoned - at <= NEW

    def _named(self, entry: Entry) -> Wording | str | None:
        """As organs and territories are called on the wall."""
        if not entry.place:
            return None
        naming = self.knowledge.naming(self.settings.events)
        called = naming.organ(entry.place, entry.fact.record)
        if isinstance(called, str):
            called = naming.territory(called, entry.fact.record)
        return plain(called, _ADDRESS) if isinstance(called, str) else called

    def _different(self, entries: list[Entry], written: int) -> int:
        """Places, one for all the names that an organ goes by."""
        if written < 2:  # noqa: PLR2004 - then there is nothing to tell apart
            return written
        naming = self.knowledge.naming(self.settings.events)
        told = {entry.place: entry.fact.record for entry in entries if entry.place}
        return len({naming.key(place, record) for place, record in told.items()})

    def _address(self, addresses: set[str | None]) -> str | None:
        if len(addresses) != 1 or "addresses" not in self.settings.show:
            return None
        return plain(next(iter(addresses)) or "", _ADDRESS) or None


def _times(entries: Iterable[Entry]) -> list[datetime]:
    return [entry.at for entry in entries if entry.at is not None]


def _first(entry: Entry) -> tuple[bool, float, str, str]:
    at = entry.at
    return (
        at is None,
        0.0 if at is None else at.timestamp(),
        entry.fact.source,
        entry.fact.record.uid,
    )


def _raw(record: object) -> str | None:
    return plain(record.severity_word or "", 40) or None if isinstance(record, Alert) else None


def _states(entries: list[Entry]) -> tuple[tuple[Phrase | str, int], ...]:
    found = Counter(said for entry in entries if (said := word(entry.fact.record)) is not None)
    ranked = sorted(found.items(), key=lambda one: (-one[1], str(one[0])))
    return tuple(ranked[:_STATES])
