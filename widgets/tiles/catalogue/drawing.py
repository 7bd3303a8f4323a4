"""One page of a catalogue: how many stand how, then as many rows as can be read."""

from __future__ import annotations

import itertools
from bisect import bisect_right
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
from widgets.sheet import TIGHT
from widgets.shortening import brief_period
from widgets.tiles.catalogue.view import Entry, Outlook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.drawing import Shape
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.catalogue.view import CatalogueView

WORDS: dict[Outlook, Phrase] = {
    Outlook.AT_RISK: phrase("{count} nguy cơ không đạt"),
    Outlook.LATE: phrase("{count} số liệu quá hạn"),
    Outlook.LACKING: phrase("{count} thiếu số liệu"),
    Outlook.ON_COURSE: phrase("{count} đang theo dõi"),
    Outlook.UNJUDGED: phrase("{count} chưa đánh giá được"),
}
HEADINGS: dict[Outlook, Phrase] = {
    Outlook.AT_RISK: phrase("Nguy cơ không đạt"),
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
_WHOLE = 100
"""Percent."""
_HEADED = 5
"""Rows of room from which on one says how many stand how."""
_PARTED = 6
"""Rows of a page from which on those that stand alike have a heading."""
_AIRY = 1.3
"""Rows from one to the next where there is room enough."""


def drawn(view: CatalogueView, room: Room, sheet: Sheet) -> list[Item]:
    return list(_Catalogue(view, room, sheet).items())


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
        headed = box.h >= _HEADED * row
        head = self.sheet.tight + self.sheet.px(10) if headed else 0.0
        rows = max(int((box.below(head).h + 0.5) / row), 1)
        parted = rows >= _PARTED and len({_part(entry) for entry in entries}) > 1
        pages = paged(entries, rows, parted=parted)
        page = self.view.turn % len(pages)
        if headed:
            yield from self._head(box, page, len(pages))
            box = box.below(head)
        fullest = max(_rows(one, parted=parted) for one in pages)
        step = min(box.h / fullest, row * _AIRY)
        yield from self._grid(pages[page], parted=parted).items(box, step)

    def _head(self, box: Rect, page: int, pages: int) -> Iterator[Item]:
        """Counts, the worst first, as many as have room; the page right."""
        words, tight = self.sheet.words, self.sheet.tight
        row = Rect(box.x, box.y, box.w, tight)
        right = 0.0
        if pages > 1:
            said = words.say("trang {page}/{pages}", page=page + 1, pages=pages)
            text = self._page.text("context", said, row, Ink.SECOND, align="right", leading=TIGHT)
            right = text.rect.w + self.sheet.px(24)
            yield text
        parts = [
            words.say(WORDS[one], count=self.view.count(one))
            for one in Outlook
            if self.view.count(one)
        ]
        said = ""
        for part in parts:
            longer = f"{said} · {part}" if said else part
            if said and self._page.wide(longer) > row.w - right:
                break
            said = longer
        yield self._page.text("context", said, row.left(row.w - right), Ink.SECOND, leading=TIGHT)

    def _grid(self, shown: Sequence[Entry], *, parted: bool) -> Grid:
        brief = not self._roomy(shown)
        lines: list[Line] = []
        above: Outlook | None = None
        for entry in shown:
            if parted and _part(entry) is not above:
                lines.append(self._heading(_part(entry)))
            above = _part(entry)
            lines.append(self._line(entry, brief=brief))
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
        count = sum(_part(entry) is outlook for entry in self.view.entries)
        counted = f"{said}: {self.sheet.words.number(count)}"
        name = Cell(counted, said, role="label", weight=Weight.MEDIUM, quiet=True)
        return Line((name, Cell(""), Cell(""), Cell("")))

    def _roomy(self, shown: Sequence[Entry]) -> bool:
        """Whole units leave the short names whole, too."""
        lang, wide = self.sheet.words.lang, self._page.wide
        names = (entry.name.short_in(lang) or entry.name.full_in(lang) for entry in shown)
        figures = (self._figure(entry, brief=False).text for entry in shown)
        needed = max(map(wide, names)) + max(map(wide, figures)) * _BOLD
        return needed + self.sheet.reading * 2 <= self.room.box.w

    def _line(self, entry: Entry, *, brief: bool) -> Line:
        words = self.sheet.words
        lang = words.lang
        mark, colour = self._mark(entry)
        risky = entry.outlook is Outlook.AT_RISK
        weight = Weight.SEMIBOLD if risky else Weight.REGULAR
        name = Cell(
            entry.name.full_in(lang), entry.name.short_in(lang), mark, colour, weight=weight
        )
        cells = (
            name,
            self._figure(entry, brief=brief),
            self._period(entry),
            self._judged(entry),
        )
        return Line(cells, quiet=entry.old)

    def _period(self, entry: Entry) -> Cell:
        """With how final the figure is, where more may come of it."""
        level = self._level(entry)
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

    def _mark(self, entry: Entry) -> tuple[Shape | None, Ink | None]:
        """A pennant where it may miss its plan; else that of a state that isn't live."""
        if entry.outlook is Outlook.AT_RISK:
            return "pennant", Ink.OVERDUE
        return _off(entry), None

    def _figure(self, entry: Entry, *, brief: bool) -> Cell:
        words = self.sheet.words
        if entry.observation is None:
            return Cell(MISSING, role="value", weight=Weight.SEMIBOLD)
        unit = None
        if entry.unit is not None:
            short = entry.unit.short_in(words.lang) if brief else None
            unit = short or entry.unit.full_in(words.lang)
        said = words.figure(entry.observation, unit, entry.decimals)
        # Where the pennant has the place of the state's mark, that stands by the figure.
        mark = _off(entry) if entry.outlook is Outlook.AT_RISK else None
        return Cell(said.full, said.text, mark, role="value", weight=Weight.SEMIBOLD)

    def _judged(self, entry: Entry) -> Cell:
        """What its value means, else how much of the plan is reached; else that nothing was assigned."""
        words = self.sheet.words
        if entry.meaning is not None:
            return Cell(entry.meaning.full_in(words.lang), entry.meaning.short_in(words.lang))
        if entry.reached is not None and entry.least:
            within = entry.reached <= _WHOLE
            return Cell(words.say("trong mức giao") if within else words.say("quá mức giao"))
        if entry.reached is not None:
            percent = words.number(entry.reached.quantize(entry.reached.__class__("0.1")))
            return Cell(words.say("{percent}% kế hoạch", percent=percent))
        if entry.published and self.view.standing.simulated:
            # Beside invented figures each that was printed says so itself.
            return Cell(words.say("đã công bố"), quiet=True)
        if entry.planned or entry.observation is None:
            return Cell("")
        return Cell(words.say("chưa giao chỉ tiêu"), quiet=True)


def _off(entry: Entry) -> Shape | None:
    """The mark of a state that isn't live."""
    if entry.state is None or entry.state is State.LIVE:
        return None
    return LOOKS[entry.state].mark


def paged(entries: Sequence[Entry], rows: int, *, parted: bool) -> list[Sequence[Entry]]:
    """As few pages of so many rows as there must be, each as full as the others. `parted`: headings are rows
    too.
    """
    brim = _filled(entries, rows, parted=parted)
    even = _even(entries, len(brim), parted=parted)
    fits = all(page and _rows(page, parted=parted) <= rows for page in even)
    return even if fits else brim


def _even(entries: Sequence[Entry], pages: int, *, parted: bool) -> list[Sequence[Entry]]:
    """By rows, a heading where another part begins being one."""
    ends: list[int] = []
    for n, entry in enumerate(entries):
        opens = parted and (not n or _part(entry) is not _part(entries[n - 1]))
        ends.append((ends[-1] if ends else 0) + 1 + opens)
    cuts = [bisect_right(ends, ends[-1] * n / pages) for n in range(pages)]
    return [entries[i:j] for i, j in itertools.pairwise([*cuts, len(entries)])]


def _filled(entries: Sequence[Entry], rows: int, *, parted: bool) -> list[Sequence[Entry]]:
    """Page after page to the brim."""
    pages: list[Sequence[Entry]] = []
    first = 0
    for n in range(1, len(entries) + 1):
        if n - first > 1 and _rows(entries[first:n], parted=parted) > rows:
            pages.append(entries[first : n - 1])
            first = n - 1
    return [*pages, entries[first:]]


def _rows(page: Sequence[Entry], *, parted: bool) -> int:
    return len(page) + (len({_part(entry) for entry in page}) if parted else 0)


def _part(entry: Entry) -> Outlook:
    """Under which heading it stands."""
    return Outlook.LATE if entry.outlook is Outlook.LACKING else entry.outlook
