"""A wall that is run as ever, and does on command what no wall should: `freeze`, `blacken`, `cover`, `hang`,
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
from PySide6.QtWidgets import QApplication, QWidget

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


class Cover(QWidget):
    """Stripes, as no part of a wall has them."""

    def __init__(self, output: int) -> None:
        super().__init__(None, Qt.WindowType.ToolTip)
        self.setGeometry(QApplication.screens()[output].geometry())

    @override
    def paintEvent(self, _: Any) -> None:
        painter = QPainter(self)
        for at in range(0, self.width(), 8):
            painter.fillRect(at, 0, 8, self.height(), Qt.GlobalColor(7 + at // 8 % 6))
        painter.end()


class Harasser(QObject):
    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cover: QWidget | None = None
        self.said.connect(self._obey)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.said.emit(line.strip())

    def _obey(self, command: str) -> None:
        match command.split():
            case ["freeze" | "blacken"]:
                Painted.mode = command
                self._repaint()
            case ["cover", *output]:
                self._cover = Cover(int("".join(output) or 0))
                self._cover.show()
            case ["hang"]:
                time.sleep(HANG)
            case ["well"]:
                Painted.mode = ""
                if self._cover is not None:
                    self._cover.close()
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
        patch.setattr(watch, "Paces", lambda: Paces(patience=3, opening=6))
        patch.setattr(watch.Watch, "begin", begun)
        return obey(sys.argv[1:], SystemClock())


if __name__ == "__main__":
    sys.exit(main())
