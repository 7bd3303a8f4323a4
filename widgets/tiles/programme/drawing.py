"""Programmes in a room: a block each where there is room for its milestones and its bar, else a row each,
else how many there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.words import MISSING
from widgets.columns import Cell, Column, Grid, Line
from widgets.drawing import Box, Ink, Item, Rect, Weight
from widgets.form import Form, form
from widgets.kinds import ALL
from widgets.listing import nothing
from widgets.page import Page
from widgets.sheet import LEADING
from widgets.tally import Count, Tally
from widgets.tiles.programme.block import Block, Shape, percent, share_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.programme.view import ProgrammeView, Scheme

_TALLIED = 4.0
"""Rows of room from which on a row sums up."""
_FEWEST = 4
"""Blocks, if not all, below which rows say more."""
_AIRY = 1.8
"""Rows from one to the next where there is room enough."""
_BAR, _NARROW = 5.0, 19.0
"""Ems: of a bar; of a width below which what is overdue goes before the money."""
_ROOMY = 8.0
"""Rows of room from which on the sum may take two."""


def drawn(view: ProgrammeView, room: Room, sheet: Sheet) -> list[Item]:
    return list(_Programmes(view, room, sheet).items())


@dataclass(slots=True)
class _Programmes:
    view: ProgrammeView
    room: Room
    sheet: Sheet

    def items(self) -> Iterator[Item]:
        box = self.room.box
        if not self.view.total:
            yield nothing(ALL["programmes"].empty, self.room, self.sheet, known=self.view.known)
            return
        tally = Tally(self._counts(), self.room, self.sheet)
        if form(box, self.sheet) is Form.COMPACT and self.view.total > 1:
            yield from tally.items(box)
            return
        if box.h >= _TALLIED * self.sheet.row and self.view.total > 1:
            most = 2 if box.h >= _ROOMY * self.sheet.row else 1
            height = min(tally.height(box.w), self.sheet.tight * most)
            yield from tally.items(box.top(height))
            box = box.below(height + self.sheet.px(10))
        shape = Shape.of(box, self.sheet)
        fits = int((box.h + 0.5) / shape.least(self.sheet)) if shape else 0
        if shape and (fits >= self.view.total or fits >= _FEWEST):
            yield from self._blocks(box, shape, fits)
        else:
            yield from self._rows(box)

    def _counts(self) -> list[Count]:
        """What there is to see to first where there is little room."""
        words, view = self.sheet.words, self.view
        late = Count(
            words.count(view.overdue, "{n} mốc quá hạn"),
            "pennant" if view.overdue else None,
            Ink.OVERDUE if view.overdue else None,
            strong=bool(view.overdue),
            quiet=not view.overdue,
        )
        told = [Count(words.count(view.total, "{n} chương trình")), late]
        share = view.money.share
        if share is not None:
            said = words.say("giải ngân {percent}", percent=percent(share, words))
            if view.money_of < view.total:
                of = words.count(view.money_of, "tính trên {n} chương trình")
                said = f"{said} ({of})"
            told.append(Count(said))
        return told

    def _blocks(self, box: Rect, shape: Shape, fits: int) -> Iterator[Item]:
        view, least, row = self.view, shape.least(self.sheet), self.sheet.row
        rest = fits < view.total
        if rest:
            fits = max(int((box.h - row + 0.5) / least), 1)
        shown = view.schemes[:fits]
        step = min((box.h - (row if rest else 0.0)) / len(shown), least * 1.4)
        block = Block(view, self.room, self.sheet)
        for number, scheme in enumerate(shown):
            place = Rect(box.x, box.y + number * step, box.w, step)
            yield from block.items(scheme, shape, place, ruled=number > 0)
        if rest:
            said = self.sheet.words.say("và {n} mục khác", n=view.total - len(shown))
            place = Rect(box.x, box.y + len(shown) * step, box.w, row)
            yield Page(self.room, self.sheet).text("context", said, place, Ink.SECOND)

    def _rows(self, box: Rect) -> Iterator[Item]:
        """Name and milestones, with a bar of the money where there is room."""
        view, row = self.view, self.sheet.row
        fits = max(int((box.h + 0.5) / row), 1)
        shown = view.schemes[: view.total if view.total <= fits else max(fits - 1, 1)]
        rest = len(shown) < view.total and fits > 1
        step = max(min((box.h - (row if rest else 0.0)) / len(shown), row * _AIRY), row)
        shares = [one.money.share for one in shown]
        said = [MISSING if one is None else percent(one, self.sheet.words) for one in shares]
        page = Page(self.room, self.sheet)
        money = max(page.wide(one, Weight.SEMIBOLD) for one in said)
        lines = tuple(self._line(one) for one in shown)
        told = sum(
            max(page.wide(line.cells[n].text, line.cells[n].weight) for line in lines)
            for n in range(2)
        )
        bar = self.sheet.reading * _BAR
        if told + money + bar + self.sheet.px(30) * 3 + self.sheet.reading > box.w:
            bar = 0.0
        if box.w < self.sheet.reading * _NARROW and any(one.overdue for one in shown):
            money = 0.0
        gap = self.sheet.px(30)
        beside = (money + gap if money else 0.0) + (bar + gap if bar else 0.0)
        columns = (Column("", 4.0), Column("", 0.0, keep=True))
        yield from Grid(columns, lines, self.room, self.sheet).items(box.left(box.w - beside), step)
        for number, (share, text) in enumerate(zip(shares, said, strict=True)):
            place = Rect(box.x, box.y + number * step, box.w, row)
            if number and beside:
                top = place.y - (step - row) / 2
                rule = Rect(box.right - beside, top, beside, self.sheet.px(1.5))
                yield Box(rule, fill=Ink.LINE)
            if money:
                yield page.text("value", text, place, self.room.ink, Weight.SEMIBOLD, align="right")
            if bar and share is not None:
                left = place.right - money - gap - bar
                strip = Rect(left, place.y, bar, self.sheet.reading * LEADING)
                yield from share_bar(share, strip, self.room, self.sheet)
        if rest:
            more = self.sheet.words.say("và {n} mục khác", n=view.total - len(shown))
            place = Rect(box.x, box.y + len(shown) * step, box.w, row)
            yield page.text("context", more, place, Ink.SECOND)

    def _line(self, scheme: Scheme) -> Line:
        late = Weight.SEMIBOLD if scheme.overdue else Weight.REGULAR
        return Line((Cell(scheme.name, weight=late), self._steps(scheme)))

    def _steps(self, scheme: Scheme) -> Cell:
        """The longest overdue, else how many are reached and which comes next."""
        words, late = self.sheet.words, scheme.longest
        if late is not None:
            days = words.count(late.over or 0, "quá {n} ngày")
            return Cell(days, days, "pennant", Ink.OVERDUE, weight=Weight.SEMIBOLD)
        if not scheme.planned:
            return Cell("")
        reached = words.say("{done}/{count} mốc", done=scheme.reached, count=scheme.planned)
        following = scheme.next
        if following is None or following.due is None:
            return Cell(reached)
        return Cell(
            words.say("{reached}, tới {date}", reached=reached, date=words.date(following.due)),
            reached,
        )
