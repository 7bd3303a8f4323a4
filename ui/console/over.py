"""What lies over the pages for a while: the palette, the list of keys, the question before the wall ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.console.entry import entries
from ui.console.keys_board import KeysBoard
from ui.console.palette import Palette
from ui.console.question import Question

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.console.desk import Desk
    from ui.console.entry import Ways
    from ui.console.offer import Offer


class Over(QObject):
    left = Signal()
    """The pages have the keys again."""
    leaving = Signal()
    """Somebody confirmed that the wall is to end."""
    chosen = Signal(object)
    """An `Entry` of the palette."""

    def __init__(self, window: QWidget, desk: Desk, ways: Ways) -> None:
        super().__init__(window)
        self._desk, self._ways = desk, ways
        self.palette = Palette(window)
        self.keys = KeysBoard(window)
        self.question = Question(window)
        self.palette.chosen.connect(self.chosen)
        self.question.confirmed.connect(self.leaving)
        for one in (self.palette, self.keys, self.question):
            one.left.connect(self.left)

    @property
    def open(self) -> bool:
        return any(one.isVisible() for one in (self.palette, self.keys, self.question))

    def offers(self) -> list[Offer] | None:
        """Of what lies on top; None: the pages are free."""
        for one in (self.question, self.palette, self.keys):
            if one.isVisible():
                return one.offers()
        return None

    def find(self, offers: list[Offer]) -> None:
        """Among these and all that has a name."""
        words = self._desk.words
        self.palette.open(entries(self._desk, offers, self._ways), words)

    def help(self, offers: list[Offer]) -> None:
        self.keys.open(offers, self._desk.words)

    def ask(self) -> None:
        self.question.open(self._desk.words)
