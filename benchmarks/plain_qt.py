"""The baseline, `python -m benchmarks.plain_qt PORT`: the same 48 figures by as little Qt as can be.

One widget, one thread that asks; no record, no age, no state, no restart: what lies above its
figures is what truth costs.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from itertools import pairwise
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QLineF, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import work

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

_GROUND, _TILE = QColor("#0b1016"), QColor("#141b23")
_TEXT, _SECOND, _CURVE = QColor("#e9eef3"), QColor("#9aa7b4"), QColor("#5ab0e8")
_GAP = 6


def value_box(source: int) -> QRect:
    """Where the figure stands, in pixels of the screen."""
    return cell(source).adjusted(16, 60, -16, -190)


def cell(source: int) -> QRect:
    width, height = work.WIDTH // work.COLUMNS, work.HEIGHT // work.ROWS
    column, row = source % work.COLUMNS, source // work.COLUMNS
    whole = QRect(column * width, row * height, width, height)
    return whole.adjusted(_GAP, _GAP, -_GAP, -_GAP)


class Wall(QWidget):
    """Paints a tile when its figure has come."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setGeometry(0, 0, work.WIDTH, work.HEIGHT)
        self._courses: dict[int, list[float]] = {}
        self._small, self._large = (QFont("DejaVu Sans") for _ in range(2))
        self._small.setPixelSize(22)
        self._large.setPixelSize(76)

    def show_course(self, told: tuple[int, list[float]]) -> None:
        source, course = told
        self._courses[source] = course
        self.update(cell(source))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), _GROUND)
        for source in range(work.SOURCES):
            if cell(source).intersects(event.rect()):
                self._paint(painter, source)
        painter.end()

    def _paint(self, painter: QPainter, source: int) -> None:
        box = cell(source)
        painter.fillRect(box, _TILE)
        painter.setFont(self._small)
        painter.setPen(_SECOND)
        painter.drawText(box.adjusted(16, 14, -16, 0), 0, work.title(source))
        course = self._courses.get(source)
        if course is None:
            return
        painter.drawText(box.adjusted(300, 100, -16, 0), 0, work.unit(source))
        painter.setFont(self._large)
        painter.setPen(_TEXT)
        painter.drawText(value_box(source), 0, f"{course[-1]:.2f}")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_CURVE, 2))
        painter.drawLines(_lines(course, QRectF(box.adjusted(16, 180, -16, -20))))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _lines(course: list[float], box: QRectF) -> list[QLineF]:
    least, most = min(course), max(course)
    tall, wide = box.height() / (most - least), box.width() / (len(course) - 1)
    points = [
        QPointF(box.x() + n * wide, box.bottom() - (value - least) * tall)
        for n, value in enumerate(course)
    ]
    return [QLineF(start, end) for start, end in pairwise(points)]


class Arriving(QObject):
    """From the asking thread to the painting one."""

    came = Signal(object)


async def ask(port: int, source: int, tell: Callable[[tuple[int, list[float]]], None]) -> None:
    await asyncio.sleep(source / work.SOURCES)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while True:
        writer.write(f"GET /s/{source} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        tell((source, json.loads(await reader.readexactly(length))["course"]))
        await asyncio.sleep(1.0)


async def ask_all(port: int, tell: Callable[[tuple[int, list[float]]], None]) -> None:
    await asyncio.gather(*(ask(port, source, tell) for source in range(work.SOURCES)))


def main(port: int) -> int:
    app = QApplication([])
    wall, arriving = Wall(), Arriving()
    arriving.came.connect(wall.show_course)
    threading.Thread(
        target=lambda: asyncio.run(ask_all(port, arriving.came.emit)), daemon=True
    ).start()
    wall.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
