"""Sources in rows: mark, name, state and time, in columns that the rows share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.drawing import Ink, Item, Mark, Rect, Text, Weight
from widgets.frame import LOOKS
from widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.freshness import State
    from widgets.system_row import Line


class Rows(Page):
    """A page of rows."""

    __slots__ = ()

    @property
    def lead(self) -> float:
        """From a mark's left edge to its text."""
        return self.sheet.reading * 0.72 + self.sheet.px(14)

    @property
    def gap(self) -> float:
        return self.sheet.px(26)

    def named(self, line: Line, *, short: bool = False) -> float:
        """Mark, name and simulated mark, pixels."""
        name = line.short if short else line.name
        mark = self.sheet.px(14) + self.wide(line.mark, Weight.MEDIUM) if line.mark else 0.0
        return self.lead + self.wide(name, line.weight) + mark

    def states(self, lines: Sequence[Line]) -> float:
        return max(self.wide(line.state, line.weight) for line in lines)

    def times(self, lines: Sequence[Line], *, aged: bool = True) -> float:
        """With the gap before them; 0 where none is written."""
        wide = max(
            (self.wide(line.when) for line in lines if aged or not line.row.live), default=0.0
        )
        return wide + self.gap if wide else 0.0

    def natural(self, lines: Sequence[Line], *, short: bool = False, aged: bool = True) -> float:
        """Width of full rows in which nothing is shortened; `aged`: with the age of live ones."""
        names = max(self.named(line, short=short) for line in lines)
        return names + self.gap + self.states(lines) + self.times(lines, aged=aged)

    def row(self, line: Line, lines: Sequence[Line], row: Rect) -> list[Item]:
        """Mark and name, state, time: in columns that all of `lines` share."""
        aged = self.natural(lines, short=True) <= row.w
        times, states = self.times(lines, aged=aged), self.states(lines)
        at = row.right - times - states
        items = self._name(line, row.left(at - row.x - self.gap))
        state = Rect(at, row.y, states, row.h)
        items.append(self.text("cell", line.state, state, line.ink, line.weight))
        if line.when and (aged or not line.row.live):
            when = Rect(row.right - times + self.gap, row.y, times - self.gap, row.h)
            items.append(self.text("age", line.when, when, Ink.SECOND, align="right"))
        return items

    def _name(self, line: Line, row: Rect) -> list[Item]:
        """Mark, name, and MÔ PHỎNG where it is the source's own."""
        mark = self.wide(line.mark, Weight.MEDIUM)
        kept = mark + self.sheet.px(14) if mark else 0.0
        box = Rect(row.x + self.lead, row.y, row.w - self.lead - kept, row.h)
        name = self.text("label", line.name, box, line.ink, line.weight, short=line.short)
        items: list[Item] = [self.mark(line.row.state, line.ink, row, name), name]
        if mark:
            box = Rect(name.rect.right + self.sheet.px(14), row.y, mark, row.h)
            items.append(self.text("mark", line.mark, box, Ink.SECOND, Weight.MEDIUM))
        return items

    def mark(self, state: State, ink: Ink, row: Rect, beside: Text) -> Mark:
        side = self.sheet.reading * 0.72
        middle = beside.runs[0].baseline - beside.cap / 2
        return Mark(
            LOOKS[state].mark,
            Rect(row.x, middle - side / 2, side, side),
            ink,
            self.sheet.px(3.5),
        )

    def fits_one(self, line: Line) -> bool:
        state = self.wide(line.state, line.weight)
        return self.named(line, short=True) + self.gap + state <= self.room.box.w

    def tight(self, line: Line, row: Rect, *, own_row: bool) -> list[Item]:
        """Mark and name left, the state's word right, or under it where both are too wide."""
        if not own_row:
            below = Rect(row.x + self.lead, row.bottom, row.w - self.lead, row.h)
            said = " ".join(part for part in (line.state, line.when) if part)
            state = self.text("cell", said, below, line.ink, short=line.state)
            return [*self._name(line, row), state]
        states = min(self.wide(line.state, line.weight), row.w * 0.5)
        state_box = Rect(row.right - states, row.y, states, row.h)
        return [
            *self._name(line, row.left(row.w - states - self.gap)),
            self.text("cell", line.state, state_box, line.ink, line.weight),
        ]
