"""Rows of events at places that hang on the room: neither a longer name nor one row more moves any other to
the side, up or down, but for what is urgent and has more to say where there is room for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widgets import kinds
from widgets.drawing import Box, Ink, Item, Rect, Text
from widgets.listing import nothing
from widgets.page import Page
from widgets.tiles.events.plan import Plan, Shape
from widgets.tiles.events.rows import COUNTED, PLACED, Rows
from widgets.tiles.events.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.events.plan import Told
    from widgets.tiles.events.view import EventsView, Group

_WORTH = 3
"""Events that must have room for two lines each, where the tile isn't wide enough for one."""
_AIRY = 1.2


@dataclass(slots=True)
class Roll:
    view: EventsView
    room: Room
    sheet: Sheet

    @property
    def _rows(self) -> Rows:
        return Rows(self.view, self.room, self.sheet)

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @property
    def _said(self) -> Sentences:
        return Sentences(self.view, self.sheet.words)

    @property
    def _double(self) -> bool:
        box, sheet, view = self.room.box, self.sheet, self.view
        fits = (box.h - sheet.row) / self._height >= _WORTH
        alone = view.rows == 1 and not (view.low or view.hidden) and box.h >= self._height
        return (fits or alone) and COUNTED <= box.w / sheet.reading < PLACED

    @property
    def _height(self) -> float:
        return Shape(double=True).height(self.sheet)

    def items(self) -> Iterator[Item]:
        view, box, sheet = self.view, self.room.box, self.sheet
        if not view.known or not (view.rows or view.low or view.hidden):
            empty = kinds.ALL[view.kind].empty
            yield nothing(empty, self.room, sheet, known=view.known)
            return
        usual = Shape(double=self._double)
        height = usual.height(sheet)
        foot = sheet.row if box.h >= 2 * height else 0.0
        if view.rows * height <= box.h + 0.5 and not self._said.rests(view.rows)[0]:
            foot = 0.0
        slots = max(int((box.h - foot + 0.5) / height), 1)
        shown = min(slots, len(view.groups))
        y = box.y
        if not shown:
            yield self._page.text("cell", self._said.quiet(), box, self.room.ink)
            y += height
        shapes = self._plan(usual).shapes(view.groups[:shown], box.h - foot - shown * height)
        heights = [shape.height(sheet) for shape in shapes]
        air = (box.h - foot - sum(heights)) / max(
            shown, slots if heights == [height] * shown else 1
        )
        air = min(max(air, 0.0), height * (_AIRY - 1))
        for number, (one, shape) in enumerate(zip(view.groups, shapes, strict=False)):
            row = Rect(box.x, y, box.w, heights[number])
            step = row.h + air
            yield from self._row(one, row, shape, last=number == shown - 1, step=step)
            y += step
        if foot and (rest := self._rest(shown, box.w)):
            place = Rect(box.x, min(y, box.bottom - foot), box.w, foot)
            yield self._rows.line("context", rest, place, Ink.SECOND)

    def _plan(self, usual: Shape) -> Plan:
        ems = self.room.box.w / self.sheet.reading
        return Plan(usual, ems < PLACED, self.sheet, self._told)

    def _told(self, one: Group, shape: Shape) -> Told:
        row = Rect(0.0, 0.0, self.room.box.w, shape.height(self.sheet))
        drawn = self._rows.drawn(one, row, shape)
        told = [item.text for item in drawn if isinstance(item, Text)]
        where = {self._said.where(one, short=short) for short in (False, True)}
        name = self._said.name(one)
        placed = any(one in text for one in where for text in told)
        return any(name in text for text in told), placed, sum(map(len, told))

    def _rest(self, shown: int, width: float) -> str:
        forms = self._said.rests(shown)
        return next((form for form in forms if self._page.wide(form) <= width), forms[-1])

    def _row(
        self, one: Group, row: Rect, shape: Shape, *, last: bool, step: float
    ) -> Iterator[Item]:
        alarmed = self._rows.alarmed(one)
        drawn = [*self._rows.drawn(one, row, shape)]
        if alarmed:
            aside, upright = self.sheet.px(14), self.sheet.px(2)
            yield Box(
                Rect(row.x - aside, row.y - upright, row.w + 2 * aside, row.h - upright),
                fill=Ink.ALARM_GROUND,
                line=Ink.URGENT,
                width=self.sheet.px(2.5),
                radius=self.sheet.px(10),
            )
        elif not last:
            rule = Rect(row.x, row.y + step - self.sheet.px(1), row.w, self.sheet.px(1.5))
            yield Box(rule, fill=Ink.LINE)
        for item in drawn:
            if alarmed and isinstance(item, Text):
                yield replace(item, ground=Ink.ALARM_GROUND)
            else:
                yield item
