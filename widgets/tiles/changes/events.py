"""What began and ended: sources, alerts and incidents, tasks and reports that are over their due date."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from services.duties import Filing, Stage, filing, stage
from services.freshness import State
from services.plain import plain
from services.records import Alert, AlertState, Incident, ReportDue, Task
from services.settings import Wording
from services.wall_file import built_in
from services.wall_file.priority import Priority
from widgets.tiles.changes.view import Event, Happened, Weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime, timedelta

    from services.records import Record
    from services.views import Knowledge
    from widgets.tiles.changes.moved import Touched

type _Kind = Literal["tasks", "reports"]

_CUT = frozenset({State.DISCONNECTED, State.FAULTY})
_OPEN = frozenset({AlertState.FIRING, AlertState.ACKNOWLEDGED})
_TEXT = 200
"""Characters."""
_NAMED = 40
"""Incidents that are told one by one."""
_GRAVE = frozenset({Priority.URGENT, Priority.HIGH})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Duty[R: (Task, ReportDue)]:
    """What units owe, and how it stands at an instant."""

    kind: _Kind
    record: type[R]
    standing: Callable[[R, datetime, timedelta], Stage | Filing]
    unit: Callable[[R], str | None]
    late: Stage | Filing
    done: frozenset[Stage | Filing]
    became_late: Happened
    was_done: Happened


_TASKS = _Duty(
    kind="tasks",
    record=Task,
    standing=stage,
    unit=lambda task: task.lead_unit,
    late=Stage.OVERDUE,
    done=frozenset({Stage.DONE_IN_TIME, Stage.DONE_LATE}),
    became_late=Happened.OVERDUE,
    was_done=Happened.FINISHED,
)
_REPORTS = _Duty(
    kind="reports",
    record=ReportDue,
    standing=filing,
    unit=lambda report: report.unit,
    late=Filing.LATE,
    done=frozenset({Filing.SUBMITTED, Filing.SUBMITTED_LATE, Filing.APPROVED}),
    became_late=Happened.LATE,
    was_done=Happened.CAME,
)


@dataclass(frozen=True, slots=True)
class Both:
    """What the wall knows and what it knew of sources that it had heard of then."""

    now: Knowledge
    then: Knowledge
    touched: Touched

    def events(self, sources: Iterable[str]) -> Iterator[Event]:
        for id in sources:
            yield from self._source(id)
            if self.then.asked(id).last_answered is None:
                continue
            kinds = {kind for kind, _ in self.touched.get(id, frozenset())}
            if "alerts" in kinds:
                yield from self._alerts(id)
            if "incidents" in kinds:
                yield from self._incidents(id)
            # Time alone makes these late, as of the source's own last word.
            yield from self._duties(id, _TASKS)
            yield from self._duties(id, _REPORTS)

    def states(self, sources: Iterable[str]) -> Iterator[Event]:
        """Which were lost and are back, of sources of which nothing else is told."""
        for id in sources:
            yield from self._source(id)

    def _name(self, id: str) -> Wording:
        return named(self.now, id)

    def _facts[R: Record](self, id: str, kind: type[R]) -> tuple[dict[str, R], dict[str, R]]:
        """By uid, then and now."""
        before, after = (
            {fact.record.uid: fact.record for fact in one.facts((id,), kind)}
            for one in (self.then, self.now)
        )
        return before, after

    def _reckoned(self, id: str) -> tuple[datetime, datetime]:
        before, after = (one.confirmed((id,)) or one.at for one in (self.then, self.now))
        return before, after

    def _source(self, id: str) -> Iterator[Event]:
        was, stands = self.then.source(id), self.now.source(id)
        if was.state is State.NEVER or (was.state in _CUT) is (stands.state in _CUT):
            return
        lost = stands.state in _CUT
        yield Event(
            weight=Weight.LOST if lost else Weight.DONE,
            kind="sources",
            how=Happened.LOST if lost else Happened.BACK,
            what=self._name(id),
            state=stands.state if lost else None,
            since=stands.asked.last_answered if lost else None,
        )

    def _alerts(self, id: str) -> Iterator[Event]:
        """Counted: a centre has thousands. A source that is silent ends none."""
        before, after = self._facts(id, Alert)
        was, stands = (
            {uid for uid, one in facts.items() if one.state in _OPEN} for facts in (before, after)
        )
        opened = [after[uid] for uid in stands - was]
        if opened:
            worst, grave = self._worst(one.severity for one in opened)
            yield Event(
                weight=Weight.URGENT if grave else Weight.OPENED,
                kind="alerts",
                how=Happened.OPENED,
                what=self._name(id),
                count=len(opened),
                urgent=grave,
                priority=worst.value,
            )
        if was - stands:
            yield Event(
                weight=Weight.DONE,
                kind="alerts",
                how=Happened.CLOSED,
                what=self._name(id),
                count=len(was - stands),
            )

    def _incidents(self, id: str) -> Iterator[Event]:
        before, after = self._facts(id, Incident)
        was, stands = (
            {uid for uid, one in facts.items() if one.closed is None} for facts in (before, after)
        )
        naming = self.now.naming((id,))
        for facts, uids, how in (
            (after, stands - was, Happened.OPENED),
            (before, was - stands, Happened.CLOSED),
        ):
            for uid in sorted(uids, key=lambda uid: (self.now.rank(facts[uid].severity), uid))[
                :_NAMED
            ]:
                one = facts[uid]
                priority = self.now.priority(one.severity)
                opened = how is Happened.OPENED
                grave = opened and priority in _GRAVE
                yield Event(
                    weight=Weight.URGENT if grave else Weight.OPENED if opened else Weight.DONE,
                    kind="incidents",
                    how=how,
                    what=plain(one.title, _TEXT),
                    urgent=int(grave),
                    priority=priority.value if opened else None,
                    unit=naming.organ(one.unit, one) if one.unit else None,
                )

    def _worst(self, severities: Iterable[int | None]) -> tuple[Priority, int]:
        """The highest priority, and how many are of the two highest."""
        found = Counter(self.now.priority(one) for one in severities)
        return min(found, key=[*Priority].index), sum(found[one] for one in _GRAVE)

    def _duties[R: (Task, ReportDue)](self, id: str, duty: _Duty[R]) -> Iterator[Event]:
        """What is late now and wasn't, and what is done."""
        soon, (before, records) = self.now.wall.duties.soon, self._facts(id, duty.record)
        then, now = self._reckoned(id)
        was = {uid: duty.standing(one, then, soon) for uid, one in before.items()}
        stands = {uid: duty.standing(one, now, soon) for uid, one in records.items()}
        late = {
            uid: duty.unit(records[uid])
            for uid, stand in stands.items()
            if stand is duty.late and was.get(uid) is not duty.late
        }
        yield from self._late(duty.kind, duty.became_late, id, late, records)
        done = sum(
            one in duty.done and was.get(uid) not in duty.done for uid, one in stands.items()
        )
        if done:
            yield self._done(duty.kind, duty.was_done, id, done)

    def _late(
        self,
        kind: _Kind,
        how: Happened,
        id: str,
        units: Mapping[str, str | None],
        records: Mapping[str, Task | ReportDue],
    ) -> Iterator[Event]:
        """By unit, the one with the most first; who leads none is the source."""
        naming = self.now.naming((id,))
        counts: Counter[str] = Counter()
        called: dict[str, Wording | str] = {}
        for uid, unit in units.items():
            key = naming.key(unit, records[uid]) if unit else ""
            counts[key] += 1
            name = naming.organ(unit, records[uid]) if unit else self._name(id)
            called.setdefault(key, plain(name, _TEXT) if isinstance(name, str) else name)
        for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
            yield Event(
                weight=Weight.LATE,
                kind=kind,
                how=how,
                what=called[key],
                count=count,
            )

    def _done(self, kind: _Kind, how: Happened, id: str, count: int) -> Event:
        return Event(
            weight=Weight.DONE,
            kind=kind,
            how=how,
            what=self._name(id),
            count=count,
        )


def named(knowledge: Knowledge, id: str) -> Wording:
    """A source as the wall file calls it."""
    source = knowledge.wall.sources[id]
    called = source.system or ""
    system = knowledge.wall.systems.get(called) or built_in.systems().get(called)
    return source.name or (None if system is None else system.name) or Wording(vi=id)
