"""What stands over and under a list of bars, where it has room for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.words.figures import ATTACHED
from widgets.drawing import Ink, Item, Rect
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tiles.bars.legend import legend
from widgets.tiles.bars.view import FAR

if TYPE_CHECKING:
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.bars.view import BarsView


def over(view: BarsView, box: Rect, room: Room, sheet: Sheet) -> tuple[list[Item], float]:
    """The legend; else the threshold at the left and what is counted at the right. Items and height."""
    if view.parts:
        items, height = legend(view, box, room, sheet)
        return items, height + sheet.px(8) if height else 0.0
    page, words = Page(room, sheet), sheet.words
    said: list[Item] = []
    row = box.top(sheet.tight)
    if unit := _unit(view, words):
        text = page.text("unit", unit, row, Ink.SECOND, align="right", leading=TIGHT)
        said.append(text)
        row = row.left(row.w - text.rect.w - sheet.px(24))
    if view.threshold is not None and view.alike:
        way = phrase("Ngưỡng {n}") if view.limit is not None else FAR
        limit = words.say(way, n=view.threshold)
        said.append(page.text("label", limit, row, Ink.SECOND, leading=TIGHT))
    return said, sheet.tight if said else 0.0


def under(view: BarsView, box: Rect, room: Room, sheet: Sheet) -> tuple[list[Item], float]:
    """What is not counted, and why there are no bars. Items and height."""
    words, said = sheet.words, []
    if view.hidden:
        said.append(words.say("{n} đang ẩn", n=view.hidden))
    if not view.alike:
        said.append(words.say("Khác đơn vị đo, không so bằng thanh"))
    if not said:
        return [], 0.0
    place = Rect(box.x, box.bottom - sheet.row, box.w, sheet.row)
    line = Page(room, sheet).text("context", " · ".join(said), place, Ink.SECOND, short=said[0])
    return [line], sheet.row


def _unit(view: BarsView, words: Words) -> str:
    """Where it is not written with each figure."""
    unit = view.unit
    if unit is None or unit.vi in ATTACHED or not view.alike:
        return ""
    return unit.full_in(words.lang)
