"""Rows of goals over as few pages as they need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.sheet import Sheet
    from widgets.tiles.goals.view import Section, Target

_OVER = 0.35
"""Of a row, the air over a heading."""


@dataclass(frozen=True, slots=True)
class Row:
    """A goal, or the heading over several."""

    lines: int
    target: Target | None = None
    section: Section | None = None
    """Whose heading it is."""
    first: bool = False
    """No air over the heading."""
    apart: int = 0
    """Heading of so many without a measure."""


def tall(row: Row, sheet: Sheet) -> float:
    """Pixels."""
    over = sheet.row * _OVER if row.section is not None and not row.first else 0.0
    return sheet.row + (row.lines - 1) * sheet.tight + over


def height(rows: Sequence[Row], sheet: Sheet) -> float:
    return sum(tall(row, sheet) for row in rows)


def paged(rows: Sequence[Row], room: float, sheet: Sheet) -> list[list[Row]]:
    """As few pages as there must be, each about as full as the others."""
    pages = _filled(rows, room, sheet)
    least = height(rows, sheet) / len(pages)
    while least < room:
        even = _filled(rows, least, sheet)
        if len(even) <= len(pages):
            return even
        least += sheet.row * 0.5
    return pages


def _filled(rows: Sequence[Row], room: float, sheet: Sheet) -> list[list[Row]]:
    """Page after page to the brim. No heading stands over nothing; where a page begins within a section, its
    heading is there again.
    """
    pages: list[list[Row]] = []
    page: list[Row] = []
    heading: Row | None = None
    for row in rows:
        if row.section is not None:
            heading = replace(row, first=True)
        told = any(one.target is not None for one in page)
        if told and height([*page, row], sheet) > room + 0.5:
            left: list[Row] = []
            while page[-1].target is None:
                left.insert(0, page.pop())
            pages.append(page)
            begun = any(one.section is not None for one in (*left, row))
            page = [heading] if heading is not None and not begun else []
            page += [replace(one, first=True) for one in left]
            row = replace(row, first=not page)  # noqa: PLW2901 - the first of its page
        page.append(row)
    return [*pages, page]
