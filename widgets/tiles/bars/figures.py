"""Figures side by side: of several indicators, or of one in many places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from services.freshness import State
from services.levels import rank
from services.periods import Span, period_of
from services.plain import plain
from services.records import labels
from services.settings import Wording
from services.views import SEVERAL, merged
from widgets.tiles.bars.settings import MOST
from widgets.tiles.bars.view import UNSAID, Bar, is_old
from widgets.values import Reading, comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.cache import Fact
    from services.records import Observation
    from services.views import Figure, Knowledge, Standing
    from services.views.naming import Naming
    from widgets.tiles.bars.settings import BarsTile
    from widgets.values import Value

_PLACES = ("territory", "organ")
_UNIT = 20
"""Characters of a source's own unit that are shown."""


@dataclass(frozen=True, slots=True)
class One:
    """A figure under the name that its bar has."""

    name: Value
    reading: Reading
    standing: Standing


@dataclass(frozen=True, slots=True)
class Compared:
    bars: tuple[Bar, ...]
    total: int
    standing: Standing
    period: str | None
    """The one that most are of; the others say theirs."""
    unit: Wording | None
    alike: bool
    floor: bool
    """Higher is better of each."""


def compared(settings: BarsTile, knowledge: Knowledge) -> Compared:
    figures = _figures(settings, knowledge)
    standing = merged([one.standing for one in figures])
    if not figures:
        standing = knowledge.figure(settings.chosen[0]).standing
    sort = settings.sort or ("most" if _of_places(settings, knowledge) else None)
    shown = _ordered(figures, sort)[: min(settings.limit, MOST)]
    common = _common(figures)
    states = {one.standing.state for one in figures}
    units = {one.reading.unit for one in figures if one.reading.observation}
    return Compared(
        bars=tuple(_bar(one, common, apart=len(states) > 1) for one in shown),
        total=len(figures),
        standing=standing,
        period=common,
        unit=settings.unit or (next(iter(units)) if len(units) == 1 else None),
        alike=len(units) <= 1,
        floor=all(knowledge.wall.indicators[id].better == "up" for id in settings.chosen),
    )


def _of_places(settings: BarsTile, knowledge: Knowledge) -> bool:
    """One indicator that a source tells of many places."""
    if settings.by is None or len(settings.chosen) != 1:
        return False
    indicator = knowledge.wall.indicators[settings.chosen[0]]
    return indicator.formula is None and settings.by not in indicator.where


def _figures(settings: BarsTile, knowledge: Knowledge) -> list[One]:
    if _of_places(settings, knowledge):
        return _places(settings.chosen[0], settings.by or "", knowledge)
    return [_named(knowledge.figure(id), settings.by, knowledge) for id in settings.chosen]


def _named(figure: Figure, by: str | None, knowledge: Knowledge) -> One:
    """By the place that its indicator is of, where bars are places; else by its own name."""
    indicator = figure.indicator
    reading = Reading(figure.id, figure.observation, figure.unit, indicator.decimals)
    said = None if by is None else indicator.where.get(by)
    name: Value = indicator.name
    if said and by is not None:
        name = said
        if indicator.source is not None:
            naming = knowledge.naming((indicator.source,))
            name = _called(by, said, figure.observation, naming)
    return One(name, reading, figure.standing)


def _called(by: str, said: str, seen: Observation | None, naming: Naming) -> Value:
    if by == "territory":
        return naming.territory(said, seen)
    return naming.organ(said, seen) if by == "organ" else said


def _places(id: str, by: str, knowledge: Knowledge) -> list[One]:
    """Of each place its latest figure. What is of no place is the whole, and no place among others."""
    indicator = knowledge.wall.indicators[id]
    source = indicator.source or ""
    where = labels(indicator.where)
    facts = knowledge.picture.figures(source, indicator.metric or id, where)
    by_place: dict[str, list[Fact[Observation]]] = {}
    for fact in facts:
        if place := _place(fact.record, by):
            by_place.setdefault(place, []).append(fact)
    naming = knowledge.naming((source,))
    found: list[One] = []
    for place, told in by_place.items():
        fact, alone = _latest(told, by)
        seen = fact.record if fact.has_value and alone else None
        standing = knowledge.standing_of(id, fact)
        if not alone:
            standing = replace(standing, state=State.FAULTY, words=SEVERAL)
        unit = indicator.unit if seen is None else _unit(indicator.unit, seen)
        reading = Reading(id, seen, unit, indicator.decimals)
        found.append(One(_called(by, place, fact.record, naming), reading, standing))
    return found


def _unit(declared: Wording | None, seen: Observation) -> Wording | None:
    """As the wall file calls it, else as the source does."""
    return declared or (Wording(vi=plain(seen.unit, _UNIT)) if seen.unit else None)


def _place(seen: Observation, by: str) -> str | None:
    if by in _PLACES:
        return getattr(seen, by) or None
    return dict(seen.labels).get(by.removeprefix("labels.")) or None


def _latest(facts: Sequence[Fact[Observation]], by: str) -> tuple[Fact[Observation], bool]:
    """And whether it is the only one of its rank: between two nobody can choose."""
    ranked = [(_rank(fact, by), fact) for fact in facts]
    highest = max(rank for rank, _ in ranked)
    rivals = [fact for rank, fact in ranked if rank == highest]
    chosen = max(rivals, key=lambda fact: fact.record.uid)
    return chosen, len(rivals) == 1 or not chosen.has_value


def _rank(fact: Fact[Observation], by: str) -> tuple[bool, date, int, bool, int]:
    """The latest period by its end, then the longer one, the whole of a place before its parts, then the more
    final level. A stretch of years is only begun.
    """
    seen = fact.record
    period = period_of(seen.period) if seen.period else None
    end, long = date.min, 0
    if period is not None:
        end = period.first if period.span is Span.YEARS else period.last
        long = (period.last - period.first).days
    return fact.has_value, end, long, _whole(seen, by), rank(seen.level)


def _whole(seen: Observation, by: str) -> bool:
    """It is of no part of what its bar is of."""
    label = by.removeprefix("labels.")
    apart = any(getattr(seen, place) for place in _PLACES if place != by)
    return not apart and all(name == label for name, _ in seen.labels)


def _ordered(figures: Iterable[One], sort: str | None) -> list[One]:
    """What has no value comes last either way."""
    if sort is None:
        return [*figures]
    by_name = sorted(figures, key=lambda one: comparable(one.name) or (9, 0, ()))
    if sort == "name":
        return by_name
    known = [one for one in by_name if one.reading.comparable() is not None]
    known.sort(key=lambda one: one.reading.comparable() or (9, 0, ()), reverse=sort == "most")
    return known + [one for one in by_name if one.reading.comparable() is None]


def _common(figures: Sequence[One]) -> str | None:
    """The period that most are of, of equals the first that is listed; None where one is of no period: it
    would seem to be of theirs.
    """
    told = Counter(seen.period for one in figures if (seen := one.reading.observation))
    return told.most_common(1)[0][0] if told and None not in told else None


def _bar(one: One, common: str | None, *, apart: bool) -> Bar:
    """`apart`: not all stand alike, so that each says how."""
    seen = one.reading.observation
    state = one.standing.state
    return Bar(
        name=one.name or UNSAID,
        amount=None if seen is None else seen.value,
        reading=one.reading,
        state=state if apart and state is not State.LIVE else None,
        period=seen.period if seen is not None and seen.period != common else None,
        old=is_old(state),
    )
