"""How much a screen bears at its seat, in cells of one figure each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.panel import GUTTER, content

if TYPE_CHECKING:
    from widgets.sheet import Sheet

_WIDE, _TALL = 10.5, 6.9
"""Ems of the reading size below which a figure with name, unit and age is cramped."""
_COLUMNS = (1, 2, 3, 4, 6)
"""Their common multiple is a grid that all rows of a page share."""
_MOST_ROWS = 4
_HEAD = 2.4
"""Rows that a table's title and the air around it take."""


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

    @property
    def halves(self) -> int:
        """Of a cell's height: tiles are as tall as whole numbers of them."""
        return 2 * self.rows

    def lines(self, halves: int) -> int:
        """Rows of a table so tall, below its head."""
        tall = self.height * min(halves, self.halves) / self.halves
        return max(int(tall / self.row - _HEAD), 1)


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
    )
