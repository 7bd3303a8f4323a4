"""Several figures of one tile in cells: each with its bar and its name below, or all in one line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from services.freshness import State
from widgets import pennant
from widgets.bar import bar_below, bar_height
from widgets.cells import gap, grids
from widgets.drawing import Ink, Item, Mark, Rect, Text
from widgets.figures import figure_in, under
from widgets.fitting import ELLIPSIS
from widgets.frame import LOOKS
from widgets.notes import Note, judged
from widgets.sheet import BASELINE, FIGURE_HEIGHT, FIGURE_LEAST, FIGURE_MOST, TIGHT
from widgets.shortening import dated_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.cells import Grid
    from widgets.reading import Number
    from widgets.sheet import Sheet
    from widgets.tile import Room

FIGURE_AND_NAME = 1.9
"""Rows: a figure no larger than its name below it."""
_MUCH = 1.25
"""Times as large as in one row figures are to be in several."""
_LOW = 1.54
"""Ems below which a figure is no higher than the unit on its baseline: then it may as well be as small."""


def several(numbers: Sequence[Number], room: Room, sheet: Sheet) -> list[Item]:
    """Equal cells in a row, or in several: figure, bar, and its name below, each dimmed by its own state.
    What is wrong with one stands beside it, under its name where it has no room there, and is at least its
    pennant.
    """
    if room.box.h < FIGURE_AND_NAME * sheet.row - 0.5:
        return _in_one_row(numbers, room, sheet)
    row, *others = [
        _in_cells(numbers, grid, room, sheet)
        for grid in grids(len(numbers), room.box, FIGURE_AND_NAME * sheet.row, sheet)
    ]
    better = (one for one in others if one.better_than(row))
    least = sheet.size(FIGURE_LEAST)
    best = max(better, key=lambda one: (one.size >= least, -one.lost, one.size), default=row)
    return [*best.rules, *chain.from_iterable(best.told)]


@dataclass(frozen=True, slots=True)
class _Way:
    """Figures as they come out in these cells."""

    grid: Grid
    size: float
    barred: bool
    told: list[list[Item]]
    rules: list[Item]

    @property
    def lost(self) -> int:
        """Texts that are cut, or out of their cell."""
        return sum(
            isinstance(item, Text)
            and (item.clipped or ELLIPSIS in item.text or not cell.holds(item.rect, 2.0))
            for cell, items in zip(self.grid.cells, self.told, strict=False)
            for item in items
        )

    def better_than(self, row: _Way) -> bool:
        """Than all in one row, which is read at a glance: much larger with nothing less, or more is said."""
        if self.lost < row.lost:
            return self.size >= row.size
        whole = self.lost == row.lost and self.barred == row.barred
        return whole and self.size >= _MUCH * row.size


def _in_cells(numbers: Sequence[Number], grid: Grid, room: Room, sheet: Sheet) -> _Way:
    shape = _shape(numbers, grid.cells[0], room, sheet)
    told = [
        _column(number, cell, shape, room, sheet)
        for number, cell in zip(numbers, grid.cells, strict=False)
    ]
    rules = [rule for n in range(len(numbers)) for rule in grid.rule(n, sheet)]
    return _Way(grid, shape.size, shape.barred, told, rules)


_TWO, _MOST_LINES = 2, 3
"""Lines of a name for which figures give way, and of one that has room below."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """Of every column."""

    size: float
    lines: int
    """Of names."""
    barred: bool
    dated: bool
    lower: bool = False
    """Under the names there is a line for what is wrong."""


def _shape(numbers: Sequence[Number], column: Rect, room: Room, sheet: Sheet) -> _Shape:
    dated = _differ(numbers)
    shape = _Shape(*_common_size(numbers, column, room, sheet), dated)
    if all(_told_beside(number, column, shape, room, sheet) for number in numbers):
        return shape
    over = column.above(sheet.tight)
    told = [note.within(column.w, sheet) for one in numbers if (note := judged(one, sheet))]
    fits = any(note.width(sheet) <= column.w for note in told)
    if not fits or over.h < sheet.size(FIGURE_LEAST) * FIGURE_HEIGHT + sheet.tight:
        return shape
    return _Shape(*_common_size(numbers, over, room, sheet), dated, lower=True)


def _told_beside(number: Number, column: Rect, shape: _Shape, room: Room, sheet: Sheet) -> bool:
    figure = figure_in(number, column, shape.size, room, sheet)
    unit = _small_unit(number, figure, column, room, sheet)
    told = _wrong(number, figure, unit, column, room, sheet)
    return not pennant.needed(number) or any(isinstance(item, Text) for item in told)


def _column(number: Number, column: Rect, shape: _Shape, room: Room, sheet: Sheet) -> list[Item]:
    figure = figure_in(number, column, shape.size, room, sheet)
    unit = _small_unit(number, figure, column, room, sheet)
    items: list[Item] = [figure, *unit]
    used = under(figure, sheet) - column.y + sheet.px(2)
    if shape.barred:
        strip = Rect(column.x, column.y, column.w - sheet.px(16), column.h)
        items += bar_below(number, figure, strip, room, sheet)
        used += sheet.px(30)
    place = column.below(used)
    wrong = _wrong(number, figure, unit, column, room, sheet)
    told = any(isinstance(item, Text) for item in wrong)
    if not told and not shape.lower and not wrong and pennant.needed(number):
        wrong = [pennant.at_line(place.x, place.y, sheet)]
        place = place.beside(pennant.lead(sheet))
    lines = shape.lines if shape.lower or shape.lines < _TWO else _MOST_LINES
    name = _name(number, place, lines, room, sheet, unit_said=bool(unit), dated=shape.dated)
    if not told and shape.lower and pennant.needed(number):
        row = Rect(column.x, name[-1].rect.bottom, column.w, sheet.row)
        wrong = _line_of(number, row, room, sheet)
    return [*items, *wrong, *name]


def _wrong(
    number: Number,
    figure: Text,
    unit: Sequence[Item],
    column: Rect,
    room: Room,
    sheet: Sheet,
) -> list[Item]:
    """On the figure's baseline, after its unit: pennant and word, the pennant alone, or nothing."""
    last = [item for item in unit if isinstance(item, Text)] or [figure]
    x = last[0].rect.right + sheet.px(24)
    top = figure.runs[0].baseline - sheet.reading * BASELINE
    return _line_of(number, Rect(x, top, column.right - x, sheet.row), room, sheet)


