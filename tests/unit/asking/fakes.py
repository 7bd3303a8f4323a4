"""Fakes: systems that answer as told, and a time that passes when the test says so."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from services.asking import AskedSource
from services.clock import HeldClock
from services.connectors import Answered
from services.door import Request, SourceError
from services.news import News, Reason
from services.phrase import phrase
from services.settings import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.door import Answer, Door

START = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
PROMPT = timedelta(seconds=10)


class FakeDoor:
    """A door that leads nowhere: the fake systems answer without one."""

    def __init__(self, source: str, clock: HeldClock) -> None:
        self.source, self._clock = source, clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def ask(self, request: Request) -> Answer:
        raise AssertionError(request)

    def now(self) -> datetime:
        return self._clock.now()


class FakeConnector:
    """Answers with what `reply` gives or raises; counts how many asks are inside at once."""

    name = "fake"
    settings = Source

    def __init__(self, reply: Callable[[int], object] = lambda _: None) -> None:
        self._reply = reply
        self._lock = threading.Lock()
        self.asks = 0
        self.inside = 0
        self.most_inside = 0
        self.threads: set[int] = set()
        self.cursors: list[str | None] = []

    def ask(self, settings: Source, door: Door, cursor: str | None) -> Answered:
        with self._lock:
            self.asks += 1
            nth = self.asks
            self.inside += 1
            self.most_inside = max(self.inside, self.most_inside)
            self.threads.add(threading.get_ident())
            self.cursors.append(cursor)
        asked = door.now()
        try:
            answered = self._reply(nth)
        finally:
            with self._lock:
                self.inside -= 1
        if answered is not None:
            return answered  # type: ignore[return-value] # a plug-in may hand back anything
        return Answered(asked=asked, received=door.now(), cursor=f"after {nth}")


def refuses(_: int) -> object:
    raise SourceError(Reason.UNREACHABLE, phrase("Mất kết nối"))


class Hanging:
    """Hangs as `getaddrinfo` does: nobody can end it but the test."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.release = threading.Event()

    def __call__(self, _: int) -> None:
        self.entered.set()
        assert self.release.wait(30)


def source(
    id_: str,
    reply: Callable[[int], object] = lambda _: None,
    *,
    every: timedelta = PROMPT,
    deadline: timedelta = PROMPT,
) -> AskedSource:
    settings = Source(connector="fake", url="http://fake", every=every, deadline=deadline)
    return AskedSource(id_, settings, FakeConnector(reply))


def fake_of(asked: AskedSource) -> FakeConnector:
    connector: Any = asked.connector
    assert isinstance(connector, FakeConnector)
    return connector


class Time:
    """A clock that stands still until all who wait are waiting, and then goes on to the first of them."""

    def __init__(self) -> None:
        self.clock = HeldClock(START)
        self._waiting: list[tuple[float, asyncio.Event]] = []
        self._changed = asyncio.Condition()

    async def pause(self, seconds: float) -> None:
        woken = asyncio.Event()
        waiting = (self.clock.monotonic() + seconds, woken)
        async with self._changed:
            self._waiting.append(waiting)
            self._changed.notify_all()
        try:
            await woken.wait()
        finally:
            if waiting in self._waiting:
                self._waiting.remove(waiting)

    async def all_wait(self, sources: int) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: len(self._waiting) == sources)

    async def step(self, sources: int) -> float:
        """Once all wait, goes on to the first who is due; how many seconds passed since the start."""
        await self.all_wait(sources)
        first = min(self._waiting, key=lambda waiting: waiting[0])
        self.clock.move(timedelta(seconds=max(first[0] - self.clock.monotonic(), 0)))
        self._waiting.remove(first)
        first[1].set()
        return self.clock.monotonic()

    async def oversleep(self, by: timedelta, sources: int) -> None:
        """All who wait are woken late at once, as after a suspend that the clock counted."""
        await self.all_wait(sources)
        self.clock.move(by)
        waiting, self._waiting = self._waiting, []
        for _, woken in waiting:
            woken.set()


class Notebook:
    """Stands for the cache: keeps news in the order in which they were recorded."""

    def __init__(self) -> None:
        self.news: list[News] = []
        self.refreshed: list[frozenset[str]] = []
        self._changed = asyncio.Condition()

    async def record(self, news: News) -> frozenset[str]:
        async with self._changed:
            self.news.append(news)
            self._changed.notify_all()
        return frozenset({news.source})

    def refresh(self, changed: frozenset[str]) -> None:
        self.refreshed.append(changed)

    async def until(self, holds: Callable[[list[News]], bool]) -> None:
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(lambda: holds(self.news)), 30)

    def of(self, source_id: str) -> list[News]:
        return [news for news in self.news if news.source == source_id]
