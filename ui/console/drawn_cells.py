"""Cells of a table in which something is drawn: a state's sign beside its word, a small curve."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from widgets.drawing import Ink, Mark, Rect
from widgets.frame import LOOKS
from widgets.painting import Painting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from services.freshness import State
    from widgets.palette import Palette

type _Index = QModelIndex | QPersistentModelIndex
type Spark = Sequence[tuple[float, float | None]]
"""Where (0..1, from left to right) and how high (0..1); None: there was none."""

_WIDE = 84


class StateCells(QStyledItemDelegate):
    """`state_of`: of the row."""

    def __init__(self, parent: QObject, state_of: Callable[[int], State | None]) -> None:
        super().__init__(parent)
        self._state_of = state_of
        self._icons: dict[State, QIcon] = {}
        self._painting: Painting | None = None

    def dress(self, palette: Palette) -> None:
        self._painting = Painting(palette)
        self._icons.clear()

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        state = self._state_of(index.row())
        if state is None or self._painting is None:
            return
        side = option.fontMetrics.ascent()
        if state not in self._icons:
            self._icons[state] = QIcon(sign(state, self._painting, side))
        option.icon = self._icons[state]
        option.decorationSize = QSize(side, side)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration


def sign(state: State, painting: Painting, side: int) -> QPixmap:
    """As the wall draws it, so many pixels high."""
    ratio = 2
    pixmap = QPixmap(side * ratio, side * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    look = LOOKS[state]
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = Rect(1.0 * ratio, 1.0 * ratio, (side - 2.0) * ratio, (side - 2.0) * ratio)
    ink = Ink.SECOND if look.mark == "dot" else Ink.TEXT
    painting.paint(painter, [Mark(look.mark, box, ink, width=1.6 * ratio)])
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class SparkCells(QStyledItemDelegate):
    """`spark_of`: of the row. What failed stands as a mark at the foot."""

    def __init__(self, parent: QObject, spark_of: Callable[[int], Spark]) -> None:
        super().__init__(parent)
        self._spark_of = spark_of
        self._ink, self._failed = QColor(), QColor()

    def dress(self, palette: Palette) -> None:
        self._ink = QColor(palette.inks[Ink.DATA])
        self._failed = QColor(palette.inks[Ink.HIGH])

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        found = super().sizeHint(option, index)
        return QSize(max(found.width(), _WIDE), found.height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        spark = self._spark_of(index.row())
        box = QRectF(option.rect).adjusted(6, 4, -6, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ink, 1.0))
        spots = [
            (box.left() + x * box.width(), None if y is None else box.bottom() - y * box.height())
            for x, y in spark
        ]
        lines = [
            QLineF(x0, y0, x1, y1)
            for (x0, y0), (x1, y1) in pairwise(spots)
            if y0 is not None and y1 is not None
        ]
        painter.drawLines(lines)
        painter.setPen(QPen(self._ink, 2.5))
        painter.drawPoints([QPointF(x, y) for x, y in _alone(spots)])
        painter.setPen(QPen(self._failed, 2.0))
        foot = box.bottom()
        painter.drawLines([QLineF(x, foot - 5, x, foot) for x, y in spots if y is None])
        painter.restore()


def _alone(spots: Sequence[tuple[float, float | None]]) -> list[tuple[float, float]]:
    """Those that no line reaches."""
    high = [None, *(y for _, y in spots), None]
    return [
        (x, y)
        for (x, y), before, after in zip(spots, high, high[2:], strict=False)
        if y is not None and before is None and after is None
    ]
