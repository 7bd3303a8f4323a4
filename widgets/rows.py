"""Sources in rows: mark, name, state and time, in columns that the rows share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from widgets.drawing import Ink, Item, Mark, Rect, Text, Weight
from widgets.frame import LOOKS
from widgets.page import Page
from widgets.shortening import at_a_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.freshness import State
    from widgets.system_row import Line

type Timed = Literal["all", "silent", "none"]
"""Which rows have their time at their end: ages of live sources give way first."""
_CUT = 5
"""Words of a contact below which a cut one helps nobody, the dot before it included."""


class Rows(Page):
    """A page of rows."""

    __slots__ = ()

    @property
    def lead(self) -> float:
        """From a mark's left edge to its text."""
        return self.sheet.reading * 0.72 + self.sheet.px(14)

    @property
    def gap(self) -> float:
        return self.sheet.px(34)

    def named(self, line: Line, *, short: bool = False) -> float:
        """Mark, name and simulated mark, pixels."""
        name = line.short if short else line.name
        mark = self.sheet.px(14) + self.wide(line.mark, Weight.MEDIUM) if line.mark else 0.0
        return self.lead + self.wide(name, line.weight) + mark

    def states(self, lines: Sequence[Line]) -> float:
        return max(self.wide(line.state, line.weight) for line in lines)

    def time(self, line: Line, timed: Timed) -> str:
        return line.when if timed == "all" or (timed == "silent" and not line.row.live) else ""

    def times(self, lines: Sequence[Line], timed: Timed) -> float:
        """With the gap before them; 0 where none is written."""
        wide = max((self.wide(self.time(line, timed)) for line in lines), default=0.0)
        return wide + self.gap if wide else 0.0

    def natural(self, lines: Sequence[Line], timed: Timed = "all", *, short: bool = False) -> float:
        """Width of full rows in which nothing is shortened."""
        names = max(self.named(line, short=short) for line in lines)
        return names + self.gap + self.states(lines) + self.times(lines, timed)

    def row(self, line: Line, lines: Sequence[Line], row: Rect, timed: Timed) -> list[Item]:
        """Mark and name, state, time: in columns that all of `lines` share."""
        times, states = self.times(lines, timed), self.states(lines)
        at = row.right - times - states
        items = self._name(line, row.left(at - row.x - self.gap))
        state = Rect(at, row.y, states, row.h)
        items.append(self.text("cell", line.state, state, line.ink, line.weight))
        when = self.time(line, timed)
        if when:
            place = Rect(row.right - times + self.gap, row.y, times - self.gap, row.h)
            items.append(self.text("age", when, place, Ink.SECOND, align="right"))
        return items

    def under(self, forms: Sequence[str], row: Rect) -> list[Item]:
        """The fullest of `forms` that fits under a name; the last is never given up."""
        place = Rect(row.x + self.lead, row.y, row.w - self.lead, row.h)
        fitting = (form for form in forms if self.wide(form) <= place.w)
        said = next(fitting, None) or at_a_word(forms[-1], place.w, self.wide)
        if said == forms[-1] and len(forms) > 1 and not any(sign.isdigit() for sign in forms[-2]):
            cut = at_a_word(forms[-2], place.w, self.wide) or ""
            said = cut if len(cut.split()) >= len(said.split()) + _CUT else said
        return [self.text("context", forms[0], place, Ink.SECOND, short=said)]

    def lines(self, sentence: str, box: Rect) -> int:
        """Of a sentence under a name; 0 of none."""
        if not sentence:
            return 0
        wide = box.w - self.lead
        return len(self.sheet.broken(sentence, wide, self.sheet.reading, Weight.REGULAR))

    def sentence(self, sentence: str, box: Rect) -> Text:
        """Under a name, from the top of `box`."""
        place = box.beside(self.lead)
        lines = self.lines(sentence, box)
        return self.sheet.paragraph(
            "context", sentence, place, lines=lines, ink=Ink.SECOND, ground=self.room.ground
        )

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
        """Name and state side by side."""
        return self.natural([line], "none", short=True) <= self.room.box.w

    def tight(self, line: Line, row: Rect) -> list[Item]:
        """Mark and name left, the state's word right; half the row is the state's at most."""
        states = min(self.wide(line.state, line.weight), row.w * 0.5)
        state = Rect(row.right - states, row.y, states, row.h)
        return [
            *self._name(line, row.left(row.w - states - self.gap)),
            self.text("cell", line.state, state, line.ink, line.weight),
        ]

    def stacked(self, line: Line, row: Rect) -> list[Item]:
        """The state's word under the name, where both are too wide for a row, with the time."""
        below = Rect(row.x + self.lead, row.bottom, row.w - self.lead, row.h)
        said = f"{line.state} {line.when}" if line.since else f"{line.state} · {line.when}"
        state = self.text(
            "cell", said if line.when else line.state, below, line.ink, short=line.state
        )
        return [*self._name(line, row), state]
