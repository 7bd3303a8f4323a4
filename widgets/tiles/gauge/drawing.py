"""Gauges in a room: each a row with name, meaning and figure, and under it its bar between the ends of its
scale; where there is more room the bands' words too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from services.freshness import State
from widgets.comparisons import lines
from widgets.drawing import Ink, Item, Mark, Rect, Weight
from widgets.figures import figure_in, under
from widgets.frame import LOOKS
from widgets.page import Page
from widgets.sheet import BASELINE, FIGURE_HEIGHT, FIGURE_LEAST, FIGURE_MOST, TIGHT
from widgets.shortening import at_a_word
from widgets.tiles.gauge import told
from widgets.tiles.gauge.legend import lead
from widgets.tiles.gauge.scaled import Scaled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.drawing import Shape
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.gauge.view import Gauge, GaugeView

_WIDE = 40.0
"""Ems from which on gauges that would have no bar in one column stand in two."""
_BARRED = 1.9
"""Rows of a gauge with its bar."""
_NAME = 2.4
"""Ems below which a name says nothing."""
_AIRY = 5.2
"""Rows of a gauge beyond which more room is left empty."""


def drawn(view: GaugeView, room: Room, sheet: Sheet) -> list[Item]:
    return list(_Gauges(view, room, sheet).items())


@dataclass
class _Gauges:
    view: GaugeView
    room: Room
    sheet: Sheet

    @cached_property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @cached_property
    def _scaled(self) -> Scaled:
        return Scaled(self.view.gauges, self.room, self.sheet)

    @cached_property
    def _lead(self) -> float:
        """From a mark's left edge to its text."""
        return lead(self.sheet)

    @cached_property
    def _gap(self) -> float:
        return self.sheet.px(24)

    def items(self) -> Iterator[Item]:
        box, gauges = self.room.box, self.view.gauges
        if len(gauges) == 1:
            yield from self._alone(gauges[0], box)
            return
        fits = max(int((box.h + 0.5) / self.sheet.tight), 1)
        low = box.h / len(gauges) < _BARRED * self.sheet.tight
        across = 2 if low and box.w > _WIDE * self.sheet.reading else 1
        capacity = fits * across
        shown = gauges if len(gauges) <= capacity else gauges[: max(capacity - 1, 1)]
        left = len(gauges) - len(shown)
        per = -(-(len(shown) + bool(left and capacity > 1)) // across)
        columns = box.columns(across, 2 * self._gap)
        high = min(box.h / per, _AIRY * self.sheet.row)
        for n, gauge in enumerate(shown):
            column = columns[n // per]
            slot = Rect(column.x, column.y + n % per * high, column.w, high)
            yield from self._slot(gauge, slot, self._named(gauge))
        if left and capacity > 1:
            n = len(shown)
            column = columns[n // per]
            place = Rect(column.x, column.y + n % per * high, column.w, self.sheet.tight)
            said = self.sheet.words.say("và {n} mục khác", n=left)
            yield self._page.text("context", said, place, Ink.SECOND, leading=TIGHT)

    def _named(self, gauge: Gauge) -> tuple[str, ...]:
        """With the period that not all have; the longest form first."""
        return told.names(gauge, self.sheet.words, dated=self.view.period is not None)

    # --- one alone: a large figure

    def _alone(self, gauge: Gauge, box: Rect) -> Iterator[Item]:
        sheet = self.sheet
        least = sheet.size(FIGURE_LEAST)
        spare = box.h - 2 * sheet.tight - sheet.px(20)
        if spare < least * FIGURE_HEIGHT:
            yield from self._slot(gauge, box, ("",))
            return
        tall = (box.h - 2.4 * sheet.row) / FIGURE_HEIGHT
        size = float(int(max(min(sheet.size(FIGURE_MOST), tall * 0.6), least)))
        wanted = self._wanted(replace(gauge, why=None))
        figure = figure_in(gauge.number, box, size, self.room, sheet)
        while size > least and box.right - figure.rect.right - sheet.px(20) < wanted:
            size = max(float(int(size * 0.95)), least)
            figure = figure_in(gauge.number, box, size, self.room, sheet)
        if figure.clipped:
            yield from self._slot(gauge, box, ("",))
            return
        yield figure
        used = under(figure, sheet) - box.y + sheet.px(6)
        bare = replace(gauge, why=None)
        used = max(used, 2 * sheet.tight) if self._two(bare) else used
        x = figure.rect.right + sheet.px(20)
        aside = Rect(x, box.y, max(box.right - x, 0.0), used)
        yield from self._beside(bare, aside, figure.runs[0].baseline)
        yield from self._barred(gauge, box.below(used), alone=True)

    def _two(self, gauge: Gauge) -> bool:
        """Both a unit and a meaning stand beside the figure."""
        said, _ = told.meaning(gauge, self.sheet.words)
        return bool(said and gauge.number.unit_beside(self.sheet.words.lang))

    def _wanted(self, gauge: Gauge) -> float:
        """Pixels of what stands beside a large figure."""
        said, _ = told.meaning(gauge, self.sheet.words)
        unit = gauge.number.unit_beside(self.sheet.words.lang)
        lead = self._lead if gauge.abnormal else 0.0
        weight = Weight.SEMIBOLD if gauge.abnormal else Weight.REGULAR
        return max(lead + self._page.wide(said, weight), self._page.wide(unit, Weight.MEDIUM)) + 1

    def _beside(self, gauge: Gauge, box: Rect, baseline: float) -> Iterator[Item]:
        """The unit, and what the value means, on the figure's baseline or in two lines over it."""
        unit = gauge.number.unit_beside(self.sheet.words.lang)
        said, short = told.meaning(gauge, self.sheet.words)
        rows = [one for one in (unit, said) if one]
        if not rows or box.w < 2 * self.sheet.reading:
            return
        two = self._two(gauge)
        row = baseline - self.sheet.reading * BASELINE
        row = max(row, box.y + self.sheet.tight) if two else row
        if unit:
            top = row - self.sheet.tight if two else row
            wide = min(self._page.wide(unit, Weight.MEDIUM) + 1, box.w)
            place = Rect(box.x, max(top, box.y), wide, self.sheet.tight)
            ink = Ink.SECOND if gauge.number.old else self.room.ink
            yield self._page.text("unit", unit, place, ink, Weight.MEDIUM, leading=TIGHT)
            if not two:
                box = box.beside(wide + self._gap)
        if said and box.w >= 3 * self.sheet.reading:
            place = Rect(box.x, row, box.w, self.sheet.tight)
            yield from self._meaning(gauge, said, short, place)

    def _meaning(self, gauge: Gauge, said: str, short: str | None, row: Rect) -> Iterator[Item]:
        """What is wrong has its pennant."""
        ink, weight = Ink.SECOND, Weight.REGULAR
        if gauge.abnormal:
            yield self._mark("pennant", Ink.OVERDUE, row)
            row, ink, weight = row.beside(self._lead), self.room.ink, Weight.SEMIBOLD
        short = self._shortened(said, short, row.w, weight)
        yield self._page.text("band", said, row, ink, weight, short=short, leading=TIGHT)

    def _shortened(
        self, said: str, short: str | None, width: float, weight: Weight = Weight.REGULAR
    ) -> str | None:
        if self._page.wide(said, weight) <= width:
            return None
        if short and self._page.wide(short, weight) <= width:
            return short
        return at_a_word(short or said, width, lambda text: self._page.wide(text, weight)) or short

    def _called(self, full: str, shorter: Sequence[str], width: float) -> str | None:
        """The longest form that has room; of the last the name gives way, not its period."""
        wide = self._page.wide
        if wide(full) <= width or not shorter:
            return self._shortened(full, None, width)
        fitting = next((form for form in shorter if wide(form) <= width), None)
        if fitting is not None:
            return fitting
        name, dot, period = shorter[-1].rpartition(" · ")
        begun = at_a_word(name, width - wide(f"{dot}{period}"), wide) if name else None
        return f"{begun}{dot}{period}" if begun else self._shortened(full, shorter[-1], width)

    def _mark(self, shape: Shape, ink: Ink, row: Rect) -> Mark:
        """At the left end of a row, as high as its capitals."""
        side = self.sheet.reading * 0.74
        middle = row.y + self.sheet.reading * (BASELINE - self.sheet.measure.cap / 2)
        return Mark(shape, Rect(row.x, middle - side / 2, side, side), ink, self.sheet.px(3.5))

    # --- one of several

    def _slot(self, gauge: Gauge, slot: Rect, name: tuple[str, ...]) -> Iterator[Item]:
        under_it = gauge.why is not None and slot.h >= 2 * self.sheet.tight - 0.5
        bare = replace(gauge, why=None) if under_it else gauge
        yield from self._row(bare, slot.top(self.sheet.tight), name)
        below = slot.below(self.sheet.tight)
        air = min(self.sheet.px(8), max(below.h - self.sheet.tight, 0.0))
        yield from self._barred(gauge, below.above(air), alone=False)

    def _row(self, gauge: Gauge, row: Rect, name: tuple[str, ...]) -> Iterator[Item]:
        """Name, what the value means, and the figure at the right; the meaning's words give way first,
        its pennant never.
        """
        row = Rect(row.x, row.y, row.w, self.sheet.tight)
        words, number = self.sheet.words, gauge.number
        ink = Ink.SECOND if number.old else self.room.ink
        full, short = told.figure(gauge, words), told.short_figure(gauge, words)
        bold = Weight.SEMIBOLD
        said = full if self._page.wide(full, bold) <= row.w * 0.5 else short
        right = min(self._page.wide(said, bold) + 1, row.w)
        state = number.standing.state
        own = state is not None and state is not State.LIVE and not self.room.dimmed
        left = row.left(max(row.w - right - self._gap, 0.0))
        if own and state is not None and left.w >= self._lead:
            yield self._mark(LOOKS[state].mark, self.room.ink, left)
            left = left.beside(self._lead)
        place = row.beside(row.w - right)
        yield self._page.text("value", said, place, ink, bold, align="right", leading=TIGHT)
        yield from self._names(gauge, left, name)

    def _names(self, gauge: Gauge, box: Rect, name: tuple[str, ...]) -> Iterator[Item]:
        said, short = told.meaning(gauge, self.sheet.words)
        full, shorter = name[0], name[1:]
        lead = self._lead if gauge.abnormal else 0.0
        weight = Weight.SEMIBOLD if gauge.abnormal else Weight.REGULAR
        least = min(self._page.wide(full), 6 * self.sheet.reading) if full else 0.0
        wanted = lead + self._page.wide(said, weight) + 1
        spare = box.w - least - (self._gap if full else 0.0)
        if said and spare < wanted and short:
            said, wanted = short, lead + self._page.wide(short, weight) + 1
        shown = bool(said) and spare >= min(wanted, lead + 3 * self.sheet.reading)
        wide = min(wanted, spare) if shown else lead if gauge.abnormal else 0.0
        if full:
            ink = Ink.SECOND if gauge.number.old else self.room.ink
            place = box.left(max(box.w - wide - (self._gap if wide else 0.0), 0.0))
            if not shown and place.w < _NAME * self.sheet.reading:
                place, wide = box, 0.0
            if place.w >= _NAME * self.sheet.reading:
                cut = self._called(full, shorter, place.w)
                yield self._page.text("label", full, place, ink, short=cut, leading=TIGHT)
        at = box.beside(max(box.w - wide, 0.0)) if full else box.left(wide)
        if shown:
            yield from self._meaning(gauge, said, short, at)
        elif wide and box.w >= wide:
            yield self._mark("pennant", Ink.OVERDUE, at)

    # --- the bar and what goes with it

    def _barred(self, gauge: Gauge, box: Rect, *, alone: bool) -> Iterator[Item]:
        """As much of it as has room."""
        if gauge.scale is not None:
            items, used = self._scaled.drawn(gauge, box, alone=alone)
            yield from items
            box = box.below(used)
        elif gauge.why is not None and box.h >= self.sheet.tight - 0.5:
            why = self.sheet.words.say(gauge.why)
            yield self._page.text("context", why, box, Ink.SECOND, leading=TIGHT)
            box = box.below(self.sheet.tight)
        if alone:
            yield from self._lines(gauge, box)

    def _lines(self, gauge: Gauge, box: Rect) -> Iterator[Item]:
        """What the figure is held against, as a number tile says it; its band stands by it already."""
        y = box.y
        known = {said for said in told.meaning(gauge, self.sheet.words) if said}
        for parts in lines(gauge.number, self.sheet.words):
            kept = [part for part in parts if part.text not in known]
            if not kept:
                continue
            if y + self.sheet.tight > box.bottom + 0.5:
                return
            said = " · ".join(part.text for part in kept)
            short = kept[0].text if self._page.wide(kept[0].text) <= box.w else kept[0].short
            place = Rect(box.x, y, box.w, self.sheet.tight)
            cut = self._shortened(said, short, box.w)
            yield self._page.text("context", said, place, Ink.SECOND, short=cut, leading=TIGHT)
            y += self.sheet.tight
