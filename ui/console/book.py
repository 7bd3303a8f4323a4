"""The pages of the console: which one is open, and how another is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from ui.console.contents import Contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.console.desk import Desk
    from ui.console.page import Page


class Book(QObject):
    """The detail of a tile is a page too, and in no list."""

    turned = Signal()
    """Another page is open, or the same one anew."""

    def __init__(self, desk: Desk, pages: Sequence[Page], detail: Page | None) -> None:
        super().__init__()
        self.pages, self.detail = tuple(pages), detail
        self.list, self.stack = Contents(desk, pages), QStackedWidget()
        for page in self.every:
            self.stack.addWidget(page)
        self.list.moved.connect(self._listed)

    @property
    def every(self) -> tuple[Page, ...]:
        return (*self.pages, *((self.detail,) if self.detail is not None else ()))

    @property
    def page(self) -> Page | None:
        """The one that is open."""
        return self.detail if self.on_detail else self._listed_page

    @property
    def on_detail(self) -> bool:
        return self.detail is not None and self.stack.currentWidget() is self.detail

    def open(self, number: int) -> None:
        """By its place in the list."""
        if number < len(self.pages):
            self.list.select(str(number))
            self._open(self.pages[number])

    def open_detail(self, tile: str) -> None:
        if self.detail is not None and self.detail.seek(tile):
            self._open(self.detail)

    def seek(self, kind: str, what: str) -> Page | None:
        """The page of such things, open, with this one selected where it is to be found there."""
        for n, page in enumerate(self.pages):
            if page.finds == kind:
                page.seek(what)
                self.open(n)
                return page
        return None

    def turn(self, step: int) -> None:
        if self.pages:
            self.open((self.list.number + step) % len(self.pages))

    def back(self) -> bool:
        """From the detail to the page before it; False: it wasn't open."""
        if not self.on_detail:
            return False
        self.open(self.list.number)
        return True

    @property
    def _listed_page(self) -> Page | None:
        return self.pages[self.list.number] if self.pages else None

    def _listed(self) -> None:
        page = self._listed_page
        if page is not None and self.stack.currentWidget() is not page:
            self.stack.setCurrentWidget(page)
            self.turned.emit()

    def _open(self, page: Page) -> None:
        self.stack.setCurrentWidget(page)
        page.setFocus()
        self.turned.emit()
