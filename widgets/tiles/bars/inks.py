"""Which ink a bar or a part of one has, and what stands for it in the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.drawing import PRIORITY_MARKS, Box, Curve, Ink, Item, Mark, Rect
from widgets.values import Ranked

if TYPE_CHECKING:
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.values import Value

_PARTS = (Ink.PART_1, Ink.PART_2, Ink.PART_3, Ink.PART_4)
_FAINT = frozenset({Ink.PART_3, Ink.PART_4})
"""Hardly stronger than a tile: they need their border."""


def part_ink(part: Value, n: int, room: Room) -> Ink:
    """Priorities have their alarms' colours; others from strong to weak."""
    if isinstance(part, Ranked):
        return PRIORITY_MARKS[part.name][1]
    return Ink.OLD if room.dimmed and not n else _PARTS[n]


def filled(rect: Rect, ink: Ink, sheet: Sheet, *, hollow: bool = False) -> list[Item]:
    """A bar, or a part of one; hollow where it isn't all there yet."""
    radius = min(sheet.px(4), rect.w / 3, rect.h / 3)
    if hollow:
        width = sheet.px(3)
        inner = rect.inset(width / 2, width / 2)
        return [Box(inner, line=ink, width=width, radius=radius)]
    line = Ink.OUTLINE if ink in _FAINT else None
    return [Box(rect, fill=ink, line=line, width=sheet.px(1.5), radius=radius)]


def swatch(part: Value, n: int, place: Rect, room: Room, sheet: Sheet) -> list[Item]:
    """Before the part's word: a priority's shape, else a patch of its ink."""
    ink = part_ink(part, n, room)
    if isinstance(part, Ranked):
        return [Mark(PRIORITY_MARKS[part.name][0], place, ink, sheet.px(3.5))]
    return filled(place.inset(place.w * 0.08, place.h * 0.08), ink, sheet)


def dashes(begin: tuple[float, float], end: tuple[float, float], sheet: Sheet) -> Curve:
    """A threshold's line, upright or level."""
    dash, gap = sheet.px(12), sheet.px(9)
    (x, y), (to_x, to_y) = begin, end
    long = max(to_x - x, to_y - y)
    count = max(int((long + gap) / (dash + gap)), 1)
    across, down = (to_x - x) / (long or 1.0), (to_y - y) / (long or 1.0)
    froms = [n * (dash + gap) for n in range(count)]
    tos = [min(at + dash, long) for at in froms]
    return Curve(
        tuple(
            ((x + at * across, y + at * down), (x + to * across, y + to * down))
            for at, to in zip(froms, tos, strict=True)
        ),
        Ink.SECOND,
        width=sheet.px(2.5),
        end=False,
    )
