"""Lines over a common span in one room, with what they are held against."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from widgets.drawing import Box, Curve, Dots, Ink, Item, Rect, Text
from widgets.form import Form, form
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tiles.trend.against import Against, worth_showing
from widgets.tiles.trend.foot import Foot
from widgets.tiles.trend.names import LOWEST, Names
from widgets.tiles.trend.plot import Plot, crossed
from widgets.tiles.trend.scale import Scale, scale
from widgets.trend import trend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.trend.plot import Line
    from widgets.tiles.trend.view import Series, Stay, TrendView

_TALL = 6
"""Rows from which a scale has four labels."""
_EVENTS = 5.2
"""Rows from which events have one of their own."""
_SPARE = 1.9
"""Rows in which one series still has its plainest curve."""
_COLUMN = 0.72
"""Of a period's width, what its column takes."""
_AXIS = 0.4
"""Of the width, what labels of a scale take at most: beyond it the line matters more."""
_LEAST_COLUMN = 5.0
"""Pixels of a period below which columns are no columns."""


def drawn(view: TrendView, room: Room, sheet: Sheet) -> list[Item]:
    return _Trend(view, room, sheet).items()


@dataclass(frozen=True, slots=True)
class _Trend:
    view: TrendView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @property
    def _names(self) -> Names:
        return Names(self.view, self.room, self.sheet)

    def items(self) -> list[Item]:
        box, view = self.room.box, self.view
        count = sum(one.count for one in view.series)
        if count < 2 and not view.columns:  # noqa: PLR2004 - a line has two ends
            names, used, _ = self._names.over(box)
            return [*names, *self._nothing(box.below(used), count)]
        beside = 0.0
        if form(box, self.sheet) is not Form.COMPACT:
            beside = self._names.beside(box.h - 2 * self.sheet.tight)
        if beside:
            return self._plotted(box, beside, len(view.series))
        names, used, named = self._names.over(box)
        rest = box.below(used)
        if rest.h < LOWEST * self.sheet.row:
            plain = self._plain(rest)
            if not plain and len(view.series) == 1:
                return self._names.alone(box)
            return [*names, *plain]
        return [*names, *self._plotted(rest, 0.0, named)]

    def _nothing(self, box: Rect, count: int) -> list[Item]:
        if box.h < self.sheet.row:
            return []
        words = self.sheet.words
        said = words.say("Mới có một điểm số liệu") if count else words.say("Chưa có chuỗi số liệu")
        return [self._page.text("cell", said, box, ink=Ink.SECOND)]

    def _plain(self, box: Rect) -> list[Item]:
        """The curve without axes, its span and its ends named under it."""
        one = self.view.series[0]
        if len(self.view.series) > 1 or one.periods or box.h < _SPARE * self.sheet.row:
            return []
        points = tuple(point for stretch in one.stretches for point in stretch)
        if len(points) < 2:  # noqa: PLR2004 - a line has two ends
            return []
        return trend(points, self.view.span, box, self.room, self.sheet, one.number.places)

    # --- the plot

    def _plotted(self, box: Rect, beside: float, named: int) -> list[Item]:
        """`named`: of how many series the names have room; no others are drawn."""
        tight = self.sheet.tight
        marked = self.view.events is not None and box.h >= _EVENTS * self.sheet.row
        foot = tight * (2 if marked else 1)
        left = self.sheet.px(6)
        frame = Rect(box.x + left, box.y, box.w - beside - left, box.h - foot)
        scales = self._scales(3 if frame.h > _TALL * self.sheet.row else 2)
        ticks, rect = self._ticks(frame, scales[0]) if self.view.one_unit else ([], frame)
        plots = [Plot.of(self.view, rect, one) for one in scales]
        lines = [plot.lines(one) for plot, one in zip(plots, self.view.series, strict=True)]
        shown = [line for n, own in enumerate(lines) if n < named for line in own]
        items: list[Item] = []
        if self.view.one_unit:
            held = Against(self.view, plots[0], shown, self.room, self.sheet)
            grounds, edges = held.items()
            items += [*grounds, *ticks, *self._drawn(plots, lines, named), *edges]
        else:
            items += self._drawn(plots, lines, named)
        under = Foot(self.view, plots[0], self.room, self.sheet)
        row = Rect(rect.x, box.bottom - tight, rect.w, tight)
        items += under.times(row)
        if marked:
            items += under.events(Rect(rect.x, row.y - tight, rect.w, tight))
        if beside:
            ends = [own[-1][-1] if own else None for own in lines]
            column = Rect(rect.right, box.y, beside, box.h - tight)
            items += self._names.at_ends(ends, column)
        if form(self.room.box, self.sheet) is Form.LARGE and len(self.view.series) == 1:
            items += self._extremes(plots[0], lines[0], items, box.y)
        return items

    def _scales(self, parts: int) -> list[Scale]:
        """One for all where they are measured alike, else each has its own and none is labelled."""
        every = self.view.series
        if self.view.one_unit:
            values = [value for one in every for value in one.values]
            least, most = worth_showing(self.view, min(values), max(values))
            if self.view.columns:
                least, most = min(least, Decimal(0)), max(most, Decimal(0))
            return [scale(least, most, parts)] * len(every)
        return [
            scale(min(one.values), max(one.values), parts)
            if one.values
            else Scale(Decimal(0), Decimal(1), Decimal(1))
            for one in every
        ]

    def _ticks(self, axis: Rect, measured: Scale) -> tuple[list[Item], Rect]:
        """Labels of the scale left of the plot, a thin line at each."""
        words, tight = self.sheet.words, self.sheet.tight
        said = [words.shortened(tick) for tick in measured.ticks]
        wide = max(self._page.wide(text) for text in said) + self.sheet.px(14)
        if wide > _AXIS * axis.w:
            return [], axis
        half = tight / 2
        plot = Rect(axis.x + wide, axis.y + half, axis.w - wide, axis.h - half - self.sheet.px(6))
        heights = [plot.bottom - plot.h * measured.share(tick) for tick in measured.ticks]
        tops = [min(y - half, axis.bottom - tight) for y in heights]
        if tops[0] - tops[-1] < tight:
            return [], axis
        items: list[Item] = [Box(Rect(plot.x, y - 0.5, plot.w, 1), fill=Ink.LINE) for y in heights]
        crowded = min(low - high for low, high in itertools.pairwise(tops)) < tight
        for n in (0, -1) if crowded else range(len(tops)):
            place = Rect(axis.x, tops[n], wide - self.sheet.px(14), tight)
            items.append(
                self._page.text("axis", said[n], place, Ink.SECOND, align="right", leading=TIGHT)
            )
        return items, plot

    # --- the lines

    def _drawn(
        self, plots: Sequence[Plot], lines: Sequence[tuple[Line, ...]], named: int
    ) -> list[Item]:
        """The first lies over the others."""
        one = self.view.series[0]
        if self.view.columns and self._wide_enough(plots[0], one):
            return self._columns(plots[0], one)
        curves: list[Item] = [
            Curve(own, self._names.ink(n), width=self.sheet.px(3.5))
            for n, own in enumerate(lines)
            if n < named
        ]
        return [*curves[::-1], *self._lonely(lines[:named])]

    def _lonely(self, lines: Sequence[tuple[Line, ...]]) -> list[Item]:
        """Points between two holes, which no line shows."""
        dots: list[Item] = []
        for n, own in enumerate(lines):
            alone = dict.fromkeys((round(line[0][0]), line[0][1]) for line in own if len(line) == 1)
            if alone:
                dots.append(Dots((*alone,), self.sheet.px(2.5), self._names.ink(n)))
        return dots

    def _wide_enough(self, plot: Plot, series: Series) -> bool:
        last = series.periods[-1]
        return plot.x(last.end) - plot.x(last.start) >= _LEAST_COLUMN

    def _columns(self, plot: Plot, series: Series) -> list[Item]:
        """A column each, from 0; of a period that is missing there is none, but a dash: 0 has a stub."""
        ink, foot = self._names.ink(0), plot.y(Decimal(0))
        items: list[Item] = [Box(Rect(plot.rect.x, foot - 1, plot.rect.w, 2), fill=Ink.LINE)]
        stub, before = self.sheet.px(3), None
        for one in series.periods:
            if before is not None and before.end != one.start:
                items += self._missing(plot, before, one, foot)
            left, right = plot.x(one.start), plot.x(one.end)
            air = (right - left) * (1 - _COLUMN) / 2
            y = plot.y(one.value)
            tall = max(abs(foot - y), stub)
            top = foot - tall if one.value >= 0 else foot
            place = Rect(left + air, top, right - left - 2 * air, tall)
            items.append(Box(place, fill=ink, radius=min(self.sheet.px(2), place.w / 2)))
            before = one
        return items

    def _missing(self, plot: Plot, before: Stay, after: Stay, foot: float) -> list[Item]:
        left, right = plot.x(before.end), plot.x(after.start)
        air, y = (right - left) * 0.2, foot - self.sheet.px(12)
        return [
            Box(Rect(left + air, y, right - left - 2 * air, self.sheet.px(3)), fill=Ink.OUTLINE)
        ]

    def _extremes(
        self, plot: Plot, lines: Sequence[Line], others: Sequence[Item], top: float
    ) -> list[Item]:
        """The highest and the lowest value where they were, if nothing else stands there; of columns the
        highest.
        """
        spots = [spot for line in lines for spot in line]
        values = self.view.series[0].values
        if len(spots) < 2 or min(values) == max(values):  # noqa: PLR2004 - a line has two ends
            return []
        texts = [item.rect for item in others if isinstance(item, Text)]
        tight, gap = self.sheet.tight, self.sheet.px(4)
        ends = [(max(values), min(spots, key=lambda spot: spot[1]), -tight - gap)]
        if not self.view.columns:
            ends.append((min(values), max(spots, key=lambda spot: spot[1]), gap))
        items: list[Item] = []
        for value, (x, y), off in ends:
            said = self._said(value)
            wide = self._page.wide(said)
            left = min(max(x - wide / 2, plot.rect.x), plot.rect.right - wide)
            place = Rect(left, y + off, wide, tight)
            free = place.y >= top and place.bottom <= plot.rect.bottom
            if not free or any(place.meets(text) for text in texts) or crossed(lines, place, 0.0):
                continue
            texts.append(place)
            if not self.view.columns:
                items.append(Dots(((x, y),), self.sheet.px(5), Ink.SECOND, hollow=True))
            items.append(self._page.text("context", said, place, Ink.SECOND, leading=TIGHT))
        return items

    def _said(self, value: Decimal) -> str:
        """With the figure's decimals, no more than the value has."""
        number = self.view.series[0].number
        own = max(-int(value.as_tuple().exponent), 0)
        places = own if number.places is None else min(number.places, own)
        return self.sheet.words.number(
            value, places if number.decimals is None else number.decimals
        )
