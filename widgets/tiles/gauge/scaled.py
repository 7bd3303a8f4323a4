"""A gauge's bar between the ends of its scale; the thresholds and the legend under it where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Ink, Item, Rect
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tiles.gauge import told
from widgets.tiles.gauge.legend import legend
from widgets.tiles.gauge.strip import strip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.gauge.view import Gauge

_LEAST = 3.0
"""Ems of a bar: a shorter one tells nothing."""
_THICK, _THIN = 0.78, 0.5
"""Ems, with its words beside it and without."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """`gauges`: all of the tile, so that their bars stand under each other."""

    gauges: Sequence[Gauge]
    room: Room
    sheet: Sheet

    def drawn(self, gauge: Gauge, box: Rect, *, alone: bool) -> tuple[list[Item], float]:
        """Items and height; `gauge` has a scale. One that is alone has a thicker bar where there is room."""
        row = self.sheet.tight
        if box.h < row - 0.5:
            return self._thin(gauge, box), box.h
        spare = int((box.h - row + 0.5) / row)
        words = legend(told.legend(gauge, self.sheet.words), box, spare, self.room, self.sheet)
        ruled = len(gauge.spans) > 1 and spare > words.rows
        left = box.h - row * (1 + words.rows + ruled)
        tall = row + (min(left / 3, row) if alone else 0.0)
        bar = self._bar(gauge, box.top(tall))
        if bar is None:
            return [], 0.0
        items, rect = bar
        used = tall
        if ruled:
            items += self._edges(gauge, rect, Rect(box.x, box.y + used, box.w, row))
            used += row
        items += words.items(used, self.room, self.sheet)
        return items, used + words.rows * row

    def _thin(self, gauge: Gauge, box: Rect) -> list[Item]:
        """Where there is room for a bar and for none of its words."""
        thick = min(self.sheet.reading * _THIN, box.h - self.sheet.px(8))
        if thick < self.sheet.reading * _THIN / 2 or box.w < _LEAST * self.sheet.reading:
            return []
        rect = Rect(box.x, box.y + (box.h - thick) / 2, box.w, thick)
        return [*strip(gauge, rect, self.room, self.sheet)]

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def _bar(self, gauge: Gauge, row: Rect) -> tuple[list[Item], Rect] | None:
        words, page = self.sheet.words, self._page
        every = [told.ends(one, words) for one in self.gauges if one.scale is not None]
        air = self.sheet.px(14)
        left = max(page.wide(low) for low, _ in every) + 1
        right = max(page.wide(high) for _, high in every) + 1
        bar = Rect(row.x + left + air, row.y, row.w - left - right - 2 * air, row.h)
        if bar.w < _LEAST * self.sheet.reading:
            return None
        low, high = told.ends(gauge, words)
        line = row.below((row.h - self.sheet.tight) / 2)
        place = Rect(line.x, line.y, left, line.h)
        first = page.text("axis", low, place, Ink.SECOND, align="right", leading=TIGHT)
        place = Rect(bar.right + air, line.y, right, line.h)
        last = page.text("axis", high, place, Ink.SECOND, leading=TIGHT)
        thick = self.sheet.reading * _THICK + bar.h - self.sheet.tight
        middle = first.runs[0].baseline - first.cap / 2
        rect = Rect(bar.x, middle - thick / 2, bar.w, thick)
        return [*strip(gauge, rect, self.room, self.sheet), first, last], rect

    def _edges(self, gauge: Gauge, bar: Rect, row: Rect) -> Iterator[Item]:
        """The thresholds under the bar, as many as stand apart, from the right."""
        scale, free = gauge.scale, bar.right
        if scale is None:
            return
        for value, said in reversed([*told.edges(gauge, self.sheet.words)]):
            wide = self._page.wide(said) + 1
            x = bar.x + bar.w * scale.share(value) - wide / 2
            x = min(max(x, bar.x), bar.right - wide)
            if bar.x <= x and x + wide <= free + 0.5:
                place = Rect(x, row.y, wide, row.h)
                yield self._page.text("axis", said, place, Ink.SECOND, leading=TIGHT)
                free = x - self.sheet.px(14)
