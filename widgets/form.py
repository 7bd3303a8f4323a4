"""Which of its three forms a tile takes: by the rows and ems that its room has for its reader's eyes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.drawing import Rect
    from widgets.sheet import Sheet

_LOW, _TALL = 3.6, 9.0
"""Rows of reading size."""
_NARROW, _WIDE = 11.0, 26.0
"""Ems of reading size."""


class Form(StrEnum):
    """The same seat sees fewer things in less room, never smaller ones."""

    COMPACT = "compact"
    """What must be known, and nothing beside it."""
    NORMAL = "normal"
    LARGE = "large"
    """Room for what explains the figure: axes, second columns, legends."""


def form(box: Rect, sheet: Sheet) -> Form:
    """Of a tile whose content has `box`: reading size grows with the seat's distance, so a far seat
    has fewer rows in the same pixels.
    """
    rows, ems = box.h / sheet.row, box.w / sheet.reading
    if rows < _LOW or ems < _NARROW:
        return Form.COMPACT
    return Form.LARGE if rows >= _TALL and ems >= _WIDE else Form.NORMAL
