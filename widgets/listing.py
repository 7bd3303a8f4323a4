"""A list in a room: as many rows as can be read, how many more there are, and what stands there where there
are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.words import MISSING
from widgets.columns import Column, Grid, Line
from widgets.drawing import Ink, Item, Rect, Text
from widgets.page import Page
from widgets.sheet import FIGURE_HEIGHT, FIGURE_LEAST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from services.phrase import Phrase
    from widgets.sheet import Sheet
    from widgets.tile import Room

_AIRY = 1.2
"""Rows from one line to the next where there is room enough."""


def nothing(said: Phrase, room: Room, sheet: Sheet, *, known: bool) -> Text:
    """Of a list without an entry; where the source never said so, a dash, for that is not the same."""
    words = sheet.words
    text = words.say(said) if known else MISSING
    return sheet.paragraph("cell", text, room.box, ink=room.ink, ground=room.ground)


def unknown(room: Room, sheet: Sheet) -> Item:
    """A dash as large as a figure: nothing was ever heard, which is not nothing."""
    size = float(int(min(sheet.size(FIGURE_LEAST), room.box.h / FIGURE_HEIGHT)))
    return sheet.figure(
        "value",
        MISSING,
        room.box,
        size=max(size, sheet.reading),
        least=sheet.reading,
        ink=room.ink,
        ground=room.ground,
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of which `total` are there, though `lines` may make only the first."""

    total: int
    most: int
    """Of how many a line can be made."""
    lines: Callable[[int], Sequence[Line]]
    """The first so many, in the columns' order."""
    columns: tuple[Column, ...]
    """A column in which no line says anything is left out."""
    rest: Callable[[int], str]
    """What is said of those that have no room, by how many lines are shown."""

    def items(self, box: Rect, room: Room, sheet: Sheet) -> Iterator[Item]:
        row = sheet.row
        fits = int((box.h + 0.5) / row)
        if not self.total or fits < 1:
            return
        shown = self.total if self.total <= fits else max(fits - 1, 1)
        shown = min(shown, self.most)
        step = min(box.h / min(self.total, fits), row * _AIRY)
        yield from self._grid(shown, room, sheet).items(box, step)
        if shown < self.total and shown < fits:
            place = Rect(box.x, box.y + shown * step, box.w, row)
            yield Page(room, sheet).text("context", self.rest(shown), place, Ink.SECOND)

    def _grid(self, shown: int, room: Room, sheet: Sheet) -> Grid:
        lines = self.lines(shown)
        kept = [
            i
            for i, column in enumerate(self.columns)
            if column.title or any(line.cells[i].text for line in lines)
        ]
        return Grid(
            tuple(self.columns[i] for i in kept),
            tuple(Line(tuple(line.cells[i] for i in kept), line.quiet) for line in lines),
            room,
            sheet,
        )
