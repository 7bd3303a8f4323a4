"""SIGTERM and Ctrl+C end a wall in order, although Qt's loop leaves Python no time to hear them."""

from __future__ import annotations

import signal
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP")
"""Those of them that this system has."""


@contextmanager
def heard(end: Callable[[], None]) -> Iterator[None]:
    """While the block runs, a signal that asks for the end calls `end` on Qt's thread."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        end()

    # Python writes a byte here when a signal comes; that wakes Qt, and then the handler runs.
    wakes, woken = socket.socketpair()
    with wakes, woken:
        wakes.settimeout(0)
        woken.settimeout(0)
        notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: woken.recv(64))
        before_fd = signal.set_wakeup_fd(wakes.fileno())
        numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
        before = {number: signal.signal(number, handle) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(before_fd)
            notifier.setEnabled(False)
