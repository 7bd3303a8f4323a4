"""Columns along time: where nobody knows is a gap, what still runs is hollow, the worst has its count."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.words import MISSING
from widgets.drawing import Box, Ink, Item, Mark, Rect, Text, Weight
from widgets.listing import unknown
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tiles.bars.gaps import gaps
from widgets.tiles.bars.inks import dashes, filled, part_ink
from widgets.tiles.bars.legend import legend
from widgets.tiles.bars.ticks import label, ticks
from widgets.tiles.bars.view import FAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.bars.view import BarsView, Column

_PLOT = 1.2
"""Rows below which columns say nothing."""
_LEGEND = 5.0
"""Rows from which on there is one for the legend; another for what isn't counted."""
_AIR = 0.26
"""Of a column's place, what is free beside it."""
_EACH = 16
"""Columns of which each may have its count: of more only the worst is told."""
_SLIM = 0.75
"""Rows of columns without labels."""
_SHORT = 7.0
"""Ems that columns need beside a text."""
_WORSTS = {
    "hour": (phrase("nhiều nhất {amount} lúc {when} giờ"), phrase("{amount} lúc {when} giờ")),
    "day": (phrase("nhiều nhất {amount} ngày {when}"), phrase("{amount} ngày {when}")),
    "month": (phrase("nhiều nhất {amount} tháng {when}"), phrase("{amount} tháng {when}")),
}
"""Whole, and where there is less room."""


def upright(view: BarsView, room: Room, sheet: Sheet) -> list[Item]:
    if not view.known or not view.columns:
        return [unknown(room, sheet)]
    return list(_Upright(view, room, sheet).items())


