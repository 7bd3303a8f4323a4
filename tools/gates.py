"""All gates, one after the other, the tests last: `.venv/bin/python -m tools.gates [GATE…]`.

Every gate runs even when an earlier one failed, so that one call tells all that is wrong.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools import debian
from tools.set_up import QT, ROOT

GATES = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "imports": ("lint-imports", "--no-logo"),
    "dependencies": ("deptry", "."),
    "tests": ("pytest",),
}


def run(name: str, environment: dict[str, str]) -> bool:
    """Whether the gate let everything through."""
    program, *arguments = GATES[name]
    command = [str(Path(sys.executable).parent / program), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def main(chosen: list[str]) -> int:
    if unknown := [name for name in chosen if name not in GATES]:
        print(f"no such gate: {', '.join(unknown)}; there are: {', '.join(GATES)}", file=sys.stderr)
        return 2
    environment = debian.environment(QT)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed: list[str] = []
    for name in chosen or GATES:
        print(f"── {name}: {' '.join(GATES[name])}", flush=True)
        if not run(name, environment):
            failed.append(name)
            print(f"✗ {name} failed", file=sys.stderr, flush=True)
    if failed:
        print(f"failed gates: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
