"""The keys of the open page, always in sight below the list of pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.console.keys_board import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.words import Words
    from ui.console.offer import Offer

_MOST = 12
"""Rows; F1 has all."""


class Hints(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setProperty("part", "second")
        self.setContentsMargins(12, 0, 6, 0)
        # What has no room is cut off: the window is no higher for it.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def renew(self, offers: Iterable[Offer], words: Words) -> None:
        rows = [
            f"<p style='margin:0 0 5px 0'><b>{escape(row.cells[0])}</b>&nbsp; {escape(row.cells[1])}</p>"
            for row in listed(offers, words)[:_MOST]
        ]
        self.setText("".join(rows))
