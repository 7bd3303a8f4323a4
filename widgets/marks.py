"""The shapes of marks, each in its box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from collections.abc import Callable

_FILLED = {"diamond", "triangle", "square", "circle", "pennant", "dot"}


def draw(painter: QPainter, shape: str, rect: QRectF, colour: QColor, width: float) -> None:
    """`width`: of the lines of a shape that isn't filled."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if shape in _FILLED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    else:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    _SHAPES[shape](painter, rect)


def _polygon(*points: tuple[float, float]) -> Callable[[QPainter, QRectF], None]:
    """A polygon of points in shares of the mark's box."""

    def draw(painter: QPainter, r: QRectF) -> None:
        corners = [QPointF(r.x() + x * r.width(), r.y() + y * r.height()) for x, y in points]
        painter.drawPolygon(QPolygonF(corners))

    return draw


def _lines(*lines: tuple[float, float, float, float]) -> Callable[[QPainter, QRectF], None]:
    """Straight lines in shares of the mark's box."""

    def draw(painter: QPainter, r: QRectF) -> None:
        x, y, w, h = r.x(), r.y(), r.width(), r.height()
        painter.drawLines(
            [QLineF(x + a * w, y + b * h, x + c * w, y + d * h) for a, b, c, d in lines]
        )

    return draw


def _ring(painter: QPainter, r: QRectF, share: float = 1.0) -> None:
    inset = r.width() * (1 - share) / 2 + 1
    painter.drawEllipse(r.adjusted(inset, inset, -inset, -inset))


def _with_ring(draw: Callable[[QPainter, QRectF], None]) -> Callable[[QPainter, QRectF], None]:
    def both(painter: QPainter, r: QRectF) -> None:
        _ring(painter, r)
        draw(painter, r)

    return both


def _square(painter: QPainter, r: QRectF) -> None:
    inset = r.width() * 0.06
    painter.drawRect(r.adjusted(inset, inset, -inset, -inset))


_SHAPES: dict[str, Callable[[QPainter, QRectF], None]] = {
    "diamond": _polygon((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "triangle": _polygon((0.5, 0.04), (1, 0.94), (0, 0.94)),
    "square": _square,
    "circle": lambda painter, r: _ring(painter, r, 0.94),
    "dot": lambda painter, r: _ring(painter, r, 0.6),
    "pennant": _polygon((0.14, 0), (0.95, 0.28), (0.26, 0.56), (0.26, 1), (0.14, 1)),
    "up": _lines((0.5, 0.1, 0.5, 0.9), (0.5, 0.1, 0.22, 0.4), (0.5, 0.1, 0.78, 0.4)),
    "down": _lines((0.5, 0.1, 0.5, 0.9), (0.5, 0.9, 0.22, 0.6), (0.5, 0.9, 0.78, 0.6)),
    "level": _lines((0.1, 0.5, 0.9, 0.5), (0.9, 0.5, 0.62, 0.26), (0.9, 0.5, 0.62, 0.74)),
    "clock": _with_ring(_lines((0.5, 0.5, 0.5, 0.22), (0.5, 0.5, 0.7, 0.6))),
    "hourglass": _lines(
        (0.16, 0.06, 0.84, 0.06),
        (0.16, 0.94, 0.84, 0.94),
        (0.22, 0.06, 0.78, 0.94),
        (0.78, 0.06, 0.22, 0.94),
    ),
    "slash": _with_ring(_lines((0.17, 0.17, 0.83, 0.83))),
    "cross": _lines((0.15, 0.15, 0.85, 0.85), (0.85, 0.15, 0.15, 0.85)),
    "shift": _lines(
        (0.05, 0.3, 0.95, 0.3), (0.95, 0.3, 0.7, 0.1), (0.95, 0.7, 0.05, 0.7), (0.05, 0.7, 0.3, 0.9)
    ),
    "pause": _lines((0.32, 0.12, 0.32, 0.88), (0.68, 0.12, 0.68, 0.88)),
    "empty": _ring,
}
