"""A QR code as one item: dark squares on a light ground with its quiet zone, in whole pixels.

How large it must be: the main camera of a phone sees some 66° with 4000 pixels, so one of its pixels is
about one minute of arc, and readers want three of them to a square; a fourth is for hands that shake.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import segno

from widgets.drawing import Area, Box, Ink, Item, Rect

if TYPE_CHECKING:
    from widgets.sheet import Sheet

LEAST = 4.0
"""Arc minutes of a square at the farthest seat from which it is read without walking up to it."""
QUIET = 4
"""Squares of light ground on each side (ISO/IEC 18004)."""
LONGEST = 300
"""Characters: more make a code that no camera reads across a room."""
_FINEST = 2
"""Pixels of a square under which there is no code at all."""
_PLENTY = 1.5
"""Of what a camera needs: beyond it the code only takes room."""

type _Squares = tuple[tuple[int, int, int], ...]
"""Row, first column and number of dark squares side by side."""


@lru_cache(maxsize=64)
def _squares(text: str) -> tuple[int, _Squares]:
    """How many a side, without the quiet zone, and the dark ones."""
    rows = [[bool(dark) for dark in row] for row in segno.make_qr(text, error="m").matrix]
    found: list[tuple[int, int, int]] = []
    for y, row in enumerate(rows):
        x = 0
        for dark, together in groupby(row):
            length = len(list(together))
            if dark:
                found.append((y, x, length))
            x += length
    return len(rows), tuple(found)


def sides(text: str, sheet: Sheet, *, most: float) -> list[float]:
    """Pixels of the code with its quiet zone, the largest first: from what does any good down to what a
    camera needs, but no more than `most`. Smaller where `most` leaves it no choice; none where not even
    that can be drawn.
    """
    count = _squares(text)[0] + 2 * QUIET
    needed = max(math.ceil(LEAST / sheet.arcmin(1.0)), _FINEST)
    largest = min(int(most / count), math.ceil(_PLENTY * needed))
    if largest < _FINEST:
        return []
    return [float(module * count) for module in range(largest, min(needed, largest) - 1, -1)]


def code(text: str, box: Rect) -> list[Item]:
    """In a square box as `side` has measured it, at whole pixels."""
    count, dark = _squares(text)
    module = int(box.w / (count + 2 * QUIET))
    x, y = round(box.x), round(box.y)
    left, top = x + QUIET * module, y + QUIET * module
    rings = tuple(
        _ring(left + column * module, top + row * module, length * module, module)
        for row, column, length in dark
    )
    ground = Rect(x, y, module * (count + 2 * QUIET), module * (count + 2 * QUIET))
    return [
        Box(ground, fill=Ink.PAPER),
        Area(rings, fill=Ink.PRINT, module=float(module)),
    ]


def _ring(x: int, y: int, w: int, h: int) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
