"""What can be done here, for the mouse: the same offers as the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ui.console.offer import key_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from services.words import Words
    from ui.console.offer import Offer


def menu(
    window: QWidget, offers: Iterable[Offer], words: Words, perform: Callable[[Offer], None]
) -> QMenu:
    """Gone when it is closed."""
    made = QMenu(window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for offer in offers:
        if offer.listed:
            text = f"{words.say(offer.label)}\t{key_names(offer.keys[:1], words)}"
            made.addAction(text).triggered.connect(partial(_perform, perform, offer))
    return made


def _perform(perform: Callable[[Offer], None], offer: Offer, checked: object = None) -> None:
    del checked  # Qt tells it with every action
    perform(offer)
