"""Tasks in a room: how many stand how, a bar of them all, and the list of those that wait for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.duties import Stage
from services.phrase import Phrase, phrase
from services.settings import Wording
from widgets.columns import Cell, Column, Line
from widgets.drawing import Box, Ink, Item, Mark, Rect, Weight
from widgets.listing import Listing, nothing
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.values import time_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.tasks.view import Duty, TasksView

WORDS: dict[Stage, Phrase] = {
    Stage.OVERDUE: phrase("quá hạn"),
    Stage.DUE_SOON: phrase("sắp đến hạn"),
    Stage.RUNNING: phrase("trong hạn"),
    Stage.DONE_LATE: phrase("xong muộn"),
    Stage.DONE_IN_TIME: phrase("xong đúng hạn"),
}
INKS: dict[Stage, Ink] = {
    Stage.OVERDUE: Ink.OVERDUE,
    Stage.DUE_SOON: Ink.TEXT,
    Stage.RUNNING: Ink.DATA,
    Stage.DONE_LATE: Ink.OUTLINE,
    Stage.DONE_IN_TIME: Ink.DATA_DIM,
}
NONE = phrase("Không có nhiệm vụ nào")
_BARRED = 5.0
"""Rows of room from which on there is a bar."""
_SHARE = 0.5
"""Of the room, what the counts may take before the list."""


def drawn(view: TasksView, room: Room, sheet: Sheet) -> list[Item]:
    return list(_Tasks(view, room, sheet).items())


@dataclass(slots=True)
class _Tasks:
    view: TasksView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> Iterator[Item]:
        box = self.room.box
        if not self.view.total:
            yield nothing(NONE, self.room, self.sheet, known=self.view.known)
            return
        used = 0.0
        if box.h > _BARRED * self.sheet.row:
            used = self.sheet.px(30)
            yield from self._bar(Rect(box.x, box.y + self.sheet.px(6), box.w, self.sheet.px(16)))
        counts, height = self._counts(box.below(used))
        yield from counts
        yield from self._list(box.below(used + height + self.sheet.px(6)))

    # --- how many stand how

    def _bar(self, strip: Rect) -> Iterator[Item]:
        """Each state by its share of all, none too thin to be seen."""
        shown = [(stage, count) for stage, count in self.view.counts if count]
        least, gap = self.sheet.px(6), self.sheet.px(3)
        room = strip.w - gap * (len(shown) - 1) - least * len(shown)
        x = strip.x
        for stage, count in shown:
            width = least + room * count / self.view.total
            ink = Ink.OLD if self.room.dimmed and stage is Stage.RUNNING else INKS[stage]
            yield Box(Rect(x, strip.y, width, strip.h), fill=ink, radius=self.sheet.px(3))
            x += width + gap

    def _counts(self, box: Rect) -> tuple[list[Item], float]:
        """Side by side, in as many rows as that takes; what is 0 gives way where there is little room."""
        step = self.sheet.tight
        for counts in (self.view.counts, [one for one in self.view.counts if one[1]]):
            rows = self._wrapped(list(counts), box.w)
            if len(rows) * step <= max(box.h * _SHARE, step):
                break
        else:
            rows = rows[:1]
        items: list[Item] = []
        for number, row in enumerate(rows):
            x = box.x
            for stage, count, width in row:
                items += self._count(stage, count, Rect(x, box.y + number * step, width, step))
                x += width + self.sheet.px(30)
        return items, len(rows) * step

    def _wrapped(
        self, counts: list[tuple[Stage, int]], width: float
    ) -> list[list[tuple[Stage, int, float]]]:
        gap, x = self.sheet.px(30), 0.0
        rows: list[list[tuple[Stage, int, float]]] = [[]]
        for stage, count in counts:
            wide = min(
                self._lead + self._page.wide(self._said(stage, count), Weight.SEMIBOLD) + 1, width
            )
            if rows[-1] and x + wide > width:
                rows.append([])
                x = 0.0
            rows[-1].append((stage, count, wide))
            x += wide + gap
        return rows

    @property
    def _lead(self) -> float:
        return self.sheet.reading * 0.74 + self.sheet.px(10)

    def _said(self, stage: Stage, count: int) -> str:
        return f"{self.sheet.words.number(count)} {self.sheet.words.say(WORDS[stage])}"

    def _count(self, stage: Stage, count: int, row: Rect) -> list[Item]:
        strong = bool(count) and stage in {Stage.OVERDUE, Stage.DUE_SOON}
        text = self._page.text(
            "value",
            self._said(stage, count),
            row.beside(self._lead),
            self.room.ink if count else Ink.SECOND,
            Weight.SEMIBOLD if strong else Weight.REGULAR,
            leading=TIGHT,
        )
        side = self.sheet.reading * 0.74
        middle = text.runs[0].baseline - text.cap / 2
        place = Rect(row.x, middle - side / 2, side, side)
        if stage is Stage.OVERDUE:
            ink = Ink.OVERDUE if count else Ink.OUTLINE
            return [Mark("pennant", place, ink), text]
        swatch = place.inset(side * 0.12, side * 0.12)
        return [Box(swatch, fill=INKS[stage], radius=self.sheet.px(3)), text]

    # --- which wait for somebody

    def _list(self, box: Rect) -> Iterator[Item]:
        duties, total = self.view.duties, self.view.waiting
        listing = Listing(
            total=total,
            most=len(duties),
            lines=lambda shown: [self._line(one) for one in duties[:shown]],
            columns=(Column("", 4.0), Column("", 1.5), Column("", 0.0, keep=True)),
            rest=lambda shown: self.sheet.words.say("và {n} mục khác", n=total - shown),
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
