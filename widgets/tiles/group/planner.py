"""How a group is laid out: in one column or two, at which size, with which columns beside the values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.words.figures import ATTACHED
from widgets import pennant
from widgets.bar import share
from widgets.drawing import Weight
from widgets.sheet import BASELINE
from widgets.tiles.group.parts import SHOWN, extras, split, unit_of, value_of
from widgets.tiles.group.plan import Plan, Ruled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.drawing import Rect
    from widgets.reading import Number
    from widgets.sheet import Sheet
    from widgets.tiles.group.parts import Extra, Value

MOST = 38.0
"""Arc minutes of its figures at most: beyond them they are no list any more."""
_OF_ROW = 0.9
"""Of a row's height a figure may be."""
_SHRINK = 0.94
_WIDE = 38.0
"""Ems from which on two columns have room."""
_BARS = 5.0
"""Ems below which a bar tells nothing."""
_LONGEST_BAR = 12.0
_WORTH, _SHORTENED, _BRIEF, _AROUND = 0.4, 0.95, 0.9, 0.7
"""Of a figure's size: what a column beside it is worth, and what is left where a name isn't whole on one
line, where units have no column of their own, or where two lines of a name have no line in common with it.
"""
_NAME, _LEAST = 4.0, 2.6
"""Ems that a name needs; below which figures have no room to stand under one another."""
_SLACK = 1.012
"""What hinting may add to a width."""
_FOUR = 4
"""Figures from which on two columns are any good."""


