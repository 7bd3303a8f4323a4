"""Whether two pictures are alike to eyes: the letters of another computer pass, a moved letter does not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

SEEN_FROM_AFAR = QSize(240, 135)
LARGEST_DIFFERENCE = 20
"""Of 255, after averaging eight by eight pixels: another machine's antialiasing passes, a moved
letter does not."""


def difference(one: QImage, other: QImage) -> QImage:
    whole = one.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(whole)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other.convertToFormat(QImage.Format.Format_RGB32))
    painter.end()
    return whole


def brightest(difference: QImage) -> int:
    """0..255, as seen from afar."""
    small = difference.scaled(
        SEEN_FROM_AFAR,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    return max(bytes(small.constBits()))


def alike(one: QImage, other: QImage) -> bool:
    return (
        not one.isNull()
        and one.size() == other.size()
        and brightest(difference(one, other)) <= LARGEST_DIFFERENCE
    )
