"""The words of what bars are divided into, each with how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Ink, Item, Rect, Weight
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tiles.bars.inks import swatch
from widgets.values import cell

if TYPE_CHECKING:
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.bars.view import BarsView

_WAYS = ((1, True), (1, False), (2, True), (2, False))
"""Rows, and whether each word has its count: a second row costs more than a count."""


@dataclass(frozen=True, slots=True)
class _Word:
    part: int
    text: str
    count: str
    wide: float


def legend(view: BarsView, box: Rect, room: Room, sheet: Sheet) -> tuple[list[Item], float]:
    """Items and height; nothing where two rows don't hold it. Words are shortened first."""
    for most, counted in _WAYS:
        for short in (False, True):
            words = _words(view, room, sheet, counted=counted, short=short)
            rows = _rows(words, box.w, sheet)
            if len(rows) <= most and all(word.wide <= box.w for word in words):
                return _items(view, rows, box, room, sheet), len(rows) * sheet.tight
    return [], 0.0


def _lead(sheet: Sheet) -> float:
    return sheet.reading * 0.74 + sheet.px(10)


def _words(view: BarsView, room: Room, sheet: Sheet, *, counted: bool, short: bool) -> list[_Word]:
    page, words = Page(room, sheet), []
    for n, part in enumerate(view.parts):
        said = cell(part, view.day, sheet.words)
        text = said.short or said.text if short else said.text
        count = sheet.words.number(view.sums[n]) if counted and view.sums else ""
        wide = _lead(sheet) + page.wide(text)
        wide += sheet.px(10) + page.wide(count, Weight.SEMIBOLD) if count else 0.0
        words.append(_Word(n, text, count, wide + 1))
    return words


def _rows(words: list[_Word], width: float, sheet: Sheet) -> list[list[_Word]]:
    rows: list[list[_Word]] = [[]]
    x, gap = 0.0, sheet.px(34)
    for word in words:
        if rows[-1] and x + word.wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append(word)
        x += word.wide + gap
    return rows


def _items(
    view: BarsView, rows: list[list[_Word]], box: Rect, room: Room, sheet: Sheet
) -> list[Item]:
    items: list[Item] = []
    page, lead, side = Page(room, sheet), _lead(sheet), sheet.reading * 0.74
    for n, row in enumerate(rows):
        x, y = box.x, box.y + n * sheet.tight
        for word in row:
            place = Rect(x + lead, y, page.wide(word.text) + 1, sheet.tight)
            text = page.text("label", word.text, place, Ink.SECOND, leading=TIGHT)
            middle = text.runs[0].baseline - text.cap / 2
            mark = Rect(x, middle - side / 2, side, side)
            items += [*swatch(view.parts[word.part], word.part, mark, room, sheet), text]
            if word.count:
                at = Rect(place.right + sheet.px(9), y, box.right - place.right, sheet.tight)
                bold = Weight.SEMIBOLD
                items.append(page.text("value", word.count, at, room.ink, bold, leading=TIGHT))
            x += word.wide + sheet.px(34)
    return items
