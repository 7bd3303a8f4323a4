"""How this program is called: what is printed for somebody to copy runs as it stands."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

NAME = "main.py"
"""As the pages call it, and where it can't be known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """`started`: what its process was started with in place of a name. `python`: of a program that is
    not frozen the interpreter, as it was found.
    """

    started: str
    python: str | None
    folder: Path
    """From where commands are given."""
    windows: bool = False

    def command(self, *arguments: str) -> str:
        """A line for the shell of this system."""
        words = [*self._itself(), *arguments]
        return subprocess.list2cmdline(words) if self.windows else shlex.join(words)

    def _itself(self) -> list[str]:
        if self.python is None:
            return [self._near(self.started)]
        if Path(self.started).name != NAME:
            return [NAME]
        if self.windows and ".venv" in Path(self.python).parts:
            return ["uv", "run", self.started]
        return [self._near(self.python), self.started]

    def _near(self, path: str) -> str:
        """From here where it lies below; else as it is."""
        try:
            return str(Path(path).relative_to(self.folder))
        except ValueError:
            return path


def this_program() -> Program:
    frozen = getattr(sys, "frozen", False)
    return Program(
        started=sys.argv[0],
        python=None if frozen else sys.executable,
        folder=Path.cwd(),
        windows=os.name == "nt",
    )
