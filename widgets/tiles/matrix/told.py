"""What a matrix says in words: figures of cells, titles, how many have no room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widgets.others import others
from widgets.shortening import without_shared
from widgets.values import cell as value_cell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from services.words import Words
    from widgets.columns import Cell as Said
    from widgets.tiles.matrix.view import Cell, Column, MatrixView, Row


def figure_said(cell: Cell, words: Words, *, short: bool = False) -> str:
    """`12 ngày`, `97,2%`, `4`; short without the word."""
    if cell.figure is None:
        return ""
    if cell.unit == "days" and not short:
        return words.count(int(cell.figure), "{n} ngày")
    shown = words.number(cell.figure)
    return f"{shown}%" if cell.unit == "%" else shown


def columns_said(columns: Sequence[Column], day: date, words: Words) -> list[Said]:
    """Titles, with their short forms."""
    return _shortened([value_cell(column.title, day, words) for column in columns])


def names_said(rows: Sequence[Row], day: date, words: Words) -> list[Said]:
    return _shortened([value_cell(row.name, day, words) for row in rows])


def _shortened(said: list[Said]) -> list[Said]:
    """Those without a short form of their own are short without the words that all begin with."""
    shorts = without_shared([one.text for one in said])
    return [replace(one, short=one.short or short) for one, short in zip(said, shorts, strict=True)]


def rest_said(view: MatrixView, shown: int, columns: Sequence[int], words: Words) -> list[str]:
    """Of rows and columns that have no room how many there are, and how many of them are in trouble.
    `columns`: those shown.
    """
    parts: list[str] = []
    left = view.total - shown
    if left > 0:
        bad = view.troubled - sum(row.troubled for row in view.rows[:shown])
        hidden = view.rows[shown:]
        more = others(left, view.noun, words)
        calm = view.total == len(view.rows) and not any(row.open for row in hidden)
        signed = any(cell.sign is not None for row in view.rows for cell in row.cells)
        if bad:
            parts.append(words.say("{others}, {bad} có vấn đề", others=more, bad=bad))
        elif calm and signed:
            parts.append(words.say("{others} bình thường", others=more))
        else:
            parts.append(more)
    lost = [i for i in range(len(view.columns)) if i not in columns]
    bad = sum(any(row.cells[i].troubled for row in view.rows) for i in lost) + view.beyond.troubled
    count = len(lost) + view.beyond.count
    if bad:
        parts.append(words.count(count, "{n} cột khác, {bad} có vấn đề", bad=bad))
    elif count:
        parts.append(words.count(count, "{n} cột khác"))
    return parts
