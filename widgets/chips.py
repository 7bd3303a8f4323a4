"""Words in outlines, and plain ones, that a frame sets beside its title or along its foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Box, Ink, Item, Mark, Rect, Shape, Weight
from widgets.fitting import ELLIPSIS
from widgets.sheet import LEADING

if TYPE_CHECKING:
    from widgets.sheet import Sheet

CHIP = 1.2
"""Height of a chip, in ems."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A word in an outline, or plain words (a publication)."""

    role: str
    text: str
    mark: Shape | None = None
    outlined: bool = True
    ends: str = ""
    """The end of the text that is kept when it is cut: the date of a publication."""

    def lead(self, sheet: Sheet) -> float:
        """From the chip's left edge to its text."""
        if not self.outlined:
            return 0.0
        return sheet.px(12) + (sheet.reading * 0.72 + sheet.px(10) if self.mark else 0.0)

    def width(self, sheet: Sheet) -> float:
        weight = Weight.SEMIBOLD if self.outlined else Weight.REGULAR
        text = sheet.measure.width(self.text, sheet.reading, weight)
        return self.lead(sheet) + text + (sheet.px(12) if self.outlined else 0.0)

    def items(self, place: Rect, sheet: Sheet, ground: Ink) -> list[Item]:
        """The chip's items; `place` is where it stands, its width bounding it."""
        lead = self.lead(sheet)
        tail = sheet.px(12) if self.outlined else 0.0
        box = Rect(
            place.x + lead, place.y + (place.h - sheet.row) / 2, place.w - lead - tail, sheet.row
        )
        text = sheet.line(
            self.role,
            self.text,
            box,
            weight=Weight.SEMIBOLD if self.outlined else Weight.REGULAR,
            ink=Ink.TEXT if self.outlined else Ink.SECOND,
            ground=ground,
            short=self._short(box.w, sheet) if self.ends else None,
        )
        if not self.outlined:
            return [text]
        outline = Rect(place.x, place.y, text.rect.w + lead + tail, place.h)
        items: list[Item] = [
            Box(outline, line=Ink.OUTLINE, width=sheet.px(2), radius=sheet.px(8)),
            *([text] if self.text else []),
        ]
        if self.mark:
            side = sheet.reading * 0.72
            sign = Rect(place.x + sheet.px(12), place.y + (place.h - side) / 2, side, side)
            items.append(Mark(self.mark, sign, Ink.TEXT, sheet.px(3.5)))
        return items

    def _short(self, width: float, sheet: Sheet) -> str:
        """`Báo Lâm… 22/12/2023`, as many words as fit."""
        words = self.text.removesuffix(self.ends).split()
        for n in range(len(words), 0, -1):
            said = f"{' '.join(words[:n])}{ELLIPSIS} {self.ends}"
            if sheet.measure.width(said, sheet.reading, Weight.REGULAR) <= width:
                return said
        return self.ends


def in_head(
    chips: list[Chip], used: float, row: Rect, sheet: Sheet, ground: Ink
) -> tuple[list[Item], list[Chip]]:
    """Chips from the right of the title's row, as far as there is room; the others, in their order.

    The mark of what is simulated goes first, the badge last: it has the foot's beginning.
    """
    items: list[Item] = []
    x, gap = row.right, sheet.px(20)
    for chip in reversed(chips):
        width = chip.width(sheet)
        if x - width < row.x + used + gap:
            break
        x -= width
        # A chip's text then stands on the title's baseline.
        place = Rect(
            x, row.y + sheet.reading * (LEADING - CHIP) / 2, width + 1, sheet.reading * CHIP
        )
        items += chip.items(place, sheet, ground)
        chips = [other for other in chips if other is not chip]
        x -= gap
    return items, chips


def in_foot(chips: list[Chip], inner: Rect, sheet: Sheet, ground: Ink) -> tuple[list[Item], float]:
    """What the head had no room for, along the bottom, on as many rows as it needs."""
    gap, height = sheet.px(12), sheet.reading * CHIP
    rows: list[list[tuple[Chip, float]]] = []
    x = inner.w
    for chip in chips:
        width = min(chip.width(sheet), inner.w)
        if not rows or x + width > inner.w + 0.5:
            rows.append([])
            x = 0.0
        rows[-1].append((chip, x))
        x += width + gap
    if not rows:
        return [], 0.0
    step = height + sheet.px(7)
    top = inner.bottom - len(rows) * step + sheet.px(7)
    items: list[Item] = []
    for i, row in enumerate(rows):
        for chip, left in row:
            place = Rect(inner.x + left, top + i * step, inner.w - left, height)
            items += chip.items(place, sheet, ground)
    return items, len(rows) * step + sheet.px(7)
