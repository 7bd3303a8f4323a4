"""A window of somebody else over the monitor of this number, until its standard input ends: stripes, as no
part of a wall has them.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Cover(QWidget):
    @override
    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        for at in range(0, self.width(), 8):
            painter.fillRect(at, 0, 8, self.height(), Qt.GlobalColor(7 + at // 8 % 6))
        painter.end()


def main() -> None:
    app = QApplication([])
    cover = Cover(None, Qt.WindowType.ToolTip)
    cover.setGeometry(app.screens()[int(sys.argv[1])].geometry())
    cover.show()
    threading.Thread(target=lambda: (sys.stdin.read(), app.quit()), daemon=True).start()
    app.exec()


if __name__ == "__main__":
    main()
