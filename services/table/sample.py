"""What is looked at of a table that nobody declared yet: its columns as a survey takes them, the cells
that don't fit theirs, and the rows that add others up.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.survey import Column, Role, role
from services.survey.handwriting import number
from services.survey.roles import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.table.table import Content, Row, Table

_ROWS = 200
_LEAST = 20
_CELLS = 40_000
"""Of a very wide table fewer rows are looked at, but never fewer than the least."""
_MOSTLY = 0.8
"""Share of numbers from which on a column is one of numbers, whatever stands in the other cells."""
_NOTHING = frozenset(
    {"-", "–", "—", "…", "...", "?", "n/a", "na", "null", "none", "chưa có", "không có"}
)
"""What people write where there is no number; it speaks neither for nor against the column."""
_COUNTING = frozenset({None, Role.VALUE})
"""Roles of columns that may hold figures."""
_TOTALS = frozenset(
    {"tong", "cong", "tong_cong", "tong_so", "cong_tong", "total", "grand_total", "sum"}
)
_AHEAD = 3
"""Columns in which a total is called so."""
_SPACED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Cell:
    column: str
    row: int
    """In the table, from 1."""
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    columns: list[Column]
    odd: tuple[Cell, ...]
    """Cells that are no numbers in columns of numbers."""
    total: Cell | None
    """The first row that adds others up, by what it is called."""


def sample(table: Table) -> Sample:
    count = min(_ROWS, max(_CELLS // max(len(table.names), 1), _LEAST))
    rows = list(zip(table.numbers[:count], table.rows[:count], strict=True))
    columns: list[Column] = []
    odd: list[Cell] = []
    for at, name in enumerate(table.names):
        if name:
            cells = [_cell(row[at]) if at < len(row) else None for _, row in rows]
            strange = set(_strange(name, cells))
            odd += [Cell(name, rows[one][0], str(cells[one])) for one in sorted(strange)]
            values = tuple(None if one in strange else cell for one, cell in enumerate(cells))
            columns.append(Column((name, at), values))
    return Sample(columns, tuple(odd), next(_totals(table.names, rows), None))


def _cell(cell: Content) -> Content | None:
    """A blank one is none; what stands behind a number (%) or groups it is passed over."""
    if not isinstance(cell, str):
        return cell
    bare = cell.strip()
    if bare.endswith("%") and len(bare) > 1:
        bare = bare[:-1].rstrip()
    if _SPACED.fullmatch(bare):
        # only where the decimal mark is a comma are thousands apart by spaces
        whole, _, part = bare.partition(",")
        bare = f"{re.sub(r'[^0-9+-]', '', whole)},{part or '0'}"
    return bare or None


def _strange(name: str, cells: Sequence[Content | None]) -> list[int]:
    """Which cells are no numbers, in a column of numbers."""
    if role(name) not in _COUNTING:
        return []
    given = [(at, cell) for at, cell in enumerate(cells) if cell is not None]
    others = [(at, cell) for at, cell in given if isinstance(cell, str) and number(cell) is None]
    spoken = sum(cell.casefold() not in _NOTHING for _, cell in others)
    numbers = len(given) - len(others)
    mostly = numbers and numbers >= _MOSTLY * (numbers + spoken)
    return [at for at, _ in others] if mostly else []


def _totals(names: Sequence[str], rows: Sequence[tuple[int, Row]]) -> Iterator[Cell]:
    count = Counter(name.casefold() for name in names)
    for row, cells in rows:
        for name, cell in zip(names[:_AHEAD], map(str, cells[:_AHEAD]), strict=False):
            if name and count[name.casefold()] == 1 and folded(cell) in _TOTALS:
                yield Cell(name, row, cell.strip())
