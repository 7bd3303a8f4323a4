"""What is shown in place of a tile, or of a heading, in which something fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.settings import Wording
from widgets.drawing import Ink, Weight
from widgets.frame import frame
from widgets.guest import GuestFailed
from widgets.panel import TilePicture, heading_box
from widgets.tile import View

if TYPE_CHECKING:
    from widgets.drawing import Item
    from widgets.panel import Place
    from widgets.sheet import Sheet

_MOST_LINES = 12
"""Of what a broken tile says."""


def broken(place: Place, sheet: Sheet, error: Exception, code: str | None = None) -> TilePicture:
    """A tile in which the program itself fails, or a guest: it says so, and the others go on. `code`: under
    which the defect is found in the log.
    """
    # The code first: of what finds no room the end goes.
    defect = phrase("{code}: lỗi của chương trình ở ô này", code=code or "–")
    view = View(title=place.settings.title or Wording(vi=place.id))
    items, room = frame(view, place.rect, sheet)
    said = sheet.paragraph(
        "badge",
        sheet.words.say(error.words if isinstance(error, GuestFailed) else defect),
        room.box,
        lines=_MOST_LINES,
        weight=Weight.SEMIBOLD,
        ink=room.ink,
        ground=room.ground,
    )
    return TilePicture(place, view, (*items, said), defect=code)


def broken_heading(sheet: Sheet, code: str) -> tuple[Item, ...]:
    """A heading in which the program itself fails: it says so, without a clock, and the tiles go on."""
    said = sheet.words.say("{code}: lỗi của chương trình ở đầu màn hình", code=code)
    box = heading_box(sheet)
    return (sheet.line("badge", said, box, weight=Weight.SEMIBOLD, ground=Ink.GROUND),)
