"""One page of a catalogue: how many stand how, then as many rows as can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.freshness import State
from services.phrase import Phrase, phrase
from services.records import Level
from services.words import MISSING
from widgets.columns import Cell, Column, Grid, Line
from widgets.drawing import Ink, Item, Rect, Weight
from widgets.frame import LOOKS
from widgets.page import Page
from widgets.shortening import brief_period
from widgets.tiles.catalogue.head import Head
from widgets.tiles.catalogue.judged import faulty, judged
from widgets.tiles.catalogue.pages import fullest, paged, part
from widgets.tiles.catalogue.view import Outlook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.drawing import Shape
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.catalogue.view import CatalogueView, Entry

HEADINGS: dict[Outlook, Phrase] = {
    Outlook.AT_RISK: phrase("Nguy cơ không đạt"),
    Outlook.MISSED: phrase("Hết kỳ chưa đạt"),
    Outlook.LATE: phrase("Số liệu quá hạn hoặc thiếu"),
    Outlook.ON_COURSE: phrase("Đang theo dõi"),
    Outlook.UNJUDGED: phrase("Chưa đánh giá được"),
}
"""Over those that belong together: what is late and what is lacking do."""
LEVELS: dict[Level, Phrase] = {
    Level.ESTIMATE: phrase("ước tính"),
    Level.PRELIMINARY: phrase("sơ bộ"),
}
"""An official figure is what every other one is taken for."""
_BOLD = 1.06
"""How much wider a semibold text is."""
_HEADED = 5
"""Rows of room from which on one says how many stand how."""
_PARTED = 6
"""Rows of a page from which on those that stand alike have a heading."""
_AIRY = 1.3
"""Rows from one to the next where there is room enough."""


def drawn(view: CatalogueView, room: Room, sheet: Sheet) -> list[Item]:
    return list(_Catalogue(view, room, sheet).items())


@dataclass(frozen=True, slots=True)
class _Way:
    """How rows are written where there is room for no more."""

    brief: bool
    """Units in short."""
    terse: bool = False
    """Forecasts without their band."""
    calling: bool = False
    """Columns are left out: what must be said of a row stands before its name."""
    bare: bool = False
    """No unit that the name says itself, where that leaves a period its room."""


@dataclass(slots=True)
class _Catalogue:
    view: CatalogueView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> Iterator[Item]:
        box, row = self.room.box, self.sheet.row
        entries = self.view.entries
        if not entries:
            said = self.sheet.words.say("Không có chỉ số nào")
            yield self._page.text("cell", said, box, Ink.SECOND)
            return
        head, pages, parted = self._pages(several=False)
        if len(pages) > 1:
            head, pages, parted = self._pages(several=True)
        page = self.view.turn % len(pages)
        if head is not None:
            yield from head.items(page, len(pages))
            box = self._below(head)
        step = min(box.h / fullest(pages, parted=parted), row * _AIRY)
        yield from self._grid(pages[page], parted=parted).items(box, step)

    def _pages(self, *, several: bool) -> tuple[Head | None, list[Sequence[Entry]], bool]:
        """Under a head that leaves room for which page it is, if there are several."""
        box, entries = self.room.box, self.view.entries
        head = None
        if box.h >= _HEADED * self.sheet.row:
            head = Head(self.view, self.room, self.sheet, several)
        rows = max(int((self._below(head).h + 0.5) / self.sheet.row), 1)
        parted = rows >= _PARTED and len({part(entry) for entry in entries}) > 1
        return head, paged(entries, rows, parted=parted), parted

    def _below(self, head: Head | None) -> Rect:
        box = self.room.box
        return box if head is None else box.below(head.height() + self.sheet.px(10))

    def _grid(self, shown: Sequence[Entry], *, parted: bool) -> Grid:
        """Units are shortened, and forecasts lose their band, before a column has no room or what is at risk
        its name.
        """
        brief = not self._roomy(shown)
        for way in (_Way(brief=brief), _Way(brief=True, terse=True)):
            grid = self._written(shown, way, parted=parted)
            whole = len(grid.fitted(self.room.box.w).columns) == len(grid.columns)
            if whole and (way.terse or self._named(grid, shown)):
                return grid
        ways = (_Way(brief=brief, calling=True), _Way(brief=True, calling=True, bare=True))
        grids = [self._written(shown, way, parted=parted) for way in ways]
        return max(grids, key=lambda grid: len(grid.fitted(self.room.box.w).columns))

    def _named(self, grid: Grid, shown: Sequence[Entry]) -> bool:
        """None whose forecast stands beside it is cut."""
        lang = self.sheet.words.lang
        room = grid.widths(self.room.box.w)[0] - self.sheet.reading
        return all(
            self._page.wide(one.name.short_in(lang) or one.name.full_in(lang), Weight.SEMIBOLD)
            <= room
            for one in shown
            if one.ahead is not None
        )

    def _written(self, shown: Sequence[Entry], way: _Way, *, parted: bool) -> Grid:
        lines: list[Line] = []
        above: Outlook | None = None
        for entry in shown:
            if parted and part(entry) is not above:
                lines.append(self._heading(part(entry)))
            above = part(entry)
            lines.append(self._line(entry, way))
        columns = (
            Column("", 4.0),
            Column("", 0.0, keep=True, firm=True, align="right"),
            Column("", 0.0, align="right"),
            Column("", 0.0),
        )
        kept = [i for i in range(len(columns)) if any(line.cells[i].text for line in lines)]
        return Grid(
            tuple(columns[i] for i in kept),
            tuple(Line(tuple(line.cells[i] for i in kept), line.quiet) for line in lines),
            self.room,
            self.sheet,
        )

    def _heading(self, outlook: Outlook) -> Line:
        """Of all that stand so, those on other pages included."""
        said = self.sheet.words.say(HEADINGS[outlook])
        count = sum(part(entry) is outlook for entry in self.view.entries)
        counted = f"{said}: {self.sheet.words.number(count)}"
        name = Cell(counted, said, role="label", weight=Weight.MEDIUM, quiet=True)
        return Line((name, Cell(""), Cell(""), Cell("")))

    def _roomy(self, shown: Sequence[Entry]) -> bool:
        """Whole units leave the short names whole, too."""
        lang, wide = self.sheet.words.lang, self._page.wide
        names = (entry.name.short_in(lang) or entry.name.full_in(lang) for entry in shown)
        figures = (self._figure(entry, _Way(brief=False)).text for entry in shown)
        needed = max(map(wide, names)) + max(map(wide, figures)) * _BOLD
        return needed + self.sheet.reading * 2 <= self.room.box.w

    def _line(self, entry: Entry, way: _Way) -> Line:
        words = self.sheet.words
        lang = words.lang
        mark, colour = self._mark(entry, way)
        risky = entry.outlook is Outlook.AT_RISK
        weight = Weight.SEMIBOLD if risky else Weight.REGULAR
        full, short = entry.name.full_in(lang), entry.name.short_in(lang)
        if said := self._called(entry, way):
            full, short = f"{said}: {full}", f"{said}: {short or full}"
        name = Cell(full, short, mark, colour, weight=weight)
        cells = (
            name,
            self._figure(entry, way),
            self._period(entry, way),
            judged(entry, self.view, words, brief=way.terse),
        )
        return Line(cells, quiet=entry.old)

    def _called(self, entry: Entry, way: _Way) -> str:
        """That a figure was printed, or isn't the last word, where no column has the room to say it."""
        if not way.calling:
            return ""
        if self.view.mixed and entry.publication is not None:
            return self.sheet.words.say("đã công bố")
        return self._level(entry)

    def _period(self, entry: Entry, way: _Way) -> Cell:
        """With how final the figure is, where more may come of it."""
        level = "" if way.calling else self._level(entry)
        if entry.period is None or self.view.period is not None:
            return Cell(level, role="period")
        said, brief = self.sheet.words.period(entry.period), brief_period(entry.period)
        if not level:
            return Cell(said, brief, role="period")
        return Cell(f"{said} · {level}", brief and f"{brief} · {level}", role="period")

    def _level(self, entry: Entry) -> str:
        seen = entry.observation
        said = None if seen is None or seen.level is None else LEVELS.get(seen.level)
        return "" if said is None else self.sheet.words.say(said)

    def _mark(self, entry: Entry, way: _Way) -> tuple[Shape | None, Ink | None]:
        """A pennant where it may miss its plan; else that of a state that isn't live."""
        if entry.outlook is Outlook.AT_RISK:
            return "pennant", Ink.OVERDUE
        return self._off(entry, way), None

    def _figure(self, entry: Entry, way: _Way) -> Cell:
        words = self.sheet.words
        if entry.observation is None:
            return Cell(MISSING, role="value", weight=Weight.SEMIBOLD)
        unit = None
        if entry.unit is not None:
            short = entry.unit.short_in(words.lang) if way.brief else None
            unit = short or entry.unit.full_in(words.lang)
            if way.bare and _says(entry, unit, words.lang):
                unit = None
        said = words.figure(entry.observation, unit, entry.decimals)
        # Where the pennant has the place of the state's mark, that stands by the figure.
        mark = self._off(entry, way) if entry.outlook is Outlook.AT_RISK else None
        return Cell(said.full, said.text, mark, role="value", weight=Weight.SEMIBOLD)

    def _off(self, entry: Entry, way: _Way) -> Shape | None:
        """The mark of a state that isn't live; none where it is written out."""
        if entry.state is None or entry.state is State.LIVE:
            return None
        if faulty(entry, self.view) and not way.calling:
            return None
        return LOOKS[entry.state].mark


def _says(entry: Entry, unit: str, lang: str) -> bool:
    """The name does, in either form, so that a figure without it is no riddle."""
    names = (entry.name.full_in(lang), entry.name.short_in(lang) or unit)
    return len(unit) > 1 and all(unit.casefold() in name.casefold() for name in names)
