"""What the wall knew at one instant, in the words of the wall file.

Tiles read from here and from nowhere else: the same `Knowledge` stands behind a live wall, a replay
and a snapshot, and only its instant differs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.freshness import Factors, Known, Rhythm, State, age, state, worst
from services.phrase import phrase
from services.plain import plain
from services.records import Observation, labels
from services.settings import Wording
from services.wall_file.shape import Priority
from services.words.ages import age_step, next_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from services.cache import Asked, Fact, Picture
    from services.news import Reason
    from services.phrase import Phrase
    from services.records import Record, Sample
    from services.settings import Source
    from services.wall_file.shape import Indicator, WallFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far what is shown can be trusted: the state of its inputs, their ages and marks."""

    sources: tuple[str, ...] = ()
    state: State | None = None
    """None where nothing is asked of a source (a tile about the sources themselves)."""
    simulated: bool = False
    publications: tuple[str, ...] = ()
    age: timedelta | None = None
    """In the steps in which it is said, so that what looks the same is equal."""
    source_time: datetime | None = field(default=None, compare=False)
    received: datetime | None = field(default=None, compare=False)
    changed: datetime | None = field(default=None, compare=False)
    reason: Reason | None = None
    words: Phrase | None = None
    """Why it is not live, as the door, the connector or the cache said it."""
    day: date | None = None
    """The wall's date at the instant: a time of another day is written with its date."""
    until: datetime | None = field(default=None, compare=False)
    """The earliest instant at which the same knowledge looks different."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An indicator's latest observation with its standing; `observation` is None when there was never
    one.
    """

    id: str
    indicator: Indicator
    observation: Observation | None
    standing: Standing

    @property
    def unit(self) -> Wording | None:
        """As the wall file calls it, else as the source does."""
        said = self.observation.unit if self.observation is not None else None
        return self.indicator.unit or (Wording(vi=plain(said, _UNIT)) if said else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStanding:
    """What the wall knows of one source as a whole."""

    id: str
    source: Source
    state: State
    asked: Asked
    age: timedelta | None
    until: datetime | None


_UNIT = 20
"""Characters of a source's own unit that are shown."""
SEVERAL = phrase("Nhiều chuỗi số liệu cùng khớp chỉ số này: khai thêm where trong tệp tường")
UNNAMED = phrase("Nguồn có trả lời mà không có số liệu này: xem lại metric và where")
"""There was never one."""

DEFAULT_PRIORITIES: dict[int, Priority] = {
    5: Priority.URGENT,
    4: Priority.HIGH,
    3: Priority.MEDIUM,
    2: Priority.LOW,
    1: Priority.LOW,
    0: Priority.MEDIUM,
}
"""0 is "not classified": never green, never hidden."""


class Knowledge:
    """All that can be known at `picture.at` under `wall`, judged by what the clock read then."""

    def __init__(self, wall: WallFile, picture: Picture) -> None:
        self.wall = wall
        self.picture = picture
        self.at = picture.now
        truth = wall.truth
        self.factors = Factors(
            late_every=truth.late_every,
            late_cadence=truth.late_cadence,
            stale_every=truth.stale_every,
            stale_cadence=truth.stale_cadence,
            skew=truth.skew,
        )
        self.zone = ZoneInfo(wall.zone)
        self.day = self.at.astimezone(self.zone).date()
        self._midnight = datetime.combine(self.day + timedelta(days=1), time(), self.zone)
        self._asks: dict[str, Asked] = {}

    def asked(self, source: str) -> Asked:
        if source not in self._asks:
            self._asks[source] = self.picture.asks(source)
        return self._asks[source]

    def paused(self, source: str) -> bool:
        declared = any(
            window.source == source and window.start <= self.at < window.end
            for window in self.wall.maintenance
        )
        return declared or source in self.picture.pauses

    def source(self, id: str) -> SourceStanding:
        source = self.wall.sources[id]
        asked = self.asked(id)
        known = self._known_source(id)
        rhythm = Rhythm(every=source.every, cadence=source.cadence)
        return SourceStanding(
            id=id,
            source=source,
            state=state(known, rhythm, self.at, self.factors),
            asked=asked,
            age=age(known, self.at, self.factors),
            until=self._until(known, rhythm, id),
        )

    def priority(self, severity: int | None) -> Priority:
        """Of a source's severity, by the wall file's table or the default one; unknown is medium."""
        if severity is None:
            return Priority.MEDIUM
        default = DEFAULT_PRIORITIES.get(severity, Priority.MEDIUM)
        return self.wall.priorities.get(severity, default)

    def rank(self, severity: int | None) -> int:
        """Of a source's severity among the priorities, 0 the most urgent."""
        return [*Priority].index(self.priority(severity))

    def sources_of(self, choice: tuple[str, ...] | None) -> tuple[SourceStanding, ...]:
        """Those chosen, or all of the wall file, in its order."""
        return tuple(self.source(id) for id in (self.wall.sources if choice is None else choice))

    def facts[R: Record](self, sources: Iterable[str], kind: type[R]) -> tuple[Fact[R], ...]:
        """Current records of a kind, gone ones left out."""
        return tuple(fact for id in sources for fact in self.picture.facts(id, kind))

    def standing(self, sources: Iterable[str], facts: Iterable[Fact[Record]] = ()) -> Standing:
        """Of a tile that shows what sources say as a whole, and these facts of theirs: alerts,
        documents, tasks.
        """
        parts = [self._source_standing(id) for id in sources]
        shown = tuple(facts)
        publications = {fact.record.publication for fact in shown}
        quoted = bool(publications) and None not in publications
        whole = merged(parts)
        return replace(
            whole,
            simulated=whole.simulated and not quoted,
            publications=tuple(sorted(p for p in publications if p)),
            changed=max((fact.changed for fact in shown), default=None),
        )

    def confirmed(self, sources: Iterable[str]) -> datetime | None:
        """When time-bound counts ("quá hạn", "24 giờ qua") are reckoned: the oldest of the sources'
        last confirmations.
        """
        times = [self.asked(id).last_answered for id in sources]
        known = [at for at in times if at is not None]
        return min(known, default=None)

    def figure(self, id: str, course: Sequence[Sample] = ()) -> Figure:
        """`course`: of which the last point is the figure where the source tells nothing but points."""
        indicator = self.wall.indicators[id]
        facts = self.picture.figures(
            indicator.source, indicator.metric or id, labels(indicator.where)
        )
        fact, alone = _chosen(facts)
        told = len({point.uid for point in course})
        if fact is None and told == 1:
            return self._pointed(id, indicator, course[-1])
        standing = self._figure_standing(indicator, fact)
        if fact is None and told and standing.words == UNNAMED:
            standing = replace(standing, words=SEVERAL)
        if not alone and standing.state in {State.LIVE, State.LATE, State.STALE, State.SKEWED}:
            standing = replace(standing, state=State.FAULTY, words=SEVERAL)
        shown = fact.record if fact is not None and fact.has_value else None
        return Figure(id=id, indicator=indicator, observation=shown, standing=standing)

    def _pointed(self, id: str, indicator: Indicator, point: Sample) -> Figure:
        """As old as its point is, however lately the source repeated it."""
        source = self.wall.sources[indicator.source]
        known = replace(self._known_source(indicator.source), source_time=point.at)
        cadence = None if indicator.due == "none" else indicator.cadence or source.cadence
        rhythm = Rhythm(every=source.every, cadence=cadence)
        seen = Observation(
            uid=point.uid,
            at=point.at,
            indicator=point.indicator,
            value=point.value,
            territory=point.territory,
            labels=point.labels,
        )
        standing = replace(
            self._source_standing(indicator.source),
            state=state(known, rhythm, self.at, self.factors),
            age=_stepped(age(known, self.at, self.factors)),
            source_time=point.at,
            until=self._until(known, rhythm, indicator.source),
        )
        return Figure(id=id, indicator=indicator, observation=seen, standing=standing)

    def series(self, id: str, span: timedelta) -> tuple[Sample, ...]:
        """Samples of an indicator in the span before its source's last confirmation."""
        indicator = self.wall.indicators[id]
        until = self.confirmed([indicator.source]) or self.at
        return self.picture.samples(
            indicator.source,
            indicator.metric or id,
            labels(indicator.where),
            since=until - span,
            until=until,
        )

    def _known_source(self, id: str) -> Known:
        asked = self.asked(id)
        return Known(
            recorded=asked.last_answered is not None,
            outages=asked.outages,
            source_time=asked.source_time,
            confirmed=asked.last_answered,
            paused=self.paused(id),
        )

    def _source_standing(self, id: str) -> Standing:
        source = self.source(id)
        asked = source.asked
        return Standing(
            sources=(id,),
            state=source.state,
            simulated=asked.simulated,
            age=_stepped(source.age),
            source_time=asked.source_time,
            received=asked.last_answered,
            changed=None,
            reason=asked.reason,
            words=asked.words,
            day=self.day,
            until=source.until,
        )

    def _figure_standing(self, indicator: Indicator, fact: Fact[Observation] | None) -> Standing:
        id = indicator.source
        source = self.wall.sources[id]
        asked = self.asked(id)
        has_value = fact is not None and fact.has_value
        known = Known(
            recorded=has_value,
            outages=asked.outages,
            broken=fact is not None and fact.fault is not None,
            source_time=fact.source_time if fact is not None else None,
            confirmed=fact.confirmed if fact is not None else None,
            paused=self.paused(id),
        )
        due = indicator.due if isinstance(indicator.due, datetime) else None
        periodic = indicator.due == "none"
        cadence = None if periodic else (indicator.cadence or source.cadence)
        rhythm = Rhythm(every=source.every, cadence=cadence, due=due)
        publication = fact.record.publication if fact is not None and has_value else None
        return Standing(
            sources=(id,),
            state=state(known, rhythm, self.at, self.factors),
            simulated=(fact.simulated if fact is not None else asked.simulated) and not publication,
            publications=(publication,) if publication else (),
            age=_stepped(age(known, self.at, self.factors)),
            source_time=known.source_time,
            received=known.confirmed,
            changed=fact.changed if fact is not None else None,
            reason=asked.reason,
            words=self._why(fact, asked),
            day=self.day,
            until=self._until(known, rhythm, id),
        )

    def _why(self, fact: Fact[Observation] | None, asked: Asked) -> Phrase | None:
        """What made the state: the outages that ended the asks, else what is held against the figure."""
        fault = fact.fault if fact is not None else None
        if fact is None and asked.last_answered is not None:
            fault = UNNAMED
        return asked.words or fault if asked.outages else fault or asked.words

    def _until(self, known: Known, rhythm: Rhythm, source: str) -> datetime | None:
        """The next age step or change of state, if nothing more arrives."""
        factors = self.factors
        edges = [
            self._midnight,
            rhythm.due,
            _later(known.confirmed, rhythm.every, factors.late_every),
            _later(known.confirmed, rhythm.every, factors.stale_every),
            _later(known.source_time, rhythm.cadence, factors.late_cadence),
            _later(known.source_time, rhythm.cadence, factors.stale_cadence),
        ]
        for window in self.wall.maintenance:
            if window.source == source:
                edges += [window.start, window.end]
        old = age(known, self.at, factors)
        if old is not None:
            edges.append(_later(self.at, next_step(old) - old, 1))
        # A state changes just after its edge has passed.
        ahead = [edge for edge in edges if edge is not None and edge >= self.at]
        return _later(min(ahead, default=None), timedelta(microseconds=1), 1)


def _later(since: datetime | None, beat: timedelta | None, factor: float) -> datetime | None:
    """None where there is nothing to add, and where the sum lies beyond the calendar."""
    if since is None or beat is None:
        return None
    try:
        return since + beat * factor
    except OverflowError:
        return None


def _stepped(old: timedelta | None) -> timedelta | None:
    return None if old is None else age_step(old)


def merged(parts: Iterable[Standing]) -> Standing:
    """What a tile of several inputs wears: the worst state with its reason, the oldest age, the mark
    of any.
    """
    all_parts = tuple(parts)
    if not all_parts:
        return Standing()
    bad = worst([part.state for part in all_parts if part.state is not None])
    worst_part = next((part for part in all_parts if part.state is bad), all_parts[0])
    return Standing(
        sources=tuple(dict.fromkeys(id for part in all_parts for id in part.sources)),
        state=bad,
        simulated=any(part.simulated for part in all_parts),
        publications=tuple(sorted({name for part in all_parts for name in part.publications})),
        age=max((part.age for part in all_parts if part.age is not None), default=None),
        source_time=min((p.source_time for p in all_parts if p.source_time), default=None),
        received=min((p.received for p in all_parts if p.received), default=None),
        changed=max((p.changed for p in all_parts if p.changed), default=None),
        reason=worst_part.reason,
        words=worst_part.words,
        day=worst_part.day,
        until=min((p.until for p in all_parts if p.until), default=None),
    )


def _chosen(facts: Iterable[Fact[Observation]]) -> tuple[Fact[Observation] | None, bool]:
    """Of several observations the one of the latest period that has a value, and whether it is the
    only one: the sum for all places beside those of each place is, two series of equal rank are not.
    """
    ranked = sorted(facts, key=lambda fact: (*_rank(fact), fact.record.uid), reverse=True)
    if not ranked:
        return None, True
    rivals = [fact for fact in ranked if _rank(fact) == _rank(ranked[0])]
    return rivals[0], len(rivals) == 1 or not rivals[0].has_value


def _rank(fact: Fact[Observation]) -> tuple[bool, str, bool]:
    seen = fact.record
    whole = not (seen.labels or seen.territory or seen.organ)
    return fact.has_value, seen.period or "", whole
