"""Asks every source at its pace, for as long as the wall runs."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.asking.line import Line
from services.asking.pace import OPENING, Pace, back_off, opening
from services.asking.silences import Silence
from services.asking.threads import Threads
from services.asking.turn import Turn
from services.news import Outage
from services.phrase import phrase
from services.words import Words

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Iterable
    from contextlib import AbstractContextManager
    from datetime import datetime
    from random import Random

    from services.asking.line import AskedSource
    from services.asking.threads import Outcome
    from services.asking.turn import Next
    from services.clock import Clock
    from services.connectors import Answered
    from services.door import Door
    from services.news import News
    from services.phrase import Phrase

OVERSLEPT = timedelta(seconds=5)
"""So late only a computer wakes that was suspended, and then every source is due at once."""

_HELD_UP = 2.0
"""Seconds for which the last recordings of sources that are dropped are waited for."""
_LETTING_GO = 0.1
"""Seconds in which a recording that was given up ends, if it ends."""

_log = logging.getLogger(__name__)


class Poller:
    """One follower a source: an asyncio task, under plain asyncio and under qasync.

    `record` is the only way into the cache, `refresh` tells what changed by it; both are called on
    the event loop. `open_door` is called on a network thread, once for each ask. `chance` sets
    beats apart. `pause` is how the poller waits (seconds). `silent` says for how long a source has been
    silent when it begins to be followed; called on the event loop.
    """

    def __init__(
        self,
        sources: Iterable[AskedSource],
        *,
        open_door: Callable[[str], AbstractContextManager[Door]],
        cursor: Callable[[str], str | None],
        record: Callable[[News], Awaitable[frozenset[str]]],
        refresh: Callable[[frozenset[str]], None],
        clock: Clock,
        chance: Random,
        words: Words | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        silent: Callable[[str], timedelta | None] = lambda _: None,
    ) -> None:
        self._record, self._refresh = record, refresh
        self._clock, self._chance, self._pause = clock, chance, pause
        self._words = words or Words("vi", ZoneInfo("UTC"))
        self._silent = silent
        self._threads = Threads()
        self._line = partial(
            Line, open_door=open_door, cursor=cursor, threads=self._threads, clock=clock
        )
        self._sources = tuple(sources)
        self._lines: dict[str, Line] = {}
        self._turns: dict[str, Turn] = {}
        self._held: dict[str, datetime | None] = {}
        self._followers: dict[str, asyncio.Task[None]] = {}
        self._left: dict[str, asyncio.Future[Outcome[Answered]]] = {}
        self._recording: dict[asyncio.Future[frozenset[str]], str] = {}
        self._deaths: dict[str, int] = {}
        self._closed = False

    def start(self) -> None:
        """Begins to follow every source; needs a running loop."""
        self.add(self._sources)

    def add(self, sources: Iterable[AskedSource]) -> None:
        """Begins to follow these too."""
        added = list(sources)
        for nth, source in enumerate(added):
            left = self._left.pop(source.id, None)
            line = self._lines[source.id] = self._line(source, under_way=left)
            turn = self._turns[source.id] = Turn(self._clock, self._pause)
            if source.id in self._held:
                turn.hold(self._held[source.id])
            first = opening(source.settings.every, nth, len(added), self._chance.random())
            self._begin(line, first)

    def hold(self, source: str, until: datetime | None) -> None:
        """It isn't asked until then, also when it is dropped and added again; None: until it is let go. An
        ask under way ends as it does.
        """
        self._held[source] = until
        if source in self._turns:
            self._turns[source].hold(until)

    def let_go(self, source: str) -> None:
        """Asked at once."""
        self._held.pop(source, None)
        if source in self._turns:
            self._turns[source].let_go()

    def call(self, source: str) -> Phrase | None:
        """Asks it at once, out of its turn, and as if it had never failed; in words why not."""
        turn = self._turns.get(source)
        if turn is None:
            return phrase("Tường chưa hỏi nguồn này")
        coming = turn.next
        if coming.under_way is not None:
            return phrase("Đang hỏi nguồn này, chờ câu trả lời")
        if coming.held:
            return phrase("Nguồn đang tạm dừng; tiếp tục rồi mới hỏi được")
        turn.call()
        return None

    def next(self, source: str) -> Next | None:
        """None of a source that isn't followed."""
        turn = self._turns.get(source)
        return None if turn is None else turn.next

    async def drop(self, ids: Collection[str]) -> None:
        """No longer follows these. What was answered is recorded by then, but for a disk that holds it
        up; what an ask under way still brings is thrown away.
        """
        dropped = {id: self._lines.pop(id) for id in ids if id in self._lines}
        for id in dropped:
            self._turns.pop(id, None)
        followers = [self._followers.pop(id) for id in dropped if id in self._followers]
        for follower in followers:
            follower.cancel()
        await asyncio.gather(*followers, return_exceptions=True)
        for id, line in dropped.items():
            self._deaths.pop(id, None)
            if line.under_way is not None and not line.under_way.done():
                self._left[id] = line.under_way
        if last := {one for one, id in self._recording.items() if id in dropped}:
            await asyncio.wait(last, timeout=_HELD_UP)

    async def close(self, within: timedelta = timedelta(seconds=2)) -> None:
        """Stops in order: no new ask, what was answered is recorded. Asks that hang, and recordings that
        a disk holds up, are left behind after `within`.
        """
        self._closed = True
        now = asyncio.get_running_loop().time
        ends = now() + within.total_seconds()
        followers = list(self._followers.values())
        for follower in followers:
            follower.cancel()
        await asyncio.gather(*followers, return_exceptions=True)
        if late := await self._last_recordings(ends - now()):
            _log.error("%s", self._words.count(late, "{n} câu trả lời chưa kịp ghi khi dừng hỏi"))
        if hung := await self._threads.close(timedelta(seconds=max(ends - now(), 0))):
            _log.info("%s", self._words.count(hung, "{n} nguồn chưa trả lời khi dừng hỏi"))

    async def _last_recordings(self, seconds: float) -> int:
        """How many did not end in time."""
        if not self._recording:
            return 0
        ended, late = await asyncio.wait(set(self._recording), timeout=seconds)
        for last in ended:
            if not last.cancelled() and (error := last.exception()) is not None:
                _log.error("không ghi được câu trả lời cuối", exc_info=error)
        for last in late:
            last.cancel()
        if late:
            await asyncio.wait(late, timeout=_LETTING_GO)
        return len(late)

    def _begin(self, line: Line, first: timedelta) -> None:
        follower = asyncio.get_running_loop().create_task(
            self._follow(line, first), name=f"asking {line.source.id}"
        )
        self._followers[line.source.id] = follower
        follower.add_done_callback(lambda ended: self._ended(line, ended))

    async def _follow(self, line: Line, first: timedelta) -> None:
        async with aclosing(self._answers(line, first)) as answers:
            async for news in answers:
                changed = await self._recorded(line.source.id, news)
                self._refresh(changed)
                self._deaths.pop(line.source.id, None)

    async def _answers(self, line: Line, first: timedelta) -> AsyncGenerator[News]:
        """News of one source, one ask after another at its pace."""
        pace = Pace(line.source.settings.every)
        lasted = self._silent(line.source.id)
        began = None if lasted is None else self._clock.monotonic() - lasted.total_seconds()
        silence = Silence(line.source.id, self._words, began)
        turn = self._turns[line.source.id]
        turn.ended(self._clock.monotonic() + first.total_seconds())
        await line.open()
        while True:
            await self._come(turn, pace.every)
            if turn.begun():
                pace = pace.afresh()
            began = self._clock.monotonic()
            news = await line.ask()
            ended = self._clock.monotonic()
            silence.hear(news, ended)
            draw = self._chance.random()
            if isinstance(news, Outage):
                pace, wait = pace.failed(news.retry_after, draw)
            else:
                pace, wait = pace.answered(timedelta(seconds=ended - began), draw)
            turn.ended(ended + wait.total_seconds())
            yield news

    async def _come(self, turn: Turn, every: timedelta) -> None:
        """Its turn, or later where the computer slept: then all are due at once."""
        called = await turn.comes()
        while not called and self._clock.monotonic() - turn.due > OVERSLEPT.total_seconds():
            spread = min(every, OPENING).total_seconds()
            turn.due = self._clock.monotonic() + spread * self._chance.random()
            called = await turn.comes()

    async def _recorded(self, source: str, news: News) -> frozenset[str]:
        """What has arrived is recorded even when the follower is being stopped."""
        recording = asyncio.ensure_future(self._record(news))
        self._recording[recording] = source
        recording.add_done_callback(lambda ended: self._recording.pop(ended, None))
        return await asyncio.shield(recording)

    def _ended(self, line: Line, follower: asyncio.Task[None]) -> None:
        """A follower never ends by itself. One that died is reported and replaced, later each time, so
        that a defect of ours costs neither the source nor the processor.
        """
        source = line.source
        if follower.cancelled() or self._closed or self._lines.get(source.id) is not line:
            return
        _log.critical(
            "%s: việc hỏi nguồn dừng vì lỗi của chương trình, sẽ bắt đầu lại",
            source.id,
            exc_info=follower.exception(),
        )
        deaths = self._deaths[source.id] = self._deaths.get(source.id, 0) + 1
        self._begin(line, back_off(source.settings.every, deaths))
