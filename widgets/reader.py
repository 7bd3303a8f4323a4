"""What records say in each field, and in which order they are listed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Literal

from services.phrase import Phrase
from services.records import Document, DocumentState
from widgets import kinds
from widgets.documents import CLOSED, is_overdue, label, standing_at
from widgets.values import Comparable, Due, Percent, Ranked, Value, comparable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.records import Record
    from services.views import Knowledge

NAMES: tuple[Literal["urgent", "high", "medium", "low"], ...] = ("urgent", "high", "medium", "low")
"""Priorities, worst first."""
SHARES = frozenset({"errors"})
"""Shares of one, shown in percent."""
PERCENTS = frozenset({"progress"})
"""Given in percent."""


class Reader:
    """What a record says in each field, as of the source's last confirmation."""

    def __init__(
        self, kind: str, knowledge: Knowledge, source: str, records: Sequence[Record]
    ) -> None:
        self.kind, self.knowledge = kind, knowledge
        self.reckoned = knowledge.confirmed((source,))
        documents = [record for record in records if isinstance(record, Document)]
        states = knowledge.facts((source,), DocumentState) if documents else ()
        self.where = standing_at(documents, [fact.record for fact in states])

    def value(self, record: Record, field: str) -> Value:
        declared = self.knowledge.wall.document_states
        if field.startswith(kinds.LABEL):
            return dict(getattr(record, "labels", ())).get(field.removeprefix(kinds.LABEL))
        if field == kinds.PRIORITY and self.kind in kinds.RANKED:
            severity, raw = (
                getattr(record, "severity", None),
                getattr(record, "severity_word", None),
            )
            return Ranked(self.knowledge.priority(severity), None if severity else raw)
        if field == kinds.STATE and isinstance(record, Document):
            state = self.where.get(record.uid)
            return label(state.code if state else "", declared)
        if field == "code" and isinstance(record, DocumentState):
            return label(record.code, declared)
        seen = getattr(record, field, None)
        if field == "due" and isinstance(seen, datetime):
            return Due(seen, self.overdue(record))
        return _plain_value(field, seen)

    def overdue(self, record: Record) -> bool:
        """As of the last confirmation: while the source is silent nothing becomes overdue."""
        due = getattr(record, "due", None)
        if isinstance(record, Document):
            return is_overdue(due, self.where.get(record.uid), self.reckoned)
        if due is None or self.reckoned is None or self.closed(record):
            return False
        return bool(due < self.reckoned)

    def closed(self, record: Record) -> bool:
        """Somebody finished it, or the kind doesn't say: then it is never called overdue."""
        if isinstance(record, Document):
            state = self.where.get(record.uid)
            return state is not None and state.code in CLOSED
        ends = _ENDS.get(self.kind)
        return ends is None or getattr(record, ends) is not None

    def rank(self, record: Record) -> int:
        return NAMES.index(self.knowledge.priority(getattr(record, "severity", None)).value)

    def ordered(self, records: Sequence[Record], order: str) -> list[Record]:
        """What has no value comes last either way; equals stay in the kind's own order, then by uid."""
        by_uid = sorted(records, key=lambda record: record.uid)
        if order == "urgent":
            newest = self._by(by_uid, kinds.ALL[self.kind].time or "at", down=True)
            return sorted(newest, key=self.rank)
        if order == "due":
            soonest = self._by(by_uid, "due", down=False)
            return sorted(soonest, key=lambda r: (self.closed(r), not self.overdue(r)))
        usual = kinds.ALL[self.kind].order
        before = by_uid if order == usual else self.ordered(records, usual)
        return self._by(before, order.removeprefix("-"), down=order.startswith("-"))

    def _by(self, records: Sequence[Record], field: str, *, down: bool) -> list[Record]:
        keys = {record.uid: comparable(self.value(record, field)) for record in records}
        known = [record for record in records if keys[record.uid] is not None]
        known.sort(key=lambda record: keys[record.uid] or LAST, reverse=down)
        return known + [record for record in records if keys[record.uid] is None]


def _plain_value(field: str, seen: object) -> Value:
    match seen:
        case int() if field == "priority" and 0 <= seen < len(kinds.URGENCIES):
            return kinds.URGENCIES[seen]
        case Decimal() if field in SHARES:
            return Percent(seen.scaleb(2))
        case Decimal() if field in PERCENTS:
            return Percent(seen)
        case Enum():
            return kinds.SAID.get(str(seen)) or str(seen)
        case tuple():
            return ", ".join("=".join(p) if isinstance(p, tuple) else str(p) for p in seen)
        case None | str() | bool() | int() | Decimal() | date() | Phrase():
            return seen
        case _:
            return str(seen)


_ENDS: Mapping[str, str] = {"tasks": "finished", "reports_due": "submitted", "mentions": "handled"}
"""The field that says that a record with a due date is done."""

LAST: Comparable = (9, 0, ())
