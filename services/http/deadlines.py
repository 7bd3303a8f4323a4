"""When an ask must end, and the one thread that sees to it.

A read timeout counts from one byte to the next, so a system that sends a byte a second outlives it,
in its headers, its body and its TLS handshake alike. Here the line itself is shut down when the
ask's time is over, and whatever waits on it ends. What can't be ended so is `getaddrinfo`: who waits
for an ask gives up waiting and leaves the thread to it.
"""

from __future__ import annotations

import contextlib
import heapq
import socket
import threading
from itertools import count
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_IDLE = 30.0
"""Seconds without an ask after which the thread ends."""


class Watch:
    """One ask under a deadline, on one line at a time. The line is watched through a duplicate of
    its handle, because TLS takes the original away from whoever opened it.
    """

    def __init__(self, ends: float, monotonic: Callable[[], float]) -> None:
        self.ends = ends
        self.reused = False
        """The line of the last request had served an earlier one."""
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._cut = False
        self.released = False
        """The ask ended before its deadline."""

    @property
    def over(self) -> bool:
        return self._cut or self.left() <= 0

    def left(self) -> float:
        """Seconds."""
        return self.ends - self._monotonic()

    def guard(self, line: socket.socket, *, reused: bool) -> None:
        twin = socket.socket(line.family, line.type, line.proto, fileno=socket.dup(line.fileno()))
        with self._lock:
            self.reused = reused
            if self._line is not None:
                self._line.close()
            self._line = twin
            if self._cut:
                _shut(twin)

    def cut(self) -> None:
        """Ends every wait on the ask's line, from any thread."""
        with self._lock:
            self._cut = True
            if self._line is not None:
                _shut(self._line)

    def release(self) -> None:
        with self._lock:
            self.released = True
            if self._line is not None:
                self._line.close()
            self._line = None


def _shut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


class Deadlines:
    """One thread for any number of sources. Asks end long before their deadlines, so it isn't woken for
    each: it sleeps until the earliest that it knows and looks again what is still under way.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._watches: list[tuple[float, int, Watch]] = []
        self._numbers = count()
        self._thread: threading.Thread | None = None
        self._wakes = inf
        """When the thread looks again by itself."""
        self._closed = False

    def watch(self, seconds: float) -> Watch:
        watch = Watch(self._monotonic() + seconds, self._monotonic)
        with self._changed:
            heapq.heappush(self._watches, (watch.ends, next(self._numbers), watch))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="deadlines", daemon=True)
                self._thread.start()
            elif watch.ends < self._wakes:
                self._changed.notify()
        return watch

    def release(self, watch: Watch) -> None:
        """Its ask is over. What is left of it here goes when its deadline would have come."""
        watch.release()

    def close(self) -> None:
        """Cuts all that is under way and waits for the thread."""
        with self._changed:
            self._closed = True
            for _, _, watch in self._watches:
                watch.cut()
            self._watches.clear()
            thread = self._thread
            self._changed.notify()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        """Ends when nothing has been asked for a while, or at the close."""
        idle = False
        with self._changed:
            while not self._closed and not (idle and not self._watches):
                self._wakes = self._watches[0][0] if self._watches else self._monotonic() + _IDLE
                idle = not self._watches
                self._changed.wait(max(self._wakes - self._monotonic(), 0.0))
                while self._watches and (
                    self._watches[0][2].released or self._watches[0][0] <= self._monotonic()
                ):
                    heapq.heappop(self._watches)[2].cut()
            self._thread, self._wakes = None, inf
