"""Goals in a room: how many have a measure, then as many as can be read, those of one assigner together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.freshness import State
from services.phrase import Phrase, phrase
from services.settings import Wording
from services.words import MISSING
from widgets.drawing import Box, Ink, Item, Mark, Rect, Weight
from widgets.form import Form, form
from widgets.frame import LOOKS
from widgets.kinds import ALL
from widgets.listing import nothing
from widgets.page import Page
from widgets.sheet import BASELINE, TIGHT
from widgets.shortening import at_a_word, brief_period
from widgets.tally import Count, Tally
from widgets.tiles.goals.pages import Row, height, paged, tall

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.goals.view import GoalsView, Section, Target

_TALLIED = 3.0
"""Rows of room from which on a row sums up."""
_LINES = (3, 2, 1)
"""Of a goal's text at most: as many as all have room for."""
_AIRY = 1.3
"""Of a row's height, what a row gets where there is room."""
_SHARE, _KEPT = 0.42, 12.0
"""Of the width, what measure and present value may take; ems that a goal's text keeps beside more."""
_HEADED = 7.0
"""Rows of room from which on those of one assigner stand under a heading."""
_UNSAID = phrase("không nêu người giao")


def drawn(view: GoalsView, room: Room, sheet: Sheet) -> list[Item]:
    return list(_Goals(view, room, sheet).items())


