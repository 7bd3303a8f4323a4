"""From news to rows. One recorder belongs to one database and to the writer's thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.cache import facts, journal
from services.cache.answer import (
    NO_VALUE,
    Answer,
    Said,
    of_whole_indicator,
    same_figure,
    sort,
)
from services.cache.bodies import decode, fault_json, has_value
from services.cache.cursors import Cursors
from services.cache.dates import absurd, fault
from services.cache.facts import Version
from services.cache.ledger import Ledger
from services.cache.levels import by_level
from services.cache.named import Named, matches
from services.cache.points import Points
from services.cache.reach import within_reach
from services.cache.setbacks import reading
from services.cache.spells import in_its_state
from services.cache.times import FOREVER, UNDATED, instant, micros, micros_or_none
from services.news import Batch, Covers, News, Outage
from services.phrase import Phrase, phrase
from services.records import Observation, Record

if TYPE_CHECKING:
    from collections.abc import Collection

    from services.cache.answer import Key
    from services.cache.setbacks import Setbacks
    from services.database import Connection

LACKING = phrase("Câu trả lời không có số liệu này.")


class Recorder:
    """Keeps what stands now in memory, so that an answer which repeats it costs one row."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.cursors = Cursors(connection)
        self._points = Points(connection)
        self._ledgers: dict[str, Ledger] = {}
        self._asks: dict[str, journal.Row | None] = {}

    def record(
        self,
        news: News,
        stamp: int,
        named: Collection[Named] = (),
        setbacks: Setbacks = (),
    ) -> None:
        """Inside a transaction of the caller's; when that is undone, the caller says `forget`."""
        before = self._ask(news.source)
        if setbacks:
            # What was read off the clock before it was set back is no later than the present.
            present = instant(reading(setbacks, stamp))
            news = replace(
                news, asked=min(news.asked, present), received=min(news.received, present)
            )
        match news:
            case Outage():
                row = journal.after_outage(before, news)
            case _:
                if absurd(news.at):
                    notes = (*news.notes, fault(news.at))
                    news = replace(news, at=None, notes=notes)
                news = within_reach(news, named)
                notes = self._settle(
                    _Settling(self._ledger(news.source), news, stamp, before, setbacks), named
                )
                row = journal.after_answer(before, news, stamp, (*news.notes, *notes))
                if news.cursor is not None:  # A batch without one leaves the one that was kept.
                    self.cursors.write(news.source, news.cursor)
        journal.write(self._connection, news.source, stamp, row)
        self._asks[news.source] = row

    def forget(self) -> None:
        """What is in memory may not be what is in the database."""
        self.cursors.undone()
        self._points.forget()
        self._ledgers.clear()
        self._asks.clear()

    def _settle(self, settling: _Settling, named: Collection[Named]) -> tuple[Phrase, ...]:
        if settling.batch.unchanged:
            return ()
        answer = sort(settling.batch, settling.ledger.body)
        settling.settle(answer, named)
        self._points.add(settling.batch, answer.samples, settling.stamp)
        return answer.notes

    def _ledger(self, source: str) -> Ledger:
        if source not in self._ledgers:
            self._ledgers[source] = Ledger(self._connection, source)
        return self._ledgers[source]

    def _ask(self, source: str) -> journal.Row | None:
        if source not in self._asks:
            self._asks[source] = journal.row_at(
                lambda statement, values: self._connection.execute(statement, values).fetchall(),
                source,
                FOREVER,
            )
        return self._asks[source]


