"""The program as its users call it: a process of its own, in a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MAIN = Path(__file__).parents[2] / "main.py"
LONGEST = 60.0
"""Seconds after which a program that should have ended is given up."""


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
