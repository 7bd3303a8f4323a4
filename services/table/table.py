"""A table: the names of its columns and its rows, within bounds. Rows are counted as a spreadsheet
counts them, from 1, the header too; a formula is text like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING

from services.door import SourceError
from services.mapping import MOST
from services.news import Reason
from services.plain import plain

if TYPE_CHECKING:
    from services.phrase import Phrase

NAME = 200
"""Characters of a column's name."""

type Content = str | int | Decimal
"""Of a cell; true and false among them. A blank one is an empty text."""
type Row = Sequence[Content]
type Numbered = Iterator[tuple[int, Row]]
"""Each row with its number."""


@dataclass(slots=True)
class Odd:
    """Rows with fewer or more cells than the header has."""

    count: int = 0
    first: int = 0

    def add(self, row: int) -> None:
        self.first = self.first or row
        self.count += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    names: tuple[str, ...]
    """As they stand there, bounded."""
    rows: list[Row]
    """At most `mapping.MOST`; without blank and long ones. A short one lacks cells at its end."""
    numbers: list[int]
    """Of each of them, in the table."""
    beyond: int = 0
    """Rows that were only counted."""
    short: Odd = field(default_factory=Odd)
    long: Odd = field(default_factory=Odd)
    """Rows with cells beyond the last column: which of them stands where is not known."""
    doubt: Phrase | None = None
    """What is likely wrong with how it is read, should a column not be there."""
    notes: tuple[Phrase, ...] = ()
    """What was passed over while it was read."""


def malformed(words: Phrase) -> SourceError:
    return SourceError(Reason.MALFORMED, words)


def blank(cell: Content) -> bool:
    return isinstance(cell, str) and not cell.strip()


def joined(headers: Sequence[Row], *, spread: bool = True) -> tuple[str, ...]:
    """The names of columns, of one header row or of several: “Quý I / Số vụ”. `spread`: a blank cell of
    an upper one goes with its left neighbour.
    """
    *upper, lower = [[plain(str(cell), NAME) for cell in row] for row in headers]
    below = lower
    for row in reversed(upper):
        above = _filled(row, below) if spread else row
        below = [" / ".join(filter(None, pair)) for pair in zip_longest(above, below, fillvalue="")]
    return tuple(below)


def _filled(upper: list[str], below: list[str]) -> list[str]:
    filled: list[str] = []
    for own, under in zip_longest(upper, below, fillvalue=""):
        left = filled[-1] if filled and under else ""
        filled.append(own or left)
    return filled


def gathered(
    names: tuple[str, ...],
    rows: Numbered,
    doubt: Phrase | None = None,
    notes: tuple[Phrase, ...] = (),
) -> Table:
    wide, kept, numbers, beyond = len(names), list[Row](), list[int](), 0
    short, long = Odd(), Odd()
    for number, row in rows:
        if all(map(blank, row)):
            continue
        if not all(map(blank, row[wide:])):
            long.add(number)
        elif len(kept) >= MOST:
            beyond += 1
        else:
            if len(row) < wide:
                short.add(number)
            kept.append(row)
            numbers.append(number)
    return Table(
        names=names,
        rows=kept,
        numbers=numbers,
        beyond=beyond,
        short=short,
        long=long,
        doubt=doubt,
        notes=notes,
    )
