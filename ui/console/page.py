"""A page of the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from services.phrase import Phrase
    from ui.console.desk import Desk
    from ui.console.offer import Offer


TILE, SOURCE, SCENE = "tile", "source", "scene"


class Page(QWidget):
    """Changes nothing on the wall by itself: it offers deeds. Its texts are said anew in `renew`, since the
    language may have changed.
    """

    finds: str = ""
    """Of what kind is what it can `seek`: a `TILE`, a `SOURCE`, a `SCENE`."""

    title: Phrase
    """In the list of pages, in the palette."""

    offered = Signal()
    """What it offers, or what Enter will do, has changed."""
    detailed = Signal(str)
    """The detail of this tile, by its id, is to be opened."""
    sent_up = Signal(str)
    """This tile, by its id, is to be put up: the page of the wall asks where."""
    told = Signal(object)
    """A `Phrase` for the line at the foot: why something can't be done here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def renew(self) -> None:
        """Once a second while the console is seen, when the wall shows something else, and when the page
        is opened; cheap where nothing changed.
        """

    def offers(self) -> list[Offer]:
        """What can be done here now. Keys of the window (`window.py`) give way to the page's."""
        return []

    def says(self) -> Phrase | None:
        """What Enter will do to what is selected; by default what the offer of Enter says."""
        for offer in self.offers():
            if "Return" in offer.keys:
                return offer.says()
        return None

    def seek(self, what: str) -> bool:
        """Selects what the palette names, by its id; False where the page has no such thing."""
        del what
        return False
