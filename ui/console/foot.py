"""The line at the foot of the console: what Enter will do, what was done, what Ctrl+Z takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from services.phrase import phrase
from ui.console.labels import plain_tip

if TYPE_CHECKING:
    from services.phrase import Phrase
    from services.words import Words
    from ui.deed import Deed, Deeds


class Foot(QFrame):
    def __init__(self, deeds: Deeds) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._deeds = deeds
        self._said: Phrase | None = None
        self.will, self.told = QLabel(), QLabel()
        for label in (self.will, self.told):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.told.setProperty("part", "second")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.will, 1)
        row.addWidget(self.told, 1)

    def done(self, deed: Deed) -> None:
        self._said = phrase("Đã {deed}.", deed=deed.says)

    def tell(self, said: Phrase) -> None:
        """Why something was not done."""
        self._said = said

    def renew(self, words: Words, says: Phrase | None) -> None:
        will = "" if says is None else words.say("Enter: {deed}", deed=says)
        self.will.setText(will)
        self.will.setToolTip(plain_tip(will))
        parts = [] if self._said is None else [words.say(self._said)]
        undoes = self._deeds.undoes
        if undoes is not None and undoes.back is not None:
            parts.append(words.say("Ctrl+Z: {deed}", deed=undoes.back().says))
        said = " ".join(parts) or words.say("Ctrl+K: tìm · F1: các phím")
        self.told.setText(said)
        self.told.setToolTip(plain_tip(said))
