"""The list of pages at the left of the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.console.table import Column, Row, Table
from widgets.drawing import Ink
from widgets.look import palette_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.console.desk import Desk
    from ui.console.page import Page

_LETTERS = 22
"""Across."""


class Contents(Table):
    def __init__(self, desk: Desk, pages: Sequence[Page]) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.horizontalHeader().hide()
        self._desk, self._pages = desk, tuple(pages)
        self.renew()

    @property
    def number(self) -> int:
        """Of the selected page, from 0."""
        return int(self.current or 0)

    def renew(self) -> None:
        words, wall = self._desk.words, self._desk.wall
        dim = palette_of(wall.stage.wall, wall.setting.theme).inks[Ink.SECOND]
        rows = [
            Row(str(n), (words.say(page.title), f"Ctrl+{n + 1}"), (None, dim))
            for n, page in enumerate(self._pages)
        ]
        self.show_rows((Column("", stretch=True), Column("", right=True)), rows)

    def fit(self) -> None:
        """To the size of its letters, and to its rows."""
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        rows = range(self.model().rowCount())
        self.resizeRowsToContents()
        self.setFixedHeight(sum(self.rowHeight(row) for row in rows) + 2 * self.frameWidth() + 2)
