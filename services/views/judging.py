"""States, ages and marks as of an instant: of a source as a whole, and of one of its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.freshness import Factors, Known, Rhythm, age, cause
from services.views.standing import SourceStanding, Standing
from services.words.ages import age_step, next_step

if TYPE_CHECKING:
    from services.cache import Asked, Fact, Pause, Picture
    from services.phrase import Phrase
    from services.records import Observation, Sample
    from services.settings import Source
    from services.views.standing import Lacks
    from services.wall_file.indicator import Indicator
    from services.wall_file.shape import WallFile


class Judge:
    """Holds what a picture knows against the rhythms that the wall file declares."""

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
        self._sources: dict[str, SourceStanding] = {}
        """Every heading tells of all of them."""

    def asked(self, source: str) -> Asked:
        if source not in self._asks:
            self._asks[source] = self.picture.asks(source)
        return self._asks[source]

    def paused(self, source: str) -> bool:
        declared = any(
            window.source == source and window.start <= self.at < window.end
            for window in self.wall.maintenance
        )
        return declared or source in self.picture.paused

    def pause(self, source: str) -> Pause | None:
        """That somebody made, as long as it lasts."""
        return self.picture.paused.get(source)

    def source(self, id: str) -> SourceStanding:
        if id not in self._sources:
            self._sources[id] = self._source(id)
        return self._sources[id]

    def _source(self, id: str) -> SourceStanding:
        source = self.wall.sources[id]
        known = self._known_source(id)
        rhythm = Rhythm(every=source.every, cadence=source.cadence)
        why = cause(known, rhythm, self.at, self.factors)
        return SourceStanding(
            id=id,
            source=source,
            state=why.state,
            cause=why,
            asked=self.asked(id),
            pause=self.pause(id),
            age=age(known, self.at, self.factors),
            until=self._until(known, rhythm, id),
        )

    def of_source(self, id: str) -> Standing:
        source = self.source(id)
        asked = source.asked
        return Standing(
            sources=(id,),
            state=source.state,
            simulated=asked.simulated,
            lacks=self._lacks(id),
            age=_stepped(source.age),
            source_time=asked.source_time,
            received=asked.last_answered,
            changed=None,
            reason=asked.reason,
            cause=source.cause,
            words=source.words,
            day=self.day,
            until=source.until,
        )

    def of_figure(
        self, indicator: Indicator, id: str, fact: Fact[Observation] | None, unnamed: Phrase
    ) -> Standing:
        """`id`: its source. `unnamed` is why there is none where the source does answer."""
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
        closed = indicator.round or (fact is not None and fact.record.round)
        rhythm = (
            Rhythm(every=None)
            if closed
            else replace(_rhythm(indicator, self.wall.sources[id]), due=due)
        )
        why = cause(known, rhythm, self.at, self.factors)
        publication = fact.record.publication if fact is not None and has_value else None
        return Standing(
            sources=(id,),
            state=why.state,
            cause=why,
            simulated=(fact.simulated if fact is not None else asked.simulated) and not publication,
            publications=(publication,) if publication else (),
            lacks=self._lacks(id),
            age=_stepped(age(known, self.at, self.factors)),
            source_time=known.source_time,
            received=known.confirmed,
            changed=fact.changed if fact is not None else None,
            stood=fact.stood if fact is not None else None,
            reason=asked.reason,
            words=_paused(self.pause(id)) or _why(fact, asked, unnamed),
            day=self.day,
            until=self._until(known, rhythm, id),
        )

    def of_point(self, indicator: Indicator, id: str, point: Sample) -> Standing:
        """As old as its point is, however lately the source repeated it. `id`: its source."""
        known = replace(self._known_source(id), source_time=point.at)
        rhythm = _rhythm(indicator, self.wall.sources[id])
        why = cause(known, rhythm, self.at, self.factors)
        return replace(
            self.of_source(id),
            state=why.state,
            cause=why,
            age=_stepped(age(known, self.at, self.factors)),
            source_time=point.at,
            until=self._until(known, rhythm, id),
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

    def _lacks(self, id: str) -> Lacks:
        asked = self.asked(id)
        return ((id, asked.missing),) if asked.partial else ()

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
        pause = self.pause(source)
        if pause is not None:
            edges.append(pause.until)
        old = age(known, self.at, factors)
        if old is not None:
            edges.append(_later(self.at, next_step(old) - old, 1))
        # A state changes just after its edge has passed.
        ahead = [edge for edge in edges if edge is not None and edge >= self.at]
        return _later(min(ahead, default=None), timedelta(microseconds=1), 1)


def _rhythm(indicator: Indicator, source: Source) -> Rhythm:
    cadence = None if indicator.due == "none" else indicator.cadence or source.cadence
    return Rhythm(every=source.every, cadence=cadence)


def _why(fact: Fact[Observation] | None, asked: Asked, unnamed: Phrase) -> Phrase | None:
    """What made the state: the outages that ended the asks, else what is held against the figure."""
    fault = fact.fault if fact is not None else None
    if fact is None and asked.last_answered is not None:
        fault = unnamed
    return asked.words or fault if asked.outages else fault or asked.words


def _paused(pause: Pause | None) -> Phrase | None:
    return None if pause is None else pause.words


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
