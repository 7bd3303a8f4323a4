"""What the cache knows of earlier hours, latest first and a bounded piece at a time: sources that fell
silent and came back, wall files that took effect, what was kept, when the program ran.

Of the states of a source these are the two that follow from the journal of asks alone, disconnected and
faulty; late, stale and skewed follow from the wall file of then too and are not told here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.cache.setbacks import place, reading
from services.cache.times import FOREVER, instant
from services.news import Reason
from services.phrase import Phrase

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache.journal import Rows
    from services.cache.setbacks import Setbacks

RUN = "run"
"""Kept while a wall runs, with when it began; taken back when it ends in order."""
ASKS = 20_000
"""Asks that one piece looks through: a twentieth of a second, on whichever thread asks."""
_LONGEST = 65_536
"""Characters of what was kept; what is longer nobody of ours wrote."""
_MOST_FILES = 6
"""Names of changed files."""

_OF_CONNECTION = ", ".join(f"'{one.value}'" for one in Reason if one.of_connection)
_FLOOR = "SELECT learned FROM ask WHERE learned < ? ORDER BY learned DESC LIMIT 1 OFFSET ?"
# One outage is a blink: a source is silent from the second in a row on (`outages` counts no further).
# Another kind of silence is told anew. `b`: its ask before. The silence began with the first ask after the
# last answer, of which an outage's row knows the stamp.
_TURNS = f"""SELECT a.source, a.learned, a.reason, a.words, iif(a.outages = 2, NULL, (
    SELECT min(learned) FROM ask WHERE source = a.source
    AND learned > max(ifnull(b.wide_learned, 0), ifnull(b.part_learned, 0))))
FROM ask AS a CROSS JOIN ask AS b ON b.source = a.source AND b.learned = (
    SELECT max(learned) FROM ask WHERE source = a.source AND learned < a.learned)
WHERE a.learned >= ? AND a.learned < ? AND a.outages <> 1 AND (
    (a.outages = 2) <> (b.outages = 2) OR (
        a.outages = 2 AND (a.reason IN ({_OF_CONNECTION})) <> (b.reason IN ({_OF_CONNECTION}))))
ORDER BY a.learned DESC"""  # noqa: S608 - our reasons
_SINCE = """SELECT b.learned FROM ask AS a CROSS JOIN ask AS b ON b.source = a.source
    AND b.learned > max(ifnull(a.wide_learned, 0), ifnull(a.part_learned, 0))
WHERE a.source = ? AND a.outages = 2 AND a.learned = (
    SELECT max(learned) FROM ask WHERE source = ? AND learned <= ?)
ORDER BY b.learned LIMIT 1"""
_CHANGED = """(SELECT json_group_array(DISTINCT key) FROM (
    SELECT key FROM (SELECT key, value FROM json_each(w.texts) EXCEPT
        SELECT key, value FROM json_each(p.texts))
    UNION SELECT key FROM (SELECT key, value FROM json_each(p.texts) EXCEPT
        SELECT key, value FROM json_each(w.texts))))"""
_FILES = f"""SELECT w.learned, w.hash, p.hash, iif(p.hash IS NULL, '[]', {_CHANGED})
FROM wall_file AS w LEFT JOIN wall_file AS p
    ON p.learned = (SELECT max(learned) FROM wall_file WHERE learned < w.learned)
WHERE w.learned < ? ORDER BY w.learned DESC LIMIT ?"""  # noqa: S608 - our statement
_KEPT = f"""SELECT s.learned, substr(s.value, 1, {_LONGEST}), p.learned, substr(p.value, 1, {_LONGEST})
FROM setting AS s LEFT JOIN setting AS p ON p.kind = s.kind AND p.key = s.key AND p.learned = (
    SELECT max(learned) FROM setting WHERE kind = s.kind AND key = s.key AND learned < s.learned)
WHERE s.kind = ? AND s.key = '' AND s.learned < ? ORDER BY s.learned DESC LIMIT ?"""  # noqa: S608 - our bound
# Of caches that were written before runs were kept: the opening of the first kept run is that run's.
_OPENINGS = """SELECT id, opened FROM opening WHERE id < ? AND opened < ifnull(
    (SELECT max(opened) FROM opening WHERE opened <=
        (SELECT min(learned) FROM setting WHERE kind = ? AND key = '')), ?)
ORDER BY id DESC LIMIT ?"""
# The last one that the clock had come to when a run began is its own, also where the clock was put right by
# some seconds between the two.
_NEXT = """SELECT opened FROM opening WHERE id > (
    SELECT id FROM opening WHERE opened <= ? + 60000000 ORDER BY id DESC LIMIT 1)
ORDER BY id LIMIT 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A source had two outages in a row, or another kind of them than before."""

    at: datetime
    source: str
    reason: Reason | None
    """None: one of a newer program."""
    words: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """A source answered again."""

    at: datetime
    source: str
    since: datetime
    """When the first ask without an answer had ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A wall file took effect."""

    at: datetime
    hash: str
    before: str | None
    """The hash of the one before; None: there was none."""
    files: tuple[str, ...]
    """Those of its files that are others than before, that came or went; the first few."""
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Something was kept or taken back (None)."""

    at: datetime
    value: str | None
    since: datetime | None
    """When what it follows was kept; None: nothing was before."""
    before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """The program began to run."""

    at: datetime
    lived: datetime | None
    """Where the run before was ended in order, when; else when something was written for the last time
    before, as far as is known, be it by who asked for a picture.
    """
    ended: bool = False
    """The run before was ended in order."""
    unended: bool = False
    """Of the run before no end is known, though ends were kept then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheOpened:
    """The program opened the cache, for a wall or for a picture: nobody knows which."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A wall was ended in order."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Piece[T]:
    found: tuple[T, ...]
    """The latest first."""
    rest: int | None
    """What to ask with for what is older; None: there is nothing."""
    floor: datetime | None = None
    """As far back as was looked, by the clock; None: to the beginning."""


