"""Time, handed in. Nothing else in the program asks the operating system what time it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The wall's time: aware, UTC. It may jump (NTP, suspend)."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump back; only differences mean anything."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class OffsetClock:
    """A clock that was set to `start` when it was made and has run at the usual speed since."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._made = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._made)

    def monotonic(self) -> float:
        return time.monotonic()


class HeldClock:
    """A clock that stands still until it is moved: histories, replays and tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._ran = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self._ran

    def move(self, by: timedelta) -> None:
        """Time passes."""
        self.at += by
        self._ran += max(by.total_seconds(), 0.0)

    def jump(self, to: datetime) -> None:
        """The wall's time is set, as NTP does; no time passes."""
        self.at = to


def iso(at: datetime) -> str:
    """`2026-11-24T07:00:00.000000Z`: UTC, six fractional digits, so that text sorts as time does."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_iso(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
