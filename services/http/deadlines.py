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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


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
            if self._line is not None:
                self._line.close()
            self._line = None


def _shut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


class Deadlines:
    """One thread for any number of sources; it lives only while something is asked."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._watches: list[tuple[float, int, Watch]] = []
        self._numbers = count()
        self._thread: threading.Thread | None = None

    def watch(self, seconds: float) -> Watch:
        watch = Watch(self._monotonic() + seconds, self._monotonic)
        with self._changed:
            heapq.heappush(self._watches, (watch.ends, next(self._numbers), watch))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="deadlines", daemon=True)
                self._thread.start()
            self._changed.notify()
        return watch

    def release(self, watch: Watch) -> None:
        with self._changed:
            self._watches = [entry for entry in self._watches if entry[2] is not watch]
            heapq.heapify(self._watches)
            self._changed.notify()
        watch.release()

    def close(self) -> None:
        """Cuts all that is under way and waits for the thread."""
        with self._changed:
            for _, _, watch in self._watches:
                watch.cut()
            self._watches.clear()
            thread = self._thread
            self._changed.notify()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        with self._changed:
            while self._watches:
                left = self._watches[0][0] - self._monotonic()
                if left > 0:
                    self._changed.wait(left)
                else:
                    heapq.heappop(self._watches)[2].cut()
            self._thread = None
