"""The baseline of an idle wall, `python -m benchmarks.four_clocks`: four windows of 1920 × 1080, in each a
clock that is painted once a second, by as little Qt as can be.
"""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_STRIP = QRect(0, 0, 1920, 160)
"""As much as Langbiang's heading."""


class Clock(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._large, self._small = (QFont("DejaVu Sans") for _ in range(2))
        self._large.setPixelSize(66)
        self._small.setPixelSize(42)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now = datetime.now().astimezone()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("#0b1016"))
        painter.setPen(QColor("#e9eef3"))
        painter.setFont(self._large)
        painter.drawText(1500, 80, f"{now:%H:%M:%S}")
        painter.setFont(self._small)
        painter.drawText(40, 80, "Trung tâm Giám sát an toàn an ninh tập trung")
        painter.drawText(1400, 140, f"{now:%d/%m/%Y}")
        painter.end()


def main() -> int:
    app = QApplication([])
    windows = [Clock() for _ in app.screens()]
    for window, screen in zip(windows, app.screens(), strict=True):
        window.setGeometry(screen.geometry())
        window.show()
    timer = QTimer(interval=1000)
    timer.timeout.connect(lambda: [window.update(_STRIP) for window in windows])
    timer.start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
