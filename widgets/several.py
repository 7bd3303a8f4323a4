"""Several figures of one tile in columns: each with its bar and its name below, or in a row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.freshness import State
from widgets.bar import bar_below, bar_height
from widgets.drawing import Ink, Item, Mark, Rect, Text
from widgets.figures import figure_in, under
from widgets.frame import LOOKS
from widgets.notes import Note
from widgets.sheet import BASELINE, ELLIPSIS, FIGURE_HEIGHT, FIGURE_LEAST, FIGURE_MOST, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.reading import Number
    from widgets.sheet import Sheet
    from widgets.tile import Room

FIGURE_AND_NAME = 1.9
"""Rows: a figure no larger than its name below it."""
_LOW = 1.54
"""Ems below which a figure is no higher than the unit on its baseline: then it may as well be as small."""


def several(numbers: Sequence[Number], room: Room, sheet: Sheet) -> list[Item]:
    """Equal columns: figure, bar, and its name below, each dimmed by its own state."""
    items: list[Item] = []
    box = room.box
    if box.h < FIGURE_AND_NAME * sheet.row - 0.5:
        return _in_one_row(numbers, room, sheet)
    columns = box.columns(len(numbers), sheet.px(24))
    size, lines, barred = _common_size(numbers, columns[0], room, sheet)
    dated = _differ(numbers)
    for number, column in zip(numbers, columns, strict=True):
        figure = figure_in(number, column, size, room, sheet)
        unit = _small_unit(number, figure, column, room, sheet)
        items += [figure, *unit]
        used = under(figure, sheet) - column.y + sheet.px(2)
        if barred:
            strip = Rect(column.x, column.y, column.w - sheet.px(16), column.h)
            items += bar_below(number, figure, strip, room, sheet)
            used += sheet.px(30)
        place = column.below(used)
        items += _name(number, place, lines, room, sheet, unit_said=bool(unit), dated=dated)
    return items


def _in_one_row(numbers: Sequence[Number], room: Room, sheet: Sheet) -> list[Item]:
    """Each name before its figure, of as many figures as have room for both; the first in any case."""
    gap, aside, dated = sheet.px(24), sheet.px(12), _differ(numbers)
    for count in range(len(numbers), 0, -1):
        items: list[Item] = []
        columns = room.box.columns(count, gap)
        for number, column in zip(numbers, columns, strict=False):
            figure = figure_in(number, column, sheet.reading, room, sheet)
            place = column.left(max(column.w - figure.rect.w - aside, 0.0))
            name = _name(number, place, 1, room, sheet, unit_said=True, dated=dated)
            right = name[-1].rect.right + aside
            figure = figure_in(number, column.beside(right - column.x), sheet.reading, room, sheet)
            items += [*name, figure, *_small_unit(number, figure, column, room, sheet)]
        whole = not any(isinstance(one, Text) and one.text.endswith(ELLIPSIS) for one in items)
        if whole or count == 1:
            return items
    return []


def _name(
    number: Number,
    box: Rect,
    lines: int,
    room: Room,
    sheet: Sheet,
    *,
    unit_said: bool,
    dated: bool,
) -> list[Mark | Text]:
    """The figure's name; where the tile as a whole lives, with the mark of a state of its own."""
    items: list[Mark | Text] = []
    state = number.standing.state
    if state is not None and state is not State.LIVE and not room.dimmed:
        side = sheet.reading * 0.72
        sign = Rect(box.x, box.y + (sheet.tight - side) / 2 + sheet.px(3), side, side)
        items.append(Mark(LOOKS[state].mark, sign, Ink.TEXT, sheet.px(3.5)))
        box = box.beside(side + sheet.px(10))
    name, short = _label(number, sheet, unit_said=unit_said, dated=dated)
    text = sheet.paragraph(
        "label",
        name,
        box,
        lines=lines,
        ink=Ink.SECOND,
        ground=room.ground,
        short=short,
        leading=TIGHT,
    )
    return [*items, text]


def _small_unit(number: Number, figure: Text, column: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """The unit on the figure's baseline where the column has room for it."""
    x = figure.rect.right + sheet.px(10)
    unit = Note(
        "unit",
        number.unit_beside(sheet.words.lang),
        strong=True,
        short=number.short_unit(sheet.words.lang),
    ).within(column.right - x, sheet)
    if not unit.text or number.observation is None or x + unit.width(sheet) > column.right + 0.5:
        return []
    top = figure.runs[0].baseline - sheet.reading * BASELINE
    line = sheet.line(
        unit.role,
        unit.text,
        Rect(x, top, column.right - x + 1, sheet.row),
        weight=unit.weight,
        ink=Ink.SECOND if number.old else Ink.TEXT,
        ground=room.ground,
        leading=TIGHT,
    )
    return [replace(line, full=unit.whole or unit.text)]


def _common_size(
    numbers: Sequence[Number], column: Rect, room: Room, sheet: Sheet
) -> tuple[float, int, bool]:
    """One size for all figures of the tile, the lines that are left for their names, and whether
    there is room for bars: names before bars, bars before a second line.
    """
    least = sheet.size(FIGURE_LEAST) * FIGURE_HEIGHT
    bar = max(bar_height(number, sheet) for number in numbers)
    spare = column.h - least - sheet.tight - sheet.px(2)
    barred = 0 < bar <= spare
    spare -= bar if barred else 0
    lines = 2 if spare >= sheet.tight else 1
    tall = (column.h - lines * sheet.tight - (bar if barred else 0) - sheet.px(2)) / FIGURE_HEIGHT
    size = float(int(max(min(sheet.size(FIGURE_MOST), tall), sheet.reading)))
    if size < sheet.reading * _LOW:
        size, lines = sheet.reading, 1
    wide = [
        max(run.size for run in figure_in(number, column, size, room, sheet).runs)
        for number in numbers
    ]
    return min(wide), lines, barred


def _label(number: Number, sheet: Sheet, *, unit_said: bool, dated: bool) -> tuple[str, str | None]:
    """A name, and what is said where it has no room: at least what is counted, unless that stands there.
    `dated`: with the period, which isn't that of the others.
    """
    lang = sheet.words.lang
    unit = "" if unit_said else number.unit_beside(lang)
    name, short = number.name.full_in(lang), number.name.short_in(lang) or (unit or None)
    if not dated or number.period is None:
        return name, short
    period = sheet.words.period(number.period)
    return f"{name} · {period}", f"{short} · {period}" if short else period


def _differ(numbers: Sequence[Number]) -> bool:
    """Their periods do: the tile's head has none for all."""
    return len({number.period for number in numbers}) > 1
