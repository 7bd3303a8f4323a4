"""How the tasks of each unit, assigner or group stand: a bar each, how many are done, how many overdue and
for how long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.settings import Wording
from widgets.columns import Cell, Column, Grid, Line
from widgets.drawing import Box, Ink, Item, Rect, Weight
from widgets.others import others
from widgets.page import Page
from widgets.sheet import BASELINE
from widgets.tiles.tasks.looks import bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.tasks.view import Share, TasksView

_AIRY = 1.9
"""Rows from one to the next where there is room enough."""
_HEADED = 3
"""Rows of room from which on the columns have titles."""
_BAR, _WIDE_BAR, _NAME, _LONGEST = 6.0, 9.0, 7.0, 0.42
"""Ems that a bar needs, that it keeps beside long names, that a name keeps; of the width, what names may take
in any case.
"""
_LEAST = 3.0
"""Ems of a name below which nothing but what is overdue stands beside it."""
_ANY = 1e6
"""Pixels: as wide as it likes."""
_NONE: dict[str, Phrase] = {
    "unit": phrase("không nêu đơn vị"),
    "assigner": phrase("không nêu nơi giao"),
    "group": phrase("không thuộc nhóm nào"),
}


@dataclass(slots=True)
class Shares:
    view: TasksView
    room: Room
    sheet: Sheet

    @property
    def _gap(self) -> float:
        return self.sheet.px(36)

    def items(self, box: Rect) -> Iterator[Item]:
        row, total = self.sheet.row, self.view.gathered
        fits = int((box.h + 0.5) / row)
        if fits < 1:
            return
        brief = self._brief(self.view.shares[:fits], box.w)
        headed = fits >= _HEADED and not brief and fits != total
        space = fits - headed
        count = total if total <= space else max(space - 1, 1)
        rest = count < total and count < space
        shown = self.view.shares[:count]
        step = min((box.h - 0.5) / (len(shown) + headed + rest), row * _AIRY)
        grid = self._done(shown, headed=headed, brief=brief)
        right = sum(grid.widths(_ANY).values()) + grid.gap
        if box.w - right - self._gap < self.sheet.reading * _LEAST:
            columns = (Column("", 1.0), Column("", 0.0, keep=True))
            lines = tuple(Line((self._name(one), self._late(one, brief=True))) for one in shown)
            yield from Grid(columns, lines, self.room, self.sheet).items(box, step)
            yield from self._rest(box.below(len(shown) * step), total - len(shown) if rest else 0)
            return
        left, width = self._names_and_bar(shown, box.w - right - self._gap)
        names = Column("", 1.0)
        lines = tuple(Line((self._name(one),)) for one in shown)
        top = box.below(step) if headed else box
        rule = Rect(box.x, 0, box.w, self.sheet.px(1.5))
        for number, one in enumerate(shown):
            y = top.y + number * step
            if number or headed:
                yield Box(Rect(rule.x, y - (step - row) / 2, rule.w, rule.h), fill=Ink.LINE)
            if width:
                yield from self._bar(one, Rect(box.x + left + self._gap, y, width, row))
        yield from _texts(Grid((names,), lines, self.room, self.sheet), top.left(left), step)
        yield from _texts(grid, Rect(box.right - right, box.y, right, box.h), step)
        yield from self._rest(top.below(len(shown) * step), total - len(shown) if rest else 0)

    def _rest(self, place: Rect, more: int) -> Iterator[Item]:
        if more:
            said = others(more, self.view.by or "", self.sheet.words)
            yield Page(self.room, self.sheet).text("context", said, place, Ink.SECOND)

    def _brief(self, shown: Sequence[Share], width: float) -> bool:
        """No room for days and titles beside the names."""
        grid = self._done(shown, headed=True)
        right = sum(grid.widths(_ANY).values()) + grid.gap
        return right + self._gap + self.sheet.reading * _NAME > width

    def _names_and_bar(self, shown: Sequence[Share], width: float) -> tuple[float, float]:
        """Pixels of both; a bar of no width where names need its room."""
        page = Page(self.room, self.sheet)
        ems = self.sheet.reading
        longest = max(page.wide(cell.text, cell.weight) for cell in map(self._name, shown))
        most = max(width - self._gap - ems * _WIDE_BAR, width * _LONGEST, ems * _NAME)
        name = min(longest + 1, most)
        bar = width - name - self._gap
        return (name, bar) if bar >= self.sheet.reading * _BAR else (width, 0.0)

    def _bar(self, share: Share, place: Rect) -> Iterator[Item]:
        """As long as it has tasks, of the one that has most."""
        most = max(one.total for one in self.view.shares)
        height = self.sheet.reading * 0.56
        middle = place.y + self.sheet.reading * (BASELINE - self.sheet.measure.cap / 2)
        width = max(place.w * share.total / most, self.sheet.px(12))
        strip = Rect(place.x, middle - height / 2, width, height)
        yield from bar(share.counts, strip, self.room, self.sheet)

    def _name(self, share: Share) -> Cell:
        words = self.sheet.words
        weight = Weight.SEMIBOLD if share.overdue else Weight.REGULAR
        match share.name:
            case None:
                said = words.say(_NONE[self.view.by or "unit"])
                return Cell(said, weight=weight, quiet=True)
            case Wording() as name:
                short = name.short_in(words.lang)
                return Cell(name.full_in(words.lang), short, weight=weight)
            case name:
                return Cell(name, weight=weight)

    def _done(self, shown: Sequence[Share], *, headed: bool, brief: bool = False) -> Grid:
        """Done of all, and what is overdue."""
        words = self.sheet.words
        titles = (words.say("Hoàn thành"), words.say("Quá hạn")) if headed else ("", "")
        columns = (
            Column(titles[0], 0.0, firm=not brief, align="right"),
            Column(titles[1], 0.0, keep=True, firm=not brief),
        )
        lines = tuple(
            Line(
                (self._finished(one, named=not headed and not brief), self._late(one, brief=brief))
            )
            for one in shown
        )
        return Grid(columns, lines, self.room, self.sheet, headed=headed)

    def _finished(self, share: Share, *, named: bool) -> Cell:
        """`named`: no title over it says what it counts."""
        number = self.sheet.words.number
        said = f"{number(share.done)}/{number(share.total)}"
        return Cell(self.sheet.words.say("xong {done}", done=said) if named else said, role="value")

    def _late(self, share: Share, *, brief: bool) -> Cell:
        words = self.sheet.words
        if not share.overdue:
            return Cell("0", quiet=True, role="value")
        said = words.number(share.overdue)
        if not brief and share.longest:
            days = words.count(share.longest, "lâu nhất {n} ngày")
            said = f"{said}, {days}"
        return Cell(said, mark="pennant", colour=Ink.OVERDUE, role="value", weight=Weight.SEMIBOLD)


def _texts(grid: Grid, box: Rect, step: float) -> Iterator[Item]:
    """Without its rules, which go through all columns here."""
    for item in grid.items(box, step):
        if not (isinstance(item, Box) and item.fill is Ink.LINE):
            yield item
