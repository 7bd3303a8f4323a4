"""The wall in miniature: the same faces as on its windows, painted smaller, with one tile selected."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.console.direction import nearest
from ui.face import HEADING
from ui.sight import Sight
from widgets.drawing import Ink, Moving, Rect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from ui.console.direction import Direction
    from ui.face import Face
    from ui.geometry import Area
    from widgets.drawing import Item
    from widgets.painting import Painting

type Spot = tuple[str, str]
"""A screen, and the id of one of its tiles."""

_SELECTED, _FOCUSED = 3, 5
"""Pixels of the frame."""
_VEILED = 0.8
"""How much of what is no longer true is covered."""
_LOST = 1.4
"""Letters in place of a screen, times those of the console."""


class Miniature(QWidget):
    """What looks as before isn't painted again. A tile is selected by the mouse and by direction."""

    moved_to = Signal()
    """Another tile is selected, or none."""
    entered = Signal()
    """The selected tile was clicked twice."""

    def __init__(self, *, selects: bool = True) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if selects else Qt.FocusPolicy.NoFocus)
        self._selects = selects
        self._areas: dict[str, Area] = {}
        self._lost: dict[str, str] = {}
        self._veil = ""
        self._painting: Painting | None = None
        self._sight = Sight({}, {}, (1, 1))
        self._painted: dict[Spot, tuple[Item, ...]] = {}
        self.spot: Spot | None = None
        """Which tile is selected."""

    def take(
        self,
        faces: Mapping[str, Face],
        areas: Mapping[str, Area],
        painting: Painting,
        lost: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """What is shown from now on; in place of a tile that is shown no more the one that stands where it
        stood is selected. `lost`: what is said in place of screens that are missing.
        """
        frame = self._frame()
        before, self._areas, self._painting = self._painting, dict(areas), painting
        self._lost = dict(lost)
        self._sight = Sight(faces, self._areas, (self.width(), self.height()))
        self._painted = {
            (screen, id): face.items(id)
            for screen, face in faces.items()
            for id in (HEADING, *face.tiles)
        }
        if self._selects and self.spot not in self._rects():
            there = None if frame is None else self._under(QPointF(frame.center()))
            self.select(there or next(iter(self._rects()), None))
        if before is None or self.isVisible():
            self.update()

    def veil(self, said: str) -> None:
        """What is painted is no longer what is asked for, and why; empty: it is."""
        if said != self._veil:
            self._veil = said
            self.update()

    def look(self) -> None:
        """Paints again what looks otherwise than when it was painted."""
        for screen, face in self._sight.shown():
            for id in (HEADING, *face.tiles):
                items = face.items(id)
                before = self._painted.get((screen, id))
                if items is not before and items != before:
                    self._painted[screen, id] = items
                    self.update(self._sight.place(screen, id))
                for item in items:
                    if isinstance(item, Moving):
                        self.update(self._sight.covered(screen, item.rect))

    def select(self, spot: Spot | None) -> None:
        if spot == self.spot:
            return
        self._update_frame()
        self.spot = spot
        self._update_frame()
        self.moved_to.emit()

    def go(self, direction: Direction) -> None:
        """To the nearest tile that way, also of another screen."""
        found = nearest(self._rects(), self.spot, direction)
        if found is not None:
            self.select(found)

    def step_screen(self, by: int) -> None:
        """To the first tile of the next screen, or the previous one."""
        rects = self._rects()
        screens = list(dict.fromkeys(screen for screen, _ in rects))
        if not screens:
            return
        here = None if self.spot is None else self.spot[0]
        at = screens.index(here) if here in screens else -by
        there = screens[(at + by) % len(screens)]
        self.select(next(spot for spot in rects if spot[0] == there))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            if self._painting is None or not self._areas:
                painter.fillRect(event.rect(), self.window().palette().window())
                return
            self._sight.paint(painter, self._painting, event.region())
            self._paint_lost(painter, self._painting)
            frame = self._frame()
            if frame is not None:
                width = _FOCUSED if self.hasFocus() else _SELECTED
                painter.setPen(QPen(self._painting.colour(Ink.DATA), width))
                painter.drawRect(frame.adjusted(width // 2, width // 2, -width // 2, -width // 2))
            if self._veil:
                self._paint_veil(painter, self._painting)
        finally:
            painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sight = Sight(self._sight.faces, self._areas, (self.width(), self.height()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._selects and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self.select(self._under(event.position()) or self.spot)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._selects and self._under(event.position()) is not None:
            self.entered.emit()

    def _paint_lost(self, painter: QPainter, painting: Painting) -> None:
        """A broken frame where a screen would be, and the words."""
        for screen, said in self._lost.items():
            if screen in self._areas:
                rect = self._sight.panel_rect(screen).adjusted(4, 4, -4, -4)
                painter.setPen(QPen(painting.colour(Ink.OUTLINE), 1, Qt.PenStyle.DashLine))
                painter.drawRect(rect)
                painter.setPen(painting.colour(Ink.HEADING))
                painter.setFont(self._large())
                painter.drawText(
                    rect.adjusted(8, 8, -8, -8),
                    Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                    said,
                )

    def _paint_veil(self, painter: QPainter, painting: Painting) -> None:
        ground = QColor(painting.colour(Ink.GROUND))
        ground.setAlphaF(_VEILED)
        painter.fillRect(self.rect(), ground)
        painter.setPen(painting.colour(Ink.HEADING))
        painter.setFont(self._large())
        middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(8, 8, -8, -8), middle, self._veil)

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(
            font.pointSizeF() * _LOST
        ) if font.pointSizeF() > 0 else font.setPixelSize(round(font.pixelSize() * _LOST))
        return font

    def _under(self, place: QPointF) -> Spot | None:
        at = place.toPoint()
        spots = self._rects()
        return next((one for one in spots if self._sight.place(*one).contains(at)), None)

    def _frame(self) -> QRect | None:
        if self.spot is None or self.spot not in self._rects():
            return None
        return self._sight.place(*self.spot).adjusted(-3, -3, 3, 3)

    def _update_frame(self) -> None:
        frame = self._frame()
        if frame is not None:
            self.update(frame.adjusted(-2, -2, 2, 2))

    def _rects(self) -> dict[Spot, Rect]:
        """Of all tiles that are shown, in the miniature's pixels."""
        found = {}
        for screen, face in self._sight.shown():
            for id in face.tiles:
                at = self._sight.place(screen, id)
                found[screen, id] = Rect(at.x(), at.y(), at.width(), at.height())
        return found
