"""What a catalogue shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, override

from services.freshness import State
from widgets.tile import View

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from services.records import Observation
    from services.settings import Wording
    from services.statistics import Forecast
    from widgets.tile import Json

_FRESH = frozenset({State.LIVE, State.LATE, State.SKEWED})


class Outlook(IntEnum):
    """What is to be thought of an indicator, worst first."""

    AT_RISK = 0
    """It may miss what was assigned."""
    MISSED = 1
    """Its period is over, and its final figure isn't what was assigned."""
    LATE = 2
    """Its figure should have been renewed, or its source tells none now."""
    LACKING = 3
    """There is no figure."""
    ON_COURSE = 4
    UNJUDGED = 5
    """Nothing was assigned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    id: str
    name: Wording
    observation: Observation | None
    unit: Wording | None
    decimals: int | None
    state: State | None
    period: str | None
    outlook: Outlook
    meaning: Wording | None
    """Of the band that its value is in."""
    publication: str | None
    """Where it was printed: a quotation, and none of the source's own."""
    reached: Decimal | None
    """Percent of the plan."""
    summed: Decimal | None
    """The year so far, where that is what is reached of the plan."""
    ahead: Forecast | None
    """Of the year, where that says that the plan will be missed."""
    planned: bool
    least: bool
    """The less the better: a plan is what it should not exceed."""

    @property
    def old(self) -> bool:
        return self.state not in _FRESH


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueView(View):
    entries: tuple[Entry, ...]
    """Worst first."""
    turn: int
    """Counts up at each turn: which page that is depends on how many there are."""
    day: date

    @property
    def mixed(self) -> bool:
        """Some of its figures were printed, others are their sources' own."""
        printed = {e.publication is not None for e in self.entries if e.observation is not None}
        return len(printed) > 1

    def count(self, outlook: Outlook) -> int:
        return sum(entry.outlook is outlook for entry in self.entries)

    @override
    def figures(self) -> dict[str, Json]:
        counts: dict[str, Json] = {one.name.lower(): self.count(one) for one in Outlook}
        return {"outlook": counts, "rows": [_json(entry) for entry in self.entries]}


def _json(entry: Entry) -> Json:
    seen = entry.observation
    level = None if seen is None else seen.level
    return {
        "indicator": entry.id,
        "value": None if seen is None or seen.value is None else str(seen.value),
        "text": None if seen is None else seen.text,
        "period": entry.period,
        "level": None if level is None else level.value,
        "replaced": _replaced(seen),
        "publication": entry.publication,
        "outlook": entry.outlook.name.lower(),
        "reached": None if entry.reached is None else str(entry.reached),
        "cumulative": None if entry.summed is None else str(entry.summed),
        "forecast": None if entry.ahead is None else str(entry.ahead.value),
        "state": None if entry.state is None else str(entry.state),
    }


def _replaced(seen: Observation | None) -> Json:
    """What stood before its level was more final."""
    if seen is None or seen.replaced is None or seen.replaced_level is None:
        return None
    return {"value": str(seen.replaced), "level": seen.replaced_level.value}
