"""Four counts: a figure, a filled shape and a word each, in one row or two, or in a list where no figure
has room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.words import MISSING
from widgets.drawing import PRIORITY_MARKS, Box, Ink, Item, Mark, Rect, Weight
from widgets.sheet import FIGURE_HEIGHT, FIGURE_LEAST, FIGURE_MOST
from widgets.tiles.severity.view import NAMES, Name

if TYPE_CHECKING:
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.severity.view import SeverityView

_WORTH = 0.9
"""Of the size in two rows at which one row is better."""
_HAIR = 0.5
"""Pixels that are nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One priority: `count` is None where nothing is known."""

    name: Name
    count: int | None
    figure: str
    word: str

    @property
    def alarmed(self) -> bool:
        return self.name == "urgent" and bool(self.count)

    def ink(self, room: Room) -> Ink:
        return room.ink if self.count else Ink.SECOND

    def ground(self, room: Room) -> Ink:
        return Ink.ALARM_GROUND if self.alarmed else room.ground


def cells_of(view: SeverityView, words: Words) -> tuple[Cell, ...]:
    counts: tuple[int | None, ...] = view.counts or (None,) * 4
    return tuple(
        Cell(name, count, MISSING if count is None else words.number(count), words.priority(name))
        for name, count in zip(NAMES, counts, strict=True)
    )


def figure_size(cells: tuple[Cell, ...], box: Rect, sheet: Sheet) -> float:
    """Of the counts in that box, pixels; 0 where no figure has room."""
    return max(_size(cells, box, across, sheet) or 0.0 for across in (len(cells), 2))


def cards(
    view: SeverityView, cells: tuple[Cell, ...], box: Rect, room: Room, sheet: Sheet
) -> list[Item]:
    one, two = _size(cells, box, len(cells), sheet), _size(cells, box, 2, sheet)
    if one is not None and one >= (two or 0.0) * _WORTH:
        return _grid(cells, box, len(cells), one, room, sheet)
    if two is not None:
        return _grid(cells, box, 2, two, room, sheet)
    if view.counts is None:
        return [sheet.line("value", MISSING, box, ink=Ink.SECOND, ground=room.ground)]
    return _listing(cells, box, room, sheet)


def _pad(sheet: Sheet) -> tuple[float, float]:
    """From the urgent card's border to what it holds."""
    return sheet.px(18), sheet.px(8)


def _side(sheet: Sheet) -> float:
    """A priority's shape, as tall as the capitals of its word and a little more."""
    return sheet.reading * 0.76


def _lead(sheet: Sheet) -> float:
    """From the shape's left edge to its word."""
    return _side(sheet) + sheet.px(12)


def _width(cell: Cell, size: float, sheet: Sheet) -> float:
    figure = sheet.measure.width(cell.figure, size, Weight.BOLD)
    word = _lead(sheet) + sheet.measure.width(cell.word, sheet.reading, Weight.MEDIUM)
    return max(figure, word)


def _columns(
    cells: tuple[Cell, ...], across: int, size: float, box: Rect, sheet: Sheet
) -> tuple[float, float] | None:
    """Pitch of the columns and width of the urgent card; None where the columns don't fit. The pitch
    hangs on nothing that changes with the hour, unless a count is wider than every word.
    """
    aside, gap = _pad(sheet)[0], sheet.px(20)
    pitch = (box.w + gap) / across
    wide = [max(_width(c, size, sheet) for c in cells[i::across]) for i in range(across)]
    needed = [aside + width + (aside if i == 0 else 0.0) for i, width in enumerate(wide)]
    if max(needed) <= pitch - gap + _HAIR:
        return pitch, pitch - gap
    # Two columns have one pitch in any case: the words of the first may take of the second's room.
    first, last = needed[0], needed[-1]
    if across == len(cells) or first + gap + last > box.w + _HAIR:
        return None
    pitch = max(pitch, first + gap) if first > last else box.w - last
    return pitch, pitch - gap


def _size(cells: tuple[Cell, ...], box: Rect, across: int, sheet: Sheet) -> float | None:
    """One size for all four, as large as height, width and eyes allow; None if that is no figure."""
    rows = len(cells) // across
    upright = _pad(sheet)[1]
    tall = (box.h - sheet.px(10) * (rows - 1)) / rows - 2 * upright - sheet.row
    unknown = all(cell.count is None for cell in cells)
    most = sheet.size(FIGURE_LEAST if unknown else FIGURE_MOST)
    size = float(int(min(most, tall / FIGURE_HEIGHT)))
    while size >= sheet.reading * 1.25:
        if _columns(cells, across, size, box, sheet) is not None:
            return size
        size -= 2
    return None


