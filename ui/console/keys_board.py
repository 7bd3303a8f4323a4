"""F1: all keys of the console, read from the offers that bind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from services.phrase import phrase
from ui.console.offer import Offer, key_names
from ui.console.table import Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from services.words import Words


class KeysBoard(QFrame):
    """Lies over its parent."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._over = parent
        self.table, self._title = Table(), QLabel()
        self._title.setProperty("part", "title")
        whole = QVBoxLayout(self)
        whole.addWidget(self._title)
        whole.addWidget(self.table, 1)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.table)
        self.hide()

    def close_(self) -> None:
        self.hide()
        self.left.emit()

    def open(self, offers: Iterable[Offer], words: Words) -> None:
        self._title.setText(words.say("Các phím của bàn điều khiển"))
        columns = (Column(words.say("Phím")), Column(words.say("Làm gì"), stretch=True))
        self.table.show_rows(columns, list(listed(offers, words)))
        room = self._over.size()
        width, height = round(room.width() * 0.66), round(room.height() * 0.84)
        self.setGeometry((room.width() - width) // 2, round(room.height() * 0.06), width, height)
        self.show()
        self.raise_()
        self.table.setFocus()

    def offers(self) -> list[Offer]:
        return [Offer(label=phrase("đóng bảng phím"), keys=("Escape", "F1"), go=self.close_)]


def listed(offers: Iterable[Offer], words: Words) -> list[Row]:
    """One row a label; a key that an earlier offer has is left out."""
    taken: set[str] = set()
    keys: dict[str, list[str]] = {}
    for offer in offers:
        free = [key for key in offer.keys if key not in taken]
        taken.update(free)
        if free:
            keys.setdefault(words.say(offer.label), []).extend(free)
    return [Row(label, (key_names(all_, words), label)) for label, all_ in keys.items()]
