from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.settings import Wording
from widgets.tiles.matrix.view import MatrixView, Row

if TYPE_CHECKING:
    from widgets.tiles.matrix.view import Cell, Column


def matrix(columns: tuple[Column, ...], *rows: tuple[Cell, ...]) -> MatrixView:
    named = tuple(
        Row(Wording(vi=f"Sở {n}", en=f"Department {n}"), cells) for n, cells in enumerate(rows)
    )
    return MatrixView(
        title=Wording(vi="x"),
        columns=columns,
        rows=named,
        total=len(rows),
        troubled=0,
        empty=phrase("Không có dòng nào"),
        known=True,
        day=date(2026, 11, 24),
    )
