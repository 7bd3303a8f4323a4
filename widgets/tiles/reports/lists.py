"""Lists of reports that are owed, and of rounds that wait for answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.duties import Filing
from services.words import plain
from widgets import kinds
from widgets.columns import Cell, Column, Line
from widgets.drawing import Ink, Weight
from widgets.listing import Listing
from widgets.others import others
from widgets.page import Page
from widgets.shortening import without_shared
from widgets.values import time_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.settings import Wording
    from widgets.drawing import Item, Rect
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.reports.view import Asking, Debt, ReportsView


def name_cell(name: Wording | str, sheet: Sheet, weight: Weight = Weight.REGULAR) -> Cell:
    """By its short name where it has one: those of a list are called alike, whatever their room."""
    if isinstance(name, str):
        return Cell(plain(name), weight=weight)
    lang = sheet.words.lang
    return Cell(plain(name.short_in(lang) or name.full_in(lang)), weight=weight)


def heading(said: str, box: Rect, room: Room, sheet: Sheet) -> tuple[Item, Rect]:
    """Over a list, and what is left under it."""
    text = Page(room, sheet).text("label", said, box, Ink.SECOND, leading=1.24)
    return text, box.below(sheet.tight)


@dataclass(frozen=True, slots=True)
class Debts:
    view: ReportsView
    room: Room
    sheet: Sheet

    def rows(self, *, headed: bool) -> int:
        return self.view.owing + headed

    def items(self, box: Rect, *, headed: bool) -> Iterator[Item]:
        words, view = self.sheet.words, self.view
        if headed:
            head, box = heading(words.say("Còn nợ, sắp đến hạn"), box, self.room, self.sheet)
            yield head
        listing = Listing(
            total=view.owing,
            most=len(view.debts),
            lines=self._lines,
            columns=(Column("", 3.0), Column("", 2.2), Column("", 0.0, keep=True)),
            rest=self._rest,
        )
        yield from listing.items(box, self.room, self.sheet)

    def _rest(self, shown: int) -> str:
        words, view = self.sheet.words, self.view
        left = view.owing - shown
        late = view.late - sum(one.filing is Filing.LATE for one in view.debts[:shown])
        if late > 0:
            return words.say(
                "{others}, {bad} chậm", others=others(left, "reports", words), bad=late
            )
        return others(left, "reports", words)

    def _lines(self, shown: int) -> list[Line]:
        debts = self.view.debts[:shown]
        shorts = without_shared([one.report for one in debts])
        return [self._line(one, short) for one, short in zip(debts, shorts, strict=True)]

    def _line(self, one: Debt, short: str | None) -> Line:
        late = one.filing is not Filing.DUE_SOON
        weight = Weight.SEMIBOLD if late else Weight.REGULAR
        unit = name_cell(one.unit, self.sheet, weight)
        return Line((unit, Cell(one.report, short), self._how(one)))

    def _how(self, one: Debt) -> Cell:
        words = self.sheet.words
        if one.filing is Filing.LATE:
            said = (
                words.count(one.over, "quá {n} ngày") if one.over else words.say("quá hạn hôm nay")
            )
            short = words.count(one.over, "{n} ngày") if one.over else None
            return Cell(said, short, "pennant", Ink.OVERDUE, weight=Weight.SEMIBOLD)
        if one.filing is Filing.RETURNED:
            said = words.say(kinds.SAID[Filing.RETURNED])
            return Cell(said, mark="cross", colour=Ink.OVERDUE, weight=Weight.SEMIBOLD)
        if one.due is None:
            return Cell(words.say("không đặt hạn"))
        when = time_cell(one.due, self.view.day, words)
        return Cell(when.text, when.short, mark="clock", colour=Ink.TEXT)


@dataclass(frozen=True, slots=True)
class Rounds:
    view: ReportsView
    room: Room
    sheet: Sheet

    def rows(self, *, headed: bool) -> int:
        return len(self.view.rounds) + headed

    def items(self, box: Rect, *, headed: bool) -> Iterator[Item]:
        words, rounds = self.sheet.words, self.view.rounds
        if headed:
            head, box = heading(words.say("Đợt thống kê đột xuất"), box, self.room, self.sheet)
            yield head
        listing = Listing(
            total=len(rounds),
            most=len(rounds),
            lines=lambda shown: [self._line(one) for one in rounds[:shown]],
            columns=(Column("", 2.5), Column("", 0.0, keep=True), Column("", 2.0)),
            rest=lambda shown: words.say("và {n} mục khác", n=len(rounds) - shown),
        )
        yield from listing.items(box, self.room, self.sheet)

    def _line(self, one: Asking) -> Line:
        words = self.sheet.words
        asked = f"/{words.number(one.expected)}" if one.expected else ""
        count = f"{words.number(one.answered)}{asked}"
        said = words.say("{both} trả lời", both=count)
        overdue = one.overdue and (one.waiting > 0 or not one.expected)
        weight = Weight.SEMIBOLD if overdue else Weight.REGULAR
        answers = Cell(said, count)
        if overdue:
            answers = replace(answers, mark="pennant", colour=Ink.OVERDUE, weight=weight)
        return Line((Cell(one.name, weight=weight), answers, self._waits(one)))

    def _waits(self, one: Asking) -> Cell:
        """Who hasn't answered."""
        words = self.sheet.words
        if not one.waiting:
            return Cell("")
        names = [name_cell(name, self.sheet) for name in one.waits]
        said = ", ".join(name.text for name in names)
        return Cell(
            words.say("chưa: {names}", names=said),
            words.count(one.waiting, "còn {n} đơn vị"),
        )
