"""Not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from services.quantities import Identifier
from services.settings import Tile, Wording
from widgets.tile import View

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room


class TextTile(Tile):
    """Chưa có."""

    text: Identifier
    """Chưa có."""

    @override
    def sources(self) -> tuple[str, ...]:
        return ()


class TextType:
    name = "text"
    settings = TextTile
    own_notes = False

    def look_up(self, settings: TextTile, knowledge: Knowledge) -> View:
        return View(title=settings.title or Wording(vi=self.name), standing=knowledge.standing(()))

    def lay_out(self, view: View, room: Room, sheet: Sheet) -> list[Item]:
        return []


TILE = TextType()