def _grid(
    cells: tuple[Cell, ...], box: Rect, across: int, size: float, room: Room, sheet: Sheet
) -> list[Item]:
    """Four figures, each over its shape and word, at equal distances; all as far from their column's
    edge as the urgent one is from its card's.
    """
    pitch, card = _columns(cells, across, size, box, sheet) or (box.w / across, box.w / across)
    upright = _pad(sheet)[1]
    rows = len(cells) // across
    height = size * FIGURE_HEIGHT + sheet.row + 2 * upright
    step = min(box.h / rows, height + sheet.px(40))
    top = box.y + (box.h - step * (rows - 1) - height) / 2
    aside = _pad(sheet)[0] if any(cell.alarmed for cell in cells) else 0.0
    items: list[Item] = []
    for i, cell in enumerate(cells):
        column, row = i % across, i // across
        x = box.x + pitch * column
        place = Rect(x, top + row * step, min(card, box.right - x), height)
        items += _cell(cell, place, size, aside, room, sheet)
    return items


def _cell(
    cell: Cell, place: Rect, size: float, aside: float, room: Room, sheet: Sheet
) -> list[Item]:
    upright = _pad(sheet)[1]
    items: list[Item] = []
    if cell.alarmed:
        items.append(
            Box(
                place,
                fill=Ink.ALARM_GROUND,
                line=Ink.URGENT,
                width=sheet.px(3.5),
                radius=sheet.px(12),
            )
        )
    inner = place.inset(0, upright).beside(aside)
    figure = sheet.figure(
        "value",
        cell.figure,
        inner,
        size=size,
        least=sheet.reading,
        ink=cell.ink(room),
        ground=cell.ground(room),
    )
    under = inner.below(size * FIGURE_HEIGHT).top(sheet.row)
    return [*items, figure, *_sign(cell, under, room, sheet)]


def _sign(cell: Cell, row: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """The priority's shape and word."""
    shape, colour = PRIORITY_MARKS[cell.name]
    ink = colour if cell.count else Ink.OUTLINE
    side = _side(sheet)
    word = sheet.line(
        "label",
        cell.word,
        row.beside(_lead(sheet)),
        weight=Weight.MEDIUM,
        ink=cell.ink(room),
        ground=cell.ground(room),
    )
    middle = word.runs[0].baseline - word.cap / 2
    return [Mark(shape, Rect(row.x, middle - side / 2, side, side), ink), word]


def _listing(cells: tuple[Cell, ...], box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """Where no large figure has room: a row each, and the last row counts what has none."""
    rows = max(int((box.h + 0.5) / sheet.row), 1)
    shown = cells
    if len(cells) > rows:
        # Of what is worse than the worst that there is, nothing needs a row.
        worst = next((i for i, cell in enumerate(cells) if cell.count), 0)
        shown = cells[worst : worst + max(rows - 1, 1)]
    items: list[Item] = []
    for i, cell in enumerate(shown):
        row = Rect(box.x, box.y + i * sheet.row, box.w, sheet.row)
        if cell.alarmed:
            card = Rect(row.x, row.y, row.w, row.h)
            items.append(
                Box(
                    card,
                    fill=Ink.ALARM_GROUND,
                    line=Ink.URGENT,
                    width=sheet.px(3),
                    radius=sheet.px(8),
                )
            )
        inner = row.inset(_pad(sheet)[0], 0)
        count = sheet.line(
            "value",
            cell.figure,
            inner,
            weight=Weight.BOLD,
            ink=cell.ink(room),
            ground=cell.ground(room),
            align="right",
        )
        items.append(count)
        name = inner.left(count.rect.x - inner.x - sheet.px(12))
        items += _sign(cell, name, room, sheet)
    rest = [cell for cell in cells if cell not in shown]
    if rest and rows > len(shown):
        said = sheet.words.say("và {n} ở mức thấp hơn", n=sum(cell.count or 0 for cell in rest))
        row = Rect(box.x, box.y + len(shown) * sheet.row, box.w, sheet.row).inset(_pad(sheet)[0], 0)
        items.append(sheet.line("context", said, row, ink=Ink.SECOND, ground=room.ground))
    return items
