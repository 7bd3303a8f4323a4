"""How much a screen bears at its seat, in cells of one figure each.

Nobody has said how far a monitor's readers sit: 3 m is declared for it (`ui.connected`), and a desk
monitor at 3 m can't show what the floor of 16 arc minutes wants. Its letters are then as large as a
panel bears (`widgets.sheet`: 5.2% of its height, 13 arc minutes on 24 inches), which everybody at the
desk reads and most at 3 m. The grid is made of these letters, never of the arc minutes that they
miss: a monitor has 3 × 2 cells, and what needs width has all of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.panel import GUTTER, content

if TYPE_CHECKING:
    from widgets.sheet import Sheet

_WIDE, _TALL = 10.5, 7.2
"""Ems of the reading size below which a figure with name, unit and age is cramped, the air around it
included: margins shrink with what is read and leave less of it.
"""
_COLUMNS = (1, 2, 3, 4, 6)
"""Their common multiple is a grid that all rows of a page share."""
_TALLEST = 4
_MOST_ROWS = 4
_HEAD = 2.4
"""Rows that a table's title and the air around it take."""
_TABLE = 26.0
"""Ems that a table wants for what tells its rows apart beside a state and a time."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """Of one screen."""

    columns: int
    rows: int
    width: float
    height: float
    """Of the place for tiles, pixels."""
    row: float
    """Of a table, pixels."""
    em: float
    """Of the reading size, pixels."""

    @property
    def halves(self) -> int:
        """Of a cell's height: tiles are as tall as whole numbers of them."""
        return 2 * self.rows

    @property
    def across(self) -> int:
        """Halves of a cell's width."""
        return 2 * self.columns

    @property
    def half(self) -> int:
        """Of those what a list of figures by name takes: half the screen, two cells at most."""
        return min(max(self.columns, 2), 4)

    @property
    def tallest(self) -> int:
        """Halves of a cell's height of what has more rows than there is room for."""
        return min(_TALLEST, self.halves)

    @property
    def wide(self) -> int:
        """Columns that a table takes."""
        enough = math.ceil(self.columns * _TABLE * self.em / self.width)
        return min(max(enough, 2), self.columns)

    def lines(self, halves: int) -> int:
        """Rows of a table so tall, below its head."""
        tall = self.height * min(halves, self.halves) / self.halves
        return max(int(tall / self.row - _HEAD), 1)

    def tall(self, rows: int) -> int:
        """The least height of a table in which so many rows fit, or all of it: whole cells, so that
        what stands beside it is as tall as what stands elsewhere.
        """
        fitting = (n for n in range(2, self.halves, 2) if self.lines(n) >= rows)
        return next(fitting, self.halves)


def bearing(sheet: Sheet) -> Bearing:
    place = content(sheet)
    gutter = sheet.px(GUTTER)
    columns = int((place.w + gutter) / (sheet.reading * _WIDE + gutter))
    rows = int((place.h + gutter) / (sheet.reading * _TALL + gutter))
    return Bearing(
        columns=max(n for n in _COLUMNS if n <= max(columns, 1)),
        rows=min(max(rows, 1), _MOST_ROWS),
        width=place.w,
        height=place.h,
        row=sheet.row,
        em=sheet.reading,
    )
