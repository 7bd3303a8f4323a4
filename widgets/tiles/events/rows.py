"""One row of events: on one line or two, or on more where it is urgent and there is room."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from widgets.drawing import PRIORITY_MARKS, Ink, Item, Mark, Rect, Text, Weight
from widgets.page import Page
from widgets.sheet import LEADING, TIGHT
from widgets.shortening import at_a_word
from widgets.tiles.events.plan import HIGH, Shape
from widgets.tiles.events.sentences import Sentences
from widgets.tiles.events.view import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.events.view import EventsView, Group

_WORDED, PLACED = 24.0, 42.0
"""Ems from which on a row of one line has columns for the priority's word and the time, and for where."""
COUNTED = 12.0
"""Ems below which not even a count has room beside a name."""
_WHERE = 0.26
"""Of a wide row, what is left for where."""
_HOLLOW, _POINTED = 0.17, 0.08
"""Of a mark's side, how thick the border of a hollow one is, and more where it has points."""


@dataclass(slots=True)
class Rows:
    view: EventsView
    room: Room
    sheet: Sheet

    def drawn(self, one: Group, row: Rect, shape: Shape) -> Iterator[Item]:
        return self._two(one, row, shape) if shape.double else self._one(one, row, shape)

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @property
    def _said(self) -> Sentences:
        return Sentences(self.view, self.sheet.words)

    @property
    def _gap(self) -> float:
        return self.sheet.px(24)

    @property
    def _side(self) -> float:
        return self.sheet.reading * 0.74

    @property
    def _lead(self) -> float:
        return self._side + self.sheet.px(14)

    def _fitting(self, one: Group, width: float, *first: str, lines: int = 1) -> str:
        """As many parts as go whole, in their short forms if that tells more; the first in any case, and of
        a place as many words as have room.
        """
        if lines > 1:
            return self._wrapped(one, width, lines, *first)
        told = []
        for short in (False, True):
            parts = [*first, *self._said.parts(one, short=short)]
            kept = parts[:1]
            for part in parts[1:]:
                if self._page.wide(" · ".join([*kept, part])) > width:
                    break
                kept.append(part)
            told.append(kept)
        full, brief = told
        whole = not full or self._page.wide(full[0]) <= width
        kept = full if whole and len(full) >= len(brief) else brief
        left = [*first, *self._said.parts(one, short=True)][len(kept) :]
        where = self._said.where(one, short=True)
        begun = self._begun(where, kept, width) if where in left[:1] else ()
        return " · ".join([*kept, *begun])

    def _wrapped(self, one: Group, width: float, lines: int, *first: str) -> str:
        """As many parts as go whole on so many lines."""
        kept: list[str] = []
        for part in (*first, *self._said.parts(one)):
            longer = " · ".join([*kept, part])
            broken = self.sheet.broken(longer, width, self.sheet.reading, Weight.REGULAR)
            if kept and len(broken) > lines:
                break
            kept.append(part)
        return " · ".join(kept)

    def _begun(self, where: str, kept: list[str], width: float) -> Iterator[str]:
        """A place, cut between words, where that leaves two of them."""
        used = self._page.wide(" · ".join([*kept, ""]))
        cut = at_a_word(where, width - used, self._page.wide) if kept else None
        if cut and len(cut.split()) > 1:
            yield cut

    def _one(self, one: Group, row: Rect, shape: Shape) -> Iterator[Item]:
        """Mark, priority, name, count, where, time: as many of them as have columns."""
        page = self._page
        ems = row.w / self.sheet.reading
        if ems >= _WORDED and self.view.timed:
            row, place = self._cut_off(row, page.wide(self._longest_time))
            when = self.sheet.words.say("mới") if one.new else self._said.times(one)[1]
            if when:
                yield self.line("age", when, place, self._second(one), align="right")
        if ems >= PLACED:
            row, place = self._cut_off(row, row.w * _WHERE)
            if parts := self._fitting(one, place.w, lines=shape.under):
                yield self._lines("cell", parts, place, self._second(one), lines=shape.under)
        if ems >= COUNTED:
            count = self._said.count(one, short=ems < _WORDED)
            wide = page.wide(count, Weight.SEMIBOLD)
            if ems >= _WORDED:
                wide = max(wide, page.wide(self._said.times_over(100), Weight.SEMIBOLD))
            row, place = self._cut_off(row, wide)
            if count:
                ink = self._ink(one)
                yield page.text("value", count, place, ink, Weight.SEMIBOLD, align="right")
        yield from self._titled(one, row, ems, shape.name)

    @property
    def _longest_time(self) -> str:
        """A date, if only one row needs that; as wide whichever figures it has."""
        said = {re.sub(r"\d", "0", self._said.times(one)[1]) for one in self.view.groups}
        return max({*said, "00:00"}, key=self._page.wide)

    def _titled(self, one: Group, row: Rect, ems: float, lines: int) -> Iterator[Item]:
        page, ink, weight = self._page, self._ink(one), self._weight(one)
        name, priority = self._said.name(one), self.sheet.words.priority(NAMES[one.rank])
        text = row.beside(self._lead)
        if ems < _WORDED:
            label = self._lines("cell", f"{priority}: {name}", text, ink, weight, lines=lines)
            yield label
            yield from self._mark(one, row, label)
            return
        words = [self.sheet.words.priority(each) for each in NAMES]
        column = max(page.wide(word, Weight.MEDIUM) for word in words)
        label = self.line("label", priority, text.left(column), ink, Weight.MEDIUM)
        yield label
        yield from self._mark(one, row, label)
        yield self._lines("cell", name, text.beside(column + self._gap), ink, weight, lines=lines)

    def _two(self, one: Group, row: Rect, shape: Shape) -> Iterator[Item]:
        """The name over what is known of it."""
        said, page, sheet = self._said, self._page, self.sheet
        ink = self._ink(one)
        air = (row.h - (shape.name + shape.under) * sheet.tight) / 2
        upper = Rect(row.x, row.y + air, row.w, shape.name * sheet.tight)
        lower = Rect(row.x, upper.bottom, row.w, shape.under * sheet.tight)
        text = upper.beside(self._lead)
        if count := said.count(one):
            text, place = self._cut_off(text, page.wide(count, Weight.SEMIBOLD))
            yield page.text(
                "value", count, place, ink, Weight.SEMIBOLD, align="right", leading=TIGHT
            )
        name = self._lines(
            "cell", said.name(one), text, ink, self._weight(one), lines=shape.name, leading=TIGHT
        )
        yield name
        yield from self._mark(one, upper, name)
        under = lower.beside(self._lead)
        full, short = said.times(one) if self.view.timed else ("", "")
        if one.new:
            new = sheet.words.say("mới")
            full, short = (f"{new} · {full}", new) if full else (new, new)
        if full:
            full = full if page.wide(full) <= under.w * 0.5 else short
            under, place = self._cut_off(under, page.wide(full))
            yield self.line("age", full, place, self._second(one), align="right", leading=TIGHT)
        parts = self._fitting(one, under.w, said.priority(one), lines=shape.under)
        yield self._lines(
            "label", parts, under, self._second(one), lines=shape.under, leading=TIGHT
        )

    def _ink(self, one: Group) -> Ink:
        return Ink.SECOND if one.alarm and one.seen else self.room.ink

    def _second(self, one: Group) -> Ink:
        return self.room.ink if self.alarmed(one) else Ink.SECOND

    def alarmed(self, one: Group) -> bool:
        """An outage of its source changes no alarm."""
        return one.alarm and one.rank == 0 and not one.seen

    def _weight(self, one: Group) -> Weight:
        unseen = one.rank <= HIGH and not (one.alarm and one.seen)
        return Weight.SEMIBOLD if unseen else Weight.REGULAR

    def _cut_off(self, row: Rect, width: float) -> tuple[Rect, Rect]:
        """What is left of the row, and a column of that width at its end."""
        if width <= 0:
            return row, row.beside(row.w)
        return row.left(row.w - width - self._gap), row.beside(row.w - width)

    def line(
        self,
        role: str,
        text: str,
        place: Rect,
        ink: Ink,
        weight: Weight = Weight.REGULAR,
        *,
        align: str = "left",
        short: str | None = None,
        leading: float = LEADING,
    ) -> Text:
        """Cut between words."""
        wide = partial(self._page.wide, weight=weight)
        if wide(text) > place.w and not (short and wide(short) <= place.w):
            short = at_a_word(text, place.w, wide) or short
        return self._page.text(
            role, text, place, ink, weight, align=align, short=short, leading=leading
        )

    def _lines(
        self,
        role: str,
        text: str,
        place: Rect,
        ink: Ink,
        weight: Weight = Weight.REGULAR,
        *,
        lines: int,
        leading: float = LEADING,
    ) -> Text:
        """One, or as many as there may be."""
        if lines == 1 or self._page.wide(text, weight) <= place.w:
            return self.line(role, text, place, ink, weight, leading=leading)
        return self.sheet.paragraph(
            role,
            text,
            replace(place, h=lines * self.sheet.tight),
            lines=lines,
            weight=weight,
            ink=ink,
            ground=self.room.ground,
            leading=TIGHT,
        )

    def _mark(self, one: Group, row: Rect, beside: Text) -> Iterator[Mark]:
        """Filled until somebody has acknowledged it, then hollow."""
        shape, colour = PRIORITY_MARKS[NAMES[one.rank]]
        middle = beside.runs[0].baseline - beside.cap / 2
        place = Rect(row.x, middle - self._side / 2, self._side, self._side)
        yield Mark(shape, place, colour)
        if one.alarm and one.seen:
            inset = self._side * (_HOLLOW + (_POINTED if shape in {"triangle", "diamond"} else 0.0))
            drop = self._side * _POINTED if shape == "triangle" else 0.0
            inner = place.inset(inset, inset)
            yield Mark(shape, replace(inner, y=inner.y + drop), self.room.ground)
