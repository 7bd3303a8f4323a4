"""Where a table's header stands, as far as it can be seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.survey.handwriting import number

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_FILLED = 0.6
"""Share of the columns that a header has names for."""


def header(rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """Rows, from 1: the first with names for most columns; titles above it have few cells. Two rows where
    cells of the upper one were merged. Empty where a row of figures comes first.
    """
    for at, row in enumerate(rows):
        filled = sum(map(bool, row))
        if filled < max(_FILLED * width, 1) and not _merged(rows, at):
            continue
        if any(is_figure(cell) for cell in row):
            return ()
        return (at + 1, at + 2) if _merged(rows, at) else (at + 1,)
    return ()


def is_figure(cell: str) -> bool:
    """A year may be a column's name."""
    return number(cell) is not None and _YEAR.fullmatch(cell) is None


def _merged(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Above a blank beside a name, below a name, and no figure."""
    if at + 2 >= len(rows):
        return False
    upper, lower = rows[at], rows[at + 1]
    beside = any(
        not name and place and upper[place - 1] and place < len(lower) and lower[place]
        for place, name in enumerate(upper)
    )
    named = sum(map(bool, upper)) > 1
    return beside and named and not any(any(map(str.isdigit, cell)) for cell in lower)
