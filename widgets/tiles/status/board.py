"""Services in rows: how many are well, what is not, and as many of the others as have room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.settings import Wording
from widgets import kinds
from widgets.columns import Cell, Column, Line
from widgets.drawing import Ink, Item, Rect, Weight
from widgets.listing import Listing, nothing
from widgets.others import others
from widgets.page import Page
from widgets.sheet import FIGURE_HEIGHT, FIGURE_LEAST, TIGHT
from widgets.tiles.status.computers import SHORT
from widgets.tiles.status.view import CONDENSED, WELL, Service
from widgets.values import time_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.drawing import Shape
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.status.view import StatusView

_MARKS: tuple[tuple[Shape, Ink], ...] = (
    ("cross", Ink.OVERDUE),
    ("down", Ink.TEXT),
    ("empty", Ink.SECOND),
    ("dot", Ink.SECOND),
)
"""By illness. Orange is abnormal; the shapes of alarms are alarms' alone."""
_WELL = {"services": phrase("hoạt động"), "endpoints": phrase("được bảo vệ")}
_LARGE = 4.5
"""Rows of room from which on the count is a large figure."""


@dataclass(slots=True)
class Board:
    view: StatusView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> Iterator[Item]:
        box = self.room.box
        if not self.view.services:
            yield nothing(
                kinds.ALL[self.view.kind].empty, self.room, self.sheet, known=self.view.known
            )
            return
        head, used = self._head(box)
        yield from head
        yield from self._rows(box.below(used))

    def _head(self, box: Rect) -> tuple[list[Item], float]:
        words, total = self.sheet.words, self.view.total
        said = words.say(_WELL[self.view.kind])
        if box.h < _LARGE * self.sheet.row:
            share = f"{words.number(self.view.well)}/{words.number(total)}"
            line, ink, bold = f"{share} {said}", self.room.ink, Weight.SEMIBOLD
            text = self._page.text("value", line, box, ink, bold, short=share, leading=TIGHT)
            return [text], self.sheet.tight
        size = self.sheet.size(FIGURE_LEAST)
        figure = self.sheet.figure(
            "value",
            words.number(self.view.well),
            box,
            after=f"/{words.number(total)}",
            size=size,
            least=self.sheet.reading,
            ink=self.room.ink,
            ground=self.room.ground,
        )
        gap = self.sheet.px(20)
        base = figure.runs[0].baseline - self.sheet.reading
        beside = Rect(
            figure.rect.right + gap, base, box.right - figure.rect.right - gap, self.sheet.row
        )
        text = self._page.text("label", self._summed(said, beside.w), beside, Ink.SECOND)
        return [figure, text], size * FIGURE_HEIGHT + self.sheet.px(8)

    def _summed(self, said: str, width: float) -> str:
        """With what is wrong and how often, as far as that goes whole."""
        words = self.sheet.words
        for state, count in self.view.tally:
            called = self._brief(state) if isinstance(state, Phrase) else None
            longer = f"{said} · {called or words.say(state)}: {words.number(count)}"
            if self._page.wide(longer) > width:
                break
            said = longer
        return said

    def _rows(self, box: Rect) -> Iterator[Item]:
        """The abnormal ones, then the others; what has no room is counted, and said to be well or not."""
        services = self.view.services
        most, total = len(services), self.view.total
        if total > CONDENSED:
            most = min(self.view.abnormal, most)
            total = most + (self.view.total > most)
            if not most:
                calm = self.sheet.words.say("Không có gì bất thường")
                yield self._page.text("cell", calm, box, Ink.SECOND)
                return
        listing = Listing(
            total=total,
            most=most,
            lines=lambda shown: [self._line(one) for one in services[:shown]],
            columns=(
                Column("", 3.0),
                Column("", 0.0, keep=True),
                Column("", 0.0),
                Column("", 2.0),
                Column("", 2.0),
            ),
            rest=self._rest,
        )
        yield from listing.items(box, self.room, self.sheet)

    def _rest(self, shown: int) -> str:
        words = self.sheet.words
        said = others(self.view.total - shown, self.view.kind, words)
        bad = self.view.abnormal - sum(one.abnormal for one in self.view.services[:shown])
        if bad:
            return words.say("{others}, {bad} có vấn đề", others=said, bad=bad)
        return words.say("{others} bình thường", others=said)

    def _line(self, one: Service) -> Line:
        words = self.sheet.words
        mark, colour = _MARKS[one.illness]
        if one.illness == WELL and one.abnormal:
            mark, colour = "clock", Ink.OVERDUE if one.expired else Ink.TEXT
        weight = Weight.SEMIBOLD if one.illness == 0 or one.expired else Weight.REGULAR
        return Line(
            (
                Cell(one.name, mark=mark, colour=colour, weight=weight),
                replace(self._state(one), weight=weight),
                self._since(one),
                self._where(one),
                Cell("" if one.words is None else words.say(one.words)),
            ),
            quiet=not one.abnormal,
        )

    def _state(self, one: Service) -> Cell:
        """Its word; of one that is well what is about to go wrong."""
        words = self.sheet.words
        if one.illness == WELL and one.expires is not None:
            if one.expired:
                return Cell(words.say("Chứng thư hết hạn"), words.say("Hết hạn"))
            return Cell(words.say("Chứng thư sắp hết hạn"), words.say("Sắp hết hạn"))
        if one.illness == WELL and one.published is not None:
            return Cell(words.say("Không có bài mới"))
        match one.state:
            case None:
                return Cell(words.say("Không rõ"))
            case Phrase() as told:
                return Cell(words.say(told), self._brief(told))
            case told:
                return Cell(words.say("Không rõ: {word}", word=told), told)

    def _brief(self, told: Phrase) -> str | None:
        return self.sheet.words.say(SHORT[told]) if told in SHORT else None

    def _since(self, one: Service) -> Cell:
        """And for how long, as of the last confirmation; of a certificate until when."""
        words = self.sheet.words
        if one.expires is not None and one.illness == WELL and not one.expired:
            return Cell(words.say("đến {date}", date=words.date(one.expires)))
        if one.begun is None:
            return Cell("")
        told = time_cell(one.begun, self.view.day, words)
        short = words.say("từ {since}", since=told.short or told.text)
        explained = any(other.words is not None for other in self.view.services)
        if not one.lasted or explained:  # why it is so needs the room
            return Cell(short)
        return Cell(f"{short} ({words.age(one.lasted)})", short)

    def _where(self, one: Service) -> Cell:
        match one.where:
            case None:
                return Cell("")
            case Wording() as unit:
                lang = self.sheet.words.lang
                return Cell(unit.full_in(lang), unit.short_in(lang))
            case unit:
                return Cell(unit)
