"""A test that leaves a thread, a process, an asyncio task or a running QTimer behind fails, and so
does one during whose clearing away Qt complains (pytest-qt sees to set-up and the test itself)."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers import Rack

GRACE = 10.0
"""Seconds that what is ending already may take to end."""

KEPT_BY_PYTHON = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")
"""Processes that `multiprocessing` keeps for the life of its parent, whoever asked for them."""


def pytest_collection_finish() -> None:
    """What exists before the first test stays to the end: no collection need look through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_behind(rack: Rack) -> Iterator[None]:
    """The session's servers may start and end what they like."""
    threads, processes, timers = set(threading.enumerate()), _children(), _timers()
    with pytest.MonkeyPatch.context() as patch:
        tasks = _tasks_at_the_end_of_loops(patch)
        yield
    left = [
        *(f"thread {thread.name}" for thread in _alive(set(threading.enumerate()) - threads)),
        *(f"process {words}" for words in _ended(_come(processes, rack))),
        *(f"task {task}" for task in tasks),
        *(f"timer {timer}" for key, timer in _timers().items() if key not in timers),
    ]
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler  # noqa: PLC0415 - see below

    complaints: list[str] = []

    def heard(kind: QtMsgType, _context: object, words: str) -> None:
        if kind in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg}:
            complaints.append(words)

    previous = qInstallMessageHandler(heard)
    try:
        yield
    finally:
        qInstallMessageHandler(previous)
    if complaints and item.get_closest_marker("no_qt_log") is None:
        pytest.fail("Qt said while clearing away: " + "; ".join(complaints), pytrace=False)


def _alive(threads: set[threading.Thread]) -> list[threading.Thread]:
    """Those that don't end by themselves at once. A thread that Qt started and Python only met
    can't be awaited; Qt itself complains of those."""
    started = [one for one in threads if not isinstance(one, threading._DummyThread)]
    for one in started:
        one.join(GRACE)
    return [one for one in started if one.is_alive()]


def _come(before: set[psutil.Process], rack: Rack) -> set[psutil.Process]:
    """Processes of the test's own; what the servers started is looked for only where there are any."""
    now = _children() - before
    return now - rack.processes() if now else now


def _children() -> set[psutil.Process]:
    """Of most tests there are none; the system says so at once, psutil reads every process there is."""
    if os.name != "nt":
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return set()
    if not Path("/proc/thread-self/children").exists():
        return set(psutil.Process().children(recursive=True))
    pids, before = set(_descendants(os.getpid())), set[int]()
    while pids != before:  # a list is whole when no child ended while it was read
        pids, before = set(_descendants(os.getpid())), pids
    found: set[psutil.Process] = set()
    for pid in pids:
        with contextlib.suppress(psutil.NoSuchProcess):
            found.add(psutil.Process(pid))
    return found


def _descendants(pid: int) -> Iterator[int]:
    """As Linux lists them; twelve thousand tests beside forty servers of theirs look twice each."""
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, children.read_text().split()):
                yield child
                yield from _descendants(child)


def _ended(processes: set[psutil.Process]) -> list[str]:
    """Words on those that went on; they are ended, so that the next tests run undisturbed."""
    awaited = {one: words for one in processes if (words := _words(one)) is not None}
    left = psutil.wait_procs(awaited, timeout=GRACE if awaited else 0)[1]
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    return [f"{process.pid} {awaited[process]}" for process in left]


def _words(process: psutil.Process) -> str | None:
    """Its command line; None for one that is gone, or that Python keeps."""
    try:
        words = " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return None
    return None if any(kept in words for kept in KEPT_BY_PYTHON) else words


def _tasks_at_the_end_of_loops(patch: pytest.MonkeyPatch) -> list[str]:
    """Fills with the tasks that are pending when a loop is closed, or cancels all before that."""
    seen: list[str] = []
    cancel_all = vars(asyncio.runners)["_cancel_all_tasks"]
    close = asyncio.BaseEventLoop.close

    def note(loop: asyncio.AbstractEventLoop) -> None:
        seen.extend(repr(task) for task in asyncio.all_tasks(loop))

    def noting_cancel_all(loop: asyncio.AbstractEventLoop) -> None:
        note(loop)
        cancel_all(loop)

    def noting_close(loop: asyncio.BaseEventLoop) -> None:
        note(loop)
        close(loop)

    patch.setattr(asyncio.runners, "_cancel_all_tasks", noting_cancel_all)
    patch.setattr(asyncio.BaseEventLoop, "close", noting_close)
    return seen


def _timers() -> dict[int, str]:
    """The running QTimers that Python knows, by id; none without a QApplication."""
    if "PySide6.QtCore" not in sys.modules:
        return {}
    import shiboken6  # noqa: PLC0415 - a test of services alone needn't load Qt
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer  # noqa: PLC0415

    if QCoreApplication.instance() is None:
        return {}
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    timers = (one for one in shiboken6.getAllValidWrappers() if isinstance(one, QTimer))
    return {id(one): repr(one) for one in timers if one.isActive()}
