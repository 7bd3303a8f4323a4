"""Open alerts by unit: which units they are of, by the place that an alert's entity or labels name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from services.records import Alert, AlertState
from services.territories import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from services.territories import Gazetteer
    from services.views import Knowledge
    from services.wall_file.priority import Priority
    from widgets.tiles.map.ground import Ground

_OPEN = frozenset({AlertState.FIRING, AlertState.ACKNOWLEDGED})
_PLACES = ("territory", "dia_ban", "unit", "don_vi", "district", "huyen")
"""Labels that name a place, the first that is there."""
type Name = Literal["urgent", "high", "medium", "low"]
NAMES: tuple[Name, ...] = ("urgent", "high", "medium", "low")
"""Priorities, worst first."""


@dataclass(frozen=True, slots=True)
class Alarms:
    worst: tuple[tuple[str, Name], ...] = ()
    """By the unit's code: the priority of its worst open alert."""
    counts: tuple[tuple[str, int], ...] = ()
    """By the unit's code: how many are open there."""
    units: tuple[tuple[Name, int], ...] = ()
    """By priority, worst first: how many units wear it."""
    elsewhere: int = 0
    """Open alerts of which nobody says on which unit of this map they are."""
    hidden: int = 0
    """Suppressed at their sources: on no unit."""
    known: bool = True
    """False where one of the sources never answered."""

    @property
    def priority(self) -> Name | None:
        return self.units[0][0] if self.units else None


def alarms(
    sources: Sequence[str], least: Priority, ground: Ground, knowledge: Knowledge, day: date
) -> Alarms:
    """Of the sources' open alerts of that priority and above."""
    last = NAMES.index(least.value)
    found: defaultdict[str, list[int]] = defaultdict(list)
    places = gazetteer(knowledge.wall.territories)
    elsewhere = hidden = 0
    for fact in knowledge.facts(sources, Alert):
        alert = fact.record
        if knowledge.rank(alert.severity) > last:
            continue
        hidden += alert.state is AlertState.SUPPRESSED
        if alert.state not in _OPEN:
            continue
        codes = (_unit(called, ground, places, day) for called in _named(alert))
        code = next((one for one in codes if one is not None), None)
        if code is None:
            elsewhere += 1
        else:
            found[code].append(knowledge.rank(alert.severity))
    worst = {code: NAMES[min(ranks)] for code, ranks in found.items()}
    units = tuple(
        (name, count) for name in NAMES if (count := sum(one == name for one in worst.values()))
    )
    counts = tuple(sorted((code, len(ranks)) for code, ranks in found.items()))
    known = all(knowledge.asked(id).last_answered is not None for id in sources)
    return Alarms(tuple(sorted(worst.items())), counts, units, elsewhere, hidden, known)


def _named(alert: Alert) -> Iterator[str]:
    """What may be a place, the likeliest first."""
    labels = dict(alert.labels)
    yield from (labels[name] for name in _PLACES if labels.get(name))
    if alert.entity:
        yield alert.entity


def _unit(called: str, ground: Ground, places: Gazetteer, day: date) -> str | None:
    unit = ground.find(called)
    if unit is None and (place := places.find(called, day)) is not None:
        unit = ground.find(place.name.vi)
    return None if unit is None else unit.code
