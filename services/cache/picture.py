"""What the wall knew at one instant."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

from services.cache import facts, journal
from services.cache.asks import asks
from services.cache.bodies import NAMES, credible, decode, has_value
from services.cache.chronicle import Chronicle
from services.cache.fact import FRESH, Fact, WallText
from services.cache.named import matches
from services.cache.past import Past, Reading, first_asked
from services.cache.pauses import PAUSE, Pause, pause_of
from services.cache.series import courses, tellings
from services.cache.setbacks import place, reading
from services.cache.times import MICROSECOND, instant, instant_or_none, micros
from services.phrase import Phrase
from services.records import KINDS, Observation, Record, Sample

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from services.cache.asks import Ask
    from services.cache.facts import Version
    from services.cache.journal import Asked, Row, Rows
    from services.cache.past import Stretch
    from services.cache.series import Course, Telling
    from services.cache.setbacks import Setbacks
    from services.records import Labels

_POINTS = """SELECT at, value, max(learned) FROM sample
WHERE series = ? AND at BETWEEN ? AND ? AND learned <= ? GROUP BY at ORDER BY at"""
_BEFORE = """SELECT changed FROM fact WHERE key = ? AND learned < ? AND changed < ?
ORDER BY learned DESC LIMIT 1"""
_TOUCHED = """SELECT DISTINCT kind, name FROM key WHERE source = :source AND ended > :since
AND (ended <= :at OR EXISTS (
    SELECT 1 FROM fact WHERE fact.key = key.id AND learned > :since AND learned <= :at))"""
_SETTINGS = """SELECT key, value, max(learned) FROM setting
WHERE kind = ? AND learned <= ? GROUP BY key ORDER BY key"""

MOST_ASKS = 2_000
"""That are read at once of one source."""


@lru_cache(maxsize=16_384)
def _sample(uid: str, body: str, at: int, value: str) -> Sample:
    """A curve that is looked up once a second is the same points but one."""
    series = cast("Sample", decode(NAMES[Sample], uid, body, None))
    return replace(series, at=instant(at), value=Decimal(value))


class Picture:
    """One read of the cache: everything in it is as known at `at`."""

    def __init__(
        self, rows: Rows, at: int, setbacks: Setbacks = (), past: Past | None = None
    ) -> None:
        """`past`: what the store remembers of stretches of time that are over."""
        self._rows = rows
        self._at = at
        self._setbacks = setbacks
        self._past = Past() if past is None else past
        self._asks: dict[str, Row | None] = {}

    @cached_property
    def at(self) -> datetime:
        """In the order of learning: asked for again, this instant gives the same picture."""
        return instant(self._at)

    @cached_property
    def now(self) -> datetime:
        """What the clock read then, by which states and ages are judged; other than `at` only while
        the clock is behind what it once read.
        """
        return instant(reading(self._setbacks, self._at))

    def before(self, at: datetime) -> Picture:
        """What the wall knew when the clock read `at`, in the same read of the cache; never later than this
        one.
        """
        known = tuple(one for one in self._setbacks if one.start <= self._at)
        stamp = min(place(known, micros(at)), self._at)
        return Picture(self._rows, stamp, self._setbacks, self._past)

    def memory(self, owner: object) -> dict[object, Any]:
        """What its `owner` made of this picture when it was asked for at another time: of an instant that is
        over.
        """
        return self._past.memory(self._at, owner)

    def touched(self, source: str, since: Picture) -> frozenset[tuple[str, str]]:
        """Of which kinds, and of observations which indicators, something was learned or gone after another
        picture of this cache: all else is as it was then. The name is empty of other kinds.
        """
        named: dict[str, str | int] = {"source": source, "since": since._at, "at": self._at}
        return frozenset((kind, name) for kind, name in self._rows(_TOUCHED, named))

    def facts[R: Record](self, source: str, kind: type[R]) -> tuple[Fact[R], ...]:
        """All that stood of one kind, by uid."""
        return self._facts(source, facts.OF_KIND, kind)

    def figures(
        self, source: str, indicator: str, where: Labels = ()
    ) -> tuple[Fact[Observation], ...]:
        """The observations of an indicator whose labels, territory, organ or period are those."""
        found = self._facts(source, facts.OF_INDICATOR, Observation, name=indicator)
        return tuple(fact for fact in found if matches(fact.record, where))

    def kinds(self, source: str) -> tuple[str, ...]:
        """Which kinds of records stood, in the order of `records.KINDS`."""
        found = {kind for (kind,) in self._rows(facts.KINDS, {"source": source, "at": self._at})}
        return tuple(name for name in KINDS if name in found)

    def courses(self, source: str) -> tuple[Course, ...]:
        """Each series of a source, without its points, by indicator."""
        return courses(self._rows, source, self._at)

    def tellings(self, source: str, indicator: str, point: Sample) -> tuple[Telling, ...]:
        """When the wall learned of a point of `samples`, and which value each time, latest first."""
        return tellings(self._rows, source, indicator, point, self._at)

    def samples(
        self,
        source: str,
        indicator: str,
        where: Labels = (),
        *,
        since: datetime,
        until: datetime,
    ) -> tuple[Sample, ...]:
        """Points of `since <= at <= until`, by time; each with its latest value known then."""
        found: list[list[Sample]] = []
        for number, uid, body in self._rows(
            "SELECT id, uid, body FROM series WHERE source = ? AND name = ? ORDER BY uid",
            (source, indicator),
        ):
            series = cast("Sample", decode(NAMES[Sample], uid, body, None))
            if matches(series, where):
                values = (number, micros(since), micros(until), self._at)
                found.append(
                    [_sample(uid, body, at, value) for at, value, _ in self._rows(_POINTS, values)]
                )
        if len(found) == 1:
            return tuple(found[0])
        points = itertools.chain.from_iterable(found)
        return tuple(sorted(points, key=lambda point: (point.at, point.uid)))

    def stretches(
        self, source: str, kind: type[Record], field: str, edges: Sequence[datetime]
    ) -> tuple[Stretch, ...]:
        """What answers told of a field between one edge and the next; a name of `kind` that it keeps as
        a plain value.
        """
        reading = Reading(
            self._rows, self._at, self._setbacks, self._past, source, NAMES[kind], field
        )
        return reading.stretches(edges)

    def first_asked(self, source: str) -> datetime | None:
        """When the wall first asked a source, of what is kept."""
        return first_asked(self._rows, self._at, source)

    def asks(self, source: str) -> Asked:
        return journal.asked(self._ask(source))

    def finished(self, source: str, within: timedelta, most: int = MOST_ASKS) -> tuple[Ask, ...]:
        """Its asks that ended within so long before `at`, latest first."""
        since = self._at - within // MICROSECOND
        return asks(self._rows, source, since, self._at, self._setbacks, most)

    def chronicle(self) -> Chronicle:
        """What happened until then."""
        return Chronicle(self._rows, self._at, self._setbacks)

    def setting(self, kind: str, key: str = "") -> str | None:
        return self.settings(kind).get(key)

    def settings(self, kind: str) -> dict[str, str]:
        """Of one kind (scene, theme, lang, pause, program) by key; those taken back left out."""
        return {
            key: value
            for key, value, _ in self._rows(_SETTINGS, (kind, self._at))
            if value is not None
        }

    def chosen(self, kind: str, key: str = "") -> tuple[str, datetime] | None:
        """What was chosen last, and what the clock read then."""
        found = self._rows(_SETTINGS, (kind, self._at))
        values = {key: (value, learned) for key, value, learned in found if value is not None}
        if key not in values:
            return None
        value, learned = values[key]
        return value, self._read(learned)

    @cached_property
    def paused(self) -> dict[str, Pause]:
        """Sources that somebody paused, with their pauses that are not over yet."""
        found = self._rows(_SETTINGS, (PAUSE, self._at))
        pauses = {
            source: pause_of(text, self._read(learned))
            for source, text, learned in found
            if text is not None
        }
        return {source: one for source, one in pauses.items() if not one.over(self.now)}

    def _read(self, stamp: int) -> datetime:
        """What the clock read at a stamp."""
        return instant(reading(self._setbacks, stamp))

    @property
    def pauses(self) -> frozenset[str]:
        """Sources that are paused."""
        return frozenset(self.paused)

    def wall_file(self) -> WallText | None:
        found = self._rows(
            "SELECT hash, texts, learned FROM wall_file WHERE learned <= ? "
            "ORDER BY learned DESC LIMIT 1",
            (self._at,),
        )
        if not found:
            return None
        hash_, texts, learned = found[0]
        return WallText(hash=hash_, texts=json.loads(texts), since=instant(learned))

    def _facts[R: Record](
        self, source: str, statement: str, kind: type[R], **named: str
    ) -> tuple[Fact[R], ...]:
        row = self._ask(source)
        if row is None:
            return ()
        found = facts.versions(
            self._rows,
            statement,
            self._setbacks,
            source=source,
            at=self._at,
            kind=NAMES[kind],
            **named,
        )
        facts_or_none = (self._fact(source, version, row, kind) for version in found)
        return tuple(fact for fact in facts_or_none if fact is not None)

    def _fact[R: Record](
        self, source: str, version: Version, row: Row, kind: type[R]
    ) -> Fact[R] | None:
        """None for what an earlier program kept with a date that can't be shown."""
        time = version.source_time(row)
        record = credible(version.kind, version.uid, version.body, time)
        if record is None:
            return None
        if not isinstance(record, kind):
            raise TypeError(kind)
        return Fact(
            source=source,
            record=record,
            changed=instant(version.changed),
            confirmed=instant_or_none(version.confirmed(row, self._at)),
            learned=instant(version.learned),
            fault=Phrase.from_json(version.fault) if version.fault else None,
            simulated=bool(version.simulated),
            source_time=record.at,
            has_value=has_value(record),
            stood=self._stood(version) if kind is Observation else None,
        )

    def _stood(self, version: Version) -> datetime | None:
        if instant(version.changed) + FRESH <= self.now:
            return None
        found = self._rows(_BEFORE, (version.key, version.learned, version.changed))
        return instant(found[0][0]) if found else None

    def _ask(self, source: str) -> Row | None:
        if source not in self._asks:
            self._asks[source] = journal.row_at(self._rows, source, self._at, self._setbacks)
        return self._asks[source]
