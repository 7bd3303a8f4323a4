"""Paragraphs in a room: as large as was wanted, else smaller down to reading size, then in their short forms,
then cut.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from widgets.drawing import Rect, Text, Weight
from widgets.fitting import ELLIPSIS
from widgets.sheet import FIGURE_LEAST, LEADING, READING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

_SIZES: dict[str, float] = {"figure": FIGURE_LEAST, "large": 22.0, "reading": READING}
"""Arc minutes, the largest first."""
_WEIGHTS = {"figure": Weight.SEMIBOLD, "large": Weight.MEDIUM, "reading": Weight.REGULAR}
_BETWEEN = 0.45
"""Rows between two paragraphs."""


@dataclass(frozen=True, slots=True)
class Notice:
    size: Literal["reading", "large", "figure"]
    room: Room
    sheet: Sheet
    centred: bool

    def goes(self, said: Sequence[str]) -> bool:
        """Whole, in the size that was wanted."""
        lines = self._lines(said, self.size)
        fits = self._height(lines, self.size) <= self.room.box.h + 0.5
        return fits and self._whole(lines, self.size)

    def items(self, full: Sequence[str], short: Sequence[str]) -> list[Item]:
        names = [*_SIZES]
        tried = names[names.index(self.size) :]
        for said in (full, short):
            for name in tried:
                lines = self._lines(said, name)
                if self._height(lines, name) <= self.room.box.h + 0.5 and self._whole(lines, name):
                    return self._placed(lines, name, said)
        return self._placed(self._cut(self._lines(short, "reading")), "reading", short)

    def _lines(self, said: Sequence[str], name: str) -> list[list[str]]:
        """Of each paragraph."""
        size, weight = self.sheet.size(_SIZES[name]), _WEIGHTS[name]
        return [
            [
                line
                for part in text.splitlines()
                if part.strip()
                for line in self.sheet.broken(part, self.room.box.w, size, weight)
            ]
            for text in said
        ]

    def _height(self, lines: list[list[str]], name: str) -> float:
        row = self.sheet.size(_SIZES[name]) * LEADING
        shown = [one for one in lines if one]
        return row * (sum(map(len, shown)) + _BETWEEN * max(len(shown) - 1, 0))

    def _whole(self, lines: list[list[str]], name: str) -> bool:
        """No word is wider than the room."""
        size, weight = self.sheet.size(_SIZES[name]), _WEIGHTS[name]
        width = self.sheet.measure.width
        widest = max((width(line, size, weight) for one in lines for line in one), default=0.0)
        return widest <= self.room.box.w + 0.5

    def _cut(self, lines: list[list[str]]) -> list[list[str]]:
        """As many as go at reading size; what is left out is told by an ellipsis."""
        kept: list[list[str]] = []
        for paragraph in lines:
            fits = [*kept, paragraph]
            if self._height(fits, "reading") <= self.room.box.h + 0.5:
                kept = fits
                continue
            part = [*paragraph]
            while part and self._height([*kept, part], "reading") > self.room.box.h + 0.5:
                part.pop()
            if part:
                kept = [*kept, part]
            break
        else:
            return kept
        while kept and not kept[-1]:
            kept.pop()  # a paragraph of nothing but spaces
        return self._ended(kept) if kept else kept

    def _ended(self, lines: list[list[str]]) -> list[list[str]]:
        *before, last = lines
        return [*before, [*last[:-1], last[-1].rstrip(" ,.;:–-") + ELLIPSIS]]

    def _placed(self, lines: list[list[str]], name: str, said: Sequence[str]) -> list[Item]:
        box, size = self.room.box, self.sheet.size(_SIZES[name])
        row = size * LEADING
        spare = box.h - self._height(lines, name)
        y = box.y + (max(spare / 2, 0.0) if self.centred else 0.0)
        items: list[Item] = []
        for paragraph, text in zip(lines, said, strict=False):
            if not paragraph:
                continue
            place = Rect(box.x, y, box.w, row * len(paragraph))
            items.append(self._paragraph(paragraph, text, place, name))
            y += place.h + row * _BETWEEN
        return items

    def _paragraph(self, lines: list[str], full: str, place: Rect, name: str) -> Text:
        size = self.sheet.size(_SIZES[name])
        texts = [
            self.sheet.line(
                "value",
                line,
                Rect(place.x, place.y + n * size * LEADING, place.w, size * LEADING),
                size=size,
                weight=_WEIGHTS[name],
                ink=self.room.ink,
                ground=self.room.ground,
                align="centre" if self.centred else "left",
            )
            for n, line in enumerate(lines)
        ]
        left = min(text.rect.x for text in texts)
        right = max(text.rect.right for text in texts)
        return replace(
            texts[0],
            text=" ".join(text.text for text in texts),
            full=" ".join(full.split()),
            rect=Rect(left, place.y, right - left, place.h),
            runs=tuple(run for text in texts for run in text.runs),
            clipped=any(text.clipped for text in texts),
        )
