"""Which figures a map shows: those of one period, one of each unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from services.levels import rank
from services.organs import folded
from services.periods import Span, period_of
from services.plain import plain
from services.records import labels
from widgets.tiles.map.view import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from services.cache import Fact
    from services.records import Observation
    from services.territories import Gazetteer
    from services.territories import Unit as Place
    from services.views import Knowledge
    from widgets.tiles.map.ground import Ground, Unit

_WORD = 24


type Told = tuple[Fact[Observation], ...]
"""Figures of one period, each of one place."""


def figures(id: str | None, knowledge: Knowledge) -> Told:
    """Of an indicator's latest period. What is reckoned by a formula is of no place."""
    if id is None:
        return ()
    indicator = knowledge.wall.indicators[id]
    if indicator.source is None or indicator.formula is not None:
        return ()
    where = labels(indicator.where)
    return _latest(knowledge.picture.figures(indicator.source, indicator.metric or id, where))


def _latest(facts: Iterable[Fact[Observation]]) -> Told:
    """Of several periods those of the latest, however it is spelled; of no place is on no map."""
    placed = [fact for fact in facts if fact.record.territory and fact.has_value]
    last = max((_when(fact.record) for fact in placed), default=None)
    return tuple(fact for fact in placed if _when(fact.record) == last)


def last_day(period: str | None) -> date | None:
    """On whose units a map of that period stands."""
    read = period_of(period) if period else None
    return None if read is None else read.last


def _when(seen: Observation) -> tuple[date, int, str]:
    """By its end, then the longer one. A stretch of years is only begun."""
    period = period_of(seen.period) if seen.period else None
    if period is None:
        return date.min, 0, seen.period or ""
    end = period.first if period.span is Span.YEARS else period.last
    return end, (period.last - period.first).days, ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    values: dict[str, Value]
    """By the unit's code."""
    strangers: int
    """Figures, or counted records, of places that are on no unit of this map."""
    alone: bool
    """No unit has two figures of equal rank, between which nobody can choose."""
    hidden: int = 0
    """Of counted records, those that their source suppresses."""


NOWHERE = Placed(values={}, strangers=0, alone=True)
"""Where nothing is known of any unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Finds a figure's unit on a map: a code means the unit that had it in the figure's own period.

    `day`: on which the map's units stand, and figures without a period.
    """

    ground: Ground
    places: Gazetteer
    day: date
    sums: bool
    """Figures add up: what is gone may be counted to the unit that took its ground."""

    def counted(self, told: Mapping[str, int], hidden: int) -> Placed:
        """Of how many records each place is named by: each unit has a count, by whatever names it is called,
        0 where none names it.
        """
        counts = dict.fromkeys((unit.code for unit in self.ground.units), 0)
        strangers = 0
        for called, count in told.items():
            unit = (self._own(called, self.day) or self._heir(called)) if called else None
            if unit is None:
                strangers += count
            else:
                counts[unit.code] += count
        values = {code: Value(number=count) for code, count in counts.items()}
        return Placed(values=values, strangers=strangers, alone=True, hidden=hidden)

    def placed(self, told: Sequence[Observation]) -> Placed:
        values: dict[str, Observation] = {}
        inherited: list[tuple[str, Observation]] = []
        strangers, alone = 0, True
        for seen in sorted(told, key=lambda seen: (_rank(seen), seen.uid)):
            called, own = seen.territory or "", last_day(seen.period) or self.day
            if unit := self._own(called, own):
                before = values.get(unit.code)
                alone &= before is None or _rank(before) != _rank(seen)
                values[unit.code] = seen
            elif unit := self._heir(called):
                inherited.append((unit.code, seen))
            else:
                strangers += 1
        for code, seen in inherited:
            added = _sum(values.get(code), seen) if self.sums or code not in values else None
            strangers += added is None
            values |= {} if added is None else {code: added}
        shown = {code: _value(seen) for code, seen in values.items()}
        return Placed(values=shown, strangers=strangers, alone=alone)

    def _own(self, called: str, on: date) -> Unit | None:
        place = self.places.find(called, on)
        return self.ground.find(called) if place is None else self._unit(place)

    def _heir(self, called: str) -> Unit | None:
        place = self.places.heir(called, self.day)
        return None if place is None else self._unit(place)

    def _unit(self, place: Place) -> Unit | None:
        """The same code may be another unit's on a map of another day."""
        found = self.ground.find(place.code)
        name = place.name
        if found is not None and folded(found.short) in {
            folded(name.vi),
            folded(name.short or name.vi),
        }:
            return found
        return self.ground.find(name.vi)


def _rank(seen: Observation) -> tuple[bool, int]:
    """The whole before its parts, then the more final level."""
    return not (seen.labels or seen.organ), rank(seen.level)


def _sum(one: Observation | None, other: Observation) -> Observation | None:
    """None of what is no number."""
    if one is None:
        return other
    if one.value is None or other.value is None:
        return None
    return replace(one, value=one.value + other.value)


def _value(seen: Observation) -> Value:
    text = None if seen.text is None else plain(seen.text, _WORD)
    return Value(number=seen.value, text=text, qualifier=seen.qualifier)
