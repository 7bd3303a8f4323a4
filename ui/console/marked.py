"""What there is to choose from, line by line, with what is chosen marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

type Choice = tuple[str, bool]
"""Its text; whether it is chosen."""


def marked(rows: Iterable[tuple[str, Iterable[Choice]]], ground: str) -> str:
    """HTML of rows with their titles; `ground`, as #RRGGBB, lies behind what is chosen."""
    lines = (
        f"<td>{escape(title)}:&nbsp;</td><td>{_line(choices, ground)}</td>"
        for title, choices in rows
    )
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _line(choices: Iterable[Choice], ground: str) -> str:
    """The chosen one on a ground of its own, and bold: colour doesn't speak alone."""
    return "&nbsp; ".join(
        f'<b style="background-color:{ground}">&nbsp;{escape(text)}&nbsp;</b>'
        if chosen
        else f"&nbsp;{escape(text)}&nbsp;"
        for text, chosen in choices
    )