@dataclass
class _Upright:
    view: BarsView
    room: Room
    sheet: Sheet

    @cached_property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @cached_property
    def _most(self) -> Decimal:
        """The top of the scale."""
        told = [Decimal(one.amount) for one in self.view.columns if one.amount is not None]
        if self.view.limit is not None:
            told.append(self.view.limit)
        return max([Decimal(0), *told])

    @cached_property
    def _worst(self) -> int | None:
        """The column with most, the latest of equals; None where all are 0."""
        told = [(one.amount, n) for n, one in enumerate(self.view.columns) if one.amount]
        return max(told)[1] if told else None

    def items(self) -> Iterator[Item]:
        box, row = self.room.box, self.sheet.row
        if box.h >= _LEGEND * row and self.view.parts:
            items, used = legend(self.view, box, self.room, self.sheet)
            yield from items
            box = box.below(used)
        if box.h >= _LEGEND * row and (said := self._apart):
            foot = Rect(box.x, box.bottom - row, box.w, row)
            yield self._page.text("context", " · ".join(said), foot, Ink.SECOND, short=said[0])
            box = box.above(row)
        line = self.sheet.tight
        axis = line + self.sheet.px(4)
        if box.h < _PLOT * row + line + axis:
            yield from self._in_a_line(box)
            return
        plot = box.below(line).above(axis)
        yield from self._columns(plot)
        yield from self._axis(Rect(box.x, plot.bottom + self.sheet.px(4), box.w, line))
        labels = list(self._labels(box, plot))
        yield from labels
        yield from self._threshold(box, plot, [one for one in labels if isinstance(one, Text)])

    @property
    def _apart(self) -> list[str]:
        """What is in no column."""
        words, view = self.sheet.words, self.view
        said = [words.say("{n} đang ẩn", n=view.hidden)] if view.hidden else []
        said += [words.say("{n} không ghi thời gian", n=view.undated)] if view.undated else []
        said += [words.say("{n} ghi giờ ở tương lai", n=view.ahead)] if view.ahead else []
        return said

    # --- where there is hardly room

    def _in_a_line(self, box: Rect) -> Iterator[Item]:
        """The most in words; the columns under it, or beside it where there is but one row."""
        forms = self._worst_said()
        low = box.h < self.sheet.row + _SLIM * self.sheet.row
        room = box.w - (self.sheet.reading * _SHORT if low else 0.0)
        flagged = self._worst is not None and self._above(self.view.columns[self._worst])
        lead = self._lead if flagged else 0.0
        fitting = (one for one in forms if lead + self._page.wide(one, Weight.SEMIBOLD) <= room)
        said = next(fitting, forms[-1])
        wide = min(lead + self._page.wide(said, Weight.SEMIBOLD) + 1, box.w)
        y = box.y + max(box.h - self.sheet.row, 0.0) / 2 if low else box.y
        text = Rect(box.x + lead, y, wide - lead, self.sheet.row)
        yield from self._said(said, text, flagged=flagged, weight=Weight.SEMIBOLD)
        aside = wide + self.sheet.px(30)
        plot = box.beside(aside) if low else box.below(self.sheet.row)
        if plot.w >= self.sheet.reading * _SHORT and plot.h >= _SLIM * self.sheet.row:
            yield from self._columns(plot.above(self.sheet.px(4)))

    def _worst_said(self) -> list[str]:
        """From the longest form to the shortest."""
        words = self.sheet.words
        if self._worst is None:
            if any(one.amount is None for one in self.view.columns):
                return [MISSING]
            return [words.say("Không có bản ghi nào trong khoảng này"), words.number(0)]
        worst = self.view.columns[self._worst]
        stretch = self.view.stretch or "hour"
        amount = words.number(worst.amount)
        when = label(stretch, worst.start, words)
        forms = [words.say(way, amount=amount, when=when) for way in _WORSTS[stretch]]
        return [*forms, amount]

    # --- the columns

    def _places(self, plot: Rect) -> tuple[Rect, ...]:
        return plot.columns(len(self.view.columns), 0.0)

    def _height(self, amount: object, plot: Rect) -> float:
        share = Decimal(str(amount)) / self._most if self._most else Decimal(0)
        return float(share) * plot.h

    def _columns(self, plot: Rect) -> Iterator[Item]:
        yield from gaps(self.view.columns, plot, self.room, self.sheet)
        line = self.sheet.px(2)
        for column, place in zip(self.view.columns, self._places(plot), strict=True):
            if column.amount is None:
                continue
            yield Box(Rect(place.x, plot.bottom, place.w, line), fill=Ink.OUTLINE)
            strip = place.inset(place.w * _AIR / 2, 0)
            if column.amount:
                yield from self._column(column, strip)

    def _column(self, column: Column, strip: Rect) -> Iterator[Item]:
        least = self.sheet.px(4 if column.whole else 9)
        high = max(self._height(column.amount, strip), least)
        if not column.parts:
            ink = Ink.OVERDUE if self._above(column) else Ink.OLD if self.room.dimmed else Ink.DATA
            place = Rect(strip.x, strip.bottom - high, strip.w, high)
            yield from filled(place, ink, self.sheet, hollow=not column.whole)
            return
        y = strip.bottom
        for n, amount in enumerate(column.parts):
            tall = self._height(amount, strip)
            if tall > 0:
                ink = part_ink(self.view.parts[n], n, self.room)
                place = Rect(strip.x, y - tall, strip.w, tall)
                yield from filled(place, ink, self.sheet, hollow=not column.whole)
            y -= tall

    # --- what is written

    def _axis(self, row: Rect) -> Iterator[Item]:
        stretch = self.view.stretch or "hour"
        starts = [one.start for one in self.view.columns]
        pitch, air = row.w / len(starts), self.sheet.px(16)
        for tick in ticks(stretch, starts, self.sheet.words, pitch, air, self._page.wide):
            wide = self._page.wide(tick.text, Weight.SEMIBOLD) + 1
            middle = row.x + (tick.column + 0.5) * pitch
            x = min(max(middle - wide / 2, row.x), row.right - wide)
            place = Rect(x, row.y, wide, row.h)
            weight = Weight.SEMIBOLD if tick.strong else Weight.REGULAR
            ink = self.room.ink if tick.strong else Ink.SECOND
            yield self._page.text(
                "axis", tick.text, place, ink, weight, align="centre", leading=TIGHT
            )

    def _labels(self, box: Rect, plot: Rect) -> Iterator[Item]:
        """Counts over all columns where they go, else over the worst."""
        words, places = self.sheet.words, self._places(plot)
        told = {
            n: words.number(one.amount) for n, one in enumerate(self.view.columns) if one.amount
        }
        air = self.sheet.px(10)
        if not told:
            if all(one.amount is not None for one in self.view.columns):
                yield self._page.text("value", self._worst_said()[0], box, self.room.ink)
            return
        pitch = places[0].w
        all_go = len(places) <= _EACH and all(
            self._page.wide(said, Weight.SEMIBOLD) + air <= pitch for said in told.values()
        )
        for n, said in told.items():
            if all_go or n == self._worst:
                yield from self._label(n, said, places[n], box)

    def _label(self, n: int, said: str, place: Rect, box: Rect) -> Iterator[Item]:
        column = self.view.columns[n]
        flagged = n == self._worst and self._above(column)
        lead = self._lead if flagged else 0.0
        wide = self._page.wide(said, Weight.SEMIBOLD) + 1
        x = place.x + place.w / 2 - (wide + lead) / 2
        x = min(max(x, box.x), box.right - wide - lead)
        top = place.bottom - max(self._height(column.amount, place), self.sheet.px(4))
        row = Rect(x + lead, max(top - self.sheet.tight, box.y), wide, self.sheet.tight)
        weight = Weight.SEMIBOLD if n == self._worst else Weight.REGULAR
        yield from self._said(said, row, flagged=flagged, weight=weight)

    @cached_property
    def _lead(self) -> float:
        """Of a pennant before its count."""
        return self.sheet.reading * 0.7 + self.sheet.px(8)

    def _above(self, column: Column) -> bool:
        return self.view.beyond(column.amount)

    def _said(self, said: str, row: Rect, *, flagged: bool, weight: Weight) -> Iterator[Item]:
        """A count; what is above the threshold has its pennant."""
        text = self._page.text("value", said, row, self.room.ink, weight, leading=TIGHT)
        yield text
        if flagged:
            side = self.sheet.reading * 0.7
            middle = text.runs[0].baseline - text.cap / 2
            sign = Rect(row.x - self._lead, middle - side / 2, side, side)
            yield Mark("pennant", sign, Ink.OVERDUE, self.sheet.px(3.5))

    # --- the threshold

    def _threshold(self, box: Rect, plot: Rect, others: list[Text]) -> Iterator[Item]:
        """Its line, its value over it where no column and no count stands in the way."""
        threshold = self.view.threshold
        if threshold is None or threshold <= 0:
            return
        words, y = self.sheet.words, plot.y
        short = words.say(FAR, n=threshold)
        if self.view.limit is not None:
            y = plot.bottom - self._height(threshold, plot)
            yield dashes((plot.x, y), (plot.right, y), self.sheet)
            short = words.say("Ngưỡng {n}", n=threshold)
        above = sum(self._above(one) for one in self.view.columns)
        forms = [f"{short} · {self._beyond_said(above)}", short] if above else [short]
        for form in forms:
            place = self._free(form, box, plot, y, others)
            if place is not None:
                yield self._page.text("label", form, place, Ink.SECOND, leading=TIGHT)
                return

    def _beyond_said(self, count: int) -> str:
        words = self.sheet.words
        match self.view.stretch:
            case "day":
                return words.count(count, "vượt {n} ngày")
            case "month":
                return words.count(count, "vượt {n} tháng")
            case _:
                return words.count(count, "vượt {n} giờ")

    def _free(self, said: str, box: Rect, plot: Rect, y: float, others: list[Text]) -> Rect | None:
        """The leftmost place over the line, or at the top, that nothing else needs."""
        wide, tall = self._page.wide(said) + 1, self.sheet.tight
        places, air = self._places(plot), self.sheet.px(30)
        taken = [one.rect.inset(-air, 0) for one in others]
        lefts = [box.x, *(place.x for place in places), box.right - wide]
        over_line = max(y - tall - self.sheet.px(5), box.y)
        for top in dict.fromkeys((over_line, box.y)):
            for x in lefts:
                place = Rect(x, top, wide, tall)
                if place.right > box.right + 0.5 or any(place.meets(one) for one in taken):
                    continue
                if not any(self._reaches(n, place, plot) for n in range(len(places))):
                    return place
        return None

    def _reaches(self, n: int, place: Rect, plot: Rect) -> bool:
        """A column, or an unknown stretch, under that text."""
        column, strip = self.view.columns[n], self._places(plot)[n]
        if strip.right < place.x - self.sheet.px(6) or strip.x > place.right + self.sheet.px(6):
            return False
        if column.amount is None:
            return place.bottom > plot.y + 0.5
        return plot.bottom - self._height(column.amount, plot) < place.bottom - 0.5
