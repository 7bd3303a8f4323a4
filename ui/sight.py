"""What a window shows of a wall's faces, and where in it: scaled, cut at rims, one panel alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt

from ui.canvas import covered, paint_part, part_rect, same_part
from ui.face import HEADING
from ui.geometry import bounds, filled, fit, shifted
from widgets.drawing import Ink, Rect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QPainter, QRegion

    from ui.face import Face
    from ui.geometry import Area, Fit
    from widgets.drawing import Item
    from widgets.painting import Painting
    from widgets.span import Pane


class Sight:
    """Of these faces in a window of `size` pixels; another one is made when any of it changes. `alone`: the
    only panel that is shown. `part`: of the areas, what fills the window.
    """

    def __init__(
        self,
        faces: Mapping[str, Face],
        areas: Mapping[str, Area],
        size: tuple[int, int],
        *,
        alone: str | None = None,
        part: Area | None = None,
    ) -> None:
        self.faces = faces
        self._areas, self._size, self._alone, self._part = areas, size, alone, part
        self._places: dict[tuple[str, str], QRect] = {}
        """Of tiles and headings, as far as they were looked for."""

    def shown(self) -> Iterator[tuple[str, Face]]:
        """Faces with the names of their screens, as far as the window shows them."""
        for screen, face in self.faces.items():
            if screen in self._areas and self._alone in {None, screen}:
                yield screen, face

    def shows(self, screen: str) -> bool:
        return screen in self.faces and screen in self._areas and self._alone in {None, screen}

    def place(self, screen: str, id: str) -> QRect:
        """Of a tile or the heading of a panel that is shown."""
        found = self._places.get((screen, id))
        if found is None:
            found = self.covered(screen, part_rect(self.faces[screen], id))
            self._places[screen, id] = found
        return found

    def covered(self, screen: str, rect: Rect) -> QRect:
        """What is seen of a rectangle on a face's canvas."""
        return _pixels(self.faces[screen].sheet.span.seen(rect), self._fit(screen))

    def panel_rect(self, screen: str) -> QRect:
        _, _, width, height = self._areas[screen]
        return _pixels(Rect(0, 0, width, height), self._fit(screen))

    def board(self, screen: str) -> QRect:
        """Of the panels of which a screen is made, the one in the middle of the lowest row."""
        span = self.faces[screen].sheet.span
        columns, rows = span.panels
        panel = span.panel((rows - 1) * columns + (columns - 1) // 2)
        return _pixels(panel, self._fit(screen))

    def differing(self, before: Sight) -> Iterator[QRect]:
        """What doesn't look as it did before, in a window that is otherwise the same."""
        for sight, (screen, face) in (
            *((before, one) for one in before.shown()),
            *((self, one) for one in self.shown()),
        ):
            for id in (HEADING, *face.tiles):
                if not same_part(before.faces.get(screen), self.faces.get(screen), id):
                    yield sight.place(screen, id)

    def items(self) -> dict[tuple[str, str], tuple[Item, ...]]:
        """All that is painted, by screen and tile or `HEADING`."""
        return {
            (screen, id): face.items(id)
            for screen, face in self.shown()
            for id in (HEADING, *face.tiles)
        }

    def same_faces(self, faces: Mapping[str, Face]) -> bool:
        """Whether the window would show the very same with these."""
        return all(
            self.faces.get(screen) is faces.get(screen)
            for screen in self._areas
            if self._alone in {None, screen}
        )

    def paint(self, painter: QPainter, painting: Painting, region: QRegion) -> None:
        """Straight onto the window: pictures kept beside it would cost more memory than the work is worth."""
        # Two tiles that changed in opposite corners are not all that lies between them.
        painter.fillRect(region.boundingRect(), painting.colour(Ink.GROUND))
        for screen, face in self.shown():
            self._paint_panel(painter, screen, face, painting, region)

    def _paint_panel(
        self, painter: QPainter, screen: str, face: Face, painting: Painting, region: QRegion
    ) -> None:
        """What lies behind the rims of its panels is painted nowhere."""
        there = self._fit(screen)
        for pane in face.sheet.span.panes:
            glass = _pixels(pane.seen, there)
            if not region.intersects(glass):
                continue
            for id in (HEADING, *face.tiles):
                place = self.place(screen, id).intersected(glass)
                if region.intersects(place):
                    painter.save()
                    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
                    seen = region.boundingRect() if id == HEADING else None
                    _paint_part(painter, face, id, painting, _of_pane(there, pane), seen)
                    painter.restore()

    def _fit(self, screen: str) -> Fit:
        """Of a panel's own pixels, as they are seen, in this window."""
        x, y, width, height = self._areas[screen]
        if self._part is not None:
            return shifted(filled(self._part, *self._size), x, y)
        whole = bounds(self._areas) if self._alone is None else (x, y, width, height)
        return shifted(fit(whole, *self._size), x, y)


def _of_pane(there: Fit, pane: Pane) -> Fit:
    return shifted(there, -pane.dx, -pane.dy)


def _paint_part(
    painter: QPainter, face: Face, id: str, painting: Painting, there: Fit, seen: QRect | None
) -> None:
    """`seen`: what of the window is painted, where that is worth knowing."""
    painter.translate(round(there.left), round(there.top))
    painter.scale(there.across, there.down)
    paint_part(painter, face, id, painting, None if seen is None else _uncovered(seen, there))


def _pixels(rect: Rect, there: Fit) -> QRect:
    corner = QPoint(round(there.left), round(there.top))
    return covered(rect, there.across, there.down).translated(corner)


def _uncovered(pixels: QRect, there: Fit) -> Rect:
    """What of a panel lies under pixels of the window, and a little more."""
    left, top = (
        (pixels.x() - there.left - 2) / there.across,
        (pixels.y() - there.top - 2) / there.down,
    )
    width, height = (pixels.width() + 4) / there.across, (pixels.height() + 4) / there.down
    return Rect(left, top, width, height)
