"""Draws the golden pictures again: `python -m tools.golden`. Look at each before you commit it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from services.clock import SystemClock
from tools.sheets import SMALLEST, small
from ui.command_line import obey

GOLDEN = Path("tests/golden/states")


def main(out: Path = GOLDEN) -> int:
    """For everybody's eyes: the wall is a made-up one, though its scenes are the control room's."""
    shutil.rmtree(out, ignore_errors=True)
    wall = "resources/walls/states.yaml"
    status = obey(["snapshot", wall, "--out", str(out), "--lang", "vi"], SystemClock())
    out.chmod(0o755)
    for path in out.iterdir():
        if path.suffix == ".png":
            small(QImage(str(path))).save(str(path), quality=SMALLEST)
        path.chmod(0o644)
    return status


if __name__ == "__main__":
    sys.exit(main())
