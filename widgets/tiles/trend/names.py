"""What the series are called and what their last values are: beside the ends of their lines, or in rows over
the plot.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widgets.drawing import Curve, Ink, Item, Rect, Weight
from widgets.page import Page
from widgets.sheet import FIGURE_HEIGHT, FIGURE_LEAST, TIGHT
from widgets.shortening import at_a_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.trend.view import Series, TrendView

INKS = (Ink.DATA, Ink.TEXT, Ink.SECOND, Ink.OUTLINE)
"""Of the series, by their order; their names stand beside a line of the same ink."""
LOWEST = 3.6
"""Rows below which a plot says nothing."""
_LEAST_NAME = 3.0
"""Ems below which a name says nothing."""
_WIDEST = 0.34
"""Of the width, what names beside the lines take at most."""
_PLOT = 18.0
"""Ems that they leave to the plot."""


@dataclass(frozen=True, slots=True)
class Said:
    """One series in words: its name, its figure, and the unit of that."""

    name: str
    figure: str
    unit: str
    brief: str
    """The figure in a word: 1,3 triệu."""

    @property
    def value(self) -> str:
        return f"{self.figure} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Names:
    view: TrendView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def ink(self, n: int) -> Ink:
        """Of the line of a series."""
        return Ink.OLD if self.room.dimmed or self.view.series[n].number.old else INKS[n]

    def said(self) -> list[Said]:
        """The only one is called as the tile."""
        told = [_said(one, self.sheet.words) for one in self.view.series]
        if len(told) == 1:
            return [replace(told[0], name="")]
        return told if self.view.period is not None else [*map(self._dated, self.view.series, told)]

    def _dated(self, series: Series, said: Said) -> Said:
        """With the period of its figure, which isn't that of all."""
        period = series.number.period
        if period is None:
            return said
        return replace(said, name=f"{said.name} · {self.sheet.words.period(period)}")

    # --- beside the ends of the lines

    def beside(self, height: float) -> float:
        """Pixels that names right of the plot take; 0 where they have no room there."""
        blocks = self._blocks()
        wide = max(self._wide(block) for block in blocks)
        tall = sum(map(len, blocks)) * self.sheet.tight
        left = self.room.box.w - wide - self._lead
        if tall > height or wide > _WIDEST * self.room.box.w or left < _PLOT * self.sheet.reading:
            return 0.0
        return wide + self._lead

    @property
    def _lead(self) -> float:
        """From a line's end to its name."""
        return self.sheet.px(28)

    def _blocks(self) -> list[list[tuple[str, Weight]]]:
        """The lines of each series."""
        alone = len(self.view.series) == 1
        return [
            [
                (said.figure, Weight.SEMIBOLD),
                *([(said.unit, Weight.REGULAR)] if said.unit else []),
            ]
            if alone
            else [(said.name, Weight.REGULAR), (said.value, Weight.SEMIBOLD)]
            for said in self.said()
        ]

    def _wide(self, block: Sequence[tuple[str, Weight]]) -> float:
        return max(self._page.wide(text, weight) for text, weight in block)

    def at_ends(self, ends: Sequence[tuple[float, float] | None], column: Rect) -> list[Item]:
        """Each beside the end of its line, moved no further than the others need; a thin line leads to it."""
        tight, blocks = self.sheet.tight, self._blocks()
        heights = [len(block) * tight for block in blocks]
        wanted = [
            column.bottom - height / 2 if end is None else end[1]
            for end, height in zip(ends, heights, strict=True)
        ]
        middles = spread(wanted, heights, column.y, column.bottom)
        items: list[Item] = []
        for n, (block, middle, height) in enumerate(zip(blocks, middles, heights, strict=True)):
            end = ends[n]
            if end is not None and len(blocks) > 1:
                to = (column.x + self._lead - self.sheet.px(8), middle)
                line = ((end, to),)
                items.append(Curve(line, self.ink(n), width=self.sheet.px(2), end=False))
            x = column.x + self._lead
            for k, (text, weight) in enumerate(block):
                place = Rect(x, middle - height / 2 + k * tight, column.right - x + 1, tight)
                quiet = weight is Weight.REGULAR and len(blocks) == 1
                ink = Ink.SECOND if quiet else self.room.ink
                role = "value" if weight is Weight.SEMIBOLD else "label"
                items.append(self._page.text(role, text, place, ink, weight, leading=TIGHT))
        return items

    # --- over the plot

    def over(self, box: Rect) -> tuple[list[Item], float, int]:
        """Each with its last value, in as many columns as go; as many rows as leave the plot its room. No
        curve is drawn whose name is not here: items, their height, and of how many series they are.
        """
        told = self.said()
        lead = self.sheet.px(44) if len(told) > 1 else 0.0
        gap, step = self.sheet.px(36), self.sheet.tight
        widest = max(
            self._page.wide(f"{said.name} ") + self._page.wide(said.value, Weight.SEMIBOLD)
            for said in told
        )
        across = min(max(int((box.w + gap) / (lead + widest + gap)), 1), len(told))
        rows = -(-len(told) // across)
        spare = int((box.h - LOWEST * self.sheet.row) / step)
        rows = min(rows, max(spare, 1)) if box.h > 2 * step else 1
        columns = box.columns(across, gap)
        items: list[Item] = []
        for n, said in enumerate(told[: rows * across]):
            column = columns[n % across]
            place = Rect(column.x, box.y + n // across * step, column.w, step)
            forms = (said.value, said.figure, said.brief)
            room = place.w - lead
            value = next((f for f in forms if self._page.wide(f, Weight.SEMIBOLD) <= room), "")
            items += self._name(n, said.name, value, place, lead)
        return items, min(rows * step, box.h), rows * across

    def alone(self, box: Rect) -> list[Item]:
        """The value of the only series, as large as it goes, where there is no room for its curve: a number
        that would be cut is another number, and is not said.
        """
        said = self.said()[0]
        size = min(self.sheet.size(FIGURE_LEAST), box.h / FIGURE_HEIGHT)
        size = max(float(int(size)), self.sheet.reading)
        after = f" {said.unit}" if said.unit else ""
        small = max(float(int(size * 0.52)), self.sheet.reading)
        measure = self.sheet.measure
        main = said.figure
        if measure.width(main, self.sheet.reading, Weight.BOLD) > box.w:
            main, after = said.brief, ""
        if measure.width(main, self.sheet.reading, Weight.BOLD) > box.w:
            return []
        wide = measure.width(main, size, Weight.BOLD)
        if after and wide + measure.width(after, small, Weight.SEMIBOLD) > box.w:
            after = ""
        figure = self.sheet.figure(
            "value",
            main,
            box,
            after=after,
            size=size,
            least=self.sheet.reading,
            full=said.value,
            ink=self.room.ink,
            ground=self.room.ground,
        )
        return [figure]

    def _name(self, n: int, name: str, value: str, row: Rect, lead: float) -> list[Item]:
        room = row.beside(lead)
        air = self.sheet.px(12)
        value, name = (value, name) if value else (name, "")
        taken = min(self._page.wide(value, Weight.SEMIBOLD), room.w)
        if name and room.w - taken - air < _LEAST_NAME * self.sheet.reading:
            # Of which curve a value is matters more than the value.
            value, name, taken = name, "", room.w
        if not value:
            return []
        items: list[Item] = []
        x = room.x
        if name:
            place = room.left(max(room.w - taken - air, 0))
            cut = at_a_word(name, place.w, self._page.wide)
            items.append(
                self._page.text("label", name, place, self.room.ink, short=cut, leading=TIGHT)
            )
            x += min(self._page.wide(name), place.w) + air
        at = Rect(x, row.y, taken + 1, row.h)
        figure = self._page.text("value", value, at, self.room.ink, Weight.SEMIBOLD, leading=TIGHT)
        if not lead:
            return [*items, figure]
        middle = figure.runs[0].baseline - figure.cap / 2
        line = ((row.x, middle), (row.x + lead - air, middle))
        return [Curve((line,), self.ink(n), width=self.sheet.px(4), end=False), *items, figure]


def spread(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Middles near those wanted, none over another, all between top and bottom where they go there at all."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    middles = list(wanted)
    below = top
    for n in order:
        middles[n] = max(wanted[n], below + heights[n] / 2)
        below = middles[n] + heights[n] / 2
    above = bottom
    for n in reversed(order):
        middles[n] = min(middles[n], above - heights[n] / 2)
        above = middles[n] - heights[n] / 2
    return middles


def _said(series: Series, words: Words) -> Said:
    """Its name and its figure with the unit."""
    number = series.number
    name = number.name.short_in(words.lang) or number.name.full_in(words.lang)
    if number.observation is None:
        last = words.number(series.last, number.places)
        return Said(name, last, "", words.shortened(series.last))
    unit = (
        None
        if number.unit is None
        else number.unit.short_in(words.lang) or number.unit.full_in(words.lang)
    )
    figure = words.figure(number.observation, unit, number.decimals)
    brief = words.shortened(number.observation.value) + figure.attached
    return Said(name, figure.text, figure.unit, brief)
