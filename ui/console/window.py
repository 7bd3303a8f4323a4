"""The console's window: a list of pages, the page, a line that says what Enter will do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from services.phrase import phrase
from ui.console import dress
from ui.console.banner import Banner
from ui.console.entry import Ways, entries
from ui.console.foot import Foot
from ui.console.keys import Keys
from ui.console.keys_board import KeysBoard
from ui.console.offer import Offer
from ui.console.palette import Palette
from ui.console.question import Question
from ui.console.table import Column, Row, Table
from ui.console.wall_page import WallPage
from widgets.drawing import Ink
from widgets.look import palette_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent

    from services.phrase import Phrase
    from ui.console.desk import Desk
    from ui.console.entry import Entry
    from ui.console.page import Page
    from ui.deed import Deed

_SECOND = 1000
_STEP = 1.1
"""Of a zoom."""
_LEAST = (960, 600)
_LIST = 22
"""Letters across the list of pages."""


class ConsoleWindow(QWidget):
    """Its end is whoever made it's: closing only hides it."""

    leaving = Signal()
    """Somebody confirmed that the wall is to end."""
    opened = Signal()
    hidden = Signal()

    def __init__(self, desk: Desk, pages: Sequence[Page], detail: Page | None = None) -> None:
        """`detail`: opened for a tile, and in no list."""
        super().__init__()
        self.setObjectName("console")
        self.desk, self.zoom = desk, 1.0
        self._pages, self._detail = tuple(pages), detail
        self.list, self._stack, self._foot = Table(), QStackedWidget(), Foot(desk.deeds)
        self.list.setObjectName("pages")
        self._dressed: tuple[str, float] | None = None
        self._keys = Keys(self, self.perform)
        for page in (*self._pages, *((detail,) if detail is not None else ())):
            self._stack.addWidget(page)
            page.offered.connect(self._offered)
            page.detailed.connect(self.open_tile)
            page.sent_up.connect(self._send_up)
            page.told.connect(self._tell)
        self.list.horizontalHeader().hide()
        self._banner = Banner(desk.wall.notices)
        self._lay_out()
        self.palette_, self._board, self._question = Palette(self), KeysBoard(self), Question(self)
        self.palette_.chosen.connect(self._chosen)
        self._question.confirmed.connect(self.leaving)
        for over in (self.palette_, self._board, self._question):
            over.left.connect(self._refocus)
        self._list()
        self.list.moved.connect(self._listed)
        desk.deeds.done.connect(self._done)
        desk.deeds.refused.connect(self._tell)
        desk.deeds.changed.connect(self._offered)
        desk.wall.shown.connect(self._shown)
        self._beat = QTimer(self, interval=_SECOND)
        self._beat.timeout.connect(self.renew)

    @property
    def page(self) -> Page | None:
        """The one that is open."""
        return self._detail if self._on_detail else self._listed_page

    def open_page(self, number: int) -> None:
        """By its place in the list."""
        if number < len(self._pages):
            self.list.select(str(number))
            self._open(self._pages[number])

    def open_tile(self, tile: str) -> None:
        """The detail of a tile; Esc goes back."""
        if self._detail is not None and self._detail.seek(tile):
            self._open(self._detail)

    def take_keys(self) -> None:
        """Into the open page."""
        if not any(one.isVisible() for one in (self._question, self.palette_, self._board)):
            self._refocus()

    def perform(self, offer: Offer) -> None:
        offer.perform(self.desk.deeds)
        self._offered()

    def offers(self) -> list[Offer]:
        """All that can be done now; what the page offers comes first."""
        for over in (self._question, self.palette_, self._board):
            if over.isVisible():
                return over.offers()
        return self._offers()

    def _offers(self) -> list[Offer]:
        page = self.page
        return [*(page.offers() if page is not None else ()), *self._own()]

    def renew(self) -> None:
        self._dress()
        words = self.desk.words
        self.setWindowTitle(words.say("Bàn điều khiển – {wall}", wall=self.name))
        self._list()
        self._banner.renew(words)
        if (open_page := self.page) is not None:
            open_page.renew()
        self._offered()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._beat.start()
        self.renew()
        self.opened.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._beat.stop()
        self.hidden.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """The wall goes on; the end of the session takes both."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and app.isSavingSession():
            event.accept()
            return
        event.ignore()
        self.hide()

    def _lay_out(self) -> None:
        self.setMinimumSize(*_LEAST)
        pages = QVBoxLayout()
        pages.setSpacing(8)
        pages.addWidget(self._banner)
        pages.addWidget(self._stack, 1)
        beside = QHBoxLayout()
        beside.setContentsMargins(8, 8, 8, 8)
        beside.setSpacing(8)
        beside.addWidget(self.list)
        beside.addLayout(pages, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(beside, 1)
        whole.addWidget(self._foot)

    def _own(self) -> list[Offer]:
        offers = [
            Offer(
                label=phrase("mở trang {page}", page=page.title),
                keys=(f"Ctrl+{n + 1}",),
                go=partial(self.open_page, n),
            )
            for n, page in enumerate(self._pages)
        ]
        if self.desk.deeds.undoes is not None:
            offers.append(
                Offer(label=phrase("hoàn tác việc vừa làm"), keys=("Ctrl+Z",), go=self._undo)
            )
        offers += [
            Offer(
                label=phrase("tìm việc, cảnh, ô, nguồn, chỉ tiêu"), keys=("Ctrl+K",), go=self._find
            ),
            Offer(label=phrase("xem các phím"), keys=("F1",), go=self._help),
            Offer(label=phrase("trang sau"), keys=("Ctrl+Tab",), go=partial(self._turn, 1)),
            Offer(
                label=phrase("trang trước"), keys=("Ctrl+Shift+Tab",), go=partial(self._turn, -1)
            ),
            Offer(label=phrase("chữ to hơn"), keys=("Ctrl++", "Ctrl+="), go=self._enlarge),
            Offer(label=phrase("chữ nhỏ hơn"), keys=("Ctrl+-",), go=self._lessen),
            Offer(label=phrase("cỡ chữ ban đầu"), keys=("Ctrl+0",), go=self._as_it_was),
            Offer(label=phrase("thoát tường, có hỏi lại"), keys=("Ctrl+Q",), go=self._ask),
            Offer(label=phrase("quay lại, ẩn bàn điều khiển"), keys=("Escape",), go=self._back),
        ]
        return offers

    @property
    def _on_detail(self) -> bool:
        return self._detail is not None and self._stack.currentWidget() is self._detail

    @property
    def _listed_page(self) -> Page | None:
        return self._pages[self._number] if self._pages else None

    @property
    def _number(self) -> int:
        """Of the page that is selected in the list."""
        return int(self.list.current or 0)

    def _list(self) -> None:
        words = self.desk.words
        palette = palette_of(self.desk.wall.stage.wall, self.desk.wall.setting.theme)
        dim = palette.inks[Ink.SECOND]
        rows = [
            Row(str(n), (words.say(page.title), f"Ctrl+{n + 1}"), (None, dim))
            for n, page in enumerate(self._pages)
        ]
        self.list.show_rows((Column("", stretch=True), Column("", right=True)), rows)

    def _listed(self) -> None:
        if self._pages and self._stack.currentWidget() is not self._pages[self._number]:
            self._stack.setCurrentWidget(self._pages[self._number])
            self.renew()

    def _open(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        page.setFocus()
        self.renew()

    def _turn(self, step: int) -> None:
        if self._pages:
            self.open_page((self._number + step) % len(self._pages))

    def _back(self) -> None:
        if self._on_detail:
            self.open_page(self._number)
        else:
            self.hide()

    def _find(self) -> None:
        ways = Ways(tile=self.open_tile, source=self._seek, indicator=self._seek)
        found = entries(self.desk, self._offers(), ways)
        self.palette_.open(found, self.desk.words)
        self._offered()

    def _ask(self) -> None:
        self._question.open(self.desk.words)
        self._offered()

    def _send_up(self, tile: str) -> None:
        """Asked of where, and for how long, on the page of the wall."""
        for n, page in enumerate(self._pages):
            if isinstance(page, WallPage):
                page.seek(tile)
                self.open_page(n)
                page.put_up(tile)
                return

    def _chosen(self, entry: Entry) -> None:
        entry.perform(self.desk.deeds)
        self._offered()

    def _seek(self, what: str) -> None:
        """The first page that has it."""
        for n, page in enumerate(self._pages):
            if page.seek(what):
                self.open_page(n)
                return

    def _help(self) -> None:
        self._board.open(self._offers(), self.desk.words)
        self._offered()

    def _refocus(self) -> None:
        if (page := self.page) is not None:
            page.setFocus()
        self._offered()

    def _undo(self) -> None:
        self.desk.deeds.undo()

    def _enlarge(self) -> None:
        self.zoom = min(self.zoom * _STEP, dress.MOST)
        self.renew()

    def _lessen(self) -> None:
        self.zoom = max(self.zoom / _STEP, 1.0)
        self.renew()

    def _as_it_was(self) -> None:
        self.zoom = 1.0
        self.renew()

    def _done(self, deed: Deed) -> None:
        self._foot.done(deed)
        self._offered()

    def _tell(self, said: Phrase) -> None:
        self._foot.tell(said)
        self._offered()

    def _offered(self) -> None:
        """Keys, and what is said of them, for what can be done now."""
        self._keys.bind(self.offers())
        page = self.page
        self._foot.renew(self.desk.words, None if page is None else page.says())

    def _shown(self) -> None:
        if self.isVisible():
            self.renew()

    def _dress(self) -> None:
        """In the wall's colours; only where they, or the size of letters, are other ones."""
        wall = self.desk.wall
        palette = palette_of(wall.stage.wall, wall.setting.theme)
        wanted = (f"{palette}", self.zoom)
        if wanted == self._dressed:
            return
        self._dressed = wanted
        self.setFont(dress.letters(self.zoom))
        self.setPalette(dress.colours(palette))
        self.setStyleSheet(dress.sheet(palette, self.zoom))
        self.list.setFixedWidth(self.fontMetrics().averageCharWidth() * _LIST)

    @property
    def name(self) -> str:
        wall = self.desk.wall
        title = wall.stage.wall.title
        return "Langbiang" if title is None else title.full_in(wall.setting.lang)
