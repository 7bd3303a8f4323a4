"""What tells that a figure lies where somebody must act: a pennant before the word of its band. It is no
alarm, hence without the shape of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.drawing import Ink, Mark, Rect
from widgets.sheet import BASELINE

if TYPE_CHECKING:
    from widgets.reading import Number
    from widgets.sheet import Sheet

_SIDE, _AIR = 0.74, 12.0
"""Ems of the mark, pixels from it to its word."""


def needed(number: Number) -> bool:
    return number.band is not None and number.band.priority is not None


def lead(sheet: Sheet) -> float:
    """From the mark's left edge to what it goes with."""
    return sheet.reading * _SIDE + sheet.px(_AIR)


def at_line(x: float, top: float, sheet: Sheet) -> Mark:
    """As high as the capitals of a line of reading size that begins at `top`."""
    return at_middle(x, top + sheet.reading * (BASELINE - sheet.measure.cap / 2), sheet)


def at_middle(x: float, middle: float, sheet: Sheet) -> Mark:
    side = sheet.reading * _SIDE
    return Mark("pennant", Rect(x, middle - side / 2, side, side), Ink.OVERDUE, sheet.px(3.5))
