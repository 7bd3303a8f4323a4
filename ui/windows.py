"""Windows: each paints the cached pictures of one panel or of the whole wall, and tells which keys were
pressed. What is shown was decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPen, QRegion
from PySide6.QtWidgets import QWidget

from ui import overlay
from ui.canvas import Print, covered, paint_part, part_rect, printed, same_part
from ui.face import HEADING
from ui.geometry import bounds, filled, fit, shifted
from ui.keys import Act, Panel, wish
from widgets.drawing import Ink, Rect
from widgets.sheet import ARC_MINUTES, READING, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from ui.face import Face
    from ui.geometry import Area, Fit
    from widgets.drawing import Item
    from widgets.painting import Painting
    from widgets.sheet import Measure
    from widgets.span import Pane

_DESK = 600.0
"""Millimetres from a desk's monitor to who reads it."""
_INCH = 25.4
_SHARE, _LEAST = 0.022, 16.0
"""Of a miniature's height, and pixels, for the text of what lies over it."""


class WallWindow(QWidget):
    """Panels in their true geometry, scaled to the window; one of them alone when it is chosen."""

    wished = Signal(object)
    """A `ui.keys.Wish`."""
    resized = Signal()
    first_painted = Signal()
    closing = Signal()
    """The window system asks for the end."""

    def __init__(
        self,
        areas: Mapping[str, Area],
        measure: Measure,
        *,
        output: Area | None = None,
        part: Area | None = None,
    ) -> None:
        """`output`: the monitor, or several that adjoin, that the window fills. `part`: of the areas, what is
        shown on it; all by default.
        """
        super().__init__()
        self.output = output
        self.part = part
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.areas = dict(areas)
        self.alone: str | None = None
        """The panel that fills the window."""
        self.chosen = next(iter(areas))
        """The panel that Enter enlarges."""
        self._measure = measure
        self._faces: Mapping[str, Face] = {}
        self._painting: Painting | None = None
        self._places: dict[tuple[str, str], QRect] = {}
        """Of tiles and headings in this window, as far as they were looked for since it last changed."""
        self._over: tuple[Print, ...] = ()
        self._seen = False

    @property
    def miniature(self) -> bool:
        return self.output is None

    def show_faces(self, faces: Mapping[str, Face], painting: Painting) -> None:
        """Other panels, or the same in other colours. What looks as before isn't painted anew."""
        before, self._faces = self._faces, faces
        self._places.clear()
        other = self._painting is None or self._painting.palette != painting.palette
        self._painting = painting
        if other:
            self.update()
            return
        for screen, face in (*before.items(), *faces.items()):
            if screen in self.areas and self._visible(screen):
                for id in (HEADING, *face.tiles):
                    if not same_part(before.get(screen), faces.get(screen), id):
                        self.update(self._covered(screen, part_rect(face, id), face))

    def hold(self, areas: Mapping[str, Area], part: Area | None = None) -> None:
        """Other screens, or the same elsewhere in the wall, from the next `show_faces` on."""
        if list(areas.items()) == list(self.areas.items()) and part == self.part:
            return
        self.areas, self.part = dict(areas), part
        self.alone = self.alone if self.alone in areas else None
        self.chosen = self.chosen if self.chosen in areas else next(iter(areas))
        self._places.clear()
        self.update()

    def renew(self, screen: str, ids: Iterable[str]) -> None:
        """These tiles (or the `HEADING`) of a panel look different now."""
        if screen in self.areas and self._visible(screen):
            for id in ids:
                touched = self._faces[screen].touched if id == HEADING else None
                self.update(
                    self._place(screen, id) if touched is None else self._covered(screen, touched)
                )

    def moved(self, screen: str, rect: Rect) -> None:
        """What a moving picture in `rect` of a panel shows has changed, and nothing else."""
        if screen in self.areas and screen in self._faces and self._visible(screen):
            self.update(self._covered(screen, rect))

    def lay_over(self, overlays: Iterable[tuple[Item, ...]]) -> None:
        """Overlays laid out on `overlay_sheet`, the last on top."""
        assert self._painting is not None
        before = [one.rect for one in self._over]
        self._over = tuple(
            printed(items, overlay.bounds(items), self._painting) for items in overlays
        )
        for rect in (*before, *(one.rect for one in self._over)):
            self.update(rect)

    def overlay_sheet(self) -> Sheet:
        """The window as a page: a panel's own on the wall, a desk's in a miniature."""
        words = next(iter(self._faces.values())).sheet.words
        face = self._faces.get(self.alone or self.chosen)
        if not self.miniature and face is not None:
            page = face.sheet
            return Sheet(self.width(), self.height(), page.pitch, page.seat, self._measure, words)
        pitch = _INCH / max(self.logicalDpiX(), 1)
        sheet = Sheet(self.width(), self.height(), pitch, _DESK, self._measure, words)
        wanted = max(_LEAST, _SHARE * self.height())
        if sheet.reading >= wanted:
            return sheet
        # Whose seat is farther off reads larger text.
        seat = wanted * self._measure.cap * pitch * ARC_MINUTES / READING
        return Sheet(self.width(), self.height(), pitch, seat, self._measure, words)

    def enlarge(self, screen: str | None) -> None:
        """One panel at the window's full size; None: all."""
        if screen is not None and screen not in self.areas:
            return
        self.alone = screen
        self.chosen = screen or self.chosen
        self._places.clear()
        self.update()

    def choose(self, step: int) -> None:
        """The next panel, or the previous one."""
        names = list(self.areas)
        self.chosen = names[(names.index(self.chosen) + step) % len(names)]
        if self.alone is not None:
            self.enlarge(self.chosen)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._painting is None:
            return
        painter = QPainter(self)
        try:
            # Two tiles that changed in opposite corners are not all that lies between them.
            region = event.region()
            painter.fillRect(region.boundingRect(), self._painting.colour(Ink.GROUND))
            for screen, face in self._faces.items():
                if screen in self.areas and self._visible(screen):
                    self._paint_panel(painter, screen, face, region)
            if self.alone is None and len(self.areas) > 1:
                painter.setPen(QPen(self._painting.colour(Ink.OUTLINE), 2))
                painter.drawRect(self._panel_rect(self.chosen).adjusted(1, 1, -2, -2))
            for one in self._over:
                if region.intersects(one.rect):
                    painter.drawImage(one.at, one.image)
        finally:
            painter.end()
        if not self._seen:
            self._seen = True
            self.first_painted.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._places.clear()
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = wish(event)
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self.wished.emit(wanted)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if len(self.areas) < 2 or event.button() != Qt.MouseButton.LeftButton:  # noqa: PLR2004 - a single panel is enlarged already
            return
        if self.alone is not None:
            self.wished.emit(Act.BACK)
            return
        place = event.position().toPoint()
        for n, screen in enumerate(self.areas):
            if self._panel_rect(screen).contains(place):
                self.wished.emit(Panel(n))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """The window system's button asks as Ctrl+Q does; the end of the session doesn't ask."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and app.isSavingSession():
            event.accept()
            self.closing.emit()
            return
        event.ignore()
        self.wished.emit(Act.LEAVE)

    def _place(self, screen: str, id: str) -> QRect:
        """Of a tile or the heading of a panel that is shown."""
        found = self._places.get((screen, id))
        if found is None:
            found = self._covered(screen, part_rect(self._faces[screen], id))
            self._places[screen, id] = found
        return found

    def _paint_panel(self, painter: QPainter, screen: str, face: Face, region: QRegion) -> None:
        """Straight onto the window: pictures kept beside it would cost more memory than the work is worth.
        What lies behind the rims of its panels is painted nowhere.
        """
        there = self._fit(screen)
        for pane in face.sheet.span.panes:
            glass = _pixels(pane.seen, there)
            if not region.intersects(glass):
                continue
            for id in (HEADING, *face.tiles):
                place = self._place(screen, id)
                if region.intersects(place.intersected(glass)):
                    painter.save()
                    painter.setClipRect(glass.intersected(place), Qt.ClipOperation.IntersectClip)
                    self._paint_part(painter, face, id, pane, region)
                    painter.restore()

    def _paint_part(
        self, painter: QPainter, face: Face, id: str, pane: Pane, region: QRegion
    ) -> None:
        assert self._painting is not None
        there = shifted(self._fit(face.screen.name), -pane.dx, -pane.dy)
        painter.translate(round(there.left), round(there.top))
        painter.scale(there.across, there.down)
        seen = _uncovered(region.boundingRect(), there) if id == HEADING else None
        paint_part(painter, face, id, self._painting, seen)

    def _visible(self, screen: str) -> bool:
        return self.alone in {None, screen}

    def _fit(self, screen: str) -> Fit:
        """Of a panel's own pixels, as they are seen, in this window."""
        x, y, width, height = self.areas[screen]
        if self.part is not None:
            there = filled(self.part, self.width(), self.height())
        else:
            whole = bounds(self.areas) if self.alone is None else (x, y, width, height)
            there = fit(whole, self.width(), self.height())
        return shifted(there, x, y)

    def _covered(self, screen: str, rect: Rect, face: Face | None = None) -> QRect:
        """What is seen of a rectangle on the canvas of a panel; `face`: where it isn't the present one's."""
        span = (face or self._faces[screen]).sheet.span
        return _pixels(span.seen(rect), self._fit(screen))

    def _panel_rect(self, screen: str) -> QRect:
        _, _, width, height = self.areas[screen]
        return _pixels(Rect(0, 0, width, height), self._fit(screen))


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
