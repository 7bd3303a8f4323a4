"""Curves over a common span in one room."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from widgets.drawing import Box, Curve, Ink, Item, Rect, Weight
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tiles.trend.scale import Scale, scale
from widgets.trend import span_said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.trend.view import Series, TrendView

INKS = (Ink.DATA, Ink.TEXT, Ink.SECOND, Ink.OUTLINE)
"""Of the series, by their order; their names stand beside a line of the same ink."""
_HOLE = 4
"""Usual steps without a sample after which a curve is interrupted."""
_LOWEST = 3.6
"""Rows below which a plot says nothing."""
_TALL = 6
"""Rows from which a scale has four labels."""
_LEAST_NAME = 3.0
"""Ems below which a name says nothing."""
_DAY = timedelta(days=1)


def drawn(view: TrendView, room: Room, sheet: Sheet) -> list[Item]:
    return _Trend(view, room, sheet).items()


@dataclass(slots=True)
class _Trend:
    view: TrendView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> list[Item]:
        box = self.room.box
        names, used, named = self._names(box)
        rest = box.below(used)
        count = sum(len(one.points) for one in self.view.series)
        if count < 2:  # noqa: PLR2004 - a line has two ends
            return [*names, *self._nothing(rest, count)]
        if rest.h < _LOWEST * self.sheet.row:
            return names
        axis = Rect(rest.x, rest.y, rest.w, rest.h - self.sheet.tight)
        scales = self._scales(3 if axis.h > _TALL * self.sheet.row else 2)
        ticks, plot = self._ticks(axis, scales[0]) if self.view.one_unit else ([], axis)
        curves = [
            Curve(
                self._stretches(one.points, plot, measured),
                Ink.OLD if self.room.dimmed else INKS[n],
                width=self.sheet.px(3.5),
            )
            for n, (one, measured) in enumerate(zip(self.view.series, scales, strict=True))
            if n < named
        ]
        return [*names, *ticks, *self._times(rest, plot), *reversed(curves)]

    def _nothing(self, box: Rect, count: int) -> list[Item]:
        if box.h < self.sheet.row:
            return []
        words = self.sheet.words
        said = words.say("Mới có một điểm số liệu") if count else words.say("Chưa có chuỗi số liệu")
        return [self._page.text("cell", said, box, ink=Ink.SECOND)]

    # --- the series' names

    def _names(self, box: Rect) -> tuple[list[Item], float, int]:
        """Each with its last value, in as many columns as go; as many rows as leave the plot its room. No
        curve is drawn whose name is not here.
        """
        told = [_said(one, self.sheet.words) for one in self.view.series]
        if len(told) == 1 and self.view.title == self.view.series[0].number.name:
            told = [("", told[0][1])]
        lead, gap, step = self.sheet.px(44), self.sheet.px(36), self.sheet.tight
        widest = max(
            self._page.wide(f"{name} ") + self._page.wide(value, Weight.SEMIBOLD)
            for name, value in told
        )
        across = min(max(int((box.w + gap) / (lead + widest + gap)), 1), len(told))
        rows = -(-len(told) // across)
        spare = int((box.h - _LOWEST * self.sheet.row) / step)
        rows = min(rows, max(spare, 1)) if box.h > 2 * step else 1
        columns = box.columns(across, gap)
        items: list[Item] = []
        for n, (name, value) in enumerate(told[: rows * across]):
            column = columns[n % across]
            place = Rect(column.x, box.y + n // across * step, column.w, step)
            items += self._name(n, name, value, place, lead)
        return items, min(rows * step, box.h), rows * across

    def _name(self, n: int, name: str, value: str, row: Rect, lead: float) -> list[Item]:
        room = row.beside(lead)
        air = self.sheet.px(12)
        taken = min(self._page.wide(value, Weight.SEMIBOLD), room.w)
        if name and room.w - taken - air < _LEAST_NAME * self.sheet.reading:
            # Of which curve a value is matters more than the value.
            value, name, taken = name, "", room.w
        items: list[Item] = []
        x = room.x
        if name:
            place = room.left(max(room.w - taken - air, 0))
            items.append(self._page.text("label", name, place, self.room.ink, leading=TIGHT))
            x += min(self._page.wide(name), place.w) + air
        at = Rect(x, row.y, taken + 1, row.h)
        figure = self._page.text("value", value, at, self.room.ink, Weight.SEMIBOLD, leading=TIGHT)
        middle = figure.runs[0].baseline - figure.cap / 2
        ink = Ink.OLD if self.room.dimmed else INKS[n]
        line = ((row.x, middle), (row.x + lead - air, middle))
        return [Curve((line,), ink, width=self.sheet.px(4), end=False), *items, figure]

    # --- the axes

    def _scales(self, parts: int) -> list[Scale]:
        """One for all where they are measured alike, else each has its own and none is labelled."""
        if self.view.one_unit:
            values = [value for one in self.view.series for _, value in one.points]
            return [scale(min(values), max(values), parts)] * len(self.view.series)
        return [
            scale(min(v for _, v in one.points), max(v for _, v in one.points), parts)
            if one.points
            else Scale(Decimal(0), Decimal(1), Decimal(1))
            for one in self.view.series
        ]

    def _ticks(self, axis: Rect, measured: Scale) -> tuple[list[Item], Rect]:
        """Labels of the scale right of the plot, a thin line at each."""
        words = self.sheet.words
        said = [words.shortened(tick) for tick in measured.ticks]
        wide = max(self._page.wide(text) for text in said) + self.sheet.px(14)
        half = self.sheet.tight / 2
        plot = Rect(axis.x, axis.y + half, axis.w - wide, axis.h - 2 * half)
        items: list[Item] = []
        last = len(said) - 1
        crowded = plot.h < last * self.sheet.tight
        for n, (tick, text) in enumerate(zip(measured.ticks, said, strict=True)):
            y = plot.bottom - plot.h * measured.share(tick)
            items.append(Box(Rect(plot.x, y - 0.5, plot.w, 1), fill=Ink.LINE))
            if crowded and n not in {0, last}:
                continue
            place = Rect(plot.right, y - half, wide, self.sheet.tight)
            items.append(
                self._page.text("axis", text, place, ink=Ink.SECOND, align="right", leading=TIGHT)
            )
        return items, plot

    def _times(self, box: Rect, plot: Rect) -> list[Item]:
        """The span's two ends."""
        row = Rect(plot.x, box.bottom - self.sheet.tight, plot.w, self.sheet.tight)
        first, last = self._ends()
        items: list[Item] = [
            self._page.text("axis", last, row, ink=Ink.SECOND, align="right", leading=TIGHT)
        ]
        if self._page.wide(first) + self._page.wide(last) + self.sheet.px(30) <= row.w:
            left = self._page.text("axis", first, row, ink=Ink.SECOND, leading=TIGHT)
            items.append(left)
        return items

    def _ends(self) -> tuple[str, str]:
        words, span = self.sheet.words, self.view.span
        if span > 2 * _DAY:
            return words.date(self.view.until - span), words.date(self.view.until)
        day, until = self.view.standing.day, self.view.until
        today = day is None or words.date(until) == words.date(day)
        last = words.time(until) if today else words.moment(until)
        return words.say("{span} trước", span=span_said(span, words)), last

    # --- the curves

    def _stretches(
        self, points: Sequence[tuple[datetime, Decimal]], plot: Rect, measured: Scale
    ) -> tuple[tuple[tuple[float, float], ...], ...]:
        """A hole of more than four usual steps stays a hole."""
        if not points:
            return ()
        start, span = self.view.until - self.view.span, self.view.span.total_seconds()
        seconds = [(at - start).total_seconds() for at, _ in points]
        steps = [later - earlier for earlier, later in itertools.pairwise(seconds)]
        usual = sorted(steps)[len(steps) // 2] * _HOLE if steps else 0.0
        spots = [
            (
                plot.x + plot.w * min(second / span, 1.0),
                plot.bottom - plot.h * measured.share(value),
            )
            for second, (_, value) in zip(seconds, points, strict=True)
        ]
        ends = [n + 1 for n, step in enumerate(steps) if step > usual]
        return tuple(
            tuple(spots[first:last]) for first, last in itertools.pairwise([0, *ends, len(spots)])
        )


def _said(series: Series, words: Words) -> tuple[str, str]:
    """Its name and its figure with the unit."""
    number = series.number
    name = number.name.short_in(words.lang) or number.name.full_in(words.lang)
    if number.observation is None:
        last = series.points[-1][1] if series.points else None
        return name, words.number(last, number.places)
    unit = (
        None
        if number.unit is None
        else number.unit.short_in(words.lang) or number.unit.full_in(words.lang)
    )
    figure = words.figure(number.observation, unit, number.decimals)
    return name, f"{figure.text} {figure.unit}".rstrip()