@dataclass(frozen=True, slots=True)
class Chronicle:
    """As known at an instant. `before` of each: the `rest` of a later piece; None: the latest."""

    rows: Rows
    at: int
    setbacks: Setbacks

    def turns(self, before: int | None = None, most: int = ASKS) -> Piece[Silent | Back]:
        """Of all sources, among so many asks."""
        end = self.at + 1 if before is None else before
        lowest = self.rows(_FLOOR, (end, most - 1))
        floor = lowest[0][0] if lowest else 0
        found = tuple(self._turn(*row) for row in self.rows(_TURNS, (floor, end)))
        return Piece(found, floor or None, self._read(floor) if floor else None)

    def silent_since(self, source: str) -> datetime | None:
        """When the first ask had ended that had no answer; None of a source that isn't silent."""
        found = self.rows(_SINCE, (source, source, self.at))
        return self._read(found[0][0]) if found else None

    def files(self, before: int | None = None, most: int = 20) -> Piece[InForce]:
        rows = self.rows(_FILES, (self.at + 1 if before is None else before, most))
        found = tuple(self._file(*row) for row in rows)
        return self._piece(found, [row[0] for row in rows], most)

    def kept(self, kind: str, before: int | None = None, most: int = 50) -> Piece[Kept]:
        """Of a kind of which the wall has one."""
        rows = self._kept(kind, before, most)
        found = tuple(
            Kept(
                at=self._read(learned),
                value=value,
                since=None if since is None else self._read(since),
                before=old,
            )
            for learned, value, since, old in rows
        )
        return self._piece(found, [row[0] for row in rows], most)

    def runs(self, before: int | None = None, most: int = 50) -> Piece[Ran | Ended]:
        """Of caches that have kept them; those before by `openings`."""
        rows = self._kept(RUN, before, most)
        found = tuple(self._run(learned, *values) for learned, *values in rows)
        return self._piece(found, [row[0] for row in rows], most)

    def cut_off(self) -> datetime | None:
        """When a program opened the cache of a run of which no end is known: two never have it at once, so
        that run was over by then. None: nobody did.
        """
        for learned, value, _, _ in self._kept(RUN, None, 1):
            opened = None if value is None else self._opened_after(learned)
            if opened is not None and opened <= reading(self.setbacks, self.at):
                return instant(opened)
        return None

    def openings(self, before: int | None = None, most: int = 50) -> Piece[CacheOpened]:
        """When a program opened the cache, be it for a wall or to ask for a picture, as far as no `runs` were
        kept yet.
        """
        end = FOREVER if before is None else before
        rows = self.rows(_OPENINGS, (end, RUN, self.at, most))
        found = tuple(CacheOpened(at=instant(at)) for _, at in rows)
        if len(rows) < most:
            return Piece(found, None)
        return Piece(found, rows[-1][0], found[-1].at)

    def _turn(
        self, source: str, learned: int, reason: str | None, words: str | None, since: int | None
    ) -> Silent | Back:
        at = self._read(learned)
        if since is not None:
            return Back(at=at, source=source, since=self._read(since))
        return Silent(at=at, source=source, reason=_reason(reason), words=_words(words))

    def _file(self, learned: int, hash: str, before: str | None, changed: str) -> InForce:
        files: list[str] = json.loads(changed)
        return InForce(
            at=self._read(learned),
            hash=hash,
            before=before,
            files=tuple(files[:_MOST_FILES]),
            more=len(files[_MOST_FILES:]),
        )

    def _kept(self, kind: str, before: int | None, most: int) -> list[tuple[Any, ...]]:
        return self.rows(_KEPT, (kind, self.at + 1 if before is None else before, most))

    def _run(
        self, learned: int, value: str | None, since: int | None, before: str | None
    ) -> Ran | Ended:
        at = self._read(learned)
        if value is None:
            return Ended(at=at)
        if since is None:
            return Ran(at=at, lived=self._lived(learned))
        if before is None:
            return Ran(at=at, lived=self._read(since), ended=True)
        # Who opened the cache meanwhile may have asked too, for a picture.
        opened = self._opened_after(since)
        end = learned if opened is None else min(learned, place(self.setbacks, opened))
        lived = self._lived(end)
        began = self._read(since)  # it may have asked nobody
        return Ran(at=at, lived=max(lived or began, began), unended=True)

    def _opened_after(self, stamp: int) -> int | None:
        """What the clock read when the cache was opened next."""
        found = self.rows(_NEXT, (reading(self.setbacks, stamp),))
        return found[0][0] if found else None

    def _lived(self, stamp: int) -> datetime | None:
        found = self.rows("SELECT max(learned) FROM ask WHERE learned < ?", (stamp,))
        return None if found[0][0] is None else self._read(found[0][0])

    def _piece[T](self, found: tuple[T, ...], stamps: list[int], most: int) -> Piece[T]:
        if len(stamps) < most:
            return Piece(found, None)
        return Piece(found, stamps[-1], self._read(stamps[-1]))

    def _read(self, stamp: int) -> datetime:
        """What the clock read then."""
        return instant(reading(self.setbacks, stamp))


def _reason(text: str | None) -> Reason | None:
    try:
        return Reason(text or "")
    except ValueError:
        return None


def _words(text: str | None) -> Phrase | None:
    """What a newer program put otherwise is left out."""
    try:
        return None if text is None else Phrase.from_json(text)
    except (ValueError, RecursionError):
        return None
