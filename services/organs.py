"""Organs by any of their identifiers and names, at a date: departments move, and are called in many ways.

A name that nobody declared, or that two organs have at once, is nobody's: it is shown as it came.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from services.settings import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.records import Organ
    from services.wall_file.organs import Committee, DeclaredOrgan


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An organ, whoever told of it."""

    id: str
    name: Wording
    called: tuple[str, ...] = ()
    """Identifiers and other names."""
    kind: str | None = None
    since: date | None = None
    until: date | None = None
    successor: str | None = None
    contact: str | None = None

    def exists(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Directory:
    """What the wall file declares goes before what sources tell of an organ of the same name."""

    def __init__(
        self,
        declared: Mapping[str, DeclaredOrgan],
        committees: Mapping[str, Committee] | None = None,
        told: Iterable[Organ] = (),
    ) -> None:
        self._ours: dict[str, list[Known]] = {}
        self._theirs: dict[str, list[Known]] = {}
        for id, organ in declared.items():
            _enter(self._ours, _declared(id, organ))
        for id, one in (committees or {}).items():
            _enter(self._ours, Known(id=id, name=one.name, called=one.names))
        for record in told:
            if record.names or record.id:
                _enter(self._theirs, _told(record))

    def __bool__(self) -> bool:
        return bool(self._ours or self._theirs)

    def find(self, called: str, on: date) -> Known | None:
        """Whoever had the name on that day, else the last one that had it before. Of two that the wall file
        calls so it is neither, nor one of whom a source tells.
        """
        key = folded(called)
        for book in (self._ours, self._theirs):
            called_so = book.get(key, [])
            found = _one(called_so, on)
            if found is not None or any(organ.exists(on) for organ in called_so):
                return found
        return None

    def name(self, called: str, on: date) -> Wording | None:
        """None: to be shown as it came."""
        found = self.find(called, on)
        return None if found is None else found.name

    def heir(self, called: str, on: date) -> Known | None:
        """Who has the organ's tasks on that day: itself, or the successor of its successors."""
        found = self.find(called, on)
        seen: set[str] = set()
        while found is not None and not found.exists(on) and found.id not in seen:
            seen.add(found.id)
            found = None if found.successor is None else self.find(found.successor, on)
        return found if found is not None and found.exists(on) else None


def folded(name: str) -> str:
    """Case, composition and spaces make no difference; tones do."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _one(found: list[Known], on: date) -> Known | None:
    now = [organ for organ in found if organ.exists(on)]
    if now:
        return now[0] if len(now) == 1 else None
    past = [organ for organ in found if organ.until is not None and organ.until < on]
    return max(past, key=lambda organ: organ.until or date.min, default=None)


def _enter(book: dict[str, list[Known]], organ: Known) -> None:
    names = (organ.id, organ.name.vi, organ.name.short, *organ.called)
    for key in dict.fromkeys(folded(name) for name in names if name):
        book.setdefault(key, []).append(organ)


def _declared(id: str, organ: DeclaredOrgan) -> Known:
    return Known(
        id=id,
        name=organ.name,
        called=(*organ.ids, *organ.names),
        kind=organ.kind,
        since=organ.since,
        until=organ.until,
        successor=organ.successor,
        contact=organ.contact,
    )


def _told(organ: Organ) -> Known:
    name, *others = organ.names or (organ.id,)
    return Known(
        id=organ.id,
        name=Wording(vi=name[:500]),
        called=tuple(others),
        kind=organ.kind,
        since=organ.valid_from,
        until=organ.valid_to,
        successor=organ.successor,
        contact=organ.contact,
    )
