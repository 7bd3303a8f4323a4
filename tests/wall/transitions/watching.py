"""A running wall in a process of its own, and what it tells of itself."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.wall.program import LONGEST, MAIN
from tools import debian
from tools.set_up import QT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.servers import Xorg

PATIENCE = 20.0
"""Seconds for a picture that is promised within two: this computer has other work too."""


class Watched:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def state(self) -> dict[str, Any]:
        """As `watched` tells it, now."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the wall ended"
        return dict(json.loads(line))

    def comes_to(self, met: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first state in which the wall has answered and the condition holds."""
        give_up = time.monotonic() + PATIENCE
        while not (met(now := self.state()) and not now["unsettled"]):
            assert time.monotonic() < give_up, now
            time.sleep(0.05)
        return now


@contextmanager
def watching(xorg: Xorg, folder: Path, text: str, said: str = "") -> Iterator[Watched]:
    """A wall of this file; at its end it has told people what was `said` and nothing else."""
    wall = folder / "tuong.yaml"
    wall.write_text(text, encoding="utf-8")
    environment = debian.environment(QT) | {"DISPLAY": xorg.display, "QT_QPA_PLATFORM": "xcb"}
    with (folder / "stderr").open("w") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.wall.transitions.watched", str(wall), str(folder)],
            cwd=MAIN.parent,
            env=environment | {"HOME": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
        )
    try:
        yield Watched(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(LONGEST) == 0
        assert (folder / "stderr").read_text("utf-8") == said
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()
