"""One large figure, or a few in a row, over lines of reading size: clocks and countdowns.

The figures are as large as the room bears; lines give way from the last one before a figure becomes small.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widgets.drawing import Ink, Item, Mark, Rect, Shape, Weight
from widgets.page import Page
from widgets.sheet import FIGURE_HEIGHT, FIGURE_LEAST, FLOOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room

_AIR = 6.0
"""Pixels at 1080 lines between the figures and what stands under them."""
_GAP = 0.42
"""Between two figures, in ems of theirs."""
_BESIDE = 1.1
"""Ems of reading size between a figure and the lines at its right."""
_LEAST_BESIDE = 5.0
"""Ems of reading size that a line at the right of a figure must have."""
_SMALL = 0.52
"""What stands on a figure's baseline behind it, as `Sheet.figure` has it."""
_NARROW = 24.0
"""Arc minutes below which a figure would rather give up the one beside it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A figure with its unit: `15` ` giờ`."""

    main: str
    after: str = ""
    widest: str = ""
    """What it may become without moving anything."""
    role: str = "value"


@dataclass(frozen=True, slots=True)
class Under:
    """A line under the figures, in shorter and shorter forms."""

    forms: tuple[str, ...]
    role: str = "context"
    mark: Shape | None = None
    colour: Ink = Ink.SECOND
    """Of the mark."""
    strong: bool = False


def stacked(
    parts: Sequence[Part], lines: Sequence[Under], room: Room, sheet: Sheet, *, most: float
) -> list[Item]:
    """`most`: arc minutes of the figures where there is room for them."""
    return _Stack(Page(room, sheet), most).items(list(parts), list(lines))


@dataclass(frozen=True, slots=True)
class _Stack:
    page: Page
    most: float

    def items(self, parts: list[Part], lines: list[Under]) -> list[Item]:
        box, sheet = self.page.room.box, self.page.sheet
        if not parts:
            return self._lines(lines, box)
        least, air = sheet.size(FIGURE_LEAST), sheet.px(_AIR)
        if box.h < least * FIGURE_HEIGHT + air + sheet.row and lines:
            return self._beside(parts, lines)
        for kept in range(len(lines), -1, -1):
            height = box.h - kept * sheet.row - (air if kept else 0.0)
            shown, size = self._fitted(parts, box.w, height)
            if height >= least * FIGURE_HEIGHT or not kept:
                items = self._figures(shown, box.top(height), size)
                below = box.below(size * FIGURE_HEIGHT + air) if items else box
                return [*items, *self._lines(lines[:kept], below)]
        return []

    def _beside(self, parts: list[Part], lines: list[Under]) -> list[Item]:
        """A low room: the figure at the left, as many lines as go at its right."""
        box, sheet = self.page.room.box, self.page.sheet
        gap = _BESIDE * sheet.reading
        shortest = max(self.page.wide(line.forms[-1], Weight.SEMIBOLD) for line in lines[:1]) + gap
        shown, size = self._fitted(parts, box.w - shortest, box.h)
        if size < sheet.size(FIGURE_LEAST) or len(shown) < len(parts):
            shown, size = self._fitted(parts, box.w, box.h)
        items = self._figures(shown, box, size)
        rest = box.beside(self._wide(shown, size) + gap)
        if not items or rest.w < _LEAST_BESIDE * sheet.reading:
            return items
        rows = min(self.page.rows(box.h), len(lines))
        if rows < 1:
            return items
        figure = size * FIGURE_HEIGHT
        air = max((min(figure, box.h) - rows * sheet.row) / 2, 0.0)
        return [*items, *self._lines(lines[:rows], rest.below(air))]

    def _fitted(self, parts: list[Part], width: float, height: float) -> tuple[list[Part], float]:
        """The parts that go beside each other, and their size: the last gives way before they are
        small.
        """
        sheet = self.page.sheet
        tallest = min(height / FIGURE_HEIGHT, sheet.size(self.most))
        for count in range(len(parts), 0, -1):
            size = self._size(parts[:count], width, tallest)
            if size >= sheet.size(_NARROW) or count == 1:
                return parts[:count], size
        return [], 0.0

    def _size(self, parts: list[Part], width: float, size: float) -> float:
        reading = self.page.sheet.reading
        size = float(int(size))
        while size > reading and self._wide(parts, size) > width:
            size -= 1.0
        return size

    def _wide(self, parts: list[Part], size: float) -> float:
        measure, sheet = self.page.sheet.measure, self.page.sheet
        small = max(float(int(size * _SMALL)), sheet.reading)
        width = sum(
            measure.width(part.widest or part.main, size, Weight.BOLD)
            + (measure.width(part.after, small, Weight.SEMIBOLD) if part.after else 0.0)
            for part in parts
        )
        return width + _GAP * size * (len(parts) - 1)

    def _figures(self, parts: list[Part], box: Rect, size: float) -> list[Item]:
        """None where not even one has room: half a clock says nothing."""
        sheet, room = self.page.sheet, self.page.room
        if size < sheet.size(FLOOR) or size * FIGURE_HEIGHT > box.h + 0.5:
            return []
        items: list[Item] = []
        x = box.x
        for part in parts:
            width = self._wide([part], size)
            if x + width > box.right + 1.0:
                break
            items.append(
                sheet.figure(
                    part.role,
                    part.main,
                    Rect(x, box.y, width + 1.0, box.h),
                    after=part.after,
                    size=size,
                    least=size,
                    ink=room.ink,
                    ground=room.ground,
                )
            )
            x += width + _GAP * size
        return items

    def _lines(self, lines: Sequence[Under], box: Rect) -> list[Item]:
        sheet = self.page.sheet
        items: list[Item] = []
        for n, line in enumerate(lines):
            row = Rect(box.x, box.y + n * sheet.row, box.w, sheet.row)
            if row.bottom > box.bottom + 0.5:
                break
            if line.mark is not None:
                side = sheet.reading * 0.8
                place = Rect(row.x, row.y + (row.h - side) / 2 + sheet.px(2), side, side)
                items.append(Mark(line.mark, place, line.colour))
                row = row.beside(side + sheet.reading * 0.4)
            weight = Weight.SEMIBOLD if line.strong else Weight.REGULAR
            ink = self.page.room.ink if line.strong else Ink.SECOND
            text = self._fitting(line, row.w, weight)
            found = self.page.text(line.role, text, row, ink, weight)
            items.append(replace(found, full=line.forms[0]))
        return items

    def _fitting(self, line: Under, width: float, weight: Weight) -> str:
        """The longest form that goes whole, else the last one, to be cut."""
        return next(
            (one for one in line.forms if self.page.wide(one, weight) <= width + 0.5),
            line.forms[-1],
        )
