"""What a matrix shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, override

from services.clock import iso
from services.words import sort_key
from widgets.tile import View
from widgets.tiles.matrix.signs import OPEN, RANKS, TROUBLE, Sign
from widgets.values import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from services.phrase import Phrase
    from services.words.collation import SortKey
    from widgets.tile import Json
    from widgets.values import Value

MOST_ROWS, MOST_COLUMNS = 120, 72
LISTED = 40
"""Rows that wall.json has."""
_CALM = len(RANKS)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row and a column meet; nothing is known there of what has neither sign nor figure."""

    sign: Sign | None = None
    figure: int | Decimal | None = None
    unit: Literal["days", "%", ""] = ""

    @property
    def troubled(self) -> bool:
        return self.sign in TROUBLE

    @property
    def rank(self) -> int:
        return _CALM if self.sign is None else RANKS[self.sign]

    def json(self) -> Json:
        if self.sign is None and self.figure is None:
            return None
        number = self.figure if self.figure is None or isinstance(self.figure, int) else None
        return {
            "sign": None if self.sign is None else str(self.sign),
            "figure": str(self.figure) if self.figure is not None and number is None else number,
        }


@dataclass(frozen=True, slots=True)
class Row:
    name: Value
    cells: tuple[Cell, ...]
    beyond: Cell = Cell()
    """The worst in columns for which a view has no place."""

    @property
    def troubled(self) -> bool:
        return any(cell.troubled for cell in (*self.cells, self.beyond))

    @property
    def open(self) -> bool:
        """Something isn't known of it."""
        return any(cell.sign in OPEN for cell in (*self.cells, self.beyond))

    @property
    def worst(self) -> int:
        """Which of its cells is the worst: of equals the one with the greatest figure, then the first."""
        return min(
            range(len(self.cells)),
            key=lambda i: (self.cells[i].rank, -(self.cells[i].figure or 0), i),
        )

    @property
    def loudest(self) -> Cell:
        """The worst of all its cells."""
        shown = self.cells[self.worst]
        return self.beyond if self.beyond.rank < shown.rank else shown


@dataclass(frozen=True, slots=True)
class Column:
    title: Value
    hour: datetime | None = None
    """When it begins, of a column that is an hour."""

    def json(self) -> Json:
        return as_json(self.title) if self.hour is None else iso(self.hour)


@dataclass(frozen=True, slots=True)
class Beyond:
    """Columns for which a view has no place."""

    count: int = 0
    troubled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView(View):
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    """Worst first; of very many only the worst."""
    total: int
    troubled: int
    """Rows of all, with a cell that somebody has to see to."""
    empty: Phrase
    known: bool
    day: date
    note: Phrase | None = None
    """By which limits of the wall's cells were judged, or what empty ones are."""
    beyond: Beyond = Beyond()
    hidden: int = 0
    """Suppressed at the source: counted in no cell."""
    noun: str = ""
    """What a row is, as `widgets.others` calls it."""
    turn: int = 0
    """Counts up at each turn: which page that is depends on how many there are."""

    @property
    def calm(self) -> bool:
        """All that there is to know of the rows is known, and nobody has to see to any."""
        if self.troubled or self.total > len(self.rows):
            return False
        signed = any(cell.sign is not None for row in self.rows for cell in row.cells)
        return signed and not any(row.open for row in self.rows)

    @property
    def hourly(self) -> bool:
        return bool(self.columns) and self.columns[0].hour is not None

    @override
    def figures(self) -> dict[str, Json]:
        rows: list[Json] = [
            {"name": as_json(row.name), "cells": [cell.json() for cell in row.cells]}
            for row in self.rows[:LISTED]
        ]
        return {
            "columns": [column.json() for column in self.columns],
            "total": self.total if self.known else None,
            "troubled": self.troubled if self.known else None,
            "columns_beyond": self.beyond.count if self.known else None,
            "suppressed": self.hidden if self.known else None,
            "rows": rows,
        }


@lru_cache(maxsize=4096)
def _place(name: str) -> SortKey:
    """Of the same names from look to look."""
    return sort_key(name)


def worst_first(rows: Sequence[Row], *, latest: bool = False) -> tuple[Row, ...]:
    """By the worst cell, then by how many are in trouble and by how much. `latest`: columns are hours, and
    what was wrong last comes first.
    """

    def key(row: Row) -> tuple[object, ...]:
        troubled = [i for i, cell in enumerate(row.cells) if cell.troubled]
        figures = [cell.figure or 0 for cell in row.cells if cell.troubled or cell.sign is None]
        last = -max(troubled, default=-1) if latest else 0
        least = min((cell.rank for cell in (*row.cells, row.beyond)), default=_CALM)
        return (
            not row.troubled,
            last,
            least,
            -len(troubled),
            -max(figures, default=0),
            -sum(figures),
            _place(str(as_json(row.name) or "")),
        )

    return tuple(sorted(rows, key=key))


def folded(view: MatrixView, hours: int) -> MatrixView:
    """So many hours in one column, the worst of each; the last column is full."""
    count = len(view.columns)
    starts = range(count % hours - hours if count % hours else 0, count, hours)
    spans = [range(max(start, 0), start + hours) for start in starts]
    rows = tuple(
        replace(
            row,
            cells=tuple(
                min((row.cells[i] for i in span), key=lambda one: one.rank) for span in spans
            ),
        )
        for row in view.rows
    )
    columns = tuple(view.columns[span[0]] for span in spans)
    return replace(view, columns=columns, rows=rows)
