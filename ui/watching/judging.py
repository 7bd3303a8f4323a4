"""When a screen is in trouble, and since when: judged from what was told of it and what is seen of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ui.watching.sight import Heart, Look, dark

if TYPE_CHECKING:
    from ui.watching.beats import Paces, Place

ENOUGH = 3
"""Looks in a row that find the same."""
EVERY = 5
"""Beats between two looks at more than the heartbeat."""


class Kind(StrEnum):
    STUCK = "stuck"
    """The interface tells nothing any more."""
    FROZEN = "frozen"
    """Time goes on, and the picture doesn't."""
    BLACK = "black"
    PLAIN = "plain"
    """One colour that isn't black."""
    COVERED = "covered"
    """Neither picture of the heartbeat is where it was painted."""


class Judged:
    """One screen; `ran` are seconds that never stand still."""

    def __init__(self, paces: Paces, ran: float) -> None:
        self.well = ran
        """When it was last as it should be."""
        self.kind: Kind | None = None
        self._paces = paces
        self._place: Place | None = None
        self._second: int | None = None
        self._heart = Heart.HIDDEN
        self._evidence: Kind | None = None
        self._times = 0
        self._beats = 0

    @property
    def wide(self) -> bool:
        """More than the heartbeat is to be looked at next."""
        return self._beats % EVERY == 0 or self._evidence in {Kind.BLACK, Kind.PLAIN}

    def judge(self, place: Place, look: Look | None, ran: float, second: int) -> None:
        """`look` None: nothing can be seen there. `second`: of the wall's clock, which may stand by intent;
        over an even number of them a heartbeat that beats is the same.
        """
        self._beats += 1
        gone = 0 if self._second is None else second - self._second
        self._second = second
        before, self._place = self._place, place
        if before is None or (before.area, before.ring) != (place.area, place.ring):
            # Another picture begins: nothing is known of it yet.
            self._heart, before, self.well = Heart.HIDDEN, None, ran
        stands = gone != 0 and before is not None and before.shown == place.shown is not None
        found = self._found(place, look, stands=stands, turns=gone % 2 == 1)
        self._times = self._times + 1 if found is self._evidence else 1
        self._evidence = found
        if found is None:
            self.well, self.kind = ran, None
        elif self._times >= ENOUGH and ran - self.well > self._patience(found):
            self.kind = found

    def pause(self, ran: float) -> None:
        """Nothing was told for a while, of which somebody else speaks."""
        self.well, self._heart, self._times = ran, Heart.HIDDEN, 0

    def _patience(self, found: Kind) -> float:
        return self._paces.covered if found is Kind.COVERED else self._paces.patience

    def _found(self, place: Place, look: Look | None, *, stands: bool, turns: bool) -> Kind | None:
        if look is None:
            return Kind.FROZEN if stands else None
        before, self._heart = self._heart, look.heart
        plain = look.bare is not None and (place.filled or look.heart is Heart.PLAIN)
        if place.whole and plain and look.bare is not None:
            return Kind.BLACK if dark(look.bare) else Kind.PLAIN
        if look.heart.known:
            same = turns and before is look.heart
            return Kind.FROZEN if same or stands else None
        if place.whole and look.heart is not Heart.HIDDEN:
            return Kind.COVERED
        return Kind.FROZEN if stands else None
