"""The journal of asks: when each source was asked and what came of it.

Each row carries what the earlier ones said that is still needed, so the latest row at an instant is
all there is to know of a source then.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from services.cache.asks import SAME
from services.cache.bodies import plain
from services.cache.setbacks import seen
from services.cache.times import instant, instant_or_none, micros, micros_or_none, source_instant
from services.news import Batch, Covers, Outage, Reason
from services.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from services.cache.setbacks import Setbacks
    from services.database import Connection

type Parameters = Sequence[object] | dict[str, str | int]
type Rows = Callable[[str, Parameters], list[tuple[Any, ...]]]
"""Runs one statement and hands back all its rows."""

MOST_MISSING = 10**15
"""A source that says to have more than that can't count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the journal says of one source at an instant."""

    last_asked: datetime | None = None
    """When the last finished ask began."""
    last_answered: datetime | None = None
    """When the last answer was received."""
    outages: tuple[Reason, ...] = ()
    """Reasons of the unbroken run of outages at the end, latest first, two at most."""
    reason: Reason | None = None
    words: Phrase | None = None
    """Why the last ask had no answer; None when it had one."""
    records: int = 0
    """In the last answer; a 304 stands for the answer that it repeats."""
    ever: bool = False
    """The source has answered at least once."""
    simulated: bool = False
    source_time: datetime | None = None
    """Of the last answer as a whole."""
    notes: tuple[Phrase, ...] = ()
    """What was passed over in the last ask's answer."""
    partial: bool = False
    """The last answer held only part of the source: a cap, a deadline or a lost page."""
    missing: int | None = None
    """How many records that part lacked; None: not known, or nothing lacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One ask as it is stored. Times are microseconds."""

    asked: int
    received: int
    reason: str | None = None
    words: str | None = None
    covers: str | None = None
    notes: str | None = None
    outages: int = 0
    before: str | None = None
    """The reason of the outage before this one, where that was one too."""
    answered: int | None = None
    records: int = 0
    simulated: bool = False
    source_time: int | None = None
    wide_learned: int | None = None
    wide: int | None = None
    """Stamp and receipt of the last answer that confirmed all of the source: all, new, 304."""
    all_time: int | None = None
    """Source time of the last answer that contained all of the source: all, 304."""
    part_learned: int | None = None
    part: int | None = None
    """Stamp and receipt of the last partial answer."""
    partial: bool = False
    missing: int | None = None
    """Of the last answer."""


_FIELDS = tuple(Row.__dataclass_fields__)
_COLUMNS = ", ".join(_FIELDS)


def row_at(rows: Rows, source: str, at: int, setbacks: Setbacks = ()) -> Row | None:
    """The last finished ask of a source as known at `at`, its times as they are to be taken then."""
    found = rows(
        f"SELECT learned, {_COLUMNS} FROM ask WHERE source = ? AND learned <= ? "  # noqa: S608 - our columns
        "ORDER BY learned DESC LIMIT 1",
        (source, at),
    )
    if not found:
        return None
    learned, *values = found[0]
    return as_seen(Row(**dict(zip(_FIELDS, values, strict=True))), learned, at, setbacks)


def as_seen(row: Row, learned: int, at: int, setbacks: Setbacks) -> Row:
    """No time later than the clock's own, if that was set back since."""
    if not setbacks:
        return row
    answered = max(row.wide_learned or 0, row.part_learned or 0)
    return replace(
        row,
        asked=seen(setbacks, row.asked, learned, at),
        received=seen(setbacks, row.received, learned, at),
        answered=seen(setbacks, row.answered, answered, at),
        wide=seen(setbacks, row.wide, row.wide_learned, at),
        part=seen(setbacks, row.part, row.part_learned, at),
    )


def write(connection: Connection, source: str, stamp: int, row: Row) -> None:
    marks = ", ".join("?" * (len(_FIELDS) + 2))
    connection.execute(
        f"INSERT INTO ask (source, learned, {_COLUMNS}) VALUES ({marks})",  # noqa: S608 - our columns
        (source, stamp, *(getattr(row, name) for name in _FIELDS)),
    )


def after_outage(before: Row | None, outage: Outage) -> Row:
    """The row of an ask without an answer: all that was known of answers is carried on."""
    known = before or Row(asked=0, received=0)
    return replace(
        known,
        asked=micros(outage.asked),
        received=micros(outage.received),
        reason=outage.reason.value,
        words=plain(outage.words.as_json()),
        covers=None,
        notes=None,
        outages=min(known.outages + 1, 2),
        before=known.reason,
    )


def after_answer(
    before: Row | None, batch: Batch, stamp: int, notes: tuple[Phrase, ...] = ()
) -> Row:
    """The row of an answer. A 304 without a time of its own keeps that of the answer it repeats."""
    known = before or Row(asked=0, received=0)
    received = micros(batch.received)
    time = micros_or_none(batch.at)
    row = replace(
        known,
        asked=micros(batch.asked),
        received=received,
        reason=None,
        words=None,
        covers=SAME if batch.unchanged else batch.covers.value,
        notes=_notes_json(notes),
        outages=0,
        before=None,
        answered=received,
        simulated=batch.simulated,
    )
    if batch.unchanged:
        time = known.all_time if time is None else time
        kept = known.source_time if batch.at is None else time
        # The answer that it repeats was marked, whatever the 304 itself says.
        marked = batch.simulated or known.simulated
        row = replace(row, source_time=kept, simulated=marked)
    else:
        row = replace(row, source_time=time, records=len(batch.records), **_lack(batch))
    if batch.unchanged or batch.covers is Covers.ALL:
        row = replace(row, all_time=time)
    if batch.unchanged or batch.covers is not Covers.PART:
        return replace(row, wide_learned=stamp, wide=received)
    return replace(row, part_learned=stamp, part=received)


def asked(row: Row | None) -> Asked:
    if row is None:
        return Asked()
    reasons = (row.reason, row.before)[: row.outages]
    return Asked(
        last_asked=instant(row.asked),
        last_answered=instant_or_none(row.answered),
        outages=tuple(Reason.kept(reason) for reason in reasons if reason),
        reason=Reason.kept(row.reason) if row.reason else None,
        words=Phrase.from_json(row.words) if row.words else None,
        records=row.records,
        ever=row.answered is not None,
        simulated=bool(row.simulated),
        source_time=source_instant(row.source_time),
        notes=tuple(Phrase.from_json(text) for text in json.loads(row.notes or "[]")),
        partial=bool(row.partial),
        missing=row.missing,
    )


def _lack(batch: Batch) -> dict[str, Any]:
    """What the source has beyond the answer; a stream only ever says what is new."""
    partial = batch.covers is Covers.PART
    counted = partial and batch.missing is not None and 0 < batch.missing <= MOST_MISSING
    return {"partial": partial, "missing": batch.missing if counted else None}


def _notes_json(notes: tuple[Phrase, ...]) -> str | None:
    """At most twenty: an answer full of faults must not fill the disk."""
    if not notes:
        return None
    return json.dumps([plain(note.as_json()) for note in notes[:20]], ensure_ascii=False)
