"""A bar under a figure, to an end that the figure itself has: never to one that nobody stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.drawing import Box, Ink, Item, Rect

if TYPE_CHECKING:
    from decimal import Decimal

    from widgets.drawing import Text
    from widgets.reading import Number
    from widgets.sheet import Sheet
    from widgets.tile import Room

MOST_SEGMENTS = 12
"""Parts of a ratio that are still counted at a glance; beyond it the bar is whole."""


def bar_height(number: Number, sheet: Sheet) -> float:
    """Of the bar and the air over it; 0 where the figure has no natural end to be judged by."""
    return sheet.px(34) if share(number) is not None else 0.0


def share(number: Number) -> tuple[Decimal, int] | None:
    """How much of the whole is reached (0..1) and in how many parts: only for a ratio's own
    denominator and for percent, whose end is 100; never for an end that nobody stated.
    """
    seen = number.observation
    if seen is None or number.better != "up":
        return None
    over, under = seen.numerator, seen.denominator
    if over is not None and under is not None and under > 0 and 0 <= over <= under:
        whole = under == under.to_integral_value() and under <= MOST_SEGMENTS
        return over / under, int(under) if whole else 1
    percent = number.unit is not None and number.unit.vi == "%"
    if percent and seen.value is not None and 0 <= seen.value <= 100:  # noqa: PLR2004 - percent
        return seen.value / 100, 1
    return None


def bar_below(number: Number, figure: Text, box: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """A bar to the natural end; a small ratio in as many parts as it counts."""
    told = share(number)
    if told is None:
        return []
    reached, parts = told
    width = min(box.w, sheet.px(860))
    height, radius = sheet.px(14), sheet.px(5)
    strip = Rect(box.x, figure.rect.bottom + sheet.px(12), width, height)
    ink = Ink.OLD if room.dimmed else Ink.DATA
    if parts == 1:
        full = Rect(strip.x, strip.y, strip.w * float(reached), height)
        return [
            Box(strip, fill=Ink.DATA_DIM, radius=radius),
            Box(full, fill=ink, radius=radius),
        ]
    count = round(reached * parts)
    cells = strip.columns(parts, sheet.px(7))
    return [
        Box(cell, fill=ink, radius=radius)
        if i < count
        else Box(cell, line=Ink.OUTLINE, width=sheet.px(2), radius=radius)
        for i, cell in enumerate(cells)
    ]
