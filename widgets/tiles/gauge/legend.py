"""The words of a gauge's bands, each beside the ground that its band has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widgets.drawing import Box, Ink, Item, Rect, Weight
from widgets.page import Page
from widgets.sheet import TIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.gauge.told import Entry


@dataclass(frozen=True, slots=True)
class Legend:
    """`places` are those of `entries`."""

    entries: tuple[Entry, ...]
    places: tuple[Rect, ...]

    @property
    def rows(self) -> int:
        return len({place.y for place in self.places})

    def items(self, down: float, room: Room, sheet: Sheet) -> Iterator[Item]:
        """`down`: pixels from where it was placed."""
        page, side = Page(room, sheet), sheet.reading * 0.62
        for entry, place in zip(self.entries, self.places, strict=True):
            at = replace(place, y=place.y + down)
            ink = room.ink if entry.strong else Ink.SECOND
            beside = at.beside(lead(sheet))
            text = page.text("legend", entry.text, beside, ink, _weight(entry), leading=TIGHT)
            middle = text.runs[0].baseline - text.cap / 2
            square = Rect(at.x, middle - side / 2, side, side)
            yield _sign(entry, square, sheet)
            yield text


def lead(sheet: Sheet) -> float:
    """From a sign's left edge to its word."""
    return sheet.reading * 0.74 + sheet.px(10)


def legend(entries: Sequence[Entry], box: Rect, rows: int, room: Room, sheet: Sheet) -> Legend:
    """In at most so many rows: whole, else the words without their thresholds, else fewer of those; the
    figure's own is left out last.
    """
    brief = [replace(entry, text=entry.short) for entry in entries]
    for told in (list(entries), brief):
        found = _placed(told, box, rows, room, sheet)
        if found is not None:
            return Legend(tuple(told), found)
    while brief:
        others = [n for n, entry in enumerate(brief) if not entry.strong]
        del brief[others[-1] if others else -1]
        found = _placed(brief, box, rows, room, sheet)
        if found:
            return Legend(tuple(brief), found)
    return Legend((), ())


def _placed(
    entries: Sequence[Entry], box: Rect, rows: int, room: Room, sheet: Sheet
) -> tuple[Rect, ...] | None:
    """Each in the first row with room for it; in one of its own where there are more than enough."""
    page, row, gap = Page(room, sheet), sheet.tight, sheet.px(34)
    each = rows > len(entries)
    ends: list[float] = []
    places: list[Rect] = []
    for entry in entries:
        wide = lead(sheet) + page.wide(entry.text, _weight(entry)) + 1
        fitting = (n for n, end in enumerate(ends) if end + gap + wide <= box.w and not each)
        n = next(fitting, len(ends))
        x = ends[n] + gap if n < len(ends) else 0.0
        ends[n : n + 1] = [x + wide]
        places.append(Rect(box.x + x, box.y + n * row, wide, row))
    return tuple(places) if len(ends) <= rows and max(ends, default=0.0) <= box.w else None


def _weight(entry: Entry) -> Weight:
    return Weight.SEMIBOLD if entry.strong else Weight.REGULAR


def _sign(entry: Entry, square: Rect, sheet: Sheet) -> Box:
    """A band's ground, or the plan's tick."""
    if entry.ink is not None:
        return Box(square, fill=entry.ink, line=Ink.OUTLINE, width=sheet.px(1.5))
    wide = sheet.px(5)
    return Box(Rect(square.x + (square.w - wide) / 2, square.y, wide, square.h), fill=Ink.TEXT)
