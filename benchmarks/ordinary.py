"""The baseline of a tile: the same content by the widgets that Qt programs are made of, painted the same way.
A `QLabel` for each text, a `QTableWidget` for a table, a pyqtgraph plot for curves, bands and areas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsPolygonItem, QLabel, QTableWidget, QTableWidgetItem, QWidget

from widgets.drawing import Area, Band, Curve, Ink, Rect, Text
from widgets.fonts import font

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPainter

    from widgets.drawing import Item
    from widgets.palette import Palette

_ROWS = 6.0
"""Pixels between which texts stand in one row of a table."""


class Ordinary:
    """One tile; `show` gives it other content, `paint` is what its repaint costs."""

    def __init__(self, rect: Rect, items: Sequence[Item], palette: Palette, *, table: bool) -> None:
        self._rect, self._palette = rect, palette
        self.widget = QWidget()
        self.widget.resize(round(rect.w), round(rect.h))
        self.widget.setStyleSheet(f"background: {palette.inks[Ink.TILE]}")
        self._plot = self._plotted(items)
        self._curves: list[pg.PlotDataItem] = []
        self._areas: list[QGraphicsPolygonItem] = []
        self._labels: list[QLabel] = []
        self._table = self._tabled(items) if table else None
        self.show(items)
        self.widget.ensurePolished()

    def show(self, items: Sequence[Item]) -> None:
        texts = [item for item in items if isinstance(item, Text)]
        if self._table is not None:
            self._fill(texts)
        else:
            self._say(texts)
        if self._plot is not None:
            self._draw(items)

    def paint(self, painter: QPainter) -> None:
        self.widget.render(painter, QPoint(round(self._rect.x), round(self._rect.y)))

    # --- texts

    def _say(self, texts: list[Text]) -> None:
        while len(self._labels) < len(texts):
            self._labels.append(QLabel(self.widget))
        for label, text in zip(self._labels, texts, strict=False):
            run = text.runs[0]
            at = text.rect
            if label.text() != text.text:
                label.setText(text.text)
                label.setFont(font(run.size, run.weight))
                label.setStyleSheet(f"color: {self._palette.inks[text.ink]}")
                label.setGeometry(
                    round(at.x - self._rect.x),
                    round(at.y - self._rect.y),
                    round(at.w) + 4,
                    round(at.h),
                )
        for label in self._labels[len(texts) :]:
            label.clear()

    def _tabled(self, items: Iterable[Item]) -> QTableWidget:
        rows = _rows(item for item in items if isinstance(item, Text))
        table = QTableWidget(len(rows), max(map(len, rows), default=1), self.widget)
        table.setGeometry(0, 0, round(self._rect.w), round(self._rect.h))
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.setFont(font(rows[0][0].runs[0].size, rows[0][0].runs[0].weight))
        table.resizeRowsToContents()
        return table

    def _fill(self, texts: list[Text]) -> None:
        assert self._table is not None
        for n, row in enumerate(_rows(texts)):
            for m, text in enumerate(row):
                cell = self._table.item(n, m)
                if cell is None:
                    self._table.setItem(n, m, QTableWidgetItem(text.text))
                elif cell.text() != text.text:
                    cell.setText(text.text)

    # --- pictures

    def _plotted(self, items: Sequence[Item]) -> pg.PlotWidget | None:
        spots = [spot for item in items for line in _lines(item) for spot in line]
        if not spots:
            return None
        left, right = min(x for x, _ in spots), max(x for x, _ in spots)
        top, bottom = min(y for _, y in spots), max(y for _, y in spots)
        plot = pg.PlotWidget(self.widget, background=self._palette.inks[Ink.TILE])
        plot.setGeometry(
            round(left - self._rect.x),
            round(top - self._rect.y),
            max(round(right - left), 40),
            max(round(bottom - top), 40),
        )
        plot.hideButtons()
        plot.hideAxis("left")
        plot.hideAxis("bottom")
        plot.setMouseEnabled(x=False, y=False)
        plot.invertY(b=True)
        return plot

    def _draw(self, items: Sequence[Item]) -> None:
        assert self._plot is not None
        lines = [(item, line) for item in items for line in _lines(item)]
        curves = [(item, line) for item, line in lines if not isinstance(item, Area)]
        areas = [(item, line) for item, line in lines if isinstance(item, Area)]
        while len(self._curves) < len(curves):
            item = curves[len(self._curves)][0]
            width = item.width if isinstance(item, Curve) else 2.0
            ink = item.ink if isinstance(item, Curve | Band) else Ink.DATA
            pen = pg.mkPen(self._palette.inks[ink], width=width)
            self._curves.append(self._plot.plot(pen=pen, antialias=True))
        for shown, (_, line) in zip(self._curves, curves, strict=False):
            shown.setData([x for x, _ in line], [y for _, y in line])
        while len(self._areas) < len(areas):
            line = areas[len(self._areas)][1]
            made = QGraphicsPolygonItem(QPolygonF([QPointF(*spot) for spot in line]))
            pen = QPen(QColor(self._palette.inks[Ink.OUTLINE]))
            pen.setCosmetic(True)
            made.setPen(pen)
            self._plot.addItem(made)
            self._areas.append(made)
        for made, (area, _) in zip(self._areas, areas, strict=False):
            made.setBrush(
                QColor(self._palette.inks[area.fill]) if area.fill else Qt.BrushStyle.NoBrush
            )


def _lines(item: Item) -> list[tuple[tuple[float, float], ...]]:
    match item:
        case Curve():
            return [line for line in item.stretches if len(line) > 1]
        case Band():
            return [item.top, item.bottom]
        case Area():
            return list(item.rings)
        case _:
            return []


def _rows(texts: Iterable[Text]) -> list[list[Text]]:
    rows: list[list[Text]] = []
    for text in sorted(texts, key=lambda one: (round(one.rect.y / _ROWS), one.rect.x)):
        if rows and abs(rows[-1][0].rect.y - text.rect.y) < _ROWS:
            rows[-1].append(text)
        else:
            rows.append([text])
    return rows
