"""Work that would hold up the wall, done in another process.

Reading JSON holds Python's lock: 8 MiB stop every thread for a tenth of a second. So a large answer
is read and normalised aside, under a deadline and, where the system can bound it (not on Windows),
under a memory cap. The function must be one of a module and its arguments picklable.

In a frozen program the child is the program itself: main calls `serve()` where its first argument
is `ASIDE`.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import subprocess
import sys
import traceback
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
_ALARM = "Timeout ("
"""How `faulthandler` begins to say that it ends a process."""

_TRACE = 20_000
"""The last characters of a traceback that are handed on."""

_HERE = Path(__file__).resolve().parent.parent


class DefectError(Exception):
    """A defect of what was done aside, with the traceback from there."""


class Late(SourceError):  # noqa: N818 - an expected failure, as its base
    """It was not done in time."""


class Died(SourceError):  # noqa: N818 - an expected failure, as its base
    """Its process ended without a word; most often it was short of memory."""


def aside[**P, T](function: Callable[P, T], seconds: float, *args: P.args, **more: P.kwargs) -> T:
    """What the function returns, or the `SourceError` that it raised; also where it took too long or
    too much memory. Anything else that it raised is a `DefectError`.
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
            input=pickle.dumps(sys.path) + pickle.dumps((function, args, more)),
            capture_output=True,
            timeout=max(seconds, 0.01),
            cwd=None if frozen else _HERE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _late() from None
    if done.returncode != 0 or not done.stdout:
        raise _ended(done.stderr)
    outcome, value = pickle.loads(done.stdout)  # noqa: S301 - from our own child
    match outcome:
        case "error":
            reason, words, remedy = value
            raise SourceError(reason, words, remedy=remedy)
        case "defect":
            raise DefectError(value)
        case _:
            result: T = value
            return result


def alarm(seconds: float) -> None:
    """For a task whose time is counted from when it begins: its process ends then as too late, also
    where it hangs outside Python. Starting a process may take longer than the task itself.
    """
    faulthandler.dump_traceback_later(seconds, exit=True, file=2)


def _late() -> Late:
    return Late(
        Reason.TOO_LARGE,
        phrase("Câu trả lời lớn quá, không đọc kịp trong thời hạn"),
        remedy=phrase("hỏi ít hơn: lọc hoặc chia trang; hoặc nới deadline của nguồn"),
    )


def _ended(stderr: bytes) -> Exception:
    """Of a child that could not even say what happened: short of memory Python may just die."""
    said = stderr.decode("utf-8", "replace")[-_TRACE:]
    if "Traceback" in said and "MemoryError" not in said:
        return DefectError(said)
    if _ALARM in said:
        return _late()
    return Died(
        Reason.TOO_LARGE,
        phrase("Câu trả lời lớn quá, đọc hết cần quá nhiều bộ nhớ"),
        remedy=phrase("hỏi ít hơn: lọc hoặc chia trang, hoặc giảm max_bytes của nguồn"),
    )


def serve() -> None:
    """The child: reads one task from stdin, writes what came of it to stdout. What is short of memory
    dies of it. What the task itself prints goes to stderr.
    """
    _bound()
    outcomes = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # the function may be one of a plug-in whose folder only the parent knows
    known = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    sys.path += [folder for folder in known if folder and folder not in sys.path]
    function, args, more = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    try:
        outcome: tuple[str, object] = ("value", function(*args, **more))
    except SourceError as error:
        outcome = ("error", (error.reason, error.words, error.remedy))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the poller's border, where its process ends
        outcome = ("defect", traceback.format_exc()[-_TRACE:])
    with outcomes:
        outcomes.write(pickle.dumps(outcome))


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    cap = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (cap, hard))
