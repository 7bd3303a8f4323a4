"""Rows of cells in columns: as wide as what stands in them, shared by weight where room is short."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from widgets.drawing import Box, Ink, Item, Mark, Rect, Shape, Text, Weight
from widgets.sheet import LEADING
from widgets.shortening import at_a_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room

TIGHT, LEAST, COMFORT = 1.6, 2.6, 4.6
"""Ems for each weight of a column: what the main text keeps at worst; what texts keep before a column
is left out; what they get before dates are written out.
"""
_TEXT = 6.0
"""Ems below which no shortened text is worth a column."""


_CONTEXT = frozenset({"age", "period"})
"""Roles of cells that say of when a figure is."""
_TRIES = ((LEAST, True), (LEAST, False), (TIGHT, False))
"""Ems of texts, and whether firm columns are whole: what gives way first where room is short."""
_HAIR = 0.5
"""Pixels that are nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says in one language."""

    text: str
    short: str | None = None
    mark: Shape | None = None
    colour: Ink | None = None
    """Of the mark."""
    role: str = "cell"
    weight: Weight = Weight.REGULAR
    quiet: bool = False
    """Dimmed alone in its row."""


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    weight: float
    """Share of the room that is left; 0: as wide as its cells."""
    keep: bool = False
    """Never left out: where there is no room its marked cells go before the main text."""
    firm: bool = False
    """Its short forms are the last resort, a figure without its unit; its title is whole."""
    align: Literal["left", "right"] = "left"
    air: float = 0.0
    """Share of the room that nobody needs, of one without a weight."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row; `quiet` ones are dimmed."""

    cells: tuple[Cell, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines of cells inside a room, with a row of titles where there is room for it."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    room: Room
    sheet: Sheet
    headed: bool = False
    """The first row has the columns' titles."""
    leading: float = LEADING
    """Height of a row in ems."""

    @property
    def gap(self) -> float:
        return self.sheet.px(30)

    @property
    def _side(self) -> float:
        return self.sheet.reading * 0.74

    @property
    def _lead(self) -> float:
        return self._side + self.sheet.px(12)

    @property
    def row(self) -> float:
        return self.sheet.reading * self.leading

    def _words(self, text: str, weight: Weight) -> float:
        return self.sheet.measure.width(text, self.sheet.reading, weight)

    def _wide(self, cell: Cell) -> float:
        text = self._words(cell.text, cell.weight)
        return text + (self._lead if cell.mark else 0.0)

    def _title(self, i: int) -> float:
        title = self.columns[i].title if self.headed else ""
        return self.sheet.measure.width(title, self.sheet.reading, Weight.REGULAR)

    def _natural(self, i: int) -> float:
        return max([self._title(i), *(self._wide(line.cells[i]) for line in self.lines)])

    @property
    def _main(self) -> int:
        """The weightiest column: what the rows are about."""
        weights = [column.weight for column in self.columns]
        return weights.index(max(weights))

    def _narrow(self, i: int, ems: float, *, firm: bool) -> float:
        """The least width of a column: its short forms, or a few letters of a text."""
        column = self.columns[i]
        shortest = self._ems(i, ems)
        needed = self._title(i) if column.firm or not column.weight else 0.0
        for line in self.lines:
            cell = line.cells[i]
            lead = self._lead if cell.mark else 0.0
            text = cell.text if column.firm and firm else cell.short or cell.text
            wide = self.sheet.measure.width(text, self.sheet.reading, cell.weight)
            needed = max(needed, lead + (min(wide, shortest) if column.weight else wide))
        return needed

    def _least(self, ems: float, *, firm: bool) -> float:
        columns = range(len(self.columns))
        gaps = self.gap * (len(self.columns) - 1)
        return sum(self._narrow(i, ems, firm=firm) for i in columns) + gaps

    def fitted(self, width: float) -> Grid:
        """The grid without the columns for which there is no room at all; titles of marks and counts go
        before them.
        """
        if len(self.columns) == 1 or self._least(LEAST, firm=True) <= width:
            return self
        main = self._main
        others = [i for i in range(len(self.columns)) if i != main and not self.columns[i].keep]
        if others:
            texts = [i for i in others if self.columns[i].weight]
            return self._without((texts or others)[-1]).fitted(width)
        if self._least(TIGHT, firm=False) <= width:
            return self
        bare = tuple(c if c.firm or c.weight else replace(c, title="") for c in self.columns)
        if bare != self.columns:
            return replace(self, columns=bare).fitted(width)
        return self._without(max(i for i in range(len(self.columns)) if i != main)).fitted(width)

    def _without(self, i: int) -> Grid:
        """A column less; a mark that must not be lost goes before the main text, with its word."""

        def folded(line: Line) -> Line:
            cells = list(line.cells)
            gone = cells[i]
            if self.columns[i].keep and gone.mark:
                said = gone.short or gone.text
                about = cells[self._main]
                cells[self._main] = replace(
                    about, text=f"{said}: {about.text}", mark=gone.mark, colour=gone.colour
                )
            return replace(line, cells=(*cells[:i], *cells[i + 1 :]))

        columns = (*self.columns[:i], *self.columns[i + 1 :])
        return replace(self, columns=columns, lines=tuple(folded(line) for line in self.lines))

    def widths(self, width: float) -> dict[int, float]:
        """Width by column."""
        shown = range(len(self.columns))
        naturals = {i: self._natural(i) for i in shown}
        spare = width - self.gap * (len(shown) - 1) - sum(naturals.values())
        if spare >= 0:
            weights = {i: self.columns[i].weight or self.columns[i].air for i in shown}
            total = sum(weights.values()) or 1.0
            return {i: naturals[i] + spare * weights[i] / total for i in shown}
        return self._shared(shown, naturals, width - self.gap * (len(shown) - 1))

    def _shared(
        self, shown: Sequence[int], naturals: dict[int, float], width: float
    ) -> dict[int, float]:
        """Each gets its least; the rest goes by weight, to none more than it can use."""
        got: dict[int, float] = {}
        left = -1.0
        for ems, firm in _TRIES:
            got = {i: min(self._narrow(i, ems, firm=firm), naturals[i]) for i in shown}
            left = width - sum(got.values())
            if left >= 0:
                break
        if left < 0:
            return {i: got[i] * width / (width - left) for i in shown}
        texts = [i for i in shown if self.columns[i].weight]
        enough = {i: min(self._ems(i, COMFORT), naturals[i]) for i in texts}
        left = self._grow(got, texts, enough, left)
        for i in shown:
            if not self.columns[i].weight:
                more = min(naturals[i] - got[i], max(left, 0.0))
                got[i], left = got[i] + more, left - more
        self._grow(got, texts, naturals, left)
        return got

    def _grow(
        self, got: dict[int, float], texts: Sequence[int], until: dict[int, float], left: float
    ) -> float:
        """Shares `left` by weight, to none more than `until`; what nobody needs is handed back."""
        hungry = [i for i in texts if until[i] - got[i] > _HAIR]
        while hungry and left > _HAIR:
            total = sum(self.columns[i].weight for i in hungry)
            share = {i: left * self.columns[i].weight / total for i in hungry}
            for i in hungry:
                more = min(until[i] - got[i], share[i])
                got[i], left = got[i] + more, left - more
            hungry = [i for i in hungry if until[i] - got[i] > _HAIR]
        return left

    def _ems(self, i: int, ems: float) -> float:
        """Pixels for a text column, by its weight within reason."""
        wide = ems * min(self.columns[i].weight, 3.5)
        least = 0.0 if ems == TIGHT else _TEXT
        return self.sheet.reading * max(wide, least)

    def items(self, box: Rect, step: float) -> list[Item]:
        """The lines from the top of `box`, `step` pixels each; the first row has the titles."""
        fitted = self.fitted(box.w)
        return fitted._items(box, step)  # noqa: SLF001 - its own kind

    def _items(self, box: Rect, step: float) -> list[Item]:
        widths = self.widths(box.w)
        items: list[Item] = []
        top = box.y
        if self.headed:
            items += self._titles(widths, Rect(box.x, top, box.w, self.row))
            top += step
        for n, line in enumerate(self.lines):
            if (n and self.leading >= LEADING) or (not n and self.headed):
                rule = Rect(box.x, top - (step - self.row) / 2, box.w, self.sheet.px(1.5))
                items.append(Box(rule, fill=Ink.LINE))
            x = box.x
            for i, width in widths.items():
                place = Rect(x, top, width, self.row)
                items += self._cell(line, line.cells[i], self.columns[i], place)
                x += width + self.gap
            top += step
        return items

    def _titles(self, widths: dict[int, float], row: Rect) -> list[Item]:
        items: list[Item] = []
        x = row.x
        for i, width in widths.items():
            column = self.columns[i]
            place = Rect(x, row.y, width, row.h)
            x += width + self.gap
            if column.title:
                items.append(
                    self.sheet.line(
                        "label",
                        column.title,
                        place,
                        ink=Ink.SECOND,
                        ground=self.room.ground,
                        align=column.align,
                        leading=self.leading,
                    )
                )
        return items

    def _cell(self, line: Line, cell: Cell, column: Column, place: Rect) -> list[Item]:
        if not cell.text:
            return []
        lead = self._lead if cell.mark else 0.0
        short = cell.short
        if self._words(cell.text, cell.weight) > place.w - lead:
            fits = short and self._words(short, cell.weight) <= place.w - lead
            wide = partial(self._words, weight=cell.weight)
            short = short if fits else at_a_word(short or cell.text, place.w - lead, wide) or short
        ink = Ink.SECOND if line.quiet or cell.quiet or cell.role in _CONTEXT else self.room.ink
        text = self.sheet.line(
            cell.role,
            cell.text,
            place.beside(lead),
            weight=cell.weight,
            ink=ink,
            ground=self.room.ground,
            align=column.align,
            short=short,
            leading=self.leading,
        )
        if cell.mark is None:
            return [text]
        return [self._mark(cell, text, ink), text]

    def _mark(self, cell: Cell, text: Text, ink: Ink) -> Mark:
        shape = cell.mark or "dot"
        middle = text.runs[0].baseline - text.cap / 2
        place = Rect(text.rect.x - self._lead, middle - self._side / 2, self._side, self._side)
        return Mark(shape, place, cell.colour or ink, self.sheet.px(3.5))
