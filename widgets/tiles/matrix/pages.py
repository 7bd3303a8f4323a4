"""Rows in trouble that one page has no room for come by turns, worst first; the others are only counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.words import Words
    from widgets.tiles.matrix.view import MatrixView

FEW = 3
"""Rows in trouble for which nothing turns."""


@dataclass(frozen=True, slots=True)
class Turned:
    """`view`: with the rows of the page first."""

    view: MatrixView
    page: int
    pages: int

    def said(self, words: Words) -> list[str]:
        if self.pages < 2:  # noqa: PLR2004 - one page has no number
            return []
        return [words.say("trang {page}/{pages}", page=self.page + 1, pages=self.pages)]


def pages_of(view: MatrixView, shown: int) -> int:
    """`shown`: rows of one page."""
    listed = sum(row.troubled for row in view.rows)
    return max(-(-listed // max(shown, 1)), 1) if listed > FEW else 1


def turned(view: MatrixView, shown: int, page: int | None = None) -> Turned:
    """The page whose turn it is, or any."""
    pages = pages_of(view, shown)
    page = view.turn % pages if page is None else page
    first = page * max(shown, 1)
    rows = (*view.rows[first:], *view.rows[:first])
    return Turned(replace(view, rows=rows) if first else view, page, pages)