@dataclass(slots=True)
class _Goals:
    view: GoalsView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> Iterator[Item]:
        box, view = self.room.box, self.view
        if not view.total:
            yield nothing(ALL["goals"].empty, self.room, self.sheet, known=view.known)
            return
        tally = Tally(self._counts(), self.room, self.sheet)
        if form(box, self.sheet) is Form.COMPACT:
            yield from tally.items(box)
            return
        tallied = box.h >= _TALLIED * self.sheet.row
        below = box.below(self.sheet.tight + self.sheet.px(12)) if tallied else box
        pages = self._pages(below)
        page = view.turn % len(pages)
        if tallied:
            yield from self._head(tally, box.top(self.sheet.tight), page, len(pages))
        yield from self._list(pages[page], below)

    def _head(self, tally: Tally, row: Rect, page: int, pages: int) -> Iterator[Item]:
        """The page right, the counts as far as they have room."""
        if pages > 1:
            said = self.sheet.words.say("trang {page}/{pages}", page=page + 1, pages=pages)
            text = self._page.text("context", said, row, Ink.SECOND, align="right", leading=TIGHT)
            yield text
            row = row.left(row.w - text.rect.w - self.sheet.px(24))
        yield from tally.items(row)

    def _counts(self) -> list[Count]:
        words, view = self.sheet.words, self.view
        left = view.total - view.measured
        counts = [Count(words.count(view.total, "{n} mục tiêu"), strong=True)]
        if view.measured:
            counts.append(Count(words.say("{n} có số đo", n=view.measured)))
        if left:
            counts.append(Count(words.say("{n} chưa có số đo", n=left), quiet=True))
        for state, count in view.states:
            counts.append(Count(f"{words.number(count)} {self._word(state)}", quiet=True))
        return counts

    def _word(self, said: Phrase | str) -> str:
        return said if isinstance(said, str) else self.sheet.words.say(said)

    # --- which rows

    def _pages(self, box: Rect) -> list[list[Row]]:
        """With as many lines of each text as cost no further page."""
        headed = box.h >= _HEADED * self.sheet.row
        every = [
            paged(self._rows(box.w, most, headed=headed), box.h, self.sheet) for most in _LINES
        ]
        return min(every, key=len)

    def _list(self, rows: Sequence[Row], box: Rect) -> Iterator[Item]:
        line = self.sheet.row
        spare = (box.h - height(rows, self.sheet)) / max(len(rows), 1)
        air = min(max(spare, 0.0), line * (_AIRY - 1))
        y = box.y
        for n, row in enumerate(rows):
            if row.target is None and y + 2 * line > box.bottom + 0.5 and n:
                break
            place = Rect(box.x, y, box.w, tall(row, self.sheet))
            if place.bottom > box.bottom + 0.5 and n:
                break
            yield from self._row(row, place, ruled=n > 0 and row.section is None, air=air)
            y += place.h + air

    def _rows(self, width: float, lines: int, *, headed: bool) -> list[Row]:
        """Where there is no room for headings, those with a measure first."""
        sections = self.view.sections
        rows: list[Row] = []
        if not headed:
            every = [target for section in sections for target in section.targets]
            every.sort(key=lambda one: not one.measured)
            return [Row(self._lines(one, width, lines), one) for one in every]
        for section in sections:
            if len(sections) > 1:
                rows.append(Row(1, section=section, first=not rows))
            heading = 0 < section.measured < len(section.targets)
            for target in section.targets:
                if heading and not target.measured:
                    rows.append(Row(1, apart=section.total - section.measured))
                    heading = False
                rows.append(Row(self._lines(target, width, lines), target))
        return rows

    def _lines(self, target: Target, width: float, most: int) -> int:
        room = width - self._beside(target, width)
        broken = self.sheet.broken(self._called(target), room, self.sheet.reading, Weight.REGULAR)
        return min(len(broken), most)

    # --- a row

    def _row(self, row: Row, place: Rect, *, ruled: bool, air: float) -> Iterator[Item]:
        if row.section is not None:
            yield from self._heading(row.section, place.below(place.h - self.sheet.row))
            return
        if ruled:
            line = Rect(place.x, place.y - air / 2, place.w, self.sheet.px(1.5))
            yield Box(line, fill=Ink.LINE)
        if row.target is None:
            words = self.sheet.words
            said = words.say("Chưa có số đo: {n}", n=row.apart)
            yield self._page.text("label", said, place, Ink.SECOND, Weight.MEDIUM)
            return
        beside = self._beside(row.target, place.w)
        yield from self._text(row, place.left(place.w - beside))
        if beside:
            lead = self.sheet.px(30)
            yield from self._measure(row.target, place.beside(place.w - beside + lead))

    def _heading(self, section: Section, place: Rect) -> Iterator[Item]:
        """Who set them; how many of them have a measure, where there is room."""
        words, lang = self.sheet.words, self.sheet.words.lang
        match section.assigner:
            case None:
                name, short = words.say(_UNSAID), None
            case Wording() as said:
                name, short = said.full_in(lang), said.short_in(lang)
            case name:
                short = None
        parts = [words.count(section.total, "{n} mục tiêu")]
        if section.measured:
            parts.append(words.say("{n} có số đo", n=section.measured))
        counted = " · ".join(parts)
        wide = self._page.wide(counted)
        if self._page.wide(name, Weight.SEMIBOLD) + wide + self.sheet.px(40) <= place.w:
            yield self._page.text("context", counted, place, Ink.SECOND, align="right")
            place = place.left(place.w - wide - self.sheet.px(30))
        yield self._cut("label", name, place, self.room.ink, Weight.SEMIBOLD, short)

    def _called(self, target: Target) -> str:
        if not self.view.several_years:
            return target.text
        return f"{self.sheet.words.period(str(target.year))}: {target.text}"

    def _text(self, row: Row, place: Rect) -> Iterator[Item]:
        target = row.target
        if target is None:
            return
        ink = self.room.ink if target.measured or not self.view.measured else Ink.SECOND
        if row.lines == 1:
            yield self._cut("cell", self._called(target), place, ink)
            return
        yield self.sheet.paragraph(
            "cell",
            self._called(target),
            Rect(place.x, place.y, place.w, place.h),
            lines=row.lines,
            ink=ink,
            ground=self.room.ground,
            leading=TIGHT,
        )

    # --- what it is held against

    def _beside(self, target: Target, width: float) -> float:
        """What measure and value take right of the text, with the gap before them."""
        said = self._said(target)
        if not said:
            return 0.0
        wide = self._page.wide(said, Weight.SEMIBOLD) + self._lead(target)
        most = max(width * _SHARE, width - _KEPT * self.sheet.reading)
        return min(wide, most) + self.sheet.px(30)

    def _said(self, target: Target) -> str:
        """`ít nhất 50%, hiện 46,2% (11/2023)`; of a goal without a measure how it stands, where that is
        told.
        """
        words = self.sheet.words
        if not target.measured:
            return "" if target.state is None else self._word(target.state)
        value = self._value(target)
        now = words.say("hiện {value}", value=value) if value else ""
        period = None if target.number is None else target.number.period
        if now and period is not None:
            now = f"{now} ({brief_period(period) or words.period(period)})"
        if target.measure is None:
            return now
        return f"{target.measure}, {now}" if now else target.measure

    def _value(self, target: Target) -> str:
        number = target.number
        if number is None:
            return ""
        if number.observation is None:
            return MISSING
        words = self.sheet.words
        unit = number.unit.full_in(words.lang) if number.unit else None
        return words.figure(number.observation, unit, number.decimals).full

    def _lead(self, target: Target) -> float:
        return self.sheet.reading * 0.74 + self.sheet.px(12) if self._off(target) else 0.0

    def _off(self, target: Target) -> State | None:
        """The state of its figure where that isn't live, while the tile as a whole is."""
        number = target.number
        state = None if number is None else number.standing.state
        return None if state is State.LIVE or self.room.dimmed else state

    def _measure(self, target: Target, place: Rect) -> Iterator[Item]:
        state, lead = self._off(target), self._lead(target)
        number = target.number
        quiet = not target.measured or (number is not None and number.old)
        ink = Ink.SECOND if quiet else self.room.ink
        weight = Weight.SEMIBOLD if target.measured else Weight.REGULAR
        said = self._said(target)
        short = self._value(target) if target.number is not None else target.measure
        fits = short if short and self._page.wide(short, weight) <= place.w - lead else None
        text = self._page.text(
            "value", said, place.beside(lead), ink, weight, align="right", short=fits
        )
        yield text
        if state is not None:
            side = self.sheet.reading * 0.74
            middle = place.y + self.sheet.reading * (BASELINE - self.sheet.measure.cap / 2)
            sign = Rect(text.rect.x - lead, middle - side / 2, side, side)
            yield Mark(LOOKS[state].mark, sign, Ink.TEXT, self.sheet.px(3.5))

    def _cut(
        self,
        role: str,
        text: str,
        place: Rect,
        ink: Ink,
        weight: Weight = Weight.REGULAR,
        short: str | None = None,
    ) -> Item:
        """Its short form where that fits, else cut between words."""

        def wide(said: str) -> float:
            return self._page.wide(said, weight)

        if wide(text) > place.w and not (short and wide(short) <= place.w):
            short = at_a_word(short or text, place.w, wide)
        return self._page.text(role, text, place, ink, weight, short=short)
