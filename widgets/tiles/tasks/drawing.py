"""Tasks in a room: how many stand how, a bar of them all, and the list of those that wait for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.duties import Stage
from services.phrase import phrase
from services.settings import Wording
from widgets.columns import Cell, Column, Line
from widgets.drawing import Ink, Item, Rect, Weight
from widgets.listing import Listing, nothing
from widgets.others import others
from widgets.tally import Tally
from widgets.tiles.tasks.looks import bar, count_of
from widgets.tiles.tasks.shares import Shares
from widgets.values import time_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.tasks.view import Duty, TasksView

NONE = phrase("Không có nhiệm vụ nào")
_BARRED = 5.0
"""Rows of room from which on there is a bar."""
_SHARE, _LEGEND = 0.5, 0.34
"""Of the room, what the counts may take before the list; before rows of bars, whose legend they are."""


def drawn(view: TasksView, room: Room, sheet: Sheet) -> list[Item]:
    return list(_Tasks(view, room, sheet).items())


@dataclass(slots=True)
class _Tasks:
    view: TasksView
    room: Room
    sheet: Sheet

    def items(self) -> Iterator[Item]:
        box = self.room.box
        if not self.view.total:
            yield nothing(NONE, self.room, self.sheet, known=self.view.known)
            return
        used = 0.0
        if box.h > _BARRED * self.sheet.row and self.view.by is None:
            used = self.sheet.px(34)
            strip = Rect(box.x, box.y + self.sheet.px(6), box.w, self.sheet.px(20))
            yield from bar(self.view.counts, strip, self.room, self.sheet)
        counts, height = self._counts(box.below(used))
        yield from counts
        left = box.below(used + height + self.sheet.px(6))
        if self.view.by is not None:
            yield from Shares(self.view, self.room, self.sheet).items(left)
            return
        yield from self._list(left)

    # --- how many stand how

    def _counts(self, box: Rect) -> tuple[list[Item], float]:
        """In as many rows as they take; what is 0 gives way where there is little room."""
        words, step = self.sheet.words, self.sheet.tight
        told = self.view.counts
        most = max(box.h * (_SHARE if self.view.by is None else _LEGEND), step)
        every = [count_of(stage, count, words) for stage, count in told]
        tally = Tally(every, self.room, self.sheet)
        if tally.height(box.w) > most:
            some = [count_of(stage, count, words) for stage, count in told if count]
            tally = Tally(some, self.room, self.sheet)
        height = tally.height(box.w)
        if height > most:
            height = step
        return tally.items(box.top(height)), height

    # --- which wait for somebody

    def _list(self, box: Rect) -> Iterator[Item]:
        duties, total = self.view.duties, self.view.waiting
        listing = Listing(
            total=total,
            most=len(duties),
            lines=lambda shown: [self._line(one) for one in duties[:shown]],
            columns=(Column("", 4.0), Column("", 1.5), Column("", 0.0, keep=True)),
            rest=lambda shown: others(total - shown, "tasks", self.sheet.words),
        )
        yield from listing.items(box, self.room, self.sheet)

    def _line(self, one: Duty) -> Line:
        late = one.stage is Stage.OVERDUE
        weight = Weight.SEMIBOLD if late else Weight.REGULAR
        return Line((Cell(one.title, weight=weight), self._unit(one), self._due(one)))

    def _unit(self, one: Duty) -> Cell:
        lang = self.sheet.words.lang
        match one.unit:
            case None:
                return Cell("")
            case Wording() as name:
                return Cell(name.full_in(lang), name.short_in(lang))
            case name:
                return Cell(name)

    def _due(self, one: Duty) -> Cell:
        """How long it is over; else until when."""
        words = self.sheet.words
        if one.stage is Stage.OVERDUE:
            said = (
                words.count(one.over, "quá {n} ngày") if one.over else words.say("quá hạn hôm nay")
            )
            return Cell(said, mark="pennant", colour=Ink.OVERDUE, weight=Weight.SEMIBOLD)
        if one.due is None:
            return Cell(words.say("không đặt hạn"))
        return time_cell(one.due, self.view.day, words)
