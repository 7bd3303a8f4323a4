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
from itertools import pairwise
from typing import TYPE_CHECKING

from widgets.panel import GUTTER, cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.sheet import Sheet
    from widgets.span import Seam

FINEST = 24
"""Columns and rows that a grid can have."""

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


@dataclass(frozen=True, slots=True)
class Division:
    """One screen in blocks that no tile leaves: its panels, or groups of so many panels as a figure needs to
    be read.
    """

    columns: int
    """Of blocks."""
    rows: int
    panels: tuple[int, int]
    """Of each block: columns, rows."""
    blocks: tuple[Bearing, ...]
    """Row by row."""

    @property
    def astride(self) -> bool:
        """Whether tiles lie across seams: there is no room on a panel for what its reader needs."""
        return self.panels != (1, 1)


def divided(sheet: Sheet) -> Division:
    upright, level = sheet.seams
    grid, gutter = cells(sheet.panels, sheet), sheet.px(GUTTER)
    wide, tall = sheet.reading * _WIDE, sheet.reading * _TALL
    abreast, across = _blocks(grid.columns, upright, wide, gutter)
    over, down = _blocks(grid.rows, level, tall, gutter)
    finest = FINEST // len(abreast)
    bearing = min(int((even + gutter) / (wide + gutter)) for _, even in abreast)
    columns = max(
        n for n in _COLUMNS if n == 1 or (n <= bearing and math.lcm(2 * n, across) <= finest)
    )
    rows = [min(max(int((even + gutter) / (tall + gutter)), 1), _MOST_ROWS) for _, even in over]
    return Division(
        len(abreast),
        len(over),
        (across, down),
        tuple(
            Bearing(columns, n, width, height, sheet.row, sheet.reading)
            for (height, _), n in zip(over, _together(rows, down), strict=True)
            for width, _ in abreast
        ),
    )


def _blocks(
    panels: Sequence[tuple[float, float]], seams: Sequence[Seam], least: float, gutter: float
) -> tuple[list[tuple[float, float]], int]:
    """Along one side: how long each is, and how long it were if all its panels had no more room than the
    least of them, for each has equally many cells; and of how many panels. All are of equally many, the
    fewest with which each has `least` pixels; one of all panels where a seam lies in the heading.
    """
    apart = all(
        one[1] <= seam.begin and seam.end <= other[0]
        for seam, (one, other) in zip(seams, pairwise(panels), strict=True)
    )
    for n in range(1, len(panels) + 1):
        made = [tuple(panels[k : k + n]) for k in range(0, len(panels), n)]
        whole = [(of[-1][1] - of[0][0], _even(of, gutter)) for of in made]
        enough = apart and len(panels) % n == 0 and min(even for _, even in whole) >= least
        if enough or n == len(panels):
            return whole, n
    raise ValueError("a screen has a panel at least")


def _even(panels: Sequence[tuple[float, float]], gutter: float) -> float:
    least = min(end - begin for begin, end in panels)
    return len(panels) * (least + gutter) - gutter


def _together(rows: Sequence[int], panels: int) -> Sequence[int]:
    """As many as they are, where one grid has room for all of them; else all as the least, or fewer."""
    finest, least = FINEST // len(rows), min(rows)
    if math.lcm(*(2 * n for n in rows), panels) <= finest:
        return rows
    fewer = (n for n in range(least, 1, -1) if math.lcm(2 * n, panels) <= finest)
    return [next(fewer, 1)] * len(rows)
