"""The operator's console of a running wall: opened, hidden, remembered; what is told while it is hidden."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from services.acts import What
from services.phrase import Phrase, phrase
from services.program.rule import Kind
from ui.console.banner import said_of
from ui.console.bygone_words import FILE, in_force
from ui.console.dress import LEAST, MOST
from ui.console.log import DEED, SHOWN, TROUBLE, WALL, Log
from ui.console.log_page import LogPage
from ui.console.pages import detail, pages
from ui.console.place import Place, desk_output, read_place, within, write_place
from ui.console.window import ConsoleWindow
from ui.placing.found import found_outputs

if TYPE_CHECKING:
    from pathlib import Path

    from services.acts import Act
    from services.mask import Mask
    from ui.console.desk import Desk
    from ui.console.notification import Desktop
    from ui.deed import Deed
    from ui.geometry import Area
    from ui.terminal import Remark

_SECOND = 1000
_GATHERED = 5
"""Seconds between two notifications at least."""
_SHARE = 0.8
"""Of a monitor that it has to share with the wall."""

_MOST_BY_ITSELF = 1.6
"""Zoom that nobody asked for."""
_FLAT = {"offscreen", "minimal"}
"""Platforms of Qt where no window lies over another, which say so when asked."""

_log = logging.getLogger(__name__)


class Console(QObject):
    """`kept`: the file of its place, read at the first opening; None: it is remembered nowhere. Made before
    what it is to hear of; `end` it.
    """

    def __init__(
        self,
        desk: Desk,
        desktop: Desktop,
        mask: Mask,
        kept: Path | None = None,
        remarks: deque[Remark] | None = None,
    ) -> None:
        """`remarks`: what the terminal was told and the log is to tell too, taken from there."""
        super().__init__()
        self._remarks: deque[Remark] = deque() if remarks is None else remarks
        self.desk, self._desktop, self._kept = desk, desktop, kept
        self.log = Log(desk.clock.now, mask)
        self._log_page = LogPage(desk, self.log)
        self.window = ConsoleWindow(desk, pages(desk, self._log_page), detail(desk))
        self._begun = self._placed = False
        self._attended = False
        """Somebody has seen it. Until then what is wrong is told on the wall, over which no notification is
        laid.
        """
        self._on_own = False
        """It was put on a monitor that the wall doesn't use."""
        self._returns = False
        """It was hidden because its monitor went."""
        self._told: list[str] = []
        """What was wrong a second ago."""
        self._unseen = 0
        """The number of the last line when the console was hidden."""
        self._notified, self._since = 0, _GATHERED
        self._scene: str | None = None
        wall = desk.wall
        wall.summoned.connect(self.open)
        wall.shown.connect(self._shown)
        desk.deeds.done.connect(self._done)
        desk.deeds.refused.connect(self._refused)
        self.window.leaving.connect(wall.left)
        self.window.opened.connect(self._seen)
        self.window.hidden.connect(self._hidden)
        self._second = QTimer(self, interval=_SECOND)
        self._second.timeout.connect(self._look)

    def begin(self) -> None:
        """Opens it at once where the wall file says so."""
        self._begun = True
        self.log.begin()
        self._log_page.begin()
        self.desk.acts.heard = self._recorded
        self._take_remarks()
        self._shown()
        self._second.start()
        said = self.desk.wall.stage.wall.console.open
        if said == "always" or (said == "auto" and self._own_output() is not None):
            self.open()

    def open(self) -> None:
        """Or raises it, with the keys."""
        window = self.window
        self._attended = self.desk.wall.notices.elsewhere = True
        if not self._placed:
            self._placed = True
            self._put()
        if window.isMinimized():
            window.showNormal()
        window.show()
        if QGuiApplication.platformName() not in _FLAT:
            window.raise_()
        window.activateWindow()
        window.take_keys()

    def settle(self) -> None:
        """Other monitors are there: it opens on its own where it wasn't opened yet, and goes back to it. When
        that has gone it doesn't lie on the wall instead, unless somebody opens it there.
        """
        if not self._begun:
            return
        own = self._own_output()
        if own is None and self._on_own and self.window.isVisible():
            self._placed, self._returns = False, True
            self.window.hide()
        elif own is not None and not self._placed:
            if self._returns or self.desk.wall.stage.wall.console.open == "auto":
                self.open()
        elif own is not None and not within(self._there(), own):
            self._put()

    def end(self) -> None:
        self._second.stop()
        self._keep()
        self.desk.acts.heard = None
        self._log_page.end()
        self.log.end()
        self._desktop.end()
        self.desk.wall.notices.elsewhere = False
        self.window.hide()
        self.window.deleteLater()

    def _own_output(self) -> Area | None:
        """Of the monitor that it has for itself."""
        wall = self.desk.wall
        areas = [window.output for window in wall.windows if window.output is not None]
        if not areas:
            rect = QGuiApplication.primaryScreen().geometry()
            areas = [(rect.x(), rect.y(), rect.width(), rect.height())]
        found = desk_output(wall.stage.wall.console, found_outputs(), areas)
        return None if found is None else found.place

    def _put(self) -> None:
        """Where people left it, as long as that is on its own monitor; else all of that monitor; else in the
        middle of the first.
        """
        kept = None if self._kept is None else read_place(self._kept)
        own = self._own_output()
        self._on_own, self._returns = own is not None, False
        zoom = _usual_zoom(own) if kept is None else kept.zoom
        self.window.dressing.zoom = min(max(zoom, LEAST), MOST)
        if own is None:
            room = QGuiApplication.primaryScreen().availableGeometry()
            width, height = round(room.width() * _SHARE), round(room.height() * _SHARE)
            if kept is not None and room.contains(*kept.middle):
                self.window.setGeometry(kept.x, kept.y, kept.width, kept.height)
                return
            x, y = room.x() + (room.width() - width) // 2, room.y() + (room.height() - height) // 2
            self.window.setGeometry(x, y, width, height)
        elif kept is not None and within(kept, own):
            self.window.setGeometry(kept.x, kept.y, kept.width, kept.height)
        else:
            self.window.setGeometry(*own)

    def _keep(self) -> None:
        if self._kept is None or not self._placed:
            return
        try:
            write_place(self._kept, self._there())
        except OSError as error:
            _log.warning("không ghi được chỗ của bàn điều khiển: %s", error)

    def _there(self) -> Place:
        there = self.window.geometry()
        return Place(there.x(), there.y(), there.width(), there.height(), self.window.dressing.zoom)

    def _seen(self) -> None:
        self._log_page.mark(range(self._unseen + 1, self.log.count + 1))

    def _hidden(self) -> None:
        self._unseen = self._notified = self.log.count
        self._keep()

    def _done(self, deed: Deed) -> None:
        self.log.note(DEED, deed.says)

    def _recorded(self, act: Act) -> None:
        """Deeds are told by whoever does them; another wall file takes effect without one."""
        self._log_page.recorded(act)
        if act.what is What.RELOAD:
            self.log.note(FILE, in_force(act.after, act.before))

    def _refused(self, why: Phrase) -> None:
        self.log.note(DEED, why, grave=True)

    def _shown(self) -> None:
        """Which scene is shown, when that is another one and no rotation's turn."""
        wall = self.desk.wall
        if wall.setting.scene == self._scene or wall.program is None:
            return
        self._scene = wall.setting.scene
        if wall.program.rule.kind is Kind.ROTATION:
            return
        scene = wall.stage.wall.scenes.get(wall.setting.scene)
        title = None if scene is None else scene.title
        name = wall.setting.scene if title is None else title.full_in(wall.setting.lang)
        self.log.note(SHOWN, phrase("tường chiếu cảnh {scene}", scene=name))

    def _look(self) -> None:
        """Once a second: what has become wrong, or is over; and whether somebody must be told elsewhere."""
        self._take_remarks()
        words = self.desk.words
        now = said_of(self.desk.wall.notices, words)
        if now != self._told:
            for one in now:
                if one not in self._told:
                    self.log.note(TROUBLE, phrase("{trouble}", trouble=one), grave=True)
            for one in self._told:
                if one not in now:
                    self.log.note(TROUBLE, phrase("Đã hết: {trouble}", trouble=one))
            self._told = now
        self._since += 1
        if self._attended and not self.window.isVisible() and self._since >= _GATHERED:
            self._notify()

    def _take_remarks(self) -> None:
        while self._remarks:
            one = self._remarks.popleft()
            said = (
                one.said if isinstance(one.said, Phrase) else phrase("{trouble}", trouble=one.said)
            )
            self.log.note(TROUBLE if one.grave else WALL, said, grave=one.grave)

    def _notify(self) -> None:
        """What came since the last time and somebody should look at; several as one."""
        words = self.desk.words
        fresh = [line for line in self.log.lines if line.number > self._notified and line.grave]
        self._notified = self.log.count
        if not fresh:
            return
        self._since = 0
        said = [line.said if isinstance(line.said, str) else words.say(line.said) for line in fresh]
        more = [words.count(len(said) - 2, "và {n} điều khác")] if len(said) > 2 else []  # noqa: PLR2004
        self._desktop.say(self.window.name, "\n".join((*said[:2], *more)))


def _usual_zoom(own: Area | None) -> float:
    """Letters as large on glass as on a monitor whose pixels are as fine as its system believes: a large
    number of small pixels is often told to no one. What a monitor says of its size may be untrue.
    """
    at = None if own is None else QGuiApplication.screenAt(QPoint(own[0], own[1]))
    screen = at or QGuiApplication.primaryScreen()
    fine = screen.physicalDotsPerInch() / max(screen.logicalDotsPerInch(), 1.0)
    return min(max(round(fine, 1), 1.0), _MOST_BY_ITSELF)


def styled() -> None:
    """Windows of our own look the same on all desktops."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setStyle("Fusion")
