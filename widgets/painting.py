"""Paints items with Qt. What an item is was decided before; nothing is measured or chosen here."""

from __future__ import annotations

import itertools
import math
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

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
from widgets.paths import Paths
from widgets.stamps import Stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from widgets.drawing import Item
    from widgets.palette import Palette


LARGEST_CACHED = 48.0
"""Font pixels up to which text is drawn as Qt's cached glyphs; larger text is stamped."""

_MOST_PIXELS = 16_000_000
"""Of a drawing."""
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
        rect = _qrect(item.rect)
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
        rect = _qrect(item.rect)
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
                    _raster(painter, item, self._colours[Ink.OUTLINE])

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
        colour = self._colours[item.ink]
        rect = _qrect(item.rect)
        pen = QPen(colour, item.width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if item.shape in _FILLED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        else:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        _MARKS[item.shape](painter, rect)


_FILLED = {"diamond", "triangle", "square", "circle", "pennant", "dot"}


def _raster(painter: QPainter, item: Raster, outline: QColor) -> None:
    # At the pixels of the device: a picture that is shrunk in one step while it is drawn loses its lines.
    scale = painter.transform().m11()
    size = (max(round(item.rect.w * scale), 1), max(round(item.rect.h * scale), 1))
    image = _decoded(item.content, size)
    painter.save()
    try:
        painter.setClipRect(_qrect(item.clip), Qt.ClipOperation.IntersectClip)
        if image.isNull():
            _unpaintable(painter, _qrect(item.rect), outline)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(_qrect(item.rect), image)
    finally:
        painter.restore()


def _unpaintable(painter: QPainter, rect: QRectF, outline: QColor) -> None:
    """Qt can't decode what its header promised: a crossed frame is no picture of anything."""
    painter.setPen(QPen(outline, 3.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)
    painter.drawLines(
        [QLineF(rect.topLeft(), rect.bottomRight()), QLineF(rect.topRight(), rect.bottomLeft())]
    )


@lru_cache(maxsize=8)
def _decoded(content: bytes, size: tuple[int, int]) -> QImage:
    """In so many pixels where that is fewer than it has, or where it is a drawing; null where Qt can't."""
    wanted = QSize(*size)
    data = QBuffer()
    data.setData(content)
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(data)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) == b"svg":
        # What is cut off by far the most of a long strip is drawn coarser rather than not at all.
        most = min(math.sqrt(_MOST_PIXELS / (size[0] * size[1])), 1.0)
        reader.setScaledSize(wanted if most == 1.0 else (wanted * most).expandedTo(QSize(1, 1)))
        return reader.read()
    image = reader.read()
    smaller = image.width() > wanted.width() or image.height() > wanted.height()
    if image.isNull() or not smaller:
        return image
    return image.scaled(
        wanted,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def fitted(rect: Rect, width: float, height: float) -> QRectF:
    """Where a picture of that size stands whole within `rect`, in its middle."""
    scale = min(rect.w / max(width, 1), rect.h / max(height, 1))
    across, down = width * scale, height * scale
    left, top = rect.x + (rect.w - across) / 2, rect.y + (rect.h - down) / 2
    return QRectF(round(left), round(top), across, down)


def _qrect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.w, rect.h)


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


_MARKS: dict[str, Callable[[QPainter, QRectF], None]] = {
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
