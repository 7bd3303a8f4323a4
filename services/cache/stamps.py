"""The order in which the wall learned things, shared by the writer and by pictures of now."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from services.cache.setbacks import Setback, reading, stamp_of
from services.cache.times import micros

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cache.setbacks import Setbacks
    from services.clock import Clock

SLIGHT = 1_000_000
"""Microseconds: a clock that is set back by less is waited for."""


class Stamps:
    """Stamps are microseconds and strictly increase: `max(clock, last + 1)`.

    A live instant is earlier than the stamp of an open transaction and not earlier than any that was
    committed, and all later stamps lie after it: whoever asks again for that instant gets the same
    picture. When the clock was set back, that is noted, and the order runs on at half speed until
    the clock has caught up, so that nothing is ever learned "before" what was already shown.
    """

    def __init__(self, clock: Clock, last: int = 0, setbacks: Setbacks = ()) -> None:
        self.clock = clock
        self.setbacks = setbacks
        self._lock = threading.Lock()
        self._last = last
        self._open: int | None = None

    @property
    def last(self) -> int:
        """The latest stamp or live instant that was given out."""
        with self._lock:
            return self._last

    @contextmanager
    def stamp(self) -> Iterator[int]:
        """The stamp of one transaction, which is over (committed or undone) when the block ends."""
        with self._lock:
            stamp = max(self._present(), self._last + 1)
            self._open = stamp
        try:
            yield stamp
        finally:
            with self._lock:
                self._open = None
                self._last = max(self._last, stamp)

    def now(self) -> int:
        """A live instant."""
        with self._lock:
            at = max(self._present(), self._last)
            if self._open is not None:
                at = min(at, self._open - 1)
            self._last = max(self._last, at)
            return at

    def _present(self) -> int:
        clock = micros(self.clock.now())
        last = max(self._last, self._open or 0)
        if clock >= reading(self.setbacks, last) - SLIGHT:
            return stamp_of(self.setbacks, clock)
        self.setbacks = (*self.setbacks, Setback(last + 1, clock))
        return last + 1
