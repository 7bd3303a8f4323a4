"""What one source gave so far: which kinds of records, and which figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from services.records import KINDS, Alert, AlertState, Observation, ServiceHealth
from services.words import sort_key
from widgets.automatic.telling import Told, columns, order
from widgets.standings import STOPPED, illness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from services.cache import Course, Fact
    from services.freshness import State
    from services.records import Labels, Record
    from services.settings import Source
    from services.views import Knowledge
    from widgets.automatic.telling import Column

OPEN = frozenset({AlertState.FIRING, AlertState.ACKNOWLEDGED})
_FIGURES = frozenset({"observations", "samples"})
_PARTS = {"documents": frozenset({"document_states"})}
"""Kinds that another one's tiles show too."""
_MOST_READ = 500
"""Records that decide which columns tell rows apart."""
_A_COURSE = 3
"""Points; two are none."""
_WRITTEN, _SAID = 3, 2
"""Decimals that people write at most, and that a reckoned figure is said with."""
_TINY = Decimal("0.1")
"""A figure below it needs its digits."""
_SPANS = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
)
_LONG_SPANS = (timedelta(days=7), timedelta(days=31), timedelta(days=366), timedelta(days=3650))
"""Of series with less than three points a day."""


@dataclass(frozen=True, slots=True)
class Series:
    """One figure with its course through time, whatever its period."""

    indicator: str
    place: tuple[tuple[str, str], ...]
    """Territory and organ, where the source says them."""
    labels: Labels
    broken: bool = False
    """The last answer lacked, broke or flagged it, or it never had a value."""
    trend: timedelta | None = None
    """The span that its points fill, where it has some."""
    decimals: int | None = None
    """How many of its digits say something; None: all."""

    @property
    def where(self) -> dict[str, str]:
        return dict(self.labels) | dict(self.place)


def lacked(series: Series, several: Sequence[Series]) -> dict[str, str]:
    """The labels by which others are meant that are this series and more: it has none of them."""
    own = series.where
    wider = (one.where for one in several if own.items() < one.where.items())
    return {name: "" for where in wider for name in where if name not in own}


def by_indicator(every: Iterable[Series]) -> dict[str, list[Series]]:
    by_name: dict[str, list[Series]] = defaultdict(list)
    for series in every:
        by_name[series.indicator].append(series)
    return by_name


@dataclass(frozen=True, slots=True)
class Listed:
    """Records of one kind: how their table tells them apart."""

    kind: str
    columns: tuple[Column, ...]
    """Empty: the kind's own."""
    order: str | None = None
    rows: int = 0
    """As many as are read, at most."""
    stopped: bool = False
    """Some of its services are."""


