"""Where nobody knows what there was: an empty place that says so, never a column of 0."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from services.freshness import State
from widgets.drawing import Box, Ink, Item, Rect, Weight
from widgets.page import Page
from widgets.sheet import TIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.bars.view import Column


def gaps(columns: Sequence[Column], plot: Rect, room: Room, sheet: Sheet) -> Iterator[Item]:
    """One for each stretch of unknown columns; `plot` is all columns' place."""
    pitch = plot.w / len(columns)
    begin = 0
    for known, run in groupby(columns, lambda one: one.amount is not None):
        count = len([*run])
        if not known:
            place = Rect(plot.x + begin * pitch, plot.y, count * pitch, plot.h)
            yield from _gap(place, room, sheet)
        begin += count


def _gap(place: Rect, room: Room, sheet: Sheet) -> Iterator[Item]:
    frame = place.inset(sheet.px(3), sheet.px(2))
    yield Box(frame, line=Ink.OUTLINE, width=sheet.px(1.5), radius=sheet.px(3), dashed=True)
    said = sheet.words.state(State.NEVER)
    inner = frame.inset(sheet.px(12), sheet.px(4))
    broken = sheet.broken(said, inner.w, sheet.reading, Weight.REGULAR)
    high = len(broken) * sheet.tight
    wide = max(Page(room, sheet).wide(one) for one in broken) + 1
    if wide > inner.w or high > inner.h:
        return
    at = Rect(inner.x + (inner.w - wide) / 2, inner.y + (inner.h - high) / 2, wide, high)
    lines, ink, ground = len(broken), Ink.SECOND, room.ground
    yield sheet.paragraph("label", said, at, lines=lines, ink=ink, ground=ground, leading=TIGHT)
