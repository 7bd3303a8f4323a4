"""The order in which the wall learned things, shared by the writer and by pictures of now."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from services.cache.times import micros

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.clock import Clock


class Stamps:
    """Stamps are microseconds and strictly increase: `max(clock, last + 1)`.

    A live instant is earlier than the stamp of an open transaction and not earlier than any that was
    committed, and all later stamps lie after it: whoever asks again for that instant gets the same
    picture. When the clock was set back, live time runs on at half speed until the clock has caught
    up, so that ages go on growing and nothing is ever learned "before" what was already shown.
    """

    def __init__(self, clock: Clock, last: int = 0) -> None:
        self.clock = clock
        self._lock = threading.Lock()
        self._last = last
        self._ran = clock.monotonic()
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
            stamp = max(micros(self.clock.now()), self._last + 1)
            self._open = stamp
        try:
            yield stamp
        finally:
            with self._lock:
                self._open = None
                self._passed(stamp)

    def now(self) -> int:
        """A live instant."""
        with self._lock:
            ran = self.clock.monotonic() - self._ran
            at = max(micros(self.clock.now()), self._last + int(max(ran, 0.0) * 500_000))
            if self._open is not None:
                at = min(at, self._open - 1)
            self._passed(at)
            return at

    def _passed(self, at: int) -> None:
        if at > self._last:
            self._last = at
            self._ran = self.clock.monotonic()