def _line_of(number: Number, row: Rect, room: Room, sheet: Sheet) -> list[Item]:
    told = judged(number, sheet)
    if told is None or row.w < pennant.lead(sheet):
        return []
    mark = pennant.at_line(row.x, row.y, sheet)
    short = told.within(row.w, sheet)
    if short.width(sheet) > row.w + 0.5:
        return [mark]
    line = sheet.line(
        short.role,
        short.text,
        row.beside(short.lead(sheet)),
        weight=short.weight,
        ink=room.ink,
        ground=room.ground,
        leading=TIGHT,
    )
    return [mark, replace(line, full=told.text)]


def _in_one_row(numbers: Sequence[Number], room: Room, sheet: Sheet) -> list[Item]:
    """Each name before its figure, of as many figures as have room for both; the first in any case."""
    aside, dated = sheet.px(12), _differ(numbers)
    for count in range(len(numbers), 0, -1):
        items: list[Item] = []
        columns = room.box.columns(count, gap(count, room.box, sheet))
        for number, column in zip(numbers, columns, strict=False):
            if pennant.needed(number):
                items.append(pennant.at_line(column.x, column.y, sheet))
                column = column.beside(pennant.lead(sheet))  # noqa: PLW2901 - the rest of it
            figure = figure_in(number, column, sheet.reading, room, sheet)
            place = column.left(max(column.w - figure.rect.w - aside, 0.0))
            name = _name(number, place, 1, room, sheet, unit_said=True, dated=dated)
            right = name[-1].rect.right + aside
            figure = figure_in(number, column.beside(right - column.x), sheet.reading, room, sheet)
            items += [*name, figure, *_small_unit(number, figure, column, room, sheet)]
        whole = not any(isinstance(one, Text) and ELLIPSIS in one.text for one in items)
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
    items, state = list[Mark | Text](), number.standing.state
    if state is not None and state is not State.LIVE and not room.dimmed:
        side = sheet.reading * 0.72
        sign = Rect(box.x, box.y + (sheet.tight - side) / 2 + sheet.px(3), side, side)
        items.append(Mark(LOOKS[state].mark, sign, Ink.TEXT, sheet.px(3.5)))
        box = box.beside(side + sheet.px(10))
    name, short = _label(number, sheet, unit_said=unit_said)
    if dated and number.period is not None:
        rows = max(1, min(lines, int((box.h + 0.5) / sheet.tight)))
        short = dated_within(short or name, number.period, box.w, rows, sheet)
        name = f"{name} · {sheet.words.period(number.period)}"
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


def _label(number: Number, sheet: Sheet, *, unit_said: bool) -> tuple[str, str | None]:
    """A name, and what is said where it has no room: at least what is counted, unless that stands there."""
    lang = sheet.words.lang
    unit = None if unit_said else number.unit_beside(lang) or None
    return number.name.full_in(lang), number.name.short_in(lang) or unit


def _differ(numbers: Sequence[Number]) -> bool:
    """Their periods do: the tile's head has none for all."""
    return len({number.period for number in numbers}) > 1
