"""Counts side by side, each with its sign: as many rows of them as they need or as there is room for. Where a
picture's parts are told by swatches it is their legend as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Box, Hatch, Ink, Item, Mark, Rect, Weight
from widgets.page import Page
from widgets.sheet import TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.drawing import Shape
    from widgets.sheet import Sheet
    from widgets.tile import Room

_SIDE = 0.74
"""Of a sign, in ems."""
_APART = 30.0
"""Between two counts, pixels at 1080 lines."""


@dataclass(frozen=True, slots=True)
class Count:
    """One of them, in the words that say it."""

    text: str
    mark: Shape | None = None
    ink: Ink | None = None
    """Of its mark; without a mark of a swatch before it; None: nothing stands before it."""
    hollow: bool = False
    """The swatch is an outline."""
    hatched: bool = False
    """The swatch is an outline with stripes in it."""
    strong: bool = False
    quiet: bool = False

    @property
    def weight(self) -> Weight:
        return Weight.SEMIBOLD if self.strong else Weight.REGULAR


type _Placed = tuple[Count, float, float]
"""With its left edge and its width, pixels from the box's edge."""


@dataclass(frozen=True, slots=True)
class Tally:
    counts: Sequence[Count]
    room: Room
    sheet: Sheet

    def height(self, width: float) -> float:
        return len(self._rows(width)) * self.sheet.tight

    def items(self, box: Rect) -> list[Item]:
        """From the top of `box`; rows that have no room are left out, the first never."""
        most = max(int((box.h + 0.5) / self.sheet.tight), 1)
        items: list[Item] = []
        for number, row in enumerate(self._rows(box.w)[:most]):
            top = box.y + number * self.sheet.tight
            for count, left, width in row:
                items += self._count(count, Rect(box.x + left, top, width, self.sheet.row))
        return items

    def _rows(self, width: float) -> list[list[_Placed]]:
        gap, x = self.sheet.px(_APART), 0.0
        rows: list[list[_Placed]] = []
        for count in self.counts:
            wide = min(self._wide(count), width)
            if not rows or x + wide > width:
                rows.append([])
                x = 0.0
            rows[-1].append((count, x, wide))
            x += wide + gap
        return rows

    def _wide(self, count: Count) -> float:
        return self._lead(count) + Page(self.room, self.sheet).wide(count.text, count.weight) + 1

    def _lead(self, count: Count) -> float:
        return 0.0 if count.ink is None else self.sheet.reading * _SIDE + self.sheet.px(10)

    def _count(self, count: Count, place: Rect) -> list[Item]:
        text = Page(self.room, self.sheet).text(
            "value",
            count.text,
            place.beside(self._lead(count)),
            Ink.SECOND if count.quiet else self.room.ink,
            count.weight,
            leading=TIGHT,
        )
        if count.ink is None:
            return [text]
        side = self.sheet.reading * _SIDE
        middle = text.runs[0].baseline - text.cap / 2
        sign = Rect(place.x, middle - side / 2, side, side)
        if count.mark is not None:
            return [Mark(count.mark, sign, count.ink, self.sheet.px(3.5)), text]
        swatch, radius = sign.inset(side * 0.12, side * 0.12), self.sheet.px(3)
        if count.hollow:
            return [Box(swatch, line=count.ink, width=self.sheet.px(2), radius=radius), text]
        if count.hatched:
            return [*hatched(swatch, count.ink, self.sheet), text]
        return [Box(swatch, fill=count.ink, radius=radius), text]


def hatched(place: Rect, ink: Ink, sheet: Sheet) -> list[Item]:
    """A part that stripes tell from a filled one of the same colour."""
    radius, step = sheet.px(3), sheet.px(9)
    return [
        Hatch(place, radius, ink=ink, step=step),
        Box(place, line=ink, width=sheet.px(2), radius=radius),
    ]
