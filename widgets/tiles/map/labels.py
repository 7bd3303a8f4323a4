"""Names on a map: none over another, none beyond the map; what has no room beside its place is led there by
a line, and what has no room at all is counted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from widgets.drawing import Box, Curve, Ink, Rect, Weight
from widgets.sheet import TIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.drawing import Item, Text
    from widgets.sheet import Sheet

_AIR = 6.0
_NEAR = 0.7
"""Rows from its place within which a name needs no line to it."""
_FAR = (0.35, 0.7, 1.2, 1.8, 2.6, 3.6)
"""Rows from its place at which a name is tried, nearest first."""
_ROUND = 12
"""Directions that are tried at each distance."""


@dataclass(frozen=True, slots=True)
class Label:
    name: str
    value: str
    at: tuple[float, float]
    """Pixels."""


@dataclass(slots=True)
class Labels:
    """Names as they find room, in the order in which they matter."""

    box: Rect
    sheet: Sheet
    ground: Ink
    ink: Ink
    plates: bool = False
    """A name has a ground of its own: over a picture of which nobody knows how bright it is, and in the
    second text colour, which is too weak on the strongest ground of a unit.
    """
    taken: list[Rect] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    lines: list[Item] = field(default_factory=list)
    """From names to their places: beneath all names."""
    named: int = 0
    left: int = 0
    """Names that found no room."""

    def put(self, label: Label) -> None:
        for rect, stacked, led in self._tries(label):
            if self.box.holds(rect) and not any(rect.meets(other) for other in self.taken):
                self._write(label, rect, stacked=stacked, led=led)
                self.named += 1
                return
        self.left += 1

    def _tries(self, label: Label) -> Iterator[tuple[Rect, bool, bool]]:
        """Places, whether name and value stand over each other, and whether a line leads there."""
        x, y = label.at
        shapes = [(self._size(label, stacked=stacked), stacked) for stacked in (True, False)]
        if not label.value:
            shapes = shapes[1:]
        for (w, h), stacked in shapes:
            yield Rect(x - w / 2, y - h / 2, w, h), stacked, False
        for far in _FAR:
            away = far * self.sheet.row
            for step in range(_ROUND):
                angle = 2 * math.pi * step / _ROUND
                dx, dy = away * math.cos(angle), away * math.sin(angle)
                for (w, h), stacked in reversed(shapes):
                    led = far > _NEAR
                    out_x = w / 2 * math.cos(angle) if led else 0.0
                    out_y = h / 2 * math.sin(angle) if led else 0.0
                    rect = Rect(x + dx + out_x - w / 2, y + dy + out_y - h / 2, w, h)
                    yield rect, stacked, led

    def _size(self, label: Label, *, stacked: bool) -> tuple[float, float]:
        name = self._wide(label.name, Weight.REGULAR)
        value = self._wide(label.value, Weight.SEMIBOLD)
        air = 2 * self.sheet.px(_AIR)
        if stacked:
            return max(name, value) + air, 2 * self.sheet.reading * TIGHT
        gap = self.sheet.px(12) if label.value else 0.0
        return name + gap + value + air, self.sheet.reading * TIGHT

    def _wide(self, text: str, weight: Weight) -> float:
        return self.sheet.measure.width(text, self.sheet.reading, weight) if text else 0.0

    def _write(self, label: Label, rect: Rect, *, stacked: bool, led: bool) -> None:
        self.taken.append(rect)
        if led:
            self.lines.append(self._line(label.at, rect))
        if self.plates:
            self.items.append(Box(rect, fill=Ink.TILE, radius=self.sheet.px(6)))
        inner = rect.inset(self.sheet.px(_AIR), 0)
        row = self.sheet.reading * TIGHT
        align = "centre" if stacked or not label.value else "left"
        self.items.append(self._text("label", label.name, inner.top(row), align, Weight.REGULAR))
        if label.value:
            below = inner.below(row) if stacked else inner
            align = "centre" if stacked else "right"
            self.items.append(self._text("value", label.value, below, align, Weight.SEMIBOLD))

    def _text(self, role: str, text: str, box: Rect, align: str, weight: Weight) -> Text:
        return self.sheet.line(
            role,
            text,
            box,
            align=align,
            weight=weight,
            ink=self.ink,
            ground=Ink.TILE if self.plates else self.ground,
            leading=TIGHT,
        )

    def _line(self, at: tuple[float, float], rect: Rect) -> Curve:
        """To the nearest point of the name's box."""
        x = min(max(at[0], rect.x), rect.right)
        y = min(max(at[1], rect.y), rect.bottom)
        return Curve(((at, (x, y)),), Ink.OUTLINE, width=self.sheet.px(2), end=False)
