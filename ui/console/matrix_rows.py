"""The cells of a matrix as a table: what its tile has no room for, in the tile's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.plain import plain
from ui.console import tile_heads
from ui.console.table import Column as Head
from ui.console.table import Row as Line
from widgets.tiles.matrix.signs import LOOKS
from widgets.tiles.matrix.told import columns_said, figure_said, names_said

if TYPE_CHECKING:
    from services.words import Words
    from widgets.tiles.matrix.view import Cell, MatrixView

_COLUMNS = 9
_HEAD, _HINT = 30, 1000
"""Letters of a head, and of what stands in columns that are not shown."""


def table(view: MatrixView, words: Words) -> tuple[list[Head], list[Line]]:
    """Columns of which anything is known; of very many the worst, which is said."""
    there = _there(view)
    shown = _worst(view, there)
    heads = _heads(view, words)
    name = tile_heads.head("name", (), words, numbered=False)
    left = len(there) - len(shown) + view.beyond.count
    if left:
        name = f"{name} ({words.count(left, '{n} cột khác')})"
    columns = [Head(name, stretch=True), *(Head(heads[i]) for i in shown)]
    hidden = [i for i in there if i not in shown]
    lines = [
        Line(
            str(n),
            (said.text, *(_said(row.cells[i], words) for i in shown)),
            hint="\n".join(
                f"{heads[i]}: {_said(row.cells[i], words)}" for i in hidden if row.cells[i].troubled
            )[:_HINT],
        )
        for n, (row, said) in enumerate(
            zip(view.rows, names_said(view.rows, view.day, words), strict=True)
        )
    ]
    return columns, lines


def _heads(view: MatrixView, words: Words) -> list[str]:
    said = columns_said(view.columns, view.day, words)
    return [
        plain(one.text, _HEAD) if column.hour is None else words.time(column.hour)
        for column, one in zip(view.columns, said, strict=True)
    ]


def _there(view: MatrixView) -> list[int]:
    return [
        i
        for i in range(len(view.columns))
        if any(row.cells[i].sign or row.cells[i].figure is not None for row in view.rows)
    ]


def _worst(view: MatrixView, there: list[int]) -> list[int]:
    """As many as there is room for, in their own order; of equal hours the latest."""

    def key(i: int) -> tuple[int, int]:
        return min(row.cells[i].rank for row in view.rows), -i if view.hourly else i

    return sorted(sorted(there, key=key)[:_COLUMNS])


def _said(cell: Cell, words: Words) -> str:
    parts = [] if cell.sign is None else [words.say(LOOKS[cell.sign].said)]
    return " ".join([*parts, figure_said(cell, words)]).strip()
