"""A room and the sheet that writes in it: lines of reading size on the room's ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Ink, Rect, Text, Weight
from widgets.sheet import LEADING

if TYPE_CHECKING:
    from widgets.sheet import Sheet
    from widgets.tile import Room


@dataclass(frozen=True, slots=True)
class Page:
    room: Room
    sheet: Sheet

    def wide(self, text: str, weight: Weight = Weight.REGULAR) -> float:
        """Pixels at reading size."""
        return self.sheet.measure.width(text, self.sheet.reading, weight) if text else 0.0

    def rows(self, height: float) -> int:
        """Whole rows in that many pixels."""
        return max(int((height + 0.5) / self.sheet.row), 0)

    def text(
        self,
        role: str,
        text: str,
        box: Rect,
        ink: Ink,
        weight: Weight = Weight.REGULAR,
        *,
        align: str = "left",
        short: str | None = None,
        leading: float = LEADING,
    ) -> Text:
        return self.sheet.line(
            role,
            text,
            box,
            ink=ink,
            weight=weight,
            ground=self.room.ground,
            align=align,
            short=short,
            leading=leading,
        )
