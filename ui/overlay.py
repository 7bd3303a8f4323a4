"""What lies over a wall for a while: its keys, the question before it closes, the way out.

Drawn with the same items as everything else, so the same rules of legibility hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.keys import LISTED, LISTED_IN_MINIATURE
from ui.trouble import banner, said
from widgets.drawing import Box, Ink, Item, Rect, Weight

if TYPE_CHECKING:
    from ui.trouble import Refusal, Troubles
    from widgets.sheet import Sheet

_MOST_LINES = 4


def keys(sheet: Sheet, *, miniature: bool) -> tuple[Item, ...]:
    rows = [*LISTED, *(LISTED_IN_MINIATURE if miniature else ())]
    say = sheet.words.say
    said = [(key if isinstance(key, str) else say(key), say(meaning)) for key, meaning in rows]
    widths = [sheet.measure.width(key, sheet.reading, Weight.SEMIBOLD) for key, _ in said]
    column = max(widths) + sheet.reading
    longest = max(sheet.measure.width(told, sheet.reading, Weight.REGULAR) for _, told in said)
    board, items = _board(sheet, column + longest, len(rows) + 1)
    items.append(_line(sheet, "overlay", sheet.words.say("Các phím"), board, 0, Weight.BOLD))
    for n, (key, told) in enumerate(said, start=1):
        items.append(_line(sheet, "overlay", key, board.left(column), n, Weight.SEMIBOLD))
        items.append(_line(sheet, "overlay", told, board.beside(column), n, Weight.REGULAR))
    return tuple(items)


def question(sheet: Sheet) -> tuple[Item, ...]:
    lines = (
        (sheet.words.say("Đóng tường?"), Weight.BOLD),
        (sheet.words.say("Enter: đóng"), Weight.REGULAR),
        (sheet.words.say("Esc: ở lại"), Weight.REGULAR),
    )
    width = max(sheet.measure.width(text, sheet.reading, weight) for text, weight in lines)
    board, items = _board(sheet, width, len(lines))
    items += [
        _line(sheet, "overlay", text, board, n, weight) for n, (text, weight) in enumerate(lines)
    ]
    return tuple(items)


def strip(sheet: Sheet, said: str, foot: float | None = None) -> tuple[Item, ...]:
    """At the foot of the screen, or above what stands there already: a line, or as many as it takes
    where the screen is narrow.
    """
    pad = sheet.reading * 0.8
    room = sheet.width - 4 * pad
    lines = min(len(sheet.broken(said, room, sheet.reading, Weight.MEDIUM)), _MOST_LINES)
    height = lines * sheet.row + pad
    width = min(sheet.measure.width(said, sheet.reading, Weight.MEDIUM), room) + 2 * pad
    below = sheet.height if foot is None else foot
    box = Rect((sheet.width - width) / 2, below - height - pad / 2, width, height)
    inner = box.inset(pad, pad / 2)
    text = sheet.paragraph("overlay", said, inner, lines=lines, weight=Weight.MEDIUM)
    return (*_ground(sheet, box), text)


def way_out(sheet: Sheet, foot: float | None = None) -> tuple[Item, ...]:
    return strip(sheet, sheet.words.say("Ctrl+Q: thoát · F1: các phím"), foot)


def trouble(sheet: Sheet, found: Troubles, foot: float | None = None) -> tuple[Item, ...]:
    return strip(sheet, said(found, sheet.words), foot)


def not_in_force(sheet: Sheet, refusal: Refusal, foot: float | None = None) -> tuple[Item, ...]:
    return strip(sheet, banner(refusal, sheet.words), foot)


def bounds(items: tuple[Item, ...]) -> Rect:
    """An overlay begins with its own ground."""
    first = items[0]
    assert isinstance(first, Box)
    return first.rect


def _board(sheet: Sheet, width: float, rows: int) -> tuple[Rect, list[Item]]:
    pad = sheet.reading * 1.2
    width = min(width, sheet.width - 4 * pad)
    height = min(rows * sheet.row * 1.15, sheet.height - 4 * pad)
    inner = Rect((sheet.width - width) / 2, (sheet.height - height) / 2, width, height)
    return inner, [*_ground(sheet, inner.inset(-pad, -pad))]


def _ground(sheet: Sheet, box: Rect) -> tuple[Item, Item]:
    radius = sheet.px(14)
    return (
        Box(box, fill=Ink.TILE, radius=radius),
        Box(box, line=Ink.OUTLINE, width=sheet.px(3), radius=radius),
    )


def _line(sheet: Sheet, role: str, text: str, box: Rect, n: int, weight: Weight) -> Item:
    row = Rect(box.x, box.y + n * sheet.row * 1.15, box.w, sheet.row)
    return sheet.line(role, text, row, weight=weight)