@dataclass(frozen=True, slots=True)
class _Settling:
    """One answer against what stands."""

    ledger: Ledger
    batch: Batch
    stamp: int
    before: journal.Row | None
    setbacks: Setbacks

    def settle(self, answer: Answer, named: Collection[Named]) -> None:
        broken: set[Key] = set()
        for name, said in answer.said.items():
            together = self._broken_with(name, said, answer)
            for one in together:
                self._lack(self.ledger.standing[one], said.fault or NO_VALUE)
            broken |= together
            if not together:
                self._heard(name, said)
        self._missed(answer, named, broken)
        match self.batch.covers:
            case Covers.PART:
                row = self.before
                last = (None, None) if row is None else (row.part_learned, row.part)
                self.ledger.held(set(answer.said), self.stamp, last)
            case Covers.NEW if self.batch.keeps is not None:
                self.ledger.let_go(self.batch.keeps, self.stamp)
            case Covers.ALL | Covers.NEW:
                pass
        self.ledger.flush()

    def _heard(self, name: Key, said: Said) -> None:
        old = self.ledger.standing.get(name)
        if old is not None:
            said = in_its_state(old, by_level(old, said), self.batch.received)
        if not said.valued and old is not None and has_value(_record(old)):
            self._lack(old, said.fault or NO_VALUE)
            return
        version = self._version(name, said, old)
        if old is None or _differs(old, version):
            self.ledger.put(version)
        else:
            version = old
        own = self._own_time(said)
        if own != version.own_time:
            self.ledger.date(version, self.stamp, own)

    def _version(self, name: Key, said: Said, old: Version | None) -> Version:
        record = said.record
        changed = micros(self.batch.received)
        if old is not None and (
            old.body == said.body or same_figure(_record(old), replace(record, uid=old.uid))
        ):
            changed = facts.as_seen(old, self.stamp, self.setbacks).changed
        return Version(
            key=old.key if old else 0,
            kind=name[0],
            uid=name[1],
            name=name[2],
            learned=self.stamp,
            body=said.body,
            simulated=self.batch.simulated and record.publication is None,
            fault=fault_json(said.fault),
            changed=changed,
            lacks=not said.valued,
            held=None,
            held_time=None,
            own_time=old.own_time if old else None,
            part_until=None,
            part_last=None,
            part_received=None,
        )

    def _own_time(self, said: Said) -> int | None:
        """Where not all of the source is in the answer, its time is that of the records in it only."""
        own = micros_or_none(said.record.at)
        if own is not None or self.batch.covers is Covers.ALL:
            return own
        return UNDATED if self.batch.at is None else micros(self.batch.at)

    def _broken_with(self, name: Key, said: Said, answer: Answer) -> set[Key]:
        """What stands of an indicator of which the answer says as a whole that it is broken: a query
        failed, so nobody knows of which places or labels it would have told.
        """
        if not (said.fault is not None and of_whole_indicator(said.record)):
            return set()
        own = self.ledger.standing.get(name)
        if own is not None and has_value(_record(own)) and self.batch.covers is not Covers.ALL:
            return set()  # A total beside its parts, of which this answer says nothing.
        return {
            one
            for one in self.ledger.standing
            if (one[0], one[2]) == (name[0], name[2]) and (one == name or one not in answer.said)
        }

    def _missed(self, answer: Answer, named: Collection[Named], broken: set[Key]) -> None:
        """Keys of which the answer says that they are no more."""
        missing = [
            name for name in self.ledger.standing if name not in answer.said and name not in broken
        ]
        if self.batch.covers is not Covers.ALL:
            taken = {(kind, uid) for kind, uid, _ in answer.said}
            valued = {(key[0], key[2]) for key, said in answer.said.items() if said.valued}
            missing = [
                name for name in missing if name[:2] in taken or self._found_again(name, valued)
            ]
        if not missing:
            return
        lacked = self._lacked(answer, named, missing)
        for name in missing:
            if name in lacked:
                self._lack(self.ledger.standing[name], LACKING)
            else:
                self.ledger.end(name, self.stamp)

    def _found_again(self, name: Key, valued: set[tuple[str, str]]) -> bool:
        """Nothing was known but that its indicator was broken, and now it has figures."""
        version = self.ledger.standing[name]
        return (
            version.lacks and (name[0], name[2]) in valued and of_whole_indicator(_record(version))
        )

    def _lacked(self, answer: Answer, named: Collection[Named], missing: list[Key]) -> set[Key]:
        """Those missing that the wall file names and of which the answer has no other."""
        heard = [s.record for s in answer.said.values() if isinstance(s.record, Observation)]
        lacked: set[Key] = set()
        for one in named:
            if one.source != self.batch.source or any(
                record.indicator == one.indicator and matches(record, one.where) for record in heard
            ):
                continue
            for name in missing:
                version = self.ledger.standing[name]
                record = _record(version)
                if (
                    isinstance(record, Observation)
                    and version.name == one.indicator
                    and matches(record, one.where)
                ):
                    lacked.add(name)
        return lacked

    def _lack(self, old: Version, fault: Phrase) -> None:
        """The value stays, with its last confirmation and source time."""
        words = fault_json(fault)
        if old.lacks and old.fault == words:
            return
        old = facts.as_seen(old, self.stamp, self.setbacks)
        held, held_time = old.held, old.held_time
        if not old.lacks and self.before is not None:
            stored = self._stored(old)
            before = journal.as_seen(self.before, self.stamp - 1, self.stamp, self.setbacks)
            held = stored.confirmed(before, FOREVER - 1)
            held_time = stored.source_time(before)
        self.ledger.put(
            replace(
                old,
                learned=self.stamp,
                fault=words,
                lacks=True,
                held=held,
                held_time=held_time,
            )
        )

    def _stored(self, version: Version) -> Version:
        """With its run of partial answers, of which memory keeps nothing."""
        return facts.versions(
            self.ledger.rows,
            facts.OF_KEY,
            self.setbacks,
            source=self.ledger.source,
            at=FOREVER - 1,
            key=version.key,
        )[0]


def _record(version: Version) -> Record:
    return decode(version.kind, version.uid, version.body, None)


def _differs(old: Version, new: Version) -> bool:
    return (old.body, old.simulated, old.fault, old.lacks) != (
        new.body,
        new.simulated,
        new.fault,
        new.lacks,
    )
