"""The question before the wall ends, asked where the wish came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from services.phrase import phrase
from ui.console.offer import Offer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from services.words import Words


class Question(QFrame):
    """Lies over its parent."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._over = parent
        self._title, self._ways = QLabel(), QLabel()
        self._title.setProperty("part", "title")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 24, 32, 24)
        whole.addWidget(self._title)
        whole.addWidget(self._ways)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def open(self, words: Words) -> None:
        self._title.setText(words.say("Đóng tường?"))
        self._ways.setText(f"{words.say('Enter: đóng')}\n{words.say('Esc: ở lại')}")
        self.adjustSize()
        room, own = self._over.size(), self.size()
        self.move((room.width() - own.width()) // 2, (room.height() - own.height()) // 3)
        self.show()
        self.raise_()
        self.setFocus()

    def offers(self) -> list[Offer]:
        return [
            Offer(label=phrase("đóng tường"), keys=("Return",), go=self._confirm),
            Offer(label=phrase("ở lại"), keys=("Escape", "Ctrl+Q"), go=self.close_),
        ]

    def close_(self) -> None:
        self.hide()
        self.left.emit()

    def _confirm(self) -> None:
        self.hide()
        self.confirmed.emit()
