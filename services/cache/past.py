"""What a source told of its records in stretches of time: what its answers said in each, never what was
thought to hold between two answers.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from services.cache.setbacks import place
from services.cache.times import instant, micros

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from services.cache.journal import Rows
    from services.cache.setbacks import Setbacks

type Said = str | int | float | None

_ASKS = """SELECT span.key, count(*), total(ask.covers IS NOT NULL),
    min(CASE WHEN ask.covers IN ('all', 'new', 'same') THEN ask.learned END)
FROM json_each(:spans) AS span CROSS JOIN ask ON ask.source = :source
    AND ask.learned >= json_extract(span.value, '$[0]')
    AND ask.learned < json_extract(span.value, '$[1]')
GROUP BY span.key"""
# What was learned in a stretch was told in it. What stood before was told again by the first whole answer
# of the stretch, unless that ended it, or by a partial one that held it.
_TOLD = """SELECT DISTINCT span.number, key.uid, json_extract(fact.body, :path)
FROM (SELECT json_extract(value, '$[0]') AS number, json_extract(value, '$[1]') AS begins,
        json_extract(value, '$[2]') AS ends, json_extract(value, '$[3]') AS whole
    FROM json_each(:spans)) AS span
CROSS JOIN key ON key.source = :source AND key.kind = :kind AND key.ended > span.begins
CROSS JOIN fact ON fact.key = key.id AND fact.learned < span.ends AND fact.learned >= ifnull(
    (SELECT max(f.learned) FROM fact AS f WHERE f.key = key.id AND f.learned < span.begins),
    span.begins)
WHERE fact.learned >= span.begins OR fact.superseded > span.whole OR EXISTS (
    SELECT 1 FROM part JOIN ask ON ask.source = :source AND ask.covers = 'part'
        AND ask.learned >= max(span.begins, part.since)
        AND ask.learned < min(span.ends, part.until, fact.superseded)
    WHERE part.key = key.id AND part.since < span.ends AND part.until > span.begins)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From `begins` until before `ends`, as the clock read."""

    begins: datetime
    ends: datetime
    asks: int
    """Finished ones, answered or not."""
    answers: int
    whole: bool
    """An answer told of all that the source has: of a record that isn't in `told` it has none."""
    told: Mapping[str, frozenset[Said]]
    """By uid all that answers said of the field in that time; None: the record was there without it. A
    record of which no answer told is not in it.
    """


type _Found = tuple[int, int, bool, Mapping[str, frozenset[Said]]]
type _Key = tuple[str, str, str, int, int]

_NOTHING: _Found = (0, 0, False, {})
_MEMORIES = 4
_KEPT = 1200
"""Stretches that are remembered: some dozen sources' hours of three days."""


class Past:
    """Of one store: a stretch that is over never tells anything else, so it is read once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._over: dict[_Key, _Found] = {}
        self._memories: dict[tuple[int, int], tuple[object, dict[object, Any]]] = {}

    def over(self, keys: Sequence[_Key]) -> dict[_Key, _Found]:
        with self._lock:
            return {key: self._over[key] for key in keys if key in self._over}

    def keep(self, found: Mapping[_Key, _Found]) -> None:
        with self._lock:
            self._over |= found
            while len(self._over) > _KEPT:
                del self._over[next(iter(self._over))]

    def memory(self, stamp: int, owner: object) -> dict[object, Any]:
        """What was made of all that was known at a stamp, by whoever made it: that never changes. Of the last
        few only.
        """
        with self._lock:
            key = (stamp, id(owner))
            kept = self._memories.pop(key, None)
            if kept is None or kept[0] is not owner:
                kept = (owner, {})
            self._memories[key] = kept
            while len(self._memories) > _MEMORIES:
                del self._memories[next(iter(self._memories))]
            return kept[1]


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of one kind of a source's records, as known at `at`."""

    rows: Rows
    at: int
    setbacks: Setbacks
    past: Past
    source: str
    kind: str
    field: str
    """One that a body keeps as a plain value."""

    def stretches(self, edges: Sequence[datetime]) -> tuple[Stretch, ...]:
        """Between one edge and the next."""
        known = tuple(one for one in self.setbacks if one.start <= self.at)
        places = [min(place(known, micros(edge)), self.at + 1) for edge in edges]
        keys = [(self.source, self.kind, self.field, *span) for span in pairwise(places)]
        found = self.past.over(keys)
        missing = [key for key in dict.fromkeys(keys) if key not in found and key[3] < key[4]]
        found |= self._read(missing)
        self.past.keep({key: found[key] for key in missing if key[4] <= self.at})
        return tuple(
            Stretch(begins=begins, ends=ends, asks=asks, answers=answers, whole=whole, told=told)
            for (begins, ends), (asks, answers, whole, told) in zip(
                pairwise(edges), (found.get(key, _NOTHING) for key in keys), strict=True
            )
        )

    def _read(self, keys: Sequence[_Key]) -> dict[_Key, _Found]:
        spans = [key[3:] for key in keys]
        named: dict[str, str | int] = {"spans": json.dumps(spans), "source": self.source}
        asked: dict[int, tuple[int, int, int | None]] = {
            int(n): (int(asks), int(answers), whole)
            for n, asks, answers, whole in (self.rows(_ASKS, named) if keys else ())
        }
        told = self._told([(n, *spans[n], one[2]) for n, one in asked.items() if one[1]])
        alike: dict[frozenset[Said], frozenset[Said]] = {}
        found: dict[_Key, _Found] = {}
        for n, key in enumerate(keys):
            asks, answers, whole = asked.get(n, (0, 0, None))
            said = {uid: frozenset(one) for uid, one in told.get(n, {}).items()}
            shared = {uid: alike.setdefault(one, one) for uid, one in said.items()}
            found[key] = (asks, answers, whole is not None, shared)
        return found

    def _told(self, answered: Sequence[tuple[int | None, ...]]) -> dict[int, dict[str, set[Said]]]:
        """Of stretches with answers: their number, where they begin and end, their first whole answer."""
        named: dict[str, str | int] = {
            "spans": json.dumps(answered),
            "source": self.source,
            "kind": self.kind,
            "path": f'$."{self.field}"',
        }
        told: dict[int, dict[str, set[Said]]] = {}
        for number, uid, said in self.rows(_TOLD, named) if answered else ():
            told.setdefault(number, {}).setdefault(uid, set()).add(said)
        return told


def first_asked(rows: Rows, at: int, source: str) -> datetime | None:
    """When the wall first asked a source, of what is kept."""
    found = rows(
        "SELECT asked FROM ask WHERE source = ? AND learned <= ? ORDER BY learned LIMIT 1",
        (source, at),
    )
    return instant(found[0][0]) if found else None
