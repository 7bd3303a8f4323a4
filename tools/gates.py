"""All gates side by side, then the tests: `.venv/bin/python -m tools.gates [GATE…]`.

Every gate runs even when another one failed, so that one call tells all that is wrong.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tools import debian
from tools.set_up import QT, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKERS = min(2 * (os.cpu_count() or 1), 12)
"""Processes that run tests: two a core, for half of its time a test waits for another process, a socket
or a disk. Each needs 400 MB.
"""
TESTS = ("pytest", f"--numprocesses={WORKERS}", "--dist=loadgroup")
GATES = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "imports": ("lint-imports", "--no-logo"),
    "dependencies": ("deptry", "."),
    "tests": TESTS,
}
TRANSITIONS = "tests/wall/test_transitions.py"
ON_REQUEST = {
    "thorough": (*TESTS, "-m", "hypothesis", "--hypothesis-profile=thorough"),
    "transitions": ("pytest", "-rP", "--hypothesis-profile=thorough", TRANSITIONS),
}
"""What takes too long for every change."""
SHOWN = ("tests", "thorough", "transitions")
"""They run alone and last: what they say is shown as it comes, and its closing line closes all."""


def passes(name: str, environment: dict[str, str]) -> bool:
    """Whether the gate lets everything through. What it says is printed at once, or whole at its end."""
    program, *arguments = (GATES | ON_REQUEST)[name]
    heading = f"── {name}: {' '.join((program, *arguments))}\n"
    if name in SHOWN:
        print(heading, end="", flush=True)
    done = subprocess.run(
        [str(Path(sys.executable).parent / program), *arguments],
        cwd=ROOT,
        env=environment,
        stdout=None if name in SHOWN else subprocess.PIPE,
        stderr=None if name in SHOWN else subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if name not in SHOWN:
        print(heading + done.stdout, end="", flush=True)
    return done.returncode == 0


def failed(chosen: list[str], environment: dict[str, str]) -> Iterator[str]:
    quiet = [name for name in chosen if name not in SHOWN]
    with ThreadPoolExecutor(os.cpu_count()) as side:
        passed = side.map(lambda name: passes(name, environment), quiet)
        yield from (name for name, well in zip(quiet, passed, strict=True) if not well)
    for name in chosen:
        if name in SHOWN and not passes(name, environment):
            yield name


def main(chosen: list[str]) -> int:
    known = GATES | ON_REQUEST
    if unknown := [name for name in chosen if name not in known]:
        print(f"no such gate: {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    environment = debian.environment(QT)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    stopped: list[str] = []
    for name in failed(chosen or list(GATES), environment):
        stopped.append(name)
        print(f"✗ {name} failed", file=sys.stderr, flush=True)
    if stopped:
        print(f"failed gates: {', '.join(stopped)}", file=sys.stderr)
    return 1 if stopped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
