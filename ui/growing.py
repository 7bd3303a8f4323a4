"""A tile that is put up as large as a screen: its letters grow as long as all that it says stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui import layout
from widgets.sheet import FIGURE_LEAST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from widgets.drawing import Item, Rect
    from widgets.sheet import Sheet

_GROWTHS = (2.4, 2.0, 1.7, 1.45, 1.2)
"""As if the farthest seat were so many times farther away."""


def grown(draw: Callable[[Sheet], tuple[Item, ...]], rect: Rect, sheet: Sheet) -> tuple[Item, ...]:
    """What `draw` makes of the largest letters with which no text is cut, dropped, over another or outside
    that is none of it at the screen's own, and no figure is lost among its words.
    """
    plain = draw(sheet)
    told, lost, size = len(layout.texts(plain)), _lost(plain, rect), _size(plain)
    for growth in _GROWTHS:
        page = replace(sheet, seat=sheet.seat * growth)
        larger = draw(page)
        whole = len(layout.texts(larger)) >= told and _lost(larger, rect) <= lost
        if whole and _size(larger) >= min(size, page.size(FIGURE_LEAST)):
            return larger
    return plain


def _size(items: Sequence[Item]) -> float:
    """Of the largest letters."""
    return max((run.size for text in layout.texts(items) for run in text.runs), default=0.0)


def _lost(items: Sequence[Item], rect: Rect) -> int:
    texts = layout.texts(items)
    cut = sum(1 for text in texts if text.clipped or layout.shortened(text))
    return cut + len(list(layout.outside(texts, rect))) + len(list(layout.overlaps(texts)))
