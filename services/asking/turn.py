"""When a source's turn is: its place in time, what holds it back, and whoever calls it out of turn."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from services.clock import Clock

LOOK = 30.0
"""Seconds between looks at the clock while a source is held until a time that the clock tells."""
_LONGEST_TIMER = 3600.0
"""Seconds; Qt's timers count milliseconds in 32 bits."""


@dataclass(frozen=True, slots=True)
class Held:
    """A source that isn't asked; `until` None: until it is let go."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """How it stands with the asks of one source."""

    due: datetime | None = None
    """When it is asked next, if the clock isn't set meanwhile; None while it is being asked, and while it is
    held with no end."""
    under_way: datetime | None = None
    """Since when the present ask is."""
    held: bool = False


class Turn:
    """Of one source. `pause` is how is waited (seconds); everything here runs on the event loop."""

    def __init__(self, clock: Clock, pause: Callable[[float], Awaitable[None]]) -> None:
        self._clock, self._pause = clock, pause
        self.due = clock.monotonic()
        """Of the monotonic clock."""
        self.under_way: datetime | None = None
        self.held: Held | None = None
        self._called = False
        self._waiting: asyncio.Future[None] | None = None

    def hold(self, until: datetime | None) -> None:
        """Not asked until then; None: until it is let go."""
        self.held = Held(until)
        self._wake()

    def let_go(self) -> None:
        """Asked at once, where it was held."""
        if self.held is not None:
            self._release()
            self._wake()

    def call(self) -> None:
        """Asked at once."""
        self._called = True
        self.due = self._clock.monotonic()
        self._wake()

    def begun(self) -> bool:
        """The ask is under way from now on. Whether it was called."""
        self.under_way = self._clock.now()
        called, self._called = self._called, False
        return called

    def ended(self, due: float) -> None:
        """`due`: when it is to be asked next, of the monotonic clock; at once where it was called or let go
        meanwhile.
        """
        self.under_way = None
        self.due = self._clock.monotonic() if self._called else due

    @property
    def next(self) -> Next:
        if self.under_way is not None:
            return Next(under_way=self.under_way, held=self.held is not None)
        if self.held is not None:
            return Next(due=self.held.until, held=True)
        left = max(self.due - self._clock.monotonic(), 0.0)
        return Next(due=_later(self._clock.now(), left))

    async def comes(self) -> bool:
        """Waits for it. Whether it was called, or let go, and so has no reason to be spread."""
        called = False
        while True:
            if self.held is not None and self._over(self.held):
                self._release()
            called = called or self._called
            left = self._left()
            if left <= 0:
                return called
            slept = await self._wait(left)
            if slept and self.held is None and left < _LONGEST_TIMER:
                # Not looked at again: timers are a little early, and sums of seconds a little off.
                return called or self._called

    def _left(self) -> float:
        """Seconds to wait until the next look."""
        if self.held is None:
            return min(self.due - self._clock.monotonic(), _LONGEST_TIMER)
        if self.held.until is None:
            return _LONGEST_TIMER
        return min((self.held.until - self._clock.now()).total_seconds(), LOOK)

    def _over(self, held: Held) -> bool:
        return held.until is not None and held.until <= self._clock.now()

    def _release(self) -> None:
        self.held = None
        self.call()

    async def _wait(self, seconds: float) -> bool:
        """Whether it was not woken before."""
        waiting = self._waiting = asyncio.ensure_future(self._pause(seconds))
        try:
            await asyncio.wait({waiting})
        finally:
            self._waiting = None
            if not waiting.done():
                waiting.cancel()
        if waiting.cancelled():
            return False
        waiting.result()
        return True

    def _wake(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()


def _later(now: datetime, seconds: float) -> datetime | None:
    """None beyond the calendar."""
    try:
        return now + timedelta(seconds=seconds)
    except OverflowError:
        return None
