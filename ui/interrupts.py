"""A command that is told to end ends as by Ctrl+C: what it has begun is put away."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_SIGNALS = ("SIGTERM", "SIGHUP")
"""Those of them that this system has."""


@contextmanager
def as_interrupts() -> Iterator[None]:
    """While the block runs, on the main thread. A signal that whoever started the program lets it
    ignore (nohup) stays ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    heard = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in heard:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, signal.SIG_DFL)


def _interrupt(_number: int, frame: FrameType | None) -> None:
    """As Ctrl+C is heard now: asyncio has a way of its own. A shell lets what it starts in the
    background ignore Ctrl+C; then as Python hears it.
    """
    ctrl_c = signal.getsignal(signal.SIGINT)
    if not callable(ctrl_c):
        raise KeyboardInterrupt
    ctrl_c(signal.SIGINT, frame)
