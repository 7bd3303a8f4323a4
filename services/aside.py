"""Work that would hold up the wall, done in another process.

Reading JSON holds Python's lock: 8 MiB stop every thread for a tenth of a second. So a large answer
is read and normalised aside, under a deadline and, where the system can bound it (not on Windows),
under a memory cap. The function must be one of a module and its arguments picklable.

In a frozen program the child is the program itself: main calls `serve()` where its first argument
is `ASIDE`.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from services.door import SourceError
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

LARGE = 2 * 1024 * 1024
"""Bytes from which on an answer is read aside."""
MEMORY = 1536 * 1024 * 1024
"""Bytes of address space: the largest answer that a wall file can allow, as Python objects."""
ASIDE = "--aside"

_HERE = Path(__file__).resolve().parent.parent


def aside[**P, T](function: Callable[P, T], seconds: float, *args: P.args, **more: P.kwargs) -> T:
    """What the function returns, or the `SourceError` that it raised; also where it took too long or
    too much memory.
    """
    frozen = bool(getattr(sys, "frozen", False))
    command = (
        [sys.executable, ASIDE]
        if frozen
        else [sys.executable, "-c", "from services.aside import serve; serve()"]
    )
    try:
        done = subprocess.run(  # noqa: S603 - ourselves
            command,
            input=pickle.dumps((function, args, more)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=max(seconds, 0.01),
            cwd=None if frozen else _HERE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SourceError(
            Reason.TOO_LARGE, phrase("Câu trả lời lớn quá, không đọc kịp trong thời hạn")
        ) from None
    if done.returncode != 0 or not done.stdout:
        raise SourceError(
            Reason.TOO_LARGE, phrase("Câu trả lời lớn quá, đọc hết cần quá nhiều bộ nhớ")
        )
    outcome, value = pickle.loads(done.stdout)  # noqa: S301 - from our own child
    if outcome == "error":
        reason, words = value
        raise SourceError(reason, words)
    result: T = value
    return result


def serve() -> None:
    """The child: reads one task from stdin, writes what came of it to stdout."""
    _bound()
    function, args, more = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    try:
        outcome: tuple[str, object] = ("value", function(*args, **more))
    except SourceError as error:
        outcome = ("error", (error.reason, error.words))
    sys.stdout.buffer.write(pickle.dumps(outcome))


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    cap = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (cap, hard))
