"""Pictures of a wall file, as large as they are shown."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPen

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from widgets.drawing import Raster, Rect

_MOST_PIXELS = 16_000_000
"""Of a drawing."""


def show(painter: QPainter, item: Raster, outline: QColor) -> None:
    """`outline`: in which is said that Qt can't decode it."""
    # At the pixels of the device: a picture that is shrunk in one step while it is drawn loses its lines.
    scale = painter.transform().m11()
    size = (max(round(item.rect.w * scale), 1), max(round(item.rect.h * scale), 1))
    image = _decoded(item.content, size)
    painter.save()
    try:
        painter.setClipRect(qrect(item.clip), Qt.ClipOperation.IntersectClip)
        if image.isNull():
            _unpaintable(painter, qrect(item.rect), outline)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(qrect(item.rect), image)
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


def qrect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.w, rect.h)
