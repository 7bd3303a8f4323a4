"""Equal cells of one tile, in one row or in several."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Box, Ink, Item, Rect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.sheet import Sheet

_GAP, _CLOSE = 56.0, 24.0
"""Pixels between two figures, with a rule in their middle: two that stand closer read as one; where columns
are narrower than `_NARROW` ems.
"""
_NARROW = 5.0
_LEAD = 40.0
"""Pixels between two rows of figures, with a rule in their middle."""


@dataclass(frozen=True, slots=True)
class Grid:
    box: Rect
    columns: int
    rows: int
    gap: float
    """Between columns, in which a rule stands."""
    lead: float
    """Between rows."""

    @property
    def cells(self) -> list[Rect]:
        """As they are read."""
        rows = self.box.rows(self.rows, self.lead)
        return [cell for row in rows for cell in row.columns(self.columns, self.gap)]

    def rule(self, number: int, sheet: Sheet) -> list[Item]:
        """What parts a cell from the one before it in its row, and a row from the one above."""
        row, column = divmod(number, self.columns)
        cell, thin = self.cells[number], sheet.px(1.5)
        if column:
            return [Box(Rect(cell.x - self.gap / 2, cell.y, thin, cell.h), fill=Ink.LINE)]
        if row:
            return [Box(Rect(cell.x, cell.y - self.lead / 2, self.box.w, thin), fill=Ink.LINE)]
        return []


def grids(count: int, box: Rect, least: float, sheet: Sheet) -> Iterator[Grid]:
    """One row first; then those in more rows of at least that height, none of which could be left out."""
    for rows in range(1, count + 1):
        columns = math.ceil(count / rows)
        if math.ceil(count / columns) < rows:
            continue
        grid = Grid(box, columns, rows, gap(columns, box, sheet), sheet.px(_LEAD))
        if rows == 1 or grid.cells[0].h >= least:
            yield grid


def gap(count: int, box: Rect, sheet: Sheet) -> float:
    """Between so many columns."""
    wide = box.columns(count, sheet.px(_GAP))[0].w >= _NARROW * sheet.reading
    return sheet.px(_GAP if wide else _CLOSE)
