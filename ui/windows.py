"""Windows: each paints the cached pictures of one panel or of the whole wall, and tells which keys were
pressed. What is shown was decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPen, QRegion
from PySide6.QtWidgets import QWidget

from ui import overlay
from ui.canvas import Print, printed
from ui.face import HEADING
from ui.keys import Act, Panel, wish
from ui.sight import Sight
from widgets.drawing import Ink
from widgets.sheet import ARC_MINUTES, READING, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from ui.face import Face
    from ui.geometry import Area
    from widgets.drawing import Item, Rect
    from widgets.painting import Painting
    from widgets.sheet import Measure

_DESK = 600.0
"""Millimetres from a desk's monitor to who reads it."""
_INCH = 25.4
_SHARE, _LEAST = 0.022, 16.0
"""Of a miniature's height, and pixels, for the text of what lies over it."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A whole window, painted beforehand."""

    image: QImage
    items: Mapping[tuple[str, str], tuple[Item, ...]]
    """What was painted, by screen and tile; `HEADING` is the heading."""


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
        self._painting: Painting | None = None
        self.sight = self._of({})
        self._over: tuple[Print, ...] = ()
        self._seen = False

    @property
    def miniature(self) -> bool:
        return self.output is None

    @property
    def painted(self) -> bool:
        """It has been, once at least."""
        return self._seen

    @property
    def laid_over(self) -> tuple[QRect, ...]:
        """Where something of ours lies over the panels."""
        return tuple(one.rect for one in self._over)

    def show_faces(self, faces: Mapping[str, Face], painting: Painting) -> None:
        """Other panels, or the same in other colours. What looks as before isn't painted anew."""
        before, self.sight = self.sight, self._of(faces)
        other = self._painting is None or self._painting.palette != painting.palette
        self._painting = painting
        if other:
            self.update()
            return
        for rect in self.sight.differing(before):
            self.update(rect)

    def differs(self, faces: Mapping[str, Face], painting: Painting) -> bool:
        """Whether people see the window, and would see something else in it."""
        if self._painting is None or not self.isVisible():
            return False
        return self._painting.palette != painting.palette or not self.sight.same_faces(faces)

    def picture(self, faces: Mapping[str, Face], painting: Painting) -> Ready:
        """What the window would show, without what lies over it."""
        image = QImage(self.size() * self.devicePixelRatioF(), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        sight, painter = self._of(faces), QPainter(image)
        try:
            sight.paint(painter, painting, QRegion(self.rect()))
        finally:
            painter.end()
        return Ready(image, sight.items())

    def present(self, faces: Mapping[str, Face], painting: Painting, ready: Ready) -> bool:
        """What was painted beforehand, to be seen at the next `flush`; what has changed since is painted anew
        after that. `ready`: of these faces. False: the window became another one meanwhile, and paints
        itself.
        """
        self.sight, self._painting = self._of(faces), painting
        as_it_was = ready.image.size() == self.size() * self.devicePixelRatioF()
        if not (as_it_was and self.isVisible() and self.backingStore().size() == self.size()):
            self.update()
            return False
        store, region = self.backingStore(), QRegion(self.rect())
        store.beginPaint(region)
        painter = QPainter(store.paintDevice())
        try:
            painter.drawImage(QPoint(), ready.image)
            self._paint_over(painter, region)
        finally:
            painter.end()
            store.endPaint()
        for (screen, id), items in self.sight.items().items():
            if ready.items.get((screen, id)) != items:
                self.update(self.sight.place(screen, id))
        return True

    def flush(self) -> None:
        """All that is painted, to the monitor."""
        self.backingStore().flush(QRegion(self.rect()), self.windowHandle())

    def resend(self) -> None:
        """As `flush`, if people see the window and it is as it was painted."""
        if self._seen and self.isVisible() and self.backingStore().size() == self.size():
            self.flush()

    def hold(self, areas: Mapping[str, Area], part: Area | None = None) -> None:
        """Other screens, or the same elsewhere in the wall, from the next `show_faces` on."""
        if list(areas.items()) == list(self.areas.items()) and part == self.part:
            return
        self.areas, self.part = dict(areas), part
        self.alone = self.alone if self.alone in areas else None
        self.chosen = self.chosen if self.chosen in areas else next(iter(areas))
        self._look()

    def renew(self, screen: str, ids: Iterable[str]) -> None:
        """These tiles (or the `HEADING`) of a panel look different now."""
        if self.sight.shows(screen):
            for id in ids:
                touched = self.sight.faces[screen].touched if id == HEADING else None
                self.update(
                    self.sight.place(screen, id)
                    if touched is None
                    else self.sight.covered(screen, touched)
                )

    def moved(self, screen: str, rect: Rect) -> None:
        """What a moving picture in `rect` of a panel shows has changed, and nothing else."""
        if self.sight.shows(screen):
            self.update(self.sight.covered(screen, rect))

    def lay_over(self, overlays: Iterable[tuple[Item, ...]]) -> None:
        """Overlays laid out on `overlay_sheet`, the last on top."""
        assert self._painting is not None
        before, corner = [one.rect for one in self._over], self._board().topLeft()
        laid = (printed(items, overlay.bounds(items), self._painting) for items in overlays)
        self._over = tuple(Print(one.at + corner, one.image) for one in laid)
        for rect in (*before, *(one.rect for one in self._over)):
            self.update(rect)

    def overlay_sheet(self) -> Sheet:
        """The window as a page: a panel's own on the wall, a desk's in a miniature."""
        words = next(iter(self.sight.faces.values())).sheet.words
        face = self.sight.faces.get(self.alone or self.chosen)
        if not self.miniature and face is not None:
            page, board = face.sheet, self._board()
            return Sheet(board.width(), board.height(), page.pitch, page.seat, self._measure, words)
        pitch = _INCH / max(self.logicalDpiX(), 1)
        sheet = Sheet(self.width(), self.height(), pitch, _DESK, self._measure, words)
        wanted = max(_LEAST, _SHARE * self.height())
        if sheet.reading >= wanted:
            return sheet
        # Whose seat is farther off reads larger text.
        seat = wanted * self._measure.cap * pitch * ARC_MINUTES / READING
        return Sheet(self.width(), self.height(), pitch, seat, self._measure, words)

    def _board(self) -> QRect:
        """Where overlays lie: of a window over several panels the lowest one in the middle, clear of rims."""
        face = self.sight.faces.get(self.chosen)
        if self.miniature or face is None or len(face.sheet.span.panes) == 1:
            return self.rect()
        board = self.sight.board(self.chosen).intersected(self.rect())
        return self.rect() if board.isEmpty() else board

    def enlarge(self, screen: str | None) -> None:
        """One panel at the window's full size; None: all."""
        if screen is not None and screen not in self.areas:
            return
        self.alone = screen
        self.chosen = screen or self.chosen
        self._look()

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
            region = event.region()
            self.sight.paint(painter, self._painting, region)
            self._paint_over(painter, region)
        finally:
            painter.end()
        if not self._seen:
            self._seen = True
            self.first_painted.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.sight = self._of(self.sight.faces)
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
            if self.sight.panel_rect(screen).contains(place):
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

    def _paint_over(self, painter: QPainter, region: QRegion) -> None:
        assert self._painting is not None
        if self.alone is None and len(self.areas) > 1:
            painter.setPen(QPen(self._painting.colour(Ink.OUTLINE), 2))
            painter.drawRect(self.sight.panel_rect(self.chosen).adjusted(1, 1, -2, -2))
        for one in self._over:
            if region.intersects(one.rect):
                painter.drawImage(one.at, one.image)

    def _of(self, faces: Mapping[str, Face]) -> Sight:
        size = self.width(), self.height()
        return Sight(faces, self.areas, size, alone=self.alone, part=self.part)

    def _look(self) -> None:
        """The same faces, elsewhere in the window."""
        self.sight = self._of(self.sight.faces)
        self.update()
