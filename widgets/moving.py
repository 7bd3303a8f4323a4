"""What tiles of pages and cameras share: a place for the picture, and what is said of it.

The wall can't judge how new such a picture is, so it always says so. Where nothing moves (a replay, a file,
a miniature) the last dated thumbnail stands instead, or that there is none.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from services.clock import iso
from services.moving import Feed, Phase, Seen
from services.moving.telling import opening
from services.phrase import phrase
from widgets.chips import Chip, in_foot
from widgets.drawing import Box, Ink, Moving, Raster, Rect, Weight
from widgets.sheet import TIGHT
from widgets.tile import Json, View

if TYPE_CHECKING:
    from datetime import date

    from services.phrase import Phrase
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

_LEAST = 1.0
"""Rows of a picture that shows anything."""
_LINES = 4
_HEAD = 24
"""Bytes of a PNG that say its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingView(View):
    feed: Feed
    seen: Seen
    day: date
    """The wall's date: a thumbnail of another day is written with its own."""

    @override
    def figures(self) -> dict[str, Json]:
        at = self.seen.at
        return {
            "kind": self.feed.kind,
            "url": self.feed.bare,
            "thumbnail": None if at is None else iso(at),
        }


def lay_out(view: MovingView, room: Room, sheet: Sheet) -> list[Item]:
    """A thumbnail stands with its time or not at all; the mark always stands."""
    box = room.box
    mark, taken = _mark(box, sheet), _taken(view, sheet)
    for chips in ([_beside(mark, taken, box, sheet), taken], [mark]):
        foot, height = in_foot([chip for chip in chips if chip], box, sheet, room.ground)
        place = _whole(box.above(height))
        if place.h >= sheet.row * _LEAST and (taken is None or taken in chips):
            return [*_picture(view, place, room, sheet), *foot]
        if height <= box.h:
            return foot
    return []


def _picture(view: MovingView, place: Rect, room: Room, sheet: Sheet) -> list[Item]:
    seen = view.seen
    moving = Moving(place, view.feed.key)
    if seen.phase is Phase.MOVING:
        return [moving]
    if seen.content is not None:
        return [moving, Raster(fitted(place, *size_of(seen.content)), seen.content, place)]
    empty = Box(place, line=Ink.LINE, width=sheet.px(2), radius=sheet.px(8))
    inner = place.inset(sheet.px(24), sheet.px(10))
    said = sheet.words.say(_why(view))
    lines = len(sheet.broken(said, inner.w, sheet.reading, Weight.REGULAR))
    lines = max(1, min(lines, _LINES, int(inner.h / sheet.tight)))
    height = lines * sheet.tight
    middle = Rect(inner.x, inner.y + max(inner.h - height, 0) / 2, inner.w, height + 1)
    text = sheet.paragraph(
        "context", said, middle, lines=lines, ink=Ink.SECOND, ground=room.ground, leading=TIGHT
    )
    return [moving, empty, text]


def _why(view: MovingView) -> Phrase:
    if view.seen.phase is Phase.OPENING:
        return opening(view.feed.kind)
    return view.seen.words or phrase("Không ghi hình")


def _taken(view: MovingView, sheet: Sheet) -> Chip | None:
    words, seen = sheet.words, view.seen
    if seen.phase is Phase.MOVING or seen.at is None:
        return None
    today = words.date(seen.at) == words.date(view.day)
    at = words.time(seen.at) if today else words.moment(seen.at)
    return Chip("context", words.say("ảnh lúc {at}", at=at), outlined=False, ends=at)


def _marks(sheet: Sheet) -> tuple[Chip, Chip]:
    """Whole and short."""
    words = sheet.words
    return Chip("mark", words.say("không kiểm được độ mới")), Chip(
        "mark", words.say("chưa rõ độ mới")
    )


def _mark(box: Rect, sheet: Sheet) -> Chip:
    whole, short = _marks(sheet)
    return whole if whole.width(sheet) <= box.w else short


def _beside(mark: Chip, taken: Chip | None, box: Rect, sheet: Sheet) -> Chip:
    """The short form where both then share a row: a row more is a larger picture."""
    _, short = _marks(sheet)
    if taken is None:
        return mark
    left = box.w - taken.width(sheet) - sheet.px(12)
    return short if mark.width(sheet) > left >= short.width(sheet) else mark


def _whole(rect: Rect) -> Rect:
    """In whole pixels, so that a frame of as many is painted as it is."""
    left, top = float(round(rect.x)), float(round(rect.y))
    return Rect(left, top, float(int(rect.right - left)), float(int(max(rect.bottom - top, 0))))


def fitted(place: Rect, width: float, height: float) -> Rect:
    """Where a picture of that size stands whole in the middle of `place`."""
    scale = min(place.w / width, place.h / height)
    across, down = width * scale, height * scale
    return Rect(place.x + (place.w - across) / 2, place.y + (place.h - down) / 2, across, down)


def size_of(png: bytes) -> tuple[float, float]:
    """As its head says; a square where it says nothing."""
    if len(png) < _HEAD or png[12:16] != b"IHDR":
        return 1.0, 1.0
    width, height = struct.unpack(">II", png[16:_HEAD])
    return float(max(width, 1)), float(max(height, 1))
