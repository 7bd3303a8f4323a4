"""Keeps the province of a wall running: it is started, and started again when it fails or dies."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from services.asking.pace import back_off
from services.asking.threads import Raised, Threads
from services.phrase import phrase
from services.simulation.child import ProvinceFailed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from services.asking.threads import Outcome
    from services.phrase import Phrase
    from services.words import Words

SOON = timedelta(seconds=2)
"""After a first failure; then back-off, as for a source."""
STEADY = 60.0
"""Seconds after which a province that dies is no longer one that fails to start."""
LOOK = 1.0
"""Seconds between looks at whether it lives."""
PATIENCE = timedelta(seconds=2)
"""For a start under way when the wall ends."""

_log = logging.getLogger(__name__)


class Child(Protocol):
    """`services.simulation.child.Running`."""

    root_url: str

    @property
    def alive(self) -> bool: ...

    def close(self) -> None: ...


class Upkeep:
    """`came` is awaited with the province's root whenever it has come up, and with None when it could
    not be started or has died. `start` is called on a thread and raises `ProvinceFailed`.
    """

    def __init__(
        self,
        start: Callable[[], Child],
        came: Callable[[str | None], Awaitable[None]],
        *,
        tell: Callable[[Phrase], None],
        words: Words,
        monotonic: Callable[[], float],
        pause: Callable[[float], Awaitable[None]],
    ) -> None:
        self._start, self._came, self._tell, self._words = start, came, tell, words
        self._monotonic, self._pause = monotonic, pause
        self._threads = Threads()
        self._starting: asyncio.Future[Outcome[Child]] | None = None
        self._child: Child | None = None
        self._told: Phrase | None = None
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._keep(), name="province")
        self._task.add_done_callback(_reported)

    async def end(self) -> None:
        """Ends the province too. One whose start still hangs ends with this process."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._child is not None:
            # The windows may live on: another province is to come.
            await self._threads.start("province", self._child.close)
        await self._threads.close(PATIENCE)
        if self._starting is not None and self._starting.done():
            late = self._take(self._starting.result())
            if late is not None:
                late.close()

    async def _keep(self) -> None:
        failures = 0
        while True:
            self._starting = self._threads.start("province", self._start)
            child = self._take(await asyncio.shield(self._starting))
            await self._came(None if child is None else child.root_url)
            if child is not None:
                began = self._monotonic()
                while child.alive:
                    await self._pause(LOOK)
                failures = 0 if self._monotonic() - began > STEADY else failures
                self._say(phrase("Tỉnh mô phỏng đã dừng, đang mở lại."))
                child.close()
                self._child = None
                await self._came(None)
            failures += 1
            await self._pause(back_off(SOON, failures).total_seconds())

    def _take(self, outcome: Outcome[Child]) -> Child | None:
        self._starting = None
        if not isinstance(outcome, Raised):
            self._child, self._told = outcome.value, None
            root = outcome.value.root_url
            _log.info("%s", self._words.say("tỉnh mô phỏng: {url}", url=root))
            return outcome.value
        if not isinstance(outcome.error, ProvinceFailed):
            raise outcome.error
        self._say(outcome.error.words)
        return None

    def _say(self, words: Phrase) -> None:
        """Transitions, not tries."""
        if words != self._told:
            self._told = words
            self._tell(words)
            _log.warning("%s", self._words.say(words))


def _reported(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.critical("việc giữ tỉnh mô phỏng dừng vì lỗi của chương trình", exc_info=error)
