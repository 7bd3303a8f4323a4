"""A tile that has no place yet, and how soon it is to be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.freshness import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widgets.automatic.survey import Surveyed

URGENT, HIGH, BROKEN, OLD, WELL = range(5)
_OF_STATE: Mapping[State, int] = {
    State.NEVER: BROKEN,
    State.DISCONNECTED: BROKEN,
    State.FAULTY: BROKEN,
    State.STALE: OLD,
    State.SKEWED: OLD,
    # A beat too late is a blink: nothing moves for it.
    State.LATE: WELL,
    State.MAINTENANCE: WELL,
    State.LIVE: WELL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A tile that has no place yet."""

    type: str
    settings: tuple[tuple[str, object], ...]
    sources: tuple[str, ...]
    rank: int
    """0 is shown first."""
    across: int = 2
    halves: int = 2
    """The least room, in halves of a cell's width and of its height."""
    figures: int = 1
    """Side by side in it."""

    @property
    def of_alerts(self) -> bool:
        """A list of them."""
        return ("records", "alerts") in self.settings


def rank(each: Surveyed, *, alarmed: bool = False) -> int:
    worst = each.survey.worst if alarmed else None
    of_state = _OF_STATE[each.state]
    return of_state if worst is None or worst > HIGH else min(worst, of_state)
