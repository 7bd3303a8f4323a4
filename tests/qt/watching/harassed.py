"""A wall that is run as ever, and does on command what no wall should: `freeze`, `blacken`, `hang`,
and `well` again. Commands are lines on its standard input.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, Any, override

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from services.clock import SystemClock
from ui import monitors
from ui.command_line import obey
from ui.watching import watch
from ui.watching.beats import Paces
from ui.windows import WallWindow

if TYPE_CHECKING:
    from collections.abc import Callable

HANG = 12.0
"""Seconds."""


class Harasser(QObject):
    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.said.connect(self._obey)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.said.emit(line.strip())

    def _obey(self, command: str) -> None:
        match command:
            case "freeze" | "blacken":
                Painted.mode = command
                self._repaint()
            case "hang":
                time.sleep(HANG)
            case "well":
                Painted.mode = ""
                self._repaint()

    def _repaint(self) -> None:
        for window in QApplication.topLevelWidgets():
            window.update()


class Painted(WallWindow):
    mode = ""

    @override
    def paintEvent(self, event: Any) -> None:
        if not self.mode:
            super().paintEvent(event)
        elif self.mode == "blacken":
            painter = QPainter(self)
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            painter.end()


def main() -> int:
    begin: Callable[[watch.Watch], None] = watch.Watch.begin
    kept: list[Harasser] = []

    def begun(self: watch.Watch) -> None:
        begin(self)
        kept.append(Harasser())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(monitors, "WallWindow", Painted)
        patch.setattr(watch, "Paces", lambda: Paces(patience=3, covered=3, opening=6))
        patch.setattr(watch.Watch, "begin", begun)
        return obey(sys.argv[1:], SystemClock())


if __name__ == "__main__":
    sys.exit(main())
