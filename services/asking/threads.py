"""Threads that ask: reused when idle, each hung one lost to its own source only.

The standard executor joins its threads when Python ends, so that one hung system would hold up the
end of the program; these are daemons and nobody waits for them.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, override

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Returned[T]:
    value: T


@dataclass(frozen=True, slots=True)
class Raised:
    error: BaseException


type Outcome[T] = Returned[T] | Raised


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    run: Callable[[], None]
    deliver: Callable[[], None]


class _Worker(threading.Thread):
    def __init__(self, finished: Callable[[_Worker], bool]) -> None:
        super().__init__(name="asking", daemon=True)
        self.jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._finished = finished

    @override
    def run(self) -> None:
        stay = True
        while stay and (job := self.jobs.get()) is not None:
            # a stack dump then says which source hangs
            self.name = f"asking {job.name}"
            job.run()
            # idle before its answer is known, so that the next ask finds it
            stay = self._finished(self)
            job.deliver()
            del job


class Threads:
    """As many threads as there are asks at once, and no more: the caller has one ask a source."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: deque[_Worker] = deque()
        self._busy: dict[asyncio.Future[None], _Worker] = {}
        self._closed = False

    def start[T](self, name: str, work: Callable[[], T]) -> asyncio.Future[Outcome[T]]:
        """Runs `work` on a thread that is idle, else on a new one. What it raises is a value too."""
        loop = asyncio.get_running_loop()
        asked: asyncio.Future[Outcome[T]] = loop.create_future()
        back: asyncio.Future[None] = loop.create_future()
        outcome: Outcome[T] = Raised(RuntimeError("never ran"))

        def run() -> None:
            nonlocal outcome
            try:
                outcome = Returned(work())
            except BaseException as error:  # noqa: BLE001 - the poller's border: it becomes a value
                outcome = Raised(error)

        def arrive() -> None:
            self._busy.pop(back, None)
            back.set_result(None)
            if not asked.done():
                asked.set_result(outcome)

        def deliver() -> None:
            # the loop may have ended while this ask hung; nobody is left to be told then
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(arrive)

        worker = self._free()
        self._busy[back] = worker
        worker.jobs.put(_Job(name, run, deliver))
        return asked

    async def close(self, within: timedelta) -> int:
        """Sends idle threads home and waits for busy ones at most so long. How many still hang."""
        with self._lock:
            self._closed = True
            idle, self._idle = list(self._idle), deque()
        busy = dict(self._busy)
        for worker in idle:
            worker.jobs.put(None)
        if busy:
            await asyncio.wait(set(busy), timeout=within.total_seconds())
        for worker in {*idle, *(worker for back, worker in busy.items() if back.done())}:
            # told to go, or past its last word: this takes no time
            worker.join()
        return sum(not back.done() for back in busy)

    def _free(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise RuntimeError("asked after closing")
            if self._idle:
                # the one that was used last: the others may sleep on
                return self._idle.pop()
        worker = _Worker(self._finished)
        worker.start()
        return worker

    def _finished(self, worker: _Worker) -> bool:
        """Whether it stays for another ask."""
        with self._lock:
            if not self._closed:
                self._idle.append(worker)
            return not self._closed
