"""A time limit for code of strangers that runs on a thread of ours, where nobody could leave it behind."""

from __future__ import annotations

import ctypes
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class TookTooLong(Exception):  # noqa: N818 - what came of a call, not what is wrong with the program
    """The call was ended from outside."""


class _Over(BaseException):
    """Raised in the middle of the call; no `except Exception` of a stranger swallows it."""


def within[T](seconds: float, call: Callable[[], T]) -> T:
    """What `call` returns or raises, or `TookTooLong`: after `seconds` it is ended wherever its Python
    stands. A call that waits inside the system (sleep, a socket) ends when that wait does.

    Calls can't be nested. Once this has returned nothing can be raised any more: the timer has ended,
    and what it sent and has not arrived is taken back. Every step from the timer's start to that lies
    under the outer `try`, so it does not matter at which of them it arrives.
    """
    thread = threading.get_ident()
    timer = threading.Timer(seconds, _raise_in, (thread, _Over))
    timer.daemon = True
    try:
        timer.start()
        try:
            return call()
        finally:
            timer.cancel()
            timer.join()
            _raise_in(thread, None)
    except _Over as over:
        # Wherever it arrived, the timer has done all that it does.
        timer.join()
        raise TookTooLong from over  # whose traceback says where the call was


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """None takes back what has not arrived."""
    raised = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
