"""What a list of events shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, override

from services.clock import iso
from widgets.drawing import PRIORITY_MARKS
from widgets.tile import View
from widgets.values import as_json

if TYPE_CHECKING:
    from datetime import date, datetime

    from services.phrase import Phrase
    from services.settings import Wording
    from widgets.tile import Json
    from widgets.values import Value

NAMES: tuple[Literal["urgent", "high", "medium", "low"], ...] = ("urgent", "high", "medium", "low")
"""By rank."""
MOST = 60
"""Rows that a view holds: more than the tallest panel shows."""
LISTED = 30
"""Rows that wall.json has."""

type Ranks = tuple[int, int, int, int]
"""How many of each priority, worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A row: events that are alike."""

    rank: int
    what: Value
    raw: str | None = None
    """The source's own word for a severity that it doesn't class."""
    count: int = 1
    first: datetime | None = None
    last: datetime | None = None
    new: bool = False
    place: Wording | str | None = None
    """Of its first event."""
    places: int = 0
    source: str | None = None
    """The only address that it comes from; so `target`."""
    sources: int = 0
    target: str | None = None
    targets: int = 0
    states: tuple[tuple[Phrase | str, int], ...] = ()
    """What became of them, and of how many: two at most, the most frequent first."""
    acknowledged: int = 0
    alarm: bool = False
    """Somebody is to acknowledge it."""

    @property
    def seen(self) -> bool:
        """By somebody, all of it."""
        return self.acknowledged == self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView(View):
    kind: str
    groups: tuple[Group, ...]
    """In their order; of very many only the first."""
    ranks: Ranks = (0, 0, 0, 0)
    """Rows, those that `groups` has no room for included."""
    total: int = 0
    """Events in all those rows."""
    low: int = 0
    """Events of lesser priorities, which are only counted."""
    lower: Literal["urgent", "high", "medium", "low"] | None = None
    """The worst priority among those."""
    hidden: int = 0
    """Suppressed at the source."""
    timed: bool = True
    """Whether rows say when."""
    day: date
    known: bool

    @property
    def rows(self) -> int:
        return sum(self.ranks)

    @override
    def figures(self) -> dict[str, Json]:
        known = self.known
        return {
            "total": self.total if known else None,
            "groups": self.rows if known else None,
            "counted": self.low if known else None,
            "suppressed": self.hidden if known else None,
            "rows": [_row(one) for one in self.groups[:LISTED]],
        }


def _row(one: Group) -> dict[str, Json]:
    return {
        "priority": [*PRIORITY_MARKS][one.rank],
        "what": as_json(one.what),
        "count": one.count,
        "first": None if one.first is None else iso(one.first),
        "last": None if one.last is None else iso(one.last),
        "acknowledged": one.acknowledged,
    }
