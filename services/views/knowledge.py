"""All that tiles may ask about one instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from services.formula import Moment, NoValue
from services.moving import NOTHING
from services.phrase import phrase
from services.records import KINDS, labels
from services.views.briefed import briefed
from services.views.figures import UNNAMED, Figure, course_of, measured, periods_of
from services.views.judging import Judge
from services.views.naming import Naming
from services.views.reckoned import reckoned
from services.views.standing import SourceStanding, Standing, merged
from services.wall_file.priority import Priority

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo
    from decimal import Decimal

    from services.cache import Asked, Fact, Pause, Picture, Stretch
    from services.moving import Feed, Seeing, Seen
    from services.periods import Period
    from services.records import Observation, Record, Sample
    from services.sensitivity import Sensitivity
    from services.views.briefed import Briefed
    from services.wall_file.shape import WallFile

DEFAULT_PRIORITIES: dict[int, Priority] = {
    5: Priority.URGENT,
    4: Priority.HIGH,
    3: Priority.MEDIUM,
    2: Priority.LOW,
    1: Priority.LOW,
    0: Priority.MEDIUM,
}
"""0 is "not classified": never green, never hidden."""

_HOUR = timedelta(hours=1)


class Knowledge:
    """All that can be known at `picture.at` under `wall`, judged by what the clock read then. `moving`:
    what is to be seen of pages and cameras; without it, nothing.
    """

    def __init__(self, wall: WallFile, picture: Picture, moving: Seeing | None = None) -> None:
        self.wall = wall
        self.picture = picture
        self._moving = moving
        self._judge = Judge(wall, picture)
        self.at = self._judge.at
        self.zone = self._judge.zone
        self.day = self._judge.day
        self._figures: dict[str, Figure] = {}
        self._facts: dict[tuple[str, type[Record]], tuple[Fact[Any], ...]] = {}
        self._namings: dict[Sensitivity, Naming] = {}

    def then(self, at: datetime) -> Knowledge:
        """What the wall knew when its clock read `at`, under the wall file of this one: what differs is what
        was learned since, never how it is declared.
        """
        made = Knowledge(self.wall, self.picture.before(at))
        memory = made.picture.memory(self.wall)
        made._figures = memory.setdefault("figures", made._figures)
        made._facts = memory.setdefault("facts", made._facts)
        return made

    def touched(self, source: str, since: Knowledge) -> frozenset[tuple[str, str]]:
        """Kinds of records, and names of indicators, of which the source told something else than before."""
        return self.picture.touched(source, since.picture)

    def briefed(self, name: str | None = None) -> Briefed | None:
        """The briefing that was finished and began last; with a name the last one of those."""
        return briefed(self.picture, name)

    def asked(self, source: str) -> Asked:
        return self._judge.asked(source)

    def seen(self, feed: Feed) -> Seen:
        """Of a page or a camera."""
        return NOTHING if self._moving is None else self._moving.seen(feed.key, self.at)

    def paused(self, source: str) -> bool:
        return self._judge.paused(source)

    def pause(self, source: str) -> Pause | None:
        """That somebody made, as long as it lasts."""
        return self._judge.pause(source)

    def source(self, id: str) -> SourceStanding:
        return self._judge.source(id)

    def hours(
        self, source: str, kind: type[Record], field: str, span: timedelta
    ) -> tuple[Stretch, ...]:
        """What answers told of a field in each full hour of the wall's clock, the last one that of the last
        confirmation.
        """
        confirmed = self.confirmed((source,))
        if confirmed is None:
            return ()
        last = _full_hour(confirmed, self.zone)
        count = max(span // _HOUR, 1)
        edges = [last + n * _HOUR for n in range(1 - count, 2)]
        return self.picture.stretches(source, kind, field, edges)

    def first_asked(self, source: str) -> datetime | None:
        """Before it the wall knew nothing of the source."""
        return self.picture.first_asked(source)

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
        return tuple(fact for id in sources for fact in self._facts_of(id, kind))

    def _facts_of[R: Record](self, source: str, kind: type[R]) -> tuple[Fact[R], ...]:
        """Read once a picture, however many tiles and formulas go through them."""
        if (source, kind) not in self._facts:
            self._facts[source, kind] = self.picture.facts(source, kind)
        return self._facts[source, kind]

    def standing(self, sources: Iterable[str], facts: Iterable[Fact[Record]] = ()) -> Standing:
        """Of a tile that shows what sources say as a whole, and these facts of theirs: alerts,
        documents, tasks.
        """
        parts = [self._judge.of_source(id) for id in sources]
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

    def naming(self, sources: Iterable[str]) -> Naming:
        """Names for what these sources' records say: one for all tiles that as many eyes may see."""
        chosen = tuple(sources)
        eyes = min(self.wall.sources[id].sensitivity for id in chosen)
        if eyes not in self._namings:
            self._namings[eyes] = Naming(self, chosen)
        return self._namings[eyes]

    def moment(self, sources: Iterable[str]) -> Moment:
        """What conditions on these sources' records are judged by: as of their last confirmation."""
        chosen = tuple(sources)
        return Moment(
            now=self.confirmed(chosen) or self.at,
            zone=self.zone,
            figures=_no_figure,
            records=lambda kind: [fact.record for fact in self.facts(chosen, KINDS[kind])],
        )

    def figure(self, id: str, course: Sequence[Sample] = ()) -> Figure:
        """`course`: of which the last point is the figure where the source tells nothing but points."""
        indicator = self.wall.indicators[id]
        if course and indicator.formula is None:
            return measured(self._judge, id, indicator, indicator.source or "", course)
        if id not in self._figures:
            self._figures[id] = (
                measured(self._judge, id, indicator, indicator.source or "")
                if indicator.formula is None
                else reckoned(self, id, indicator, indicator.formula)
            )
        return self._figures[id]

    def standing_of(self, id: str, fact: Fact[Observation]) -> Standing:
        """Of one figure of an indicator that has many at once: one of each place."""
        return self._judge.of_figure(self.wall.indicators[id], fact.source, fact, UNNAMED)

    def series(self, id: str, span: timedelta) -> tuple[Sample, ...]:
        """Samples of an indicator in the span before its source's last confirmation, else its figures at
        the ends of their periods; what is reckoned has none.
        """
        indicator = self.wall.indicators[id]
        found = self.points(id, span)
        if found or indicator.source is None or indicator.formula is not None:
            return found
        until = self.confirmed([indicator.source]) or self.at
        told = course_of(self._judge, id, indicator, indicator.source)
        return tuple(one for one in told if one.at and until - span <= one.at <= until)

    def points(self, id: str, span: timedelta) -> tuple[Sample, ...]:
        """Samples alone, in the span before the source's last confirmation."""
        indicator = self.wall.indicators[id]
        if indicator.source is None or indicator.formula is not None:
            return ()
        until = self.confirmed([indicator.source]) or self.at
        return self.picture.samples(
            indicator.source,
            indicator.metric or id,
            labels(indicator.where),
            since=until - span,
            until=until,
        )

    def periods(self, id: str) -> tuple[tuple[Period, Decimal], ...]:
        """All periods of which the indicator's figure is told, as long as the last of them, by time."""
        indicator = self.wall.indicators[id]
        if indicator.source is None or indicator.formula is not None:
            return ()
        return periods_of(self._judge, id, indicator, indicator.source)


def _full_hour(at: datetime, zone: tzinfo) -> datetime:
    """When the hour of `at` began there, in UTC."""
    here = at.astimezone(zone)
    past = timedelta(minutes=here.minute, seconds=here.second, microseconds=here.microsecond)
    return at - past


def _no_figure(name: str) -> Decimal:
    raise NoValue(phrase("thiếu {name}", name=name))
