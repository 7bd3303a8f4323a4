"""When a running wall thins its cache: an hour's rest between rounds, a step at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.cache.times import micros

if TYPE_CHECKING:
    from services.clock import Clock

REST = timedelta(hours=1)
KEPT = timedelta(days=365)
"""What was superseded, and asks. Points of series are not thinned yet."""
PICTURES_KEPT = timedelta(days=7)
"""What was superseded of map pictures: one that changes every ten minutes fills up to 300 MiB a day."""
TRUSTED = timedelta(minutes=5)


class Rounds:
    """A clock that was set ahead must not cost a year of the past: a round begins only when the clock
    has gone, since the last look, as far as the computer has run.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._under_way = False
        self._look()

    def due(self) -> bool:
        if self._under_way:
            return True
        ran = timedelta(seconds=self._clock.monotonic() - self._ran)
        if ran < REST:
            return False
        gone = self._clock.now() - self._seen
        self._under_way = abs(gone - ran) < TRUSTED
        self._look()
        return self._under_way

    def cut(self) -> int:
        """Before it nothing is kept but what stands."""
        return micros(self._seen - KEPT)

    def pictures_cut(self) -> int:
        return micros(self._seen - PICTURES_KEPT)

    def stepped(self, removed: int) -> None:
        """After each step: a round ends when there is nothing left to remove."""
        self._under_way = removed > 0

    def _look(self) -> None:
        self._seen, self._ran = self._clock.now(), self._clock.monotonic()
