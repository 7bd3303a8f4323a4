"""The program as its users call it: a process of its own, in a home of its own."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIN = Path(__file__).parents[2] / "main.py"
LONGEST = 60.0
"""Seconds after which a program that should have ended is given up."""

UNSEEN = {"QT_QPA_PLATFORM": "offscreen", "LANG": "vi_VN.UTF-8"}
FIRST_PICTURE = "hình đầu tiên"
"""In what a wall says (`-v`) when its windows are open and painted."""


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Home:
    """A user's folders: data, logs and the folder that commands are typed in."""

    path: Path

    def environment(self, **more: str) -> dict[str, str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("XDG_", "LC_", "QT_"))
            and name not in {"DISPLAY", "WAYLAND_DISPLAY", "LANG"}
        }
        folders = {
            "HOME": self.path,
            "XDG_DATA_HOME": self.path / "data",
            "XDG_STATE_HOME": self.path / "state",
            "LOCALAPPDATA": self.path / "data",
        }
        return inherited | {name: str(value) for name, value in folders.items()} | more

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(MAIN), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=self.path,
            env=self.environment(**environment),
        )

    def run(self, *arguments: str, **environment: str) -> Ended:
        with self.start(*arguments, **environment) as process:
            try:
                out, err = process.communicate(timeout=LONGEST)
            finally:
                process.kill()
        return Ended(process.returncode, out, err)


class Running:
    """A wall in a process of its own; what it says can be waited for."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def wait_for(self, words: str) -> None:
        """Until a line says it; fails when the process ends before."""
        while (line := self._lines.get(timeout=LONGEST)) is not None:
            self.said.append(line)
            if words in line:
                return
        raise AssertionError(f"never said “{words}”: {self.said}")

    def ended(self) -> int:
        status = self.process.wait(LONGEST)
        self._reader.join()
        while (line := self._lines.get()) is not None:
            self.said.append(line)
        return status

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line)
        self._lines.put(None)


@contextmanager
def running(home: Home, *arguments: str, **environment: str) -> Iterator[Running]:
    with home.start("run", *arguments, "-v", **(UNSEEN | environment)) as process:
        wall = Running(process)
        try:
            yield wall
        finally:
            process.kill()
            wall._reader.join()
