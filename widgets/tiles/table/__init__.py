"""A list: the records of a source (alerts, documents, tasks…) or the figures of indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.settings import Wording
from services.words import plain
from widgets import kinds
from widgets.columns import Cell, Column, Grid, Line
from widgets.drawing import Ink, Item, Rect, Weight
from widgets.listing import unknown
from widgets.sheet import LEADING, TIGHT
from widgets.tiles.table.counted import REST
from widgets.tiles.table.figures import of_indicators
from widgets.tiles.table.records import of_records
from widgets.tiles.table.settings import INDICATORS, TableTile
from widgets.values import Crossing, Reading, cell

if TYPE_CHECKING:
    from services.views import Knowledge
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.table.view import Head, Row, TableView
    from widgets.values import Value

_KEPT = frozenset({kinds.PRIORITY, "count", "submitted", "value", "when"})
"""Columns that no narrow tile loses."""
_HEADED = 3
"""Rows of room from which on the columns' titles have one: two are left."""
_AIRY = 1.45
"""Rows from one to the next where there is room enough."""
_ROOMY = 5.0
"""Rows of room from which on those under titles have air between them."""


class TableType:
    name = "table"
    settings = TableTile
    own_notes = False

    def look_up(self, settings: TableTile, knowledge: Knowledge) -> TableView:
        if settings.table == INDICATORS:
            return of_indicators(settings, knowledge)
        return of_records(settings, knowledge)

    def lay_out(self, view: TableView, room: Room, sheet: Sheet) -> list[Item]:
        if not view.known or not view.rows:
            return _nothing(view, room, sheet)
        box = room.box
        dense = len(view.heads) > 1 and box.h < _ROOMY * sheet.row
        leading = TIGHT if dense else LEADING
        row = sheet.reading * leading
        fits = max(int((box.h + 0.5) / row), 1)
        headed = len(view.heads) > 1 and fits >= _HEADED and any(h.title for h in view.heads)
        whole = _grid(view, room, sheet, headed=headed, leading=leading)
        lost = len(view.heads) - len(whole.fitted(box.w).columns) if _crossed(view) else 0
        rest_said = view.hidden + lost > 0 or view.total > min(fits - headed, len(view.rows))
        shown = max(min(fits - headed - rest_said, len(view.rows)), 1)
        used = shown + headed + rest_said
        step = min(box.h / used, sheet.row * _AIRY) if used <= fits else row
        if view.counts is not None:
            return _counted(view, whole, box, step, room, fits - headed)
        items = replace(whole, lines=whole.lines[:shown]).items(box, step)
        said = _rest(view.total - shown, view.hidden, lost, sheet.words)
        if said and used <= fits:
            place = Rect(box.x, box.y + (shown + headed) * step, box.w, row)
            items.append(
                sheet.line(
                    "context", said, place, ink=Ink.SECOND, ground=room.ground, leading=leading
                )
            )
        return items


TILE = TableType()


def _counted(
    view: TableView, whole: Grid, box: Rect, step: float, room: Room, fits: int
) -> list[Item]:
    """As many rows as fit, what all others count in one, and how many are suppressed."""
    counts, sheet = view.counts or (), whole.sheet
    words, lines = sheet.words, whole.lines
    noted = view.hidden > 0 and fits >= _HEADED
    fits -= noted
    if view.rest or len(lines) > fits:
        lines = lines[: max(fits - 1, 1)]
        left = view.rest + sum(counts[len(lines) :])
        said = (REST, left)
        rest = Line(tuple(cell(value, view.day, words) for value in said))
        lines = (*lines, rest) if fits > 1 else lines
    items = replace(whole, lines=lines).items(box, step)
    if noted:
        top = box.y + (len(lines) + whole.headed) * step
        note, place = _rest(0, view.hidden, 0, words), Rect(box.x, top, box.w, whole.row)
        items.append(
            sheet.line(
                "context", note, place, ink=Ink.SECOND, ground=room.ground, leading=whole.leading
            )
        )
    return items


def _crossed(view: TableView) -> bool:
    return any(head.crossed for head in view.heads)


def _grid(view: TableView, room: Room, sheet: Sheet, *, headed: bool, leading: float) -> Grid:
    """Of all rows, those included for which there is no room."""
    lines = tuple(_line(row, view, sheet.words, headed=headed) for row in view.rows)
    crossed = _crossed(view)
    kept = _KEPT | {kinds.STATE} if view.kind in kinds.STATED else _KEPT
    columns = tuple(
        _column(head, sheet.words, keep=head.field in kept, firm=crossed) for head in view.heads
    )
    return Grid(columns, lines, room, sheet, headed=headed, leading=leading)


def _column(head: Head, words: Words, *, keep: bool, firm: bool) -> Column:
    match head.title:
        case None:
            said = ""
        case Wording() as title:
            said = title.full_in(words.lang)
        case title:
            said = words.say(title)
    said = _with_unit(said, head, words)
    firm = firm or head.field == "value"
    air = 1.0 if head.crossed else 0.0
    return Column(plain(said), head.weight, keep, firm, head.align, air)


def _with_unit(said: str, head: Head, words: Words) -> str:
    """With the unit that all its figures have, and what a number is beyond of when it is marked."""
    unit = "" if head.unit is None else head.unit.full_in(words.lang)
    told = [unit] if unit and unit.casefold() != said.casefold() else []
    told += [] if head.above is None else [f"> {words.number(head.above)}"]
    told += [] if head.below is None else [f"< {words.number(head.below)}"]
    return f"{said} ({', '.join(told)})" if said and told else said


def _line(row: Row, view: TableView, words: Words, *, headed: bool) -> Line:
    pairs = zip(view.heads, row.cells, strict=True)
    return Line(
        tuple(_cell(head, value, view, words, headed=headed) for head, value in pairs), row.old
    )


def _cell(head: Head, value: Value, view: TableView, words: Words, *, headed: bool) -> Cell:
    if headed and head.unit is not None:
        value = _bare(value)
    said = cell(value, view.day, words)
    if not head.beyond(value):
        return said
    return replace(said, mark="pennant", colour=Ink.OVERDUE, weight=Weight.SEMIBOLD)


def _bare(value: Value) -> Value:
    """Without its unit, which the column's title says."""
    match value:
        case Reading():
            return replace(value, unit=None)
        case Crossing():
            return replace(value, reading=replace(value.reading, unit=None))
        case _:
            return value


def _rest(more: int, hidden: int, lost: int, words: Words) -> str:
    """`lost`: figures' columns."""
    said = [words.say("và {n} mục khác", n=more)] if more > 0 else []
    said += [words.count(lost, "và {n} cột khác")] if lost else []
    said += [words.say("{n} đang ẩn", n=hidden)] if hidden else []
    return " · ".join(said)


def _nothing(view: TableView, room: Room, sheet: Sheet) -> list[Item]:
    """Never heard is a dash; heard and empty says what is empty."""
    if not view.known:
        return [unknown(room, sheet)]
    said = sheet.paragraph(
        "cell", sheet.words.say(view.empty), room.box, lines=2, ink=room.ink, ground=room.ground
    )
    below = room.box.below(said.rect.h)
    note = _rest(0, view.hidden, 0, sheet.words)
    if not note or below.h < sheet.row:
        return [said]
    return [said, sheet.line("context", note, below, ink=Ink.SECOND, ground=room.ground)]
