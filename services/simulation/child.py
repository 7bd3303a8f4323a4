"""The province as a process of its own, started by a wall and ended with it."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
from collections import deque
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, override
from urllib.parse import urlsplit

from services.clock import iso
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import IO

_MAIN = Path(__file__).parents[2] / "main.py"
_DEADLINE = timedelta(seconds=30)
_PATIENCE = 5.0
"""Seconds for the child to end in order before it is killed."""


class ProvinceFailed(Exception):  # noqa: N818 - said to operators
    """The province did not come up. `words` say why."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words.text)
        self.words = words


class Running:
    """A province that runs. It ends at `close`, or when this process dies, killed included: the
    child's standard input is a pipe that only this process holds open.
    """

    def __init__(self, process: subprocess.Popen[str], words: tuple[_Lines, ...]) -> None:
        self._process, self._words = process, words
        self.root_url = ""

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        process = self._process
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(_PATIENCE)
        for one in self._words:
            one.join(_PATIENCE)


def program() -> tuple[str, ...]:
    """How this program is called: frozen it is one file, else the interpreter with main.py."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, str(_MAIN))


def start_province(
    *,
    seed: int,
    clock: datetime | None = None,
    faults: Mapping[str, str] | None = None,
    called: Sequence[str] | None = None,
    deadline: timedelta = _DEADLINE,
) -> Running:
    """Starts `simulate` on a free port and waits for the line with its address; `ProvinceFailed` when
    none comes. `clock` None: the computer's.
    """
    command = [*(called or program()), "simulate", "--port", "0", "--seed", str(seed)]
    command += ["--until-stdin-closes"]
    if clock is not None:
        command += ["--clock", iso(clock)]
    for system, kind in (faults or {}).items():
        command += ["--fault", f"{system}={kind}"]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise ProvinceFailed(
            phrase("không mở được tỉnh mô phỏng: {why}", why=error.strerror or str(error))
        ) from error
    return _running(process, deadline)


class _Lines(threading.Thread):
    """Reads a pipe to its end, so that the child never waits for a reader; keeps the last lines."""

    def __init__(self, pipe: IO[str]) -> None:
        super().__init__(name="province's words", daemon=True)
        self._pipe = pipe
        self.first: queue.Queue[str] = queue.Queue(maxsize=1)
        self.last: deque[str] = deque(maxlen=5)
        self.start()

    @override
    def run(self) -> None:
        with self._pipe, contextlib.suppress(OSError, ValueError):
            for number, line in enumerate(self._pipe):
                self.last.append(line.strip()[:300])
                if number == 0:
                    self.first.put(line.strip())
        with contextlib.suppress(queue.Full):
            self.first.put_nowait("")


def _running(process: subprocess.Popen[str], deadline: timedelta) -> Running:
    assert process.stdout is not None
    assert process.stderr is not None
    said, told = _Lines(process.stdout), _Lines(process.stderr)
    running = Running(process, (said, told))
    try:
        running.root_url = said.first.get(timeout=deadline.total_seconds())
    except queue.Empty:
        running.close()
        raise ProvinceFailed(
            phrase("tỉnh mô phỏng không lên trong {seconds} giây", seconds=deadline.seconds)
        ) from None
    if urlsplit(running.root_url).scheme != "http":
        running.close()
        why = " ".join((*told.last, *said.last)).strip()
        if not why:
            raise ProvinceFailed(phrase("tỉnh mô phỏng tắt ngay khi mở và không cho biết vì sao"))
        raise ProvinceFailed(phrase("không mở được tỉnh mô phỏng: {why}", why=why[:300]))
    return running
