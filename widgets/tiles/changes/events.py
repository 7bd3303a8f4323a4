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
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from services.records import Record
    from services.views import Knowledge
    from widgets.tiles.changes.moved import Touched

type _Kind = Literal["tasks", "reports"]

_CUT = frozenset({State.DISCONNECTED, State.FAULTY})
_OPEN = frozenset({AlertState.FIRING, AlertState.ACKNOWLEDGED})
_OVER = frozenset({Stage.DONE_IN_TIME, Stage.DONE_LATE})
_CAME = frozenset({Filing.SUBMITTED, Filing.SUBMITTED_LATE, Filing.APPROVED})
_TEXT = 200
"""Characters."""
_NAMED = 40
"""Incidents that are told one by one."""
_GRAVE = frozenset({Priority.URGENT, Priority.HIGH})


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
            yield from self._tasks(id)
            yield from self._reports(id)

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

    def _tasks(self, id: str) -> Iterator[Event]:
        before, after = self._facts(id, Task)
        soon = self.now.wall.duties.soon
        then, now = self._reckoned(id)
        was = {uid: stage(one, then, soon) for uid, one in before.items()}
        stands = {uid: stage(one, now, soon) for uid, one in after.items()}
        late = {
            uid: one.lead_unit
            for uid, one in after.items()
            if stands[uid] is Stage.OVERDUE and was.get(uid) is not Stage.OVERDUE
        }
        yield from self._late("tasks", Happened.OVERDUE, id, late, after)
        done = sum(one in _OVER and was.get(uid) not in _OVER for uid, one in stands.items())
        if done:
            yield self._done("tasks", Happened.FINISHED, id, done)

    def _reports(self, id: str) -> Iterator[Event]:
        before, after = self._facts(id, ReportDue)
        soon = self.now.wall.duties.soon
        then, now = self._reckoned(id)
        was = {uid: filing(one, then, soon) for uid, one in before.items()}
        stands = {uid: filing(one, now, soon) for uid, one in after.items()}
        late = {
            uid: one.unit
            for uid, one in after.items()
            if stands[uid] is Filing.LATE and was.get(uid) is not Filing.LATE
        }
        yield from self._late("reports", Happened.LATE, id, late, after)
        came = sum(one in _CAME and was.get(uid) not in _CAME for uid, one in stands.items())
        if came:
            yield self._done("reports", Happened.CAME, id, came)

    def _late(
        self,
        kind: _Kind,
        how: Happened,
        id: str,
        units: Mapping[str, str | None],
        records: Mapping[str, Task] | Mapping[str, ReportDue],
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
