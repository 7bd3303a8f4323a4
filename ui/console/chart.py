"""A curve with a cursor: moved by keys and by the mouse, seen from nearer or farther."""

from __future__ import annotations

from bisect import bisect_left
from math import nan
from typing import TYPE_CHECKING, override

import pyqtgraph
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.console.axes import Times, Values
from ui.console.line import Line
from ui.console.sight import Sight
from widgets.course import unbroken
from widgets.drawing import Ink

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QResizeEvent

    from services.words import Words
    from widgets.palette import Palette

_AIR = 0.08
"""Of the values' range, above and below."""
_PAGE = 10
"""Points that a larger step of the cursor goes."""


class Chart(QWidget):
    moved = Signal()
    """The cursor is at another point."""

    def __init__(self) -> None:
        super().__init__()
        self._times, self._values = Times(), Values()
        self._plot = pyqtgraph.PlotWidget(
            self, axisItems={"bottom": self._times, "left": self._values}
        )
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._plot)
        item = self._plot.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        self._box = item.vb
        self._box.setMouseEnabled(x=False, y=False)
        self._curve = pyqtgraph.PlotDataItem(connect="finite")
        self._dots = pyqtgraph.PlotDataItem(pen=None, symbol="o", symbolSize=7)
        self._failures = pyqtgraph.PlotDataItem(pen=None, symbol="x", symbolSize=9)
        self._spot = pyqtgraph.PlotDataItem(pen=None, symbol="o", symbolSize=11)
        self._level = pyqtgraph.InfiniteLine(angle=0)
        self._cursor = pyqtgraph.InfiniteLine(angle=90)
        for one in (
            self._level,
            self._curve,
            self._dots,
            self._failures,
            self._cursor,
            self._spot,
        ):
            item.addItem(one, ignoreBounds=True)
        self._plot.sigSceneMouseMoved.connect(self._hovered)
        self._line, self._sight = Line(), Sight(0.0, 1.0)
        self._at: int | None = None
        """Where the cursor is; None: at the last point, whichever comes."""

    @property
    def at(self) -> int | None:
        """The point under the cursor; None where there is none."""
        if not self._line.points:
            return None
        last = len(self._line.points) - 1
        return last if self._at is None else min(self._at, last)

    @property
    def sight(self) -> Sight:
        return self._sight

    @property
    def all_seen(self) -> bool:
        return self._sight == self._whole

    def dress(self, palette: Palette, font: QFont) -> None:
        inks = {ink: QColor(value) for ink, value in palette.inks.items()}
        self._plot.setBackground(inks[Ink.TILE])
        thin = pyqtgraph.mkPen(inks[Ink.LINE], width=1)
        for axis in (self._times, self._values):
            axis.setPen(thin)
            axis.setTextPen(pyqtgraph.mkPen(inks[Ink.SECOND]))
            axis.setTickFont(font)
            axis.setStyle(tickLength=-4, autoExpandTextSpace=True)
        self._values.setGrid(60)
        self._curve.setPen(pyqtgraph.mkPen(inks[Ink.DATA], width=2))
        for dots, ink in (
            (self._dots, Ink.DATA),
            (self._failures, Ink.HIGH),
            (self._spot, Ink.TEXT),
        ):
            dots.setSymbolBrush(pyqtgraph.mkBrush(inks[ink]))
            dots.setSymbolPen(pyqtgraph.mkPen(inks[ink]))
        self._cursor.setPen(pyqtgraph.mkPen(inks[Ink.OUTLINE], width=1))
        self._level.setPen(pyqtgraph.mkPen(inks[Ink.SECOND], width=1, style=Qt.PenStyle.DashLine))

    def show_line(self, line: Line, whole: Sight, words: Words) -> None:
        """From now on; the cursor stays at its time, and what is seen is as long as before where it was not
        all.
        """
        self._times.words = self._values.words = words
        self._times.letter = self.fontMetrics().averageCharWidth()
        before, all_seen = self._line, self._sight == self._whole
        if line == before and whole == self._whole:
            return
        kept = None if self._at is None or not before.points else before.points[self._at][0]
        self._line, self._whole = line, whole
        if kept is not None and line.points:
            self._at = self._nearest(kept)
        else:
            self._at = None
        self._sight = whole if all_seen else self._sight.within(whole)
        self._draw()

    def clear(self) -> None:
        """Another curve is to come: its end and all of it are looked at first."""
        self._at, self._line = None, Line()
        self._sight = self._whole

    def step(self, by: int) -> None:
        """To a later point, or an earlier one."""
        if (at := self.at) is not None:
            self._go(at + by)

    def page(self, way: int) -> None:
        self.step(way * _PAGE)

    def to_end(self, way: int) -> None:
        self._go(0 if way < 0 else len(self._line.points) - 1)

    def nearer(self) -> None:
        self._see(self._sight.nearer(self._middle()))

    def farther(self) -> None:
        self._see(self._sight.farther(self._middle(), self._whole))

    def all(self) -> None:
        self._see(self._whole)

    _whole = Sight(0.0, 1.0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._range()

    def _middle(self) -> float:
        at = self.at
        if at is None:
            return (self._sight.first + self._sight.last) / 2
        return self._line.points[at][0]

    def _see(self, sight: Sight) -> None:
        if sight != self._sight:
            self._sight = sight
            self._range()

    def _go(self, to: int) -> None:
        if not self._line.points:
            return
        last = len(self._line.points) - 1
        to = min(max(to, 0), last)
        self._at = None if to == last else to
        self._sight = self._sight.showing(self._line.points[to][0], self._whole)
        self._range()
        self._point()
        self.moved.emit()

    def _nearest(self, time: float) -> int:
        points = self._line.points
        at = bisect_left(points, time, key=_time)
        near = [n for n in (at - 1, at) if 0 <= n < len(points)]
        return min(near, key=lambda n: abs(points[n][0] - time))

    def _hovered(self, spot: QPointF) -> None:
        if self._line.points and self._box.sceneBoundingRect().contains(spot):
            at = self._nearest(self._box.mapSceneToView(spot).x())
            if at != self.at:
                self._at = at
                self._point()
                self.moved.emit()

    def _draw(self) -> None:
        points = self._line.points
        times, values = [one for one, _ in points], [one for _, one in points]
        if self._line.joined:
            xs, ys = _broken(times, values)
            self._curve.setData(xs, ys)
            alone = [n for n, end in unbroken(times) if end == n + 1]
            self._dots.setData([times[n] for n in alone], [values[n] for n in alone])
        else:
            self._curve.setData([], [])
            self._dots.setData(times, values)
        self._level.setVisible(self._line.level is not None)
        if self._line.level is not None:
            self._level.setPos(self._line.level)
        self._range()
        self._point()

    def _range(self) -> None:
        """All values that are seen, and what they are held against."""
        sight = self._sight
        seen = [value for time, value in self._line.points if sight.first <= time <= sight.last]
        if self._line.level is not None and seen:
            seen.append(self._line.level)
        low, high = min(seen, default=0.0), max(seen, default=1.0)
        if self._line.floor is not None:
            low = self._line.floor
        air = (high - low) * _AIR or abs(high) * _AIR or 1.0
        bottom = low - (0.0 if self._line.floor is not None else air)
        self._box.setYRange(bottom, high + air, padding=0.0)
        self._box.setXRange(sight.first, sight.last, padding=0.02)
        failed = [time for time in self._line.failed if sight.first <= time <= sight.last]
        self._failures.setData(failed, [bottom + air * 0.5] * len(failed))

    def _point(self) -> None:
        at = self.at
        self._cursor.setVisible(at is not None)
        if at is None:
            self._spot.setData([], [])
            return
        time, value = self._line.points[at]
        self._cursor.setPos(time)
        self._spot.setData([time], [value])


def _time(point: tuple[float, float]) -> float:
    return point[0]


def _broken(times: list[float], values: list[float]) -> tuple[list[float], list[float]]:
    """With a hole where values are missing."""
    xs: list[float] = []
    ys: list[float] = []
    for first, last in unbroken(times):
        if xs:
            xs.append(times[first])
            ys.append(nan)
        xs += times[first:last]
        ys += values[first:last]
    return xs, ys
