"""The head of a tile that is too low for title, content and foot: the marks that must be seen, then as much
of the title as goes beside them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widgets.chips import CHIP, in_foot
from widgets.drawing import Ink, Item, Rect, Weight
from widgets.sheet import LEADING, TIGHT

if TYPE_CHECKING:
    from services.settings import Wording
    from widgets.chips import Chip
    from widgets.sheet import Sheet

_GAP = 20.0
_LEAST_TITLE = 3.0
"""Ems below which a title is left out."""
_SHARE = 0.4
"""Of the width, what the title may take beside the content."""
_BESIDE, _EASY = 4.0, 5.0
"""Ems that content needs beside a title; ems that it has beside one which takes more than its share."""


def cramped(
    title: Wording,
    marks: list[Chip],
    also: list[Chip],
    inner: Rect,
    sheet: Sheet,
    ground: Ink,
    ink: Ink,
    *,
    rows: float,
) -> tuple[list[Item], Rect]:
    """Items of the head, and what is left for the content: below the head; in a single row beside it; or
    nothing, where the marks need all. `also`: what stands there if the title needn't give way for it.
    Marks without room in the head take a row along the bottom, where that leaves one; those beside which a
    title would be cut, where that leaves the content its `rows`.
    """
    row = inner.top(sheet.row)
    if inner.h >= 2 * sheet.row:
        shown, left = _fitting(marks, row.w, sheet)
        foot, kept = in_foot(left, inner, sheet, ground)
        if inner.h - sheet.row - kept < sheet.row:
            foot, kept = [], 0.0
        if not left and _wide(shown, sheet) + _title(title, sheet) > row.w:
            below, height = in_foot(_in_a_row(marks, row.w, sheet), inner, sheet, ground)
            if inner.h - sheet.row - height >= rows * sheet.row:
                shown, foot, kept = [], below, height
        rest = inner.above(kept).below(sheet.row)
        aged: list[Item] = []
        for more in also:
            if more.text and _wide([*shown, more], sheet) + _title(title, sheet) <= row.w:
                shown = [more, *shown]
            elif more is also[0]:
                aged, rest = _aged(more, rest, sheet, ground)
        head = _head(title, shown, row, sheet, ground, ink)
        return [*head, *foot, *aged], rest
    named = _title(title, sheet)
    for shown, beside, least in (
        (marks, named, _EASY),
        (_terse(marks), named, _EASY),
        (marks, 0.0, _BESIDE),
        (_terse(marks), 0.0, _BESIDE),
    ):
        width = max(inner.w * _SHARE, _wide(shown, sheet) + beside)
        rest = inner.beside(width + sheet.px(_GAP))
        if rest.w >= least * sheet.reading and inner.h >= sheet.row:
            head = _head(title, shown, row.left(width), sheet, ground, ink)
            aged, rest = _aged(also[0], rest, sheet, ground)
            return [*head, *aged], rest
    shown, _ = _fitting(marks, row.w, sheet)
    return _head(title, shown, row, sheet, ground, ink), inner.top(0)


def _aged(age: Chip, content: Rect, sheet: Sheet, ground: Ink) -> tuple[list[Item], Rect]:
    """The age at the right end of content that has a single row, and what it leaves of that; nothing where
    that would be too little.
    """
    wide, gap = age.width(sheet) + 1, sheet.px(_GAP)
    left = content.w - wide - gap
    single = sheet.row <= content.h + 0.5 < 2 * sheet.tight
    if not age.text or not single or left < _EASY * sheet.reading:
        return [], content
    top = content.y + sheet.reading * (LEADING - CHIP) / 2
    place = Rect(content.right - wide, top, wide, sheet.reading * CHIP)
    return [*age.items(place, sheet, ground)], content.left(left)


def _terse(marks: list[Chip]) -> list[Chip]:
    """A state has a mark and a ground of its own: it can do without its word, others can't."""
    return [replace(one, text="") if one.mark else one for one in marks]


def _fitting(marks: list[Chip], room: float, sheet: Sheet) -> tuple[list[Chip], list[Chip]]:
    """Those that fit into the row, and those that don't."""
    for whole in (marks, _terse(marks)):
        if _wide(whole, sheet) <= room:
            return whole, []
    shown: list[Chip] = []
    left: list[Chip] = []
    for one in _terse(marks):
        (shown if _wide([*shown, one], sheet) <= room else left).append(one)
    return shown, left


def _in_a_row(marks: list[Chip], room: float, sheet: Sheet) -> list[Chip]:
    return marks if _wide(marks, sheet) <= room else _terse(marks)


def _title(title: Wording, sheet: Sheet) -> float:
    """What its shortest form takes, and the gap beside it."""
    lang = sheet.words.lang
    said = title.short_in(lang) or title.full_in(lang)
    return sheet.measure.width(said, sheet.reading, Weight.SEMIBOLD) + 1 + sheet.px(_GAP)


def _wide(marks: list[Chip], sheet: Sheet) -> float:
    return sum(one.width(sheet) for one in marks) + sheet.px(_GAP) * max(len(marks) - 1, 0)


def _head(
    title: Wording, marks: list[Chip], row: Rect, sheet: Sheet, ground: Ink, ink: Ink
) -> list[Item]:
    gap, lang = sheet.px(_GAP), sheet.words.lang
    items: list[Item] = []
    x = row.right
    for mark in marks:
        x -= mark.width(sheet)
        top = row.y + sheet.reading * (LEADING - CHIP) / 2
        place = Rect(x, top, mark.width(sheet) + 1, sheet.reading * CHIP)
        items += mark.items(place, sheet, ground)
        x -= gap
    room = row.left(max(x - row.x, 0.0)) if items else row
    needed = _title(title, sheet) - gap - 0.5
    if room.w < min(_LEAST_TITLE * sheet.reading, needed):
        return items
    full, short = title.full_in(lang), title.short_in(lang)
    fits = sheet.measure.width(full, sheet.reading, Weight.SEMIBOLD) <= room.w
    said = sheet.line(
        "title",
        full if fits or not short else short,
        room,
        weight=Weight.SEMIBOLD,
        ink=ink,
        ground=ground,
        leading=TIGHT,
    )
    return [*items, replace(said, full=full)]
