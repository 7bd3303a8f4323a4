"""Paints items with Qt. What an item is was decided before; nothing is measured or chosen here."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from widgets.drawing import (
    Area,
    Band,
    Box,
    Curve,
    Dots,
    Hatch,
    Ink,
    Mark,
    Moving,
    Raster,
    Rect,
    Text,
)
from widgets.fonts import font
from widgets.marks import draw
from widgets.paths import Paths
from widgets.rasters import qrect, show
from widgets.stamps import Stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QImage

    from widgets.drawing import Item
    from widgets.palette import Palette


LARGEST_CACHED = 48.0
"""Font pixels up to which text is drawn as Qt's cached glyphs; larger text is stamped."""

_POINT = 24 + 40
"""Bytes of a path, and of the line that begins there."""
_THIN = 3.0
"""Pixels."""
_ROUND = 24
"""Points of a curve up to which its corners are rounded."""


class Painting:
    """Items onto a device, in the colours of a palette. `frames`: what there is to see now of a moving
    picture, as large as its place or larger; without it, its place stays as it is.
    """

    def __init__(
        self, palette: Palette, frames: Callable[[Moving], QImage | None] | None = None
    ) -> None:
        self.palette = palette
        self._frames = frames
        self._stamps, self._paths = Stamps(), Paths()
        self._colours = {ink: QColor(value) for ink, value in palette.inks.items()}

    @property
    def kept(self) -> int:
        """Bytes of pixels and of paths that it keeps beside the items."""
        return self._stamps.bytes + self._paths.points * _POINT

    def colour(self, ink: Ink) -> QColor:
        return self._colours[ink]

    def paint(self, painter: QPainter, items: Iterable[Item]) -> None:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        for item in items:
            match item:
                case Text():
                    self._text(painter, item)
                case Box():
                    self._box(painter, item)
                case Hatch():
                    self._hatch(painter, item)
                case Mark():
                    self._mark(painter, item)
                case Curve():
                    self._curve(painter, item)
                case Band():
                    self._band(painter, item)
                case Area() | Dots() | Raster():
                    self._of_map(painter, item)
                case Moving():
                    self._moving(painter, item)
                case _:
                    assert_never(item)

    def _text(self, painter: QPainter, item: Text) -> None:
        colour = self._colours[item.ink]
        painter.setPen(colour)
        for run in item.runs:
            if run.size > LARGEST_CACHED:
                place = QPointF(run.x, run.baseline)
                self._stamps.put(painter, place, run.text, run.size, run.weight, colour)
            else:
                painter.setFont(font(run.size, run.weight))
                painter.drawText(QPointF(run.x, run.baseline), run.text)

    def _box(self, painter: QPainter, item: Box) -> None:
        rect = qrect(item.rect)
        if item.line is not None:
            pen = QPen(self._colours[item.line], item.width)
            if item.dashed:
                pen.setDashPattern([4.0, 3.0])
            painter.setPen(pen)
            half = item.width / 2
            rect = rect.adjusted(half, half, -half, -half)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours[item.fill] if item.fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, item.radius, item.radius)

    def _hatch(self, painter: QPainter, item: Hatch) -> None:
        rect = qrect(item.rect)
        path = QPainterPath()
        path.addRoundedRect(rect, item.radius, item.radius)
        painter.save()
        try:
            self._stripes(painter, item, rect, path)
        finally:
            painter.restore()

    def _stripes(self, painter: QPainter, item: Hatch, rect: QRectF, path: QPainterPath) -> None:
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(self._colours[item.ink], item.step * 0.45))
        height = rect.height()
        x = rect.left() - height
        lines: list[QLineF] = []
        while x < rect.right() + item.step:
            lines.append(
                QLineF(
                    x, rect.bottom() + item.step, x + height + 2 * item.step, rect.top() - item.step
                )
            )
            x += item.step * math.sqrt(2)
        painter.drawLines(lines)

    def _curve(self, painter: QPainter, item: Curve) -> None:
        # Short straight lines cost a third of an antialiased wide polyline.
        pen = QPen(self._colours[item.ink], item.width)
        for stretch in item.stretches:
            # Round ends cost three times as much; between many short lines nobody sees them.
            many = len(stretch) > _ROUND
            pen.setCapStyle(Qt.PenCapStyle.SquareCap if many else Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLines(
                [QLineF(a, b, c, d) for (a, b), (c, d) in itertools.pairwise(stretch)]
            )
        last = item.stretches[-1][-1] if item.stretches and item.stretches[-1] else None
        if item.end and last is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours[Ink.TEXT])
            painter.drawEllipse(QPointF(*last), item.width * 1.6, item.width * 1.6)

    def _band(self, painter: QPainter, item: Band) -> None:
        colour = QColor(self._colours[item.ink])
        colour.setAlphaF(item.strength)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(*p) for p in (*item.top, *reversed(item.bottom))]))

    def _of_map(self, painter: QPainter, item: Area | Dots | Raster) -> None:
        match item:
            case Area():
                self._area(painter, item)
            case Dots():
                self._dots(painter, item)
            case Raster():
                if item.theme in {None, self.palette.name}:
                    show(painter, item, self._colours[Ink.OUTLINE])

    def _moving(self, painter: QPainter, item: Moving) -> None:
        frame = None if self._frames is None else self._frames(item)
        if frame is not None:
            painter.drawImage(fitted(item.rect, frame.width(), frame.height()), frame)

    def _area(self, painter: QPainter, item: Area) -> None:
        path, outline = self._paths.of(item.rings)
        painter.setPen(Qt.PenStyle.NoPen)
        if item.line is not None:
            pen = QPen(self._colours[item.line], item.width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if item.dashed:
                pen.setDashPattern([4.0, 3.0])
            elif item.width <= _THIN:
                # Round joins of a thin outline take most of a map's time, and nobody sees them.
                if item.fill:
                    painter.setBrush(self._colours[item.fill])
                    painter.drawPath(path)
                pen.setCapStyle(Qt.PenCapStyle.SquareCap)
                painter.setPen(pen)
                painter.drawLines(outline)
                return
            painter.setPen(pen)
        painter.setBrush(self._colours[item.fill] if item.fill else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _dots(self, painter: QPainter, item: Dots) -> None:
        colour, size = self._colours[item.ink], 2 * item.radius
        if item.hollow:
            pen, size = QPen(colour, item.radius * 0.6), 1.4 * item.radius
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            pen = QPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        painter.setPen(pen)
        for x, y in item.places:
            painter.drawEllipse(QRectF(x - size / 2, y - size / 2, size, size))

    def _mark(self, painter: QPainter, item: Mark) -> None:
        draw(painter, item.shape, qrect(item.rect), self._colours[item.ink], item.width)


def fitted(rect: Rect, width: float, height: float) -> QRectF:
    """Where a picture of that size stands whole within `rect`, in its middle."""
    scale = min(rect.w / max(width, 1), rect.h / max(height, 1))
    across, down = width * scale, height * scale
    left, top = rect.x + (rect.w - across) / 2, rect.y + (rect.h - down) / 2
    return QRectF(round(left), round(top), across, down)
