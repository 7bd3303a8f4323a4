"""Keys of the console's window: bound to what is offered now, each once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from ui.console.offer import Offer

_ALSO = {"Return": "Enter"}
"""The same key of the number pad."""


class Keys:
    """The first offer that wants a key has it."""

    def __init__(self, window: QWidget, perform: Callable[[Offer], None]) -> None:
        self._window, self._perform = window, perform
        self._shortcuts: dict[str, QShortcut] = {}
        self._offers: dict[str, Offer] = {}

    def bind(self, offers: Iterable[Offer]) -> None:
        self._offers = {}
        for offer in offers:
            for key in offer.keys:
                for one in (key, *((_ALSO[key],) if key in _ALSO else ())):
                    self._offers.setdefault(one, offer)
        for key in self._offers:
            if key not in self._shortcuts:
                made = QShortcut(QKeySequence(key), self._window)
                made.setContext(Qt.ShortcutContext.WindowShortcut)
                made.activated.connect(partial(self._pressed, key))
                self._shortcuts[key] = made
        for key, shortcut in self._shortcuts.items():
            wanted = self._offers.get(key)
            shortcut.setEnabled(wanted is not None)
            # A deed is done once, however long its key is held.
            shortcut.setAutoRepeat(wanted is not None and wanted.deed is None)

    def _pressed(self, key: str) -> None:
        offer = self._offers.get(key)
        if offer is not None:
            self._perform(offer)
