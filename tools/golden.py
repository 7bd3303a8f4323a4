"""Draws the golden pictures again: `python -m tools.golden`. Look at each before you commit it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from services.clock import SystemClock
from ui.command_line import obey

GOLDEN = Path("tests/golden/states")


def main() -> int:
    shutil.rmtree(GOLDEN, ignore_errors=True)
    wall = "resources/walls/states.yaml"
    return obey(["snapshot", wall, "--out", str(GOLDEN), "--lang", "vi"], SystemClock())


if __name__ == "__main__":
    sys.exit(main())
