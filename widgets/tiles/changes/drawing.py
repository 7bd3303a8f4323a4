"""Changes in a room: since when, how many, and as many of them as can be read, larger where few are told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widgets.columns import Column, Line
from widgets.drawing import Ink, Item, Rect, Weight
from widgets.form import Form, form
from widgets.listing import Listing, unknown
from widgets.page import Page
from widgets.sheet import LEADING, TIGHT
from widgets.tally import Count, Tally
from widgets.tiles.changes.sentences import Sentences
from widgets.tiles.changes.view import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.changes.view import ChangesView

_FARTHER = (1.35, 1.2, 1.1)
"""Text is as large as for a seat so many times as far, where all of it has room."""
_RESULT = (30.0, 24.0, 20.0)
"""Arc minutes of what stands alone, where it has room."""
_HEADED, _ROOMY, _FOOTED = 3.0, 5.0, 6.0
"""Rows of room from which on it is said how many, on more than one row since when, and of what nothing was
known then.
"""
_NARROW = 17.0
"""Ems below which what happened stands behind what it happened to."""


def drawn(view: ChangesView, room: Room, sheet: Sheet) -> list[Item]:
    return list(_Changes(view, room, sheet).items())


@dataclass(slots=True)
class _Changes:
    view: ChangesView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> Iterator[Item]:
        box, view = self.room.box, self.view
        if not view.known and view.outcome is not Outcome.NO_BRIEFING:
            yield unknown(self.room, self.sheet)
            return
        if view.outcome is not Outcome.CHANGED:
            yield from self._alone(box)
            return
        if form(box, self.sheet) is Form.COMPACT:
            yield from Tally(self._counts(), self.room, self.sheet).items(box)
            return
        rows = box.h / self.sheet.row
        if rows >= _HEADED:
            used, items = self._head(box)
            yield from items
            box = box.below(used)
        if rows >= _FOOTED and view.unheard:
            foot = self._page.text(
                "context",
                self._unheard(),
                box.below(box.h - self.sheet.tight),
                Ink.SECOND,
                leading=TIGHT,
            )
            yield foot
            box = box.above(self.sheet.tight + self.sheet.px(4))
        yield from self._list(box)

    # --- where nothing is listed

    def _alone(self, box: Rect) -> Iterator[Item]:
        """A result as well: what it is, and below what it was held against."""
        sheet, first = self.sheet, self._result()
        notes = [self._against(), self._unheard()] if self.view.outcome is Outcome.NOTHING else []
        size = next((one for one in self._sizes() if self._goes(first, one, box)), sheet.reading)
        lines = max(int((box.h + 0.5) / (size * LEADING)), 1)
        text = sheet.paragraph(
            "cell", first, box, lines=lines, size=size, ink=self.room.ink, ground=self.room.ground
        )
        yield text
        box = box.below(text.rect.h + sheet.px(8))
        for note in filter(None, notes):
            lines = int((box.h + 0.5) / sheet.row)
            if lines < 1:
                return
            below = sheet.paragraph(
                "context", note, box, lines=min(lines, 2), ink=Ink.SECOND, ground=self.room.ground
            )
            yield below
            box = box.below(below.rect.h + sheet.px(8))

    def _sizes(self) -> Iterator[float]:
        return (self.sheet.size(arcmin) for arcmin in _RESULT)

    def _goes(self, said: str, size: float, box: Rect) -> bool:
        """On half of the room, so that what it was held against stands below."""
        lines = self.sheet.broken(said, box.w, size, Weight.REGULAR)
        return len(lines) * size * LEADING <= box.h / 2 and self._widest(lines, size) <= box.w

    def _widest(self, lines: list[str], size: float) -> float:
        return max(self.sheet.measure.width(line, size, Weight.REGULAR) for line in lines)

    def _result(self) -> str:
        words, view = self.sheet.words, self.view
        when = "" if view.since is None else words.moment(view.since)
        match view.outcome:
            case Outcome.NO_BRIEFING if view.of is not None:
                return words.say(
                    "Chưa có buổi giao ban “{title}” nào đã xong",
                    title=view.of.full_in(words.lang),
                )
            case Outcome.NO_BRIEFING:
                return words.say("Chưa có buổi giao ban nào đã xong")
            case Outcome.UNKNOWN_THEN:
                return words.say("Chưa có dữ liệu của lúc {when} để so", when=when)
            case _:
                return words.say("Không có gì thay đổi {since}", since=self._since())

    def _since(self) -> str:
        words, view = self.sheet.words, self.view
        if view.briefing is None or view.since is None:
            return self._from()
        when = words.moment(view.since)
        return words.say("từ buổi giao ban {when}", when=when)

    def _from(self) -> str:
        words, since = self.sheet.words, self.view.since
        return words.say("từ {when}", when="" if since is None else words.moment(since))

    def _against(self) -> str:
        return self.sheet.words.count(self.view.compared, "đã so {n} chỉ số và nguồn")

    def _unheard(self) -> str:
        words, view = self.sheet.words, self.view
        if not view.unheard:
            return ""
        names = ", ".join(
            one.short_in(words.lang) or one.full_in(words.lang) for one in view.unheard
        )
        return words.say("khi ấy chưa có dữ liệu của {names}", names=names)

    # --- what is listed

    def _counts(self) -> list[Count]:
        words, view = self.sheet.words, self.view
        counts = [Count(words.count(view.total, "{n} thay đổi"), strong=True)]
        if view.grave:
            said = words.count(view.grave, "{n} cần chú ý")
            counts.insert(0, Count(said, "pennant", Ink.OVERDUE, strong=True))
        return counts

    def _head(self, box: Rect) -> tuple[float, list[Item]]:
        """How many, and since when: beside that or below it."""
        sheet, counts = self.sheet, self._counts()
        since = self._since()
        if self._page.wide(since) > box.w:
            since = self._from()
        one = Tally([*counts, Count(since, quiet=True)], self.room, sheet)
        rows = round(one.height(box.w) / sheet.tight)
        if rows > 1 and box.h < _ROOMY * sheet.row:
            one, rows = Tally(counts, self.room, sheet), 1
        height = rows * sheet.tight
        return height + sheet.px(12), one.items(box.top(height + sheet.px(1)))

    def _list(self, box: Rect) -> Iterator[Item]:
        sheet = self._large(box)
        lines, columns = self._lines(box, sheet)
        total = self.view.total
        listing = Listing(
            total=total,
            most=len(lines),
            lines=lambda count: lines[:count],
            columns=columns,
            rest=lambda shown: sheet.words.count(total - shown, "và {n} thay đổi khác"),
        )
        yield from listing.items(box, self.room, sheet)

    def _lines(self, box: Rect, sheet: Sheet) -> tuple[list[Line], tuple[Column, ...]]:
        """In three columns, in two, in one."""
        changes = self.view.changes
        if box.w < _NARROW * sheet.reading:
            sentences = Sentences(sheet.words, units=False)
            return [sentences.alone(one) for one in changes], (Column("", 1.0),)
        wide = form(self.room.box, self.sheet) is Form.LARGE
        sentences = Sentences(sheet.words, units=wide)
        columns = (Column("", 2.4), Column("", 0.0, firm=True), Column("", 2.0))
        lines = [sentences.line(one) for one in changes]
        if wide:
            return lines, columns
        return [replace(line, cells=line.cells[:2]) for line in lines], columns[:2]

    def _large(self, box: Rect) -> Sheet:
        """Letters for a farther seat, where every change goes whole."""
        for times in _FARTHER:
            sheet = replace(self.sheet, seat=self.sheet.seat * times)
            page, sentences = Page(self.room, sheet), Sentences(sheet.words)
            if self.view.total * sheet.row > box.h:
                continue
            cells = [sentences.line(one).cells for one in self.view.changes]
            widths = [
                max(page.wide(line[i].text, line[i].weight) for line in cells) for i in range(3)
            ]
            signs = 2 * sheet.reading
            if sum(widths) + signs + 2 * sheet.px(30) <= box.w:
                return sheet
        return self.sheet
