"""Pictures of tiles and panels as images: windows and snapshots paint through here, so that a file
shows what the wall shows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from ui.extent import meeting
from ui.face import HEADING
from widgets.drawing import Ink, Rect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.face import Face
    from widgets.drawing import Item
    from widgets.painting import Painting


@dataclass(frozen=True, slots=True)
class Print:
    """An image and the whole pixels that it covers, in a panel shown at some scale."""

    at: QPoint
    image: QImage

    @property
    def rect(self) -> QRect:
        return QRect(self.at, self.image.size())


def covered(rect: Rect, across: float = 1.0, down: float | None = None) -> QRect:
    """The whole pixels under a rectangle of the panel; `down`: where that is scaled otherwise than across."""
    down = across if down is None else down
    left, top = math.floor(rect.x * across), math.floor(rect.y * down)
    right, bottom = math.ceil(rect.right * across), math.ceil(rect.bottom * down)
    return QRect(left, top, max(right - left, 1), max(bottom - top, 1))


def printed(items: Iterable[Item], rect: Rect, painting: Painting, scale: float = 1.0) -> Print:
    """`items` within `rect` of their panel, on the panel's ground."""
    place = covered(rect, scale)
    image = QImage(place.size(), QImage.Format.Format_RGB32)
    image.fill(painting.colour(Ink.GROUND))
    painter = QPainter(image)
    try:
        painter.translate(-QPointF(place.topLeft()))
        painter.scale(scale, scale)
        painting.paint(painter, items)
    finally:
        painter.end()
    return Print(place.topLeft(), image)


def part_rect(face: Face, id: str) -> Rect:
    return face.strip if id == HEADING else face.tiles[id].place.rect


def same_part(before: Face | None, after: Face | None, id: str) -> bool:
    """A tile or the heading looks the same in both, and at the same place."""
    if before is None or after is None:
        return False
    if id != HEADING and not (id in before.tiles and id in after.tiles):
        return False
    return (part_rect(before, id), before.items(id)) == (part_rect(after, id), after.items(id))


def paint_part(
    painter: QPainter, face: Face, id: str, painting: Painting, within: Rect | None = None
) -> None:
    """A tile or the heading, onto what has the panel's own coordinates; one that can't be painted says so
    instead. `within`: what of it is to be seen, where that is known.
    """
    painter.save()
    try:
        items = face.items(id)
        painting.paint(painter, items if within is None else meeting(items, within))
    except Exception as error:  # noqa: BLE001 - a tile's border
        painter.fillRect(_frame(part_rect(face, id)), painting.colour(Ink.GROUND))
        painting.paint(painter, face.fail(id, error))
    finally:
        painter.restore()


def panel_image(face: Face, painting: Painting) -> QImage:
    """A whole panel at its own size: of one that is made of several, what is seen, without what their rims
    hide.
    """
    image = blank(face, painting)
    for id in (HEADING, *face.tiles):
        print_part(image, face, id, painting)
    return image


def blank(face: Face, painting: Painting) -> QImage:
    """A panel without anything on it."""
    image = QImage(*face.screen.size, QImage.Format.Format_RGB32)
    image.fill(painting.colour(Ink.GROUND))
    return image


def darkened(image: QImage, face: Face, panels: Iterable[int]) -> QImage:
    """The same without these of its panels, row by row from 1: their glass is off."""
    painter = QPainter(image)
    try:
        for number in panels:
            painter.fillRect(_frame(face.sheet.span.panel(number - 1)), Qt.GlobalColor.black)
    finally:
        painter.end()
    return image


def print_part(image: QImage, face: Face, id: str, painting: Painting) -> None:
    """A tile or the heading onto a panel's image, in each pane that it meets."""
    part = part_rect(face, id)
    painter = QPainter(image)
    try:
        for pane in face.sheet.span.panes:
            if not part.meets(pane.canvas, 0.0):
                continue
            painter.resetTransform()
            painter.setClipRect(covered(pane.seen))
            painter.translate(-pane.dx, -pane.dy)
            painter.setClipRect(covered(part), Qt.ClipOperation.IntersectClip)
            paint_part(painter, face, id, painting)
    finally:
        painter.end()


def _frame(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.w, rect.h)