@dataclass(frozen=True, slots=True)
class Planner:
    numbers: Sequence[Number]
    values: Sequence[Value]
    apart: Sequence[Value] | None
    """Without their %, where other units would stand far away from it."""
    every: tuple[Extra, ...]
    box: Rect
    sheet: Sheet
    measured: dict[tuple[str, Weight], float] = field(default_factory=dict)

    @classmethod
    def of(cls, numbers: Sequence[Number], box: Rect, sheet: Sheet, *, dated: bool) -> Planner:
        values = [value_of(number, sheet, apart=False) for number in numbers]
        units = {number.unit.vi in ATTACHED for number in numbers if number.unit is not None}
        apart = [value_of(number, sheet, apart=True) for number in numbers]
        every = extras(numbers, sheet, dated=dated)
        return cls(numbers, values, apart if len(units) > 1 else None, every, box, sheet)

    def values_of(self, *, brief: bool) -> Sequence[Value]:
        return self.values if brief or self.apart is None else self.apart

    def unit(self, number: Number, *, brief: bool) -> str:
        apart = self.apart is not None and not brief
        return unit_of(number, self.sheet, brief=brief, apart=apart)

    def lead(self, number: Number, kept: Sequence[Extra]) -> float:
        """Pixels before a name for the pennant of what is wrong, unless its word stands in a column."""
        told = any(one.marked for one in kept)
        return pennant.lead(self.sheet) if pennant.needed(number) and not told else 0.0

    @property
    def gap(self) -> float:
        return self.sheet.px(28)

    @property
    def between(self) -> float:
        """Two columns of rows."""
        return self.sheet.px(72)

    def best(self, total: int) -> Plan:
        """`total`: of the group, not all of whose figures need be here."""
        return min(self._plans(total), key=lambda plan: plan.worth)

    def _plans(self, total: int) -> Iterator[Plan]:
        wide = self.box.w / self.sheet.reading
        for columns in (1, 2) if wide >= _WIDE and len(self.numbers) >= _FOUR else (1,):
            most = len(self.every) if columns == 1 else self._periods
            for kept in range(most, -1, -1):
                for brief in (False, True):
                    yield from self._sized(columns, self.every[:kept], total, brief=brief)

    @property
    def _periods(self) -> int:
        """Two columns of rows have room for periods alone."""
        return int(bool(self.every) and self.every[0].name == "period")

    def _sized(
        self, columns: int, kept: tuple[Extra, ...], total: int, *, brief: bool
    ) -> Iterator[Plan]:
        """The same rows in letters of any size that may do, the largest first."""
        sheet, ruled = self.sheet, self._ruled(columns, kept, total, brief=brief)
        size = max(float(int(min(sheet.size(MOST), ruled.height * _OF_ROW))), sheet.reading)
        while True:
            yield self._plan(ruled, size)
            if size <= sheet.reading:
                return
            size = max(float(int(size * _SHRINK)), sheet.reading)

    def _ruled(self, columns: int, kept: tuple[Extra, ...], total: int, *, brief: bool) -> Ruled:
        sheet, box = self.sheet, self.box
        kept = tuple(one.brief for one in kept) if brief else kept
        chosen = tuple(sorted(kept, key=lambda one: SHOWN.index(one.name)))
        headed = any(one.title for one in chosen)
        tall = box.h - (sheet.tight if headed else 0.0)
        rows = -(-len(self.numbers) // columns)
        fits = max(int((tall + 0.5) / sheet.row), 1)
        if rows > fits or len(self.numbers) < total:
            rows = min(rows, max(int((tall - sheet.row + 0.5) / sheet.row), 1))
        shown = min(len(self.numbers), rows * columns)
        hidden = shown < total and tall >= 2 * sheet.row - 0.5
        return Ruled(
            columns=columns,
            rows=rows,
            shown=shown,
            headed=headed,
            height=(tall - (sheet.row if hidden else 0.0)) / rows,
            width=(box.w - self.between * (columns - 1)) / columns,
            brief=brief,
            extras=chosen,
            widths=tuple(self._width(one) for one in chosen),
        )

    def _plan(self, ruled: Ruled, size: float) -> Plan:
        sheet, shown, widths, brief = self.sheet, ruled.shown, ruled.widths, ruled.brief
        left, right, unit = self._value(shown, size, brief=brief)
        beside = left + right + (self.gap * 0.4 + unit if unit else 0.0)
        name = ruled.width - beside - sum(widths) - self.gap * (len(widths) + 1)
        # Of two lines the lower one stands on the figure's own.
        above = ruled.height / 2 + size * sheet.measure.cap / 2
        lines = 2 if above >= sheet.tight + sheet.reading * BASELINE else 1
        whole, cut = self._said(shown, name, lines, ruled.extras)
        # Both lie around it rather than a name is cut.
        around = bool(cut) and lines == 1 and ruled.height >= 2 * sheet.tight
        if around:
            lines = 2
            whole, cut = self._said(shown, name, lines, ruled.extras)
        bar = self._bar(name, lines)
        value = size * (1 + _WORTH * len(ruled.extras)) * _SHORTENED ** (shown - whole)
        value *= (_BRIEF if brief else 1.0) * (_AROUND if around else 1.0)
        # Figures give way before names do: of one that is cut as much is shown as there can be.
        value = name if cut else value
        return Plan(
            columns=ruled.columns,
            rows=ruled.rows,
            shown=shown,
            headed=ruled.headed,
            size=size,
            name=name - (bar + self.gap if bar else 0.0),
            lines=lines,
            bar=bar,
            left=left,
            right=right,
            unit=unit,
            brief=brief,
            extras=ruled.extras,
            widths=widths,
            cut=cut,
            worth=(max(int(_NAME * sheet.reading - name), 0), -shown, cut, -value),
            narrow=name < _LEAST * sheet.reading,
        )

    def _value(self, shown: int, size: float, *, brief: bool) -> tuple[float, float, float]:
        """Pixels before the decimal marks, from them on, and of the units' column; brief units have none:
        each follows its figure.
        """
        reading, gap = self.sheet.reading, self.gap * 0.4
        values = self.values_of(brief=brief)[:shown]
        units = [
            self.wide(self.unit(number, brief=brief), Weight.MEDIUM)
            for number in self.numbers[:shown]
        ]
        left = max(value.left(size, reading) for value in values) * _SLACK
        ends = [value.right(size, reading) * _SLACK for value in values]
        if brief:
            pairs = zip(ends, units, strict=True)
            ends, units = [end + (gap + unit if unit else 0.0) for end, unit in pairs], [0.0]
        right, unit = _parted(ends, units, gap)
        word = max(value.wide(reading) for value in values)
        spare = word - left - right - (gap + unit if unit else 0.0)
        return left + min(max(spare, 0.0), self.box.w * 0.3), right, unit

    def _said(self, shown: int, name: float, lines: int, kept: Sequence[Extra]) -> tuple[int, int]:
        """How many names stand whole in one line, and how many have no room even in short."""
        lang = self.sheet.words.lang
        whole = cut = 0
        for number in self.numbers[:shown]:
            width = name - self.lead(number, kept)
            full, short = number.name.full_in(lang), number.name.short_in(lang)
            whole += self.wide(full) <= width
            cut += not any(self._goes(said, width, lines) for said in (full, short) if said)
        return whole, cut

    def _goes(self, name: str, width: float, lines: int) -> bool:
        """On so many lines, broken between words."""
        if lines == 1 or self.wide(name) <= width:
            return self.wide(name) <= width
        needed, x, space = 1, 0.0, self.wide("a a") - self.wide("aa")
        for word in name.split():
            wide = self.wide(word)
            if x and x + space + wide > width:
                needed, x = needed + 1, 0.0
            x += wide + (space if x else 0.0)
            if wide > width:
                return False
        return needed <= lines

    def _bar(self, name: float, lines: int) -> float:
        """What a bar between name and value has, where a figure has an end to be judged by."""
        if not any(share(number) is not None for number in self.numbers):
            return 0.0
        lang = self.sheet.words.lang
        longest = max(self.wide(number.name.full_in(lang)) for number in self.numbers)
        if lines > 1:
            longest = min(longest, name * 0.55)
        spare = name - longest - self.gap
        if spare < _BARS * self.sheet.reading:
            return 0.0
        return min(spare, _LONGEST_BAR * self.sheet.reading)

    def _width(self, one: Extra) -> float:
        title = self.sheet.words.say(one.title) if one.title else ""
        if not one.digits:
            lead = pennant.lead(self.sheet) if one.marked else 0.0
            return lead + max(map(self.wide, one.cells, one.weights))
        lang = self.sheet.words.lang
        parts = [split(cell, lang) for cell in one.cells]
        whole = max(self.wide(part) for part, _ in parts) + max(
            self.wide(part) for _, part in parts
        )
        return max(whole, self.wide(title))

    def wide(self, text: str, weight: Weight = Weight.REGULAR) -> float:
        """At reading size; each is measured once."""
        if (text, weight) not in self.measured:
            width = self.sheet.measure.width(text, self.sheet.reading, weight) if text else 0.0
            self.measured[text, weight] = width
        return self.measured[text, weight]


def _parted(ends: Sequence[float], units: Sequence[float], gap: float) -> tuple[float, float]:
    """Where the units' column begins and how wide it is: a figure without a unit may reach into it, else
    the others' units would stand far away from theirs.
    """
    if not any(units):
        return max(ends), 0.0
    right = max(end for end, unit in zip(ends, units, strict=True) if unit)
    return right, max(*units, max(ends) - right - gap)
