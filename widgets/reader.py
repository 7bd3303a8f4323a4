"""What records say in each field, and in which order they are listed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal, cast

from services import duties
from services.phrase import Phrase, phrase
from services.records import (
    Document,
    DocumentState,
    Goal,
    Incident,
    Milestone,
    Observation,
    ReportDue,
    Round,
    ServiceHealth,
    Task,
)
from widgets import kinds
from widgets.documents import CLOSED, is_overdue, label, standing_at
from widgets.standings import illness, is_over
from widgets.values import Comparable, Due, Percent, Ranked, Staged, Value, comparable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.records import Record
    from services.views import Knowledge
    from services.views.naming import Naming

NAMES: tuple[Literal["urgent", "high", "medium", "low"], ...] = ("urgent", "high", "medium", "low")
"""Priorities, worst first."""
SHARES = frozenset({"errors"})
"""Shares of one, shown in percent."""
PERCENTS = frozenset({"progress", "availability"})
"""Given in percent."""

_UNMEASURED = phrase("chưa có số đo")
"""Of a goal that says no figure by which it could be judged."""


class Reader:
    """What a record says in each field, as of the source's last confirmation."""

    def __init__(
        self, kind: str, knowledge: Knowledge, source: str, records: Sequence[Record]
    ) -> None:
        self.kind, self.knowledge, self.source = kind, knowledge, source
        self.reckoned = knowledge.confirmed((source,))
        documents = [record for record in records if isinstance(record, Document)]
        states = knowledge.facts((source,), DocumentState) if documents else ()
        self.where = standing_at(documents, [fact.record for fact in states])

    @cached_property
    def naming(self) -> Naming:
        return self.knowledge.naming((self.source,))

    def value(self, record: Record, field: str) -> Value:
        if field.startswith(kinds.LABEL):
            return dict(getattr(record, "labels", ())).get(field.removeprefix(kinds.LABEL))
        if field == kinds.PRIORITY and self.kind in kinds.RANKED:
            severity, raw = (
                getattr(record, "severity", None),
                getattr(record, "severity_word", None),
            )
            over = isinstance(record, Incident) and is_over(record)
            return Ranked(self.knowledge.priority(severity), None if severity else raw, over=over)
        if field == kinds.STAGE:
            return self._stage(record)
        seen = getattr(record, field, None)
        if field == "answered" and isinstance(record, Round) and record.expected:
            return f"{len(record.answered)}/{len(record.expected)}"
        if seen and (named := self._named(record, field, seen)) is not None:
            return named
        if field == "due" and isinstance(seen, datetime):
            return Due(seen, self.overdue(record))
        if field == "measure" and isinstance(record, Goal) and seen is None:
            return _UNMEASURED
        said = self._state(record, field)
        return _plain_value(field, seen) if said is None else said

    def _named(self, record: Record, field: str, seen: object) -> Value:
        """Organs and territories by the names of the wall; None for other fields."""
        if field == "territory" and isinstance(seen, str):
            return self.naming.territory(seen, record)
        if field not in kinds.ORGANS or (field == "unit" and isinstance(record, Observation)):
            return None
        match seen:
            case str():
                return self.naming.organ(seen, record)
            case tuple():
                names = (self.naming.organ(str(one), record) for one in seen)
                return ", ".join(one if isinstance(one, str) else one.vi for one in names)
            case _:
                return None

    def _stage(self, record: Record) -> Value:
        """As of the last confirmation; how many days it is over, too."""
        reckoned, soon = self.reckoned, self.knowledge.wall.duties.soon
        if reckoned is None:
            return None
        match record:
            case Task():
                stage: StrEnum = duties.stage(record, reckoned, soon)
                rank, done = duties.STAGES.index(stage), record.finished
            case ReportDue():
                stage = duties.filing(record, reckoned, soon)
                rank, done = [*duties.Filing].index(stage), record.submitted
            case _:
                return None
        days = duties.days_over(record.due, done, reckoned, self.knowledge.zone)
        if stage is duties.Filing.APPROVED and days is not None:
            late = [*duties.Filing].index(duties.Filing.SUBMITTED_LATE)
            return Staged(stage.value, _APPROVED_LATE, late)
        if stage in {duties.Filing.APPROVED, duties.Filing.RETURNED}:
            days = None
        return Staged(stage.value, kinds.SAID[stage.value], rank, days)

    def _state(self, record: Record, field: str) -> Value:
        """Where a record stands, in the wall's words; None where its own are what there is to say."""
        declared = self.knowledge.wall.document_states
        match record, field:
            case Document(), kinds.STATE:
                state = self.where.get(record.uid)
                return label(state.code if state else "", declared)
            case DocumentState(), "code":
                return label(record.code, declared)
            case Incident(state=None), kinds.STATE:
                return _CLOSED if is_over(record) else _OPEN
            case ServiceHealth(state=str() as state), kinds.STATE if state in kinds.SAID:
                return kinds.SAID[state]
            case ReportDue(submitted=None), "submitted":
                return _UNSENT
            case _, kinds.STATE:
                return kinds.TOLD.get(str(getattr(record, field, None)))
            case _:
                return None

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
        if isinstance(record, Incident):
            return is_over(record)
        ends = kinds.ENDS.get(self.kind)
        return ends is None or getattr(record, ends) is not None

    def rank(self, record: Record) -> int:
        return NAMES.index(self.knowledge.priority(getattr(record, "severity", None)).value)

    def ordered(self, records: Sequence[Record], order: str) -> list[Record]:
        """What has no value comes last either way; equals stay in the kind's own order, then by uid."""
        by_uid = sorted(records, key=lambda record: record.uid)
        if order == "urgent":
            newest = self._by(by_uid, kinds.ALL[self.kind].time or "at", down=True)
            return sorted(newest, key=lambda r: (self.closed(r), self.rank(r)))
        if order == "worst":
            failing = self._by(self._by(by_uid, "service", down=False), "errors", down=True)
            return sorted(failing, key=lambda r: illness(getattr(r, "state", None)))
        if order == "due":
            done = [record for record in by_uid if self.closed(record)]
            left = [record for record in by_uid if not self.closed(record)]
            left = sorted(self._by(left, "due", down=False), key=lambda r: not self.overdue(r))
            return left + self._by(done, "due", down=True)
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
        case tuple() if field == "milestones":
            return _milestones(cast("tuple[Milestone, ...]", seen))
        case tuple():
            return ", ".join(_part(part) for part in seen)
        case None | str() | bool() | int() | Decimal() | date() | Phrase():
            return seen
        case _:
            return str(seen)


def _milestones(every: Sequence[Milestone]) -> Phrase | None:
    """How many are reached, and the one that comes next."""
    left = [one for one in every if one.done is None]
    reached = len(every) - len(left)
    if not every or not left:
        return phrase("đủ {count} mốc", count=reached) if every else None
    return phrase(
        "{done}/{count} mốc, tới: {name}", done=reached, count=len(every), name=left[0].name
    )


def _part(part: object) -> str:
    match part:
        case tuple():
            return "=".join(part)
        case _:
            return str(part)


_CLOSED, _OPEN = phrase("Đã đóng"), phrase("Chưa đóng")
_UNSENT = phrase("Chưa nộp")
_APPROVED_LATE = phrase("Nộp muộn, đã duyệt")
"""Before those that came in time."""

LAST: Comparable = (9, 0, ())