@dataclass(frozen=True, slots=True)
class Survey:
    source: str
    series: tuple[Series, ...] = ()
    lists: tuple[Listed, ...] = ()
    worst: int | None = None
    """Of its open alerts' priorities, 0 the most urgent; None without any."""

    @property
    def empty(self) -> bool:
        return not self.series and not self.lists


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A survey and how its source stands: all that decides what is shown of it, and where."""

    survey: Survey
    state: State


def survey(id: str, source: Source, knowledge: Knowledge) -> Survey:
    picture = knowledge.picture
    there = dict.fromkeys(picture.kinds(id))
    # What a source can give has its place before the first of it comes: it doesn't move the others.
    promised = source.gives() or frozenset()
    if knowledge.asked(id).ever:
        there |= dict.fromkeys(kind for kind in KINDS if kind in promised)
    elif promised == {"alerts"}:
        there |= {"alerts": None}
    parts = frozenset(part for kind in there for part in _PARTS.get(kind, ()))
    lists = [kind for kind in KINDS if kind in there and kind not in _FIGURES | parts]
    return Survey(
        source=id,
        series=_series(id, source, knowledge),
        lists=tuple(_listed(kind, picture.facts(id, KINDS[kind])) for kind in lists),
        worst=_worst(id, knowledge) if "alerts" in there else None,
    )


def _series(id: str, source: Source, knowledge: Knowledge) -> tuple[Series, ...]:
    """Of all periods of a figure one; as listed, others by name, then by what tells it from others."""
    picture, until = knowledge.picture, knowledge.confirmed((id,))
    found: dict[tuple[str, tuple[tuple[str, str], ...], Labels], list[Fact[Observation]]]
    found = defaultdict(list)
    for fact in picture.facts(id, Observation):
        seen = fact.record
        places = (("territory", seen.territory), ("organ", seen.organ))
        place = tuple((name, said) for name, said in places if said is not None)
        found[seen.indicator, place, seen.labels].append(fact)
    courses = picture.courses(id)
    for course in courses:
        seen_there = course.series
        place = (("territory", seen_there.territory),) if seen_there.territory else ()
        if not any(name == seen_there.indicator for name, _, _ in found):
            found[seen_there.indicator, place, seen_there.labels] = []
    every = [
        Series(
            indicator=name,
            place=place,
            labels=labels,
            broken=_broken(facts),
            trend=_trend(name, place, labels, courses, source, None if facts else until),
            decimals=_decimals(facts),
        )
        for (name, place, labels), facts in found.items()
    ]
    listed = {name: n for n, name in enumerate(source.listing())}
    return tuple(sorted(every, key=partial(_order, listed)))


def _order(listed: Mapping[str, int], series: Series) -> tuple[object, ...]:
    said = [*series.place, *series.labels]
    place = listed.get(series.indicator, len(listed))
    return place, sort_key(series.indicator), [(key, sort_key(value)) for key, value in said]


def _broken(facts: Sequence[Fact[Observation]]) -> bool:
    """By the fact that stands for the figure: that of the latest period with a value."""
    if not facts:
        return False
    shown = max(facts, key=lambda fact: (fact.has_value, fact.record.period or ""))
    return not shown.has_value or shown.fault is not None


def _trend(
    name: str,
    place: tuple[tuple[str, str], ...],
    labels: Labels,
    courses: Sequence[Course],
    source: Source,
    until: datetime | None,
) -> timedelta | None:
    """`until`: to when it is looked for where its points are all that is known of it."""
    wanted = set(labels) | {pair for pair in place if pair[0] == "territory"}
    for course in courses:
        series = course.series
        said = set(series.labels)
        if series.territory:
            said.add(("territory", series.territory))
        if series.indicator == name and said == wanted:
            return _span(course, source.course(name), until)
    return None


def _decimals(facts: Sequence[Fact[Observation]]) -> int | None:
    """A reckoned figure (`4.333479166`) has more digits than anybody measures by; one that a system
    wrote for people keeps its own.
    """
    values = [fact.record.value for fact in facts if fact.record.value is not None]
    reckoned = any(-int(value.as_tuple().exponent) > _WRITTEN for value in values)
    return _SAID if reckoned and all(abs(value) >= _TINY or not value for value in values) else None


def _span(course: Course, asked: timedelta | None, until: datetime | None) -> timedelta | None:
    """`asked`: as far back as its source is asked for points, where that is said. Else the longest usual
    span that the points fill by half, a day at most where they are many; without a course of its own
    the shortest before `until` that holds them all.
    """
    newest, third = course.latest[0], course.latest[-1]
    if until is None and len(course.latest) < _A_COURSE:
        return None
    end = max(newest, until or newest)
    least, reach = end - third, end - course.oldest
    if asked is not None and asked >= least:
        return asked
    sparse = max(newest - third, end - newest) > _SPANS[-1]
    spans = _LONG_SPANS if sparse else _SPANS
    holding = next((span for span in spans if reach <= span), spans[-1])
    if sparse or until is not None:
        return holding
    filled = [span for span in spans if least <= span <= 2 * reach]
    return filled[-1] if filled else holding


def _listed(kind: str, facts: Sequence[Fact[Record]]) -> Listed:
    records = [fact.record for fact in facts[:_MOST_READ]]
    shown = [r for r in records if not isinstance(r, Alert) or r.state in OPEN]
    told = Told(kind, tuple(shown))
    return Listed(kind, columns(told), order(told), len(shown), any(map(_is_stopped, shown)))


def _is_stopped(record: Record) -> bool:
    return isinstance(record, ServiceHealth) and illness(record.state) == STOPPED


def _worst(id: str, knowledge: Knowledge) -> int | None:
    shown = [fact.record for fact in knowledge.facts((id,), Alert) if fact.record.state in OPEN]
    ranks = [knowledge.rank(alert.severity) for alert in shown]
    return min(ranks, default=None)


def course(code: str, where: Mapping[str, str], survey: Survey) -> timedelta | None:
    """The span of an indicator that the wall file names, where one series alone is meant."""
    meant = [
        series
        for series in survey.series
        if series.indicator == code
        and all(series.where.get(name, "") == value for name, value in where.items())
    ]
    return meant[0].trend if len(meant) == 1 else None
