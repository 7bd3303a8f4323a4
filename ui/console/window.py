"""The console's window: a list of pages, the page, a line that says what Enter will do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.phrase import phrase
from ui.console.banner import Banner
from ui.console.book import Book
from ui.console.detail import Detail
from ui.console.dressing import Dressing
from ui.console.entry import Ways, showing
from ui.console.foot import Foot
from ui.console.hints import Hints
from ui.console.keys import Keys
from ui.console.menu import menu
from ui.console.offer import Offer
from ui.console.over import Over
from ui.console.page import SOURCE, TILE
from ui.console.table import Table
from ui.console.wall_page import WallPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QHideEvent, QShowEvent

    from services.phrase import Phrase
    from ui.console.desk import Desk
    from ui.console.entry import Entry
    from ui.console.page import Page
    from ui.deed import Deed

_SECOND = 1000
_LEAST = (960, 600)


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
        self.desk = desk
        self.dressing = Dressing(self, desk.wall, self.renew)
        self.book, self._foot = Book(desk, pages, detail), Foot(desk.deeds)
        self._keys = Keys(self, self.perform)
        for page in self.book.every:
            page.offered.connect(self._offered)
            page.detailed.connect(self.open_tile)
            page.sent_up.connect(self._send_up)
            page.told.connect(self._tell)
        self._banner, self._hints = Banner(desk.wall.notices), Hints()
        self._lay_out()
        ways = Ways(
            tile=self.open_tile,
            source=self._open_source,
            indicator=self._open_indicator,
        )
        self.over = Over(self, desk, ways)
        self.over.chosen.connect(self._chosen)
        self.over.leaving.connect(self.leaving)
        self.over.left.connect(self._refocus)
        for table in self.book.stack.findChildren(Table):
            table.doubleClicked.connect(self._enter)
        self.book.turned.connect(self.renew)
        desk.deeds.done.connect(self._done)
        desk.deeds.refused.connect(self._tell)
        desk.deeds.changed.connect(self._offered)
        desk.wall.shown.connect(self._shown)
        self._beat = QTimer(self, interval=_SECOND)
        self._beat.timeout.connect(self.renew)

    @property
    def page(self) -> Page | None:
        """The one that is open."""
        return self.book.page

    def open_page(self, number: int) -> None:
        """By its place in the list."""
        self.book.open(number)

    def open_tile(self, tile: str) -> None:
        """The detail of a tile; Esc goes back."""
        self.book.open_detail(tile)

    def take_keys(self) -> None:
        """Into the open page."""
        if not self.over.open:
            self._refocus()

    def perform(self, offer: Offer) -> None:
        offer.perform(self.desk.deeds)
        self._offered()

    def offers(self) -> list[Offer]:
        """All that can be done now; what the page offers comes first."""
        over = self.over.offers()
        return self._offers() if over is None else over

    def _offers(self) -> list[Offer]:
        page = self.page
        return [*(page.offers() if page is not None else ()), *self._own()]

    def renew(self) -> None:
        if self.dressing.renew():
            self.book.list.fit()
            self._hints.setFixedWidth(self.book.list.width())
        words = self.desk.words
        self.setWindowTitle(words.say("Bàn điều khiển – {wall}", wall=self.name))
        self.book.list.renew()
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
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the page offers, for the mouse."""
        if self.over.open:
            return
        menu(self, self._offers(), self.desk.words, self.perform).popup(event.globalPos())

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
        pages.addWidget(self.book.stack, 1)
        beside = QHBoxLayout()
        beside.setContentsMargins(8, 8, 8, 8)
        beside.setSpacing(8)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.book.list)
        left.addWidget(self._hints, 1)
        beside.addLayout(left)
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
            for n, page in enumerate(self.book.pages)
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
            Offer(label=phrase("trang sau"), keys=("Ctrl+Tab",), go=partial(self.book.turn, 1)),
            Offer(
                label=phrase("trang trước"),
                keys=("Ctrl+Shift+Tab",),
                go=partial(self.book.turn, -1),
            ),
            *self.dressing.offers(),
            Offer(label=phrase("thoát tường, có hỏi lại"), keys=("Ctrl+Q",), go=self._ask),
            Offer(label=phrase("quay lại, ẩn bàn điều khiển"), keys=("Escape",), go=self._back),
        ]
        return offers

    def _back(self) -> None:
        if not self.book.back():
            self.hide()

    def _find(self) -> None:
        self.over.find(self._offers())
        self._offered()

    def _ask(self) -> None:
        self.over.ask()
        self._offered()

    def _send_up(self, tile: str) -> None:
        """Asked of where, and for how long, on the page of the wall."""
        page = self.book.seek(TILE, tile)
        if isinstance(page, WallPage):
            page.put_up(tile)

    def _chosen(self, entry: Entry) -> None:
        entry.perform(self.desk.deeds)
        self._offered()

    def _open_source(self, source: str) -> None:
        self.book.seek(SOURCE, source)

    def _open_indicator(self, indicator: str) -> None:
        """The detail of a tile that shows it, of those that are shown now before others."""
        tile = showing(self.desk.wall, indicator)
        if tile is None:
            self._tell(phrase("chưa ô nào hiện chỉ tiêu “{indicator}”", indicator=indicator))
        else:
            self.open_tile(tile)
            if isinstance(self.book.detail, Detail):
                self.book.detail.point(indicator)

    def _enter(self) -> None:
        """A row was clicked twice: as Enter."""
        for offer in self.offers():
            if "Return" in offer.keys:
                self.perform(offer)
                return

    def _help(self) -> None:
        self.over.help(self._offers())
        self._offered()

    def _refocus(self) -> None:
        if (page := self.page) is not None:
            page.setFocus()
        self._offered()

    def _undo(self) -> None:
        self.desk.deeds.undo()

    def _done(self, deed: Deed) -> None:
        self._foot.done(deed)
        self._offered()

    def _tell(self, said: Phrase) -> None:
        self._foot.tell(said)
        self._offered()

    def _offered(self) -> None:
        """Keys, and what is said of them, for what can be done now."""
        self._keys.bind(self.offers())
        page, words = self.page, self.desk.words
        self._foot.renew(words, None if page is None else page.says())
        self._hints.renew(() if page is None else page.offers(), words)

    def _shown(self) -> None:
        if self.isVisible():
            self.renew()

    @property
    def name(self) -> str:
        wall = self.desk.wall
        title = wall.stage.wall.title
        return "Langbiang" if title is None else title.full_in(wall.setting.lang)
