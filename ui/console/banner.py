"""What is wrong with this wall now, above the pages: until it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ui import trouble

if TYPE_CHECKING:
    from services.words import Words
    from ui.notices import Notices

_MOST = 4
"""Sentences; the page of the log has them all."""


class Banner(QFrame):
    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._notices = notices
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 6, 12, 6)
        whole.addWidget(self.text)
        self.hide()

    def renew(self, words: Words) -> None:
        said = said_of(self._notices, words)
        more = len(said) - _MOST
        shown = said[: _MOST if more <= 0 else _MOST - 1]
        if more > 0:
            shown.append(words.count(more + 1, "và {n} điều khác, ở trang Nhật ký"))
        self.text.setText("\n".join(f"▲ {one}" for one in shown))
        self.setVisible(bool(shown))


def said_of(notices: Notices, words: Words) -> list[str]:
    """All that is wrong now."""
    refusal = notices.refusal
    refused = [] if refusal is None else [trouble.banner(refusal, words)]
    gone = () if notices.gone is None else (notices.gone,)
    return [*refused, *(words.say(one) for one in (*gone, *notices.troubles))]
