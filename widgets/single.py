"""One figure that has a tile for itself: in the middle of its room, with its curve or what it is held against
below or beside it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widgets import against
from widgets.drawing import Box, Item, Mark, Rect, Text
from widgets.figures import one
from widgets.trend import trend

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from widgets.columns import Grid
    from widgets.reading import Number
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.trend import Points

_MIDDLE = 0.44
"""Of the room's height, where the middle of a figure lies: alike in tiles of one height."""
_SPARE = 1.0
"""Rows of free room from which on a figure leaves the top."""
_ABOVE = 0.6
"""Of the free room, what may be above the figure."""
_BESIDE, _LOW = 0.44, 4.0
"""Of the width, what the figure keeps beside its rows; rows of height from which on they stand there."""
_FIGURE = 4.2
"""Rows that a figure needs over what it is held against."""
_AIR = 0.35
"""Rows between a figure and what is below it."""


def single(
    number: Number, points: Points, span: timedelta | None, room: Room, sheet: Sheet
) -> list[Item]:
    """`points` over `span`: its course, empty where it has none."""
    if points and span:
        return _with_course(number, points, span, room, sheet)
    lines = against.rows(number, sheet.words)
    if len(lines) >= against.FEWEST:
        held = _with_rows(number, against.grid(lines, room, sheet), room, sheet)
        if held:
            return held
    return _middle(one(number, room.box, room, sheet), room.box, sheet)


def _with_rows(number: Number, grid: Grid, room: Room, sheet: Sheet) -> list[Item]:
    """At its right in a wide tile, else below it; nothing where there is no room for either."""
    box, row = room.box, sheet.row
    alone = against.without(number)
    height = len(grid.lines) * row
    wide = against.natural(grid)
    gap = sheet.px(60)
    if box.w * (1 - _BESIDE) - gap >= wide and box.h >= max(height, _LOW * row):
        left = box.left(box.w * _BESIDE)
        tall = min(height * against.AIRY, box.h)
        beside = min(box.right - left.right - gap, wide + sheet.px(200))
        place = Rect(left.right + gap, box.y + (box.h - tall) / 2, beside, tall)
        figure = _middle(one(alone, left, room, sheet), left, sheet)
        return [*figure, *against.items(grid, place)]
    if box.w >= wide and box.h >= height + _FIGURE * row:
        over = box.above(height + _AIR * row)
        figure = one(alone, over, room, sheet)
        free = over.bottom - _bottom(figure)
        tall = min(height * against.AIRY, height + free * _ABOVE)
        place = Rect(box.x, box.bottom - tall, min(box.w, wide + sheet.px(260)), tall)
        over = box.above(tall + _AIR * row)
        return [*_middle(figure, over, sheet), *against.items(grid, place)]
    return []


def _with_course(
    number: Number, points: Points, span: timedelta, room: Room, sheet: Sheet
) -> list[Item]:
    """The curve below the figure, as tall as it leaves room; or at its right in a wide and low tile."""
    box, row = room.box, sheet.row
    below = min(box.h - row * 2.6, box.h * 0.42)
    if below >= row * 1.6:
        over = box.above(below + sheet.px(6))
        figure = one(number, over, room, sheet)
        top = min(_bottom(figure) + row * _AIR, box.bottom - below)
        plot = Rect(box.x, top, box.w, box.bottom - top)
    elif box.w >= sheet.reading * 16 and box.h >= row * 1.6:
        figure = one(number, box.left(box.w * 0.54 - sheet.px(24)), room, sheet)
        plot = box.beside(box.w * 0.54)
    else:
        return one(number, box, room, sheet)
    return [*trend(points, span, plot, room, sheet, number.places), *figure]


def _middle(items: Sequence[Item], box: Rect, sheet: Sheet) -> list[Item]:
    """At the top of a tall room no eye looks for it."""
    free = box.bottom - _bottom(items)
    values = [one for one in items if isinstance(one, Text) and one.role == "value"]
    if free < _SPARE * sheet.row or not values:
        return [*items]
    middle = values[0].rect.y + values[0].rect.h / 2 - box.y
    down = min(box.h * _MIDDLE - middle, free * _ABOVE)
    return [_lowered(one, down) for one in items] if down > 0 else [*items]


def _bottom(items: Sequence[Item]) -> float:
    return max(one.rect.bottom for one in items if isinstance(one, Text | Box))


def _lowered(item: Item, down: float) -> Item:
    match item:
        case Text():
            runs = tuple(replace(run, baseline=run.baseline + down) for run in item.runs)
            return replace(item, rect=_below(item.rect, down), runs=runs)
        case Box() | Mark():
            return replace(item, rect=_below(item.rect, down))
        case _:
            return item


def _below(rect: Rect, down: float) -> Rect:
    return Rect(rect.x, rect.y + down, rect.w, rect.h)
