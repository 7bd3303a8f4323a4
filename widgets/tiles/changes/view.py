"""What a tile of changes shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Literal, override

from services.clock import iso
from widgets.comparisons import figure_json
from widgets.tile import View
from widgets.values import as_json

if TYPE_CHECKING:
    from datetime import datetime

    from services.freshness import State
    from services.settings import Wording
    from widgets.reading import Number
    from widgets.tile import Json


class Weight(IntEnum):
    """What a briefing must hear first."""

    CROSSED = 0
    """A figure is beyond a threshold that it wasn't beyond."""
    BEHIND = 1
    """A plan that was reached isn't any more."""
    LOST = 2
    URGENT = 3
    """An urgent or high alert or incident began."""
    LATE = 4
    """Tasks or reports of a unit are over their due date."""
    WORSE = 5
    OPENED = 6
    BETTER = 7
    """Over a threshold no more, a plan reached, and whatever moved the good way."""
    MOVED = 8
    """Of which nobody says which way is good, or of another period than before."""
    DONE = 9
    """What ended, was finished, came in, is back."""


class Happened(StrEnum):
    LOST = "lost"
    BACK = "back"
    OPENED = "opened"
    CLOSED = "closed"
    OVERDUE = "overdue"
    FINISHED = "finished"
    LATE = "late"
    CAME = "came"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure says something else than it did."""

    weight: Weight
    before: Number
    """As the wall knew it then; without an observation: it knew of none."""
    after: Number
    good: bool | None = None
    """None: nobody says which way is good, or the two are of different periods."""

    @property
    def of_other_periods(self) -> bool:
        return self.before.observation is not None and self.before.period != self.after.period


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that began or ended."""

    weight: Weight
    kind: Literal["sources", "alerts", "incidents", "tasks", "reports"]
    how: Happened
    what: Wording | str
    """An incident's title, a unit, a source."""
    count: int = 1
    urgent: int = 0
    """Of those how many are of the two highest priorities."""
    priority: Literal["urgent", "high", "medium", "low"] | None = None
    """The worst of what began."""
    unit: Wording | str | None = None
    state: State | None = None
    """Of a source that was lost."""
    since: datetime | None = None
    """Of a source that was lost: its last answer."""


type Change = Moved | Event


class Outcome(StrEnum):
    NO_BRIEFING = "no briefing"
    """There is nothing to count from."""
    UNKNOWN_THEN = "unknown then"
    """The wall had heard of nothing yet, or keeps nothing of that time."""
    NOTHING = "nothing"
    """It is known then and now, and the same."""
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView(View):
    outcome: Outcome
    since: datetime | None
    """From when; of a replay as it was then."""
    briefing: Wording | None
    """The briefing that is counted from; None: a span, or none."""
    of: Wording | None
    """The only briefings that count."""
    changes: tuple[Change, ...]
    """The most important first; of very many only these."""
    total: int
    grave: int
    """Of all, how many need somebody: down to what is over its due date."""
    compared: int
    """Figures and sources that were held against what they were."""
    unheard: tuple[Wording, ...]
    """Sources of which nothing was known then, so that nothing can be said of them."""
    known: bool
    """Something is known now."""

    @override
    def figures(self) -> dict[str, Json]:
        return {
            "outcome": self.outcome.value,
            "since": None if self.since is None else iso(self.since),
            "briefing": None if self.briefing is None else self.briefing.vi,
            "total": self.total,
            "grave": self.grave,
            "unheard": [one.vi for one in self.unheard],
            "rows": [_json(one) for one in self.changes],
        }


def _json(one: Change) -> Json:
    if isinstance(one, Moved):
        return {
            "kind": "figure",
            "weight": one.weight.name.lower(),
            "better": one.good,
            "before": {**figure_json(one.before)},
            "after": {**figure_json(one.after)},
        }
    return {
        "kind": one.kind,
        "weight": one.weight.name.lower(),
        "happened": one.how.value,
        "what": as_json(one.what),
        "count": one.count,
        "urgent": one.urgent,
        "unit": as_json(one.unit),
    }
