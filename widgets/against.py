"""What a figure is held against, as rows in columns: its plan, the year so far, other periods, where the year
goes. Where there is room for it this is read more quickly than the same in sentences.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.statistics import ALONE, Method
from widgets.columns import Cell, Column, Grid, Line
from widgets.comparisons import amount_of, between, change_from, of_the_year, percent
from widgets.drawing import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.words import Words
    from widgets.drawing import Item, Rect
    from widgets.reading import Number
    from widgets.sheet import Sheet
    from widgets.tile import Room

AIRY = 1.5
"""Rows from one to the next where there is room enough."""
FEWEST = 2
"""Rows below which a sentence does as well."""


def without(number: Number) -> Number:
    """Itself, held against nothing that the rows say."""
    return replace(number, comparison=ALONE, forecast=None)


def rows(number: Number, words: Words) -> list[Line]:
    """What matters first comes first; what isn't there isn't said."""
    if number.observation is None:
        return []
    return [
        Line((Cell(words.say(label), quiet=True), _strong(value), Cell(remark, quiet=True)))
        for label, value, remark in _told(number, words)
    ]


def _strong(value: str) -> Cell:
    return Cell(value, role="value", weight=Weight.SEMIBOLD)


def _told(number: Number, words: Words) -> Iterator[tuple[Phrase, str, str]]:
    """Label, amount, and what comes of it."""
    compared, ahead = number.comparison, number.forecast
    if compared.plan is not None:
        label = phrase("Kế hoạch năm") if of_the_year(compared.plan, number) else phrase("Kế hoạch")
        reached = ""
        if compared.reached is not None:
            way = phrase("đạt {reached}") if number.better == "up" else phrase("bằng {reached}")
            reached = words.say(way, reached=percent(compared.reached, words))
        yield label, amount_of(compared.plan.value, number, words), reached
    if compared.cumulative is not None:
        yield phrase("Lũy kế"), amount_of(compared.cumulative.value, number, words), ""
    bases = (
        (phrase("Kỳ trước"), compared.previous),
        (phrase("Cùng kỳ"), compared.same_period),
    )
    for label, base in bases:
        if base is not None:
            amount = amount_of(base.value, number, words)
            yield label, amount, change_from(base.value, number, words)
    if ahead is not None:
        way = phrase("theo xu hướng {count} kỳ")
        if ahead.method is Method.SHARE:
            way = phrase("theo cùng kỳ {count} năm trước")
        yield (
            phrase("Dự báo cả năm"),
            between(ahead, number, words),
            words.say(way, count=ahead.count),
        )


def grid(lines: list[Line], room: Room, sheet: Sheet) -> Grid:
    kept = [n for n in range(3) if any(line.cells[n].text for line in lines)]
    columns = (
        Column("", 1.0, air=0.0),
        Column("", 0.0, keep=True, firm=True, align="right"),
        Column("", 0.6),
    )
    return Grid(
        tuple(columns[n] for n in kept),
        tuple(Line(tuple(line.cells[n] for n in kept)) for line in lines),
        room,
        sheet,
    )


def natural(whole: Grid) -> float:
    """Pixels in which nothing is cut."""
    wide = sum(
        max(
            whole.sheet.measure.width(line.cells[n].text, whole.sheet.reading, line.cells[n].weight)
            for line in whole.lines
        )
        for n in range(len(whole.columns))
    )
    return wide + whole.gap * (len(whole.columns) - 1)


def items(whole: Grid, box: Rect) -> list[Item]:
    """From the top of `box`, as airy as it is tall."""
    step = max(min(box.h / len(whole.lines), whole.row * AIRY), whole.row)
    return whole.items(box, step)
