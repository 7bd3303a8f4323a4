"""What is known of unresolved alerts at an instant: counts by priority, the one that waits longest, and how
long detecting and resolving take.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, override

from services.clock import iso
from widgets.comparisons import held_json
from widgets.tile import View

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from services.freshness import State
    from services.settings import Wording
    from widgets.reading import Number
    from widgets.tile import Json

type Name = Literal["urgent", "high", "medium", "low"]
NAMES: tuple[Name, ...] = ("urgent", "high", "medium", "low")
"""Worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The alert of the worst priority that nobody has acknowledged for the longest."""

    priority: Name
    title: str
    place: Wording | str | None
    since: datetime
    age: timedelta
    """In whole days, at the source's last confirmation: while it is silent nobody has waited longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """Mean time to detect or to resolve, as an indicator of the wall file says it."""

    word: Literal["MTTD", "MTTR"]
    number: Number
    threshold: Wording | None
    """What the band means that it is in, else the one that it would reach first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityView(View):
    counts: tuple[int, int, int, int] | None
    """In the order of `NAMES`; None when no source ever answered, which is not four zeros."""
    hidden: int = 0
    """Suppressed at the source: in none of the counts."""
    unclassified: int = 0
    """Counted as their priority says, without a severity that is known."""
    raw: tuple[str, ...] = ()
    """The sources' own words for those."""
    unseen: tuple[int, int, int, int] | None = None
    """Those of the counts that nobody has acknowledged."""
    waiting: Waiting | None = None
    means: tuple[Mean, ...] = ()
    state: State | None = None
    """Of the sources of the alerts alone."""
    old: bool = False
    """The counts are, though the tile as a whole isn't."""
    day: date | None = None

    @override
    def figures(self) -> dict[str, Json]:
        shown: dict[str, Json] = dict.fromkeys(NAMES)
        if self.counts is not None:
            shown = dict(zip(NAMES, self.counts, strict=True))
        hidden = None if self.counts is None else self.hidden
        return {
            "counts": shown,
            "suppressed": hidden,
            "unclassified": None if self.counts is None else self.unclassified,
            "raw": list(self.raw),
            "unacknowledged": None if self.unseen is None else sum(self.unseen),
            "oldest": None if self.waiting is None else _waiting(self.waiting),
            "means": [_mean(one) for one in self.means],
        }


def _waiting(one: Waiting) -> dict[str, Json]:
    return {"priority": one.priority, "title": one.title, "since": iso(one.since)}


def _mean(one: Mean) -> dict[str, Json]:
    seen = one.number.observation
    return {
        "word": one.word,
        "indicator": one.number.id,
        "value": None if seen is None or seen.value is None else str(seen.value),
        "state": str(one.number.standing.state),
        **held_json(one.number),
    }
