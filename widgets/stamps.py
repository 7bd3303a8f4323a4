"""Large letters, filled once and kept as pixels: filling the outlines of a key figure costs ten times as much
as laying down what they came to. A figure is composed of its digits, so that a new one costs no more.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QRawFont,
    QTextLayout,
    QTransform,
)

from widgets.drawing import Weight
from widgets.fonts import font

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont

MOST = 8 * 2**20
"""Bytes of all stamps; the ones that were not used for longest go."""
LARGEST = 2**20
"""Bytes of one; larger letters are filled each time."""

_FINE = 16
"""Parts of a pixel between which a letter's place is told apart."""
_GRID = 2048
"""Units of Inter's em."""
_DIGITS = frozenset("0123456789")
_SIGNS = frozenset(",.:")
"""Between digits all have the same place and shape whatever the digits are: they are tabular."""


class _Stamp(NamedTuple):
    image: QImage
    left: int
    top: int


class Stamps:
    """Equal letters in equal colours at equal parts of a pixel are one stamp. Of one painting."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], _Stamp] = OrderedDict()
        self.bytes = 0

    def put(
        self,
        painter: QPainter,
        place: QPointF,
        text: str,
        size: float,
        weight: Weight,
        colour: QColor,
    ) -> None:
        """`place`: the left end of the text's baseline."""
        if not _by_pixels(painter.deviceTransform()):
            painter.fillPath(outline(text, size, weight).translated(place), colour)
            return
        baseline = _snapped(place.y())
        for part, ahead, within in _parts(text, size, weight):
            self._lay(
                painter, (_snapped(place.x() + ahead), baseline), part, within, size, weight, colour
            )

    def _lay(
        self,
        painter: QPainter,
        at: tuple[float, float],
        part: str,
        within: str | None,
        size: float,
        weight: Weight,
        colour: QColor,
    ) -> None:
        x, y = math.floor(at[0]), math.floor(at[1])
        rest = at[0] - x, at[1] - y
        key = part, within, size, weight, colour.rgba(), rest
        stamp = self._kept.get(key)
        if stamp is None:
            path = outline(part, size, weight) if within is None else _letter(within, size, weight)
            box = path.boundingRect().translated(*rest).toAlignedRect().adjusted(-1, -1, 1, 1)
            if box.width() * box.height() * 4 > min(LARGEST, self._most):
                painter.fillPath(path.translated(*at), colour)
                return
            stamp = _filled(path.translated(*rest), QRectF(box), colour)
            self._kept[key] = stamp
            self.bytes += stamp.image.sizeInBytes()
            while self.bytes > self._most:
                _, gone = self._kept.popitem(last=False)
                self.bytes -= gone.image.sizeInBytes()
        else:
            self._kept.move_to_end(key)
        painter.drawImage(QPoint(x + stamp.left, y + stamp.top), stamp.image)


def _by_pixels(transform: QTransform) -> bool:
    """Whole pixels stay whole pixels: neither a miniature nor a screen that enlarges all."""
    moved = transform.isIdentity() or transform.type() is QTransform.TransformationType.TxTranslate
    return moved and transform.dx().is_integer() and transform.dy().is_integer()


def _snapped(x: float) -> float:
    return round(x * _FINE) / _FINE


def _filled(path: QPainterPath, box: QRectF, colour: QColor) -> _Stamp:
    image = QImage(box.size().toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path.translated(-box.topLeft()), colour)
    painter.end()
    return _Stamp(image, round(box.left()), round(box.top()))


def _parts(text: str, size: float, weight: Weight) -> list[tuple[str, float, str | None]]:
    """What is stamped by itself, how far it lies from the text's beginning, and between what its shape is
    that of a figure's.
    """
    # A sign at an end may have another shape than between digits.
    signs = text[1:-1]
    if len(text) < 2 or not (  # noqa: PLR2004 - one letter is its own stamp
        text[0] in _DIGITS
        and text[-1] in _DIGITS
        and all(letter in _DIGITS or letter in _SIGNS for letter in signs)
    ):
        return [(text, 0.0, None)]
    pattern = "".join("0" if letter in _DIGITS else letter for letter in text)
    places = _places(pattern, weight)
    scale = size / _GRID
    return [
        (letter, ahead * scale, f"0{letter}0") for letter, ahead in zip(text, places, strict=True)
    ]


@lru_cache(maxsize=256)
def _places(pattern: str, weight: Weight) -> tuple[float, ...]:
    """How far each letter lies from the first, on the grid."""
    metrics = QFontMetricsF(_grid(weight))
    return tuple(metrics.horizontalAdvance(pattern[:n]) if n else 0.0 for n in range(len(pattern)))


@lru_cache(maxsize=512)
def outline(text: str, size: float, weight: Weight) -> QPainterPath:
    """The outlines of a large text from the origin of its baseline."""
    path = QPainterPath()
    path.addText(QPointF(), _grid(weight), text)
    return _at(size, path)


@lru_cache(maxsize=512)
def _letter(within: str, size: float, weight: Weight) -> QPainterPath:
    """The outline of the letter in the middle of three, as it is shaped there."""
    layout = QTextLayout(within, _grid(weight))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    (run,) = layout.glyphRuns()
    return _at(size, run.rawFont().pathForGlyph(run.glyphIndexes()[1]))


@lru_cache(maxsize=len(Weight))
def _grid(weight: Weight) -> QFont:
    """The font at the size of the grid on which it was designed, where all points are whole numbers. At any
    other size Qt's outlines are off by a 64th or two of a pixel, by what was drawn before (seen with
    6.11.3), and equal pictures must be equal to the pixel.
    """
    made = font(_GRID, weight)
    assert QRawFont.fromFont(made).unitsPerEm() == _GRID
    return made


def _at(size: float, path: QPainterPath) -> QPainterPath:
    scale = font(size, Weight.REGULAR).pixelSize() / _GRID
    return QTransform.fromScale(scale, scale).map(path)
