"""How many indicators of a catalogue stand how: every count or their total, the worst first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from services.phrase import Phrase, phrase
from widgets.drawing import Ink, Item, Rect
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tally import Count, Tally
from widgets.tiles.catalogue.view import Outlook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.catalogue.view import CatalogueView

WORDS: dict[Outlook, tuple[Phrase, Phrase]] = {
    Outlook.AT_RISK: (phrase("{count} nguy cơ không đạt"), phrase("{count} nguy cơ không đạt")),
    Outlook.MISSED: (phrase("{count} hết kỳ chưa đạt"), phrase("{count} không đạt")),
    Outlook.LATE: (phrase("{count} số liệu quá hạn"), phrase("{count} quá hạn")),
    Outlook.LACKING: (phrase("{count} thiếu số liệu"), phrase("{count} thiếu")),
    Outlook.ON_COURSE: (phrase("{count} đang theo dõi"), phrase("{count} theo dõi")),
    Outlook.UNJUDGED: (phrase("{count} chưa đánh giá được"), phrase("{count} chưa đánh giá")),
}
"""In full, and where there is little room."""
_BOTH = phrase("{count} quá hạn, thiếu")
_AS_LONG = 88
"""A page whose number is as wide as any."""


@dataclass(frozen=True, slots=True)
class _Form:
    brief: bool
    page: Literal["called", "short", "unsaid"]
    lines: int
    whole: bool = True
    """Every count is said; else the total, of which the first is so many, has those with which nothing is the
    matter, and what is late and what lacks its figure are one.
    """


_FORMS = (
    _Form(brief=False, page="called", lines=1),
    _Form(brief=True, page="called", lines=1),
    _Form(brief=True, page="short", lines=1),
    _Form(brief=True, page="short", lines=1, whole=False),
    _Form(brief=True, page="short", lines=2),
    _Form(brief=True, page="short", lines=2, whole=False),
    _Form(brief=True, page="unsaid", lines=2, whole=False),
    _Form(brief=True, page="unsaid", lines=3, whole=False),
)
"""What gives way first."""


@dataclass(frozen=True, slots=True)
class Head:
    view: CatalogueView
    room: Room
    sheet: Sheet
    several: bool
    """There is more than one page."""

    def height(self) -> float:
        return self._form().lines * self.sheet.tight

    def items(self, page: int, pages: int) -> Iterator[Item]:
        """The page right."""
        form, box, tight = self._form(), self.room.box, self.sheet.tight
        row = Rect(box.x, box.y, box.w, tight)
        said, ink = self._paging(form, page + 1, pages), Ink.SECOND
        if said:
            yield Page(self.room, self.sheet).text(
                "context", said, row, ink, align="right", leading=TIGHT
            )
        beside, below = self._tallies(form)
        yield from beside.items(row.left(self._wide(form)))
        if below.counts:
            lines = form.lines - 1
            yield from below.items(Rect(box.x, row.bottom, box.w, lines * tight))

    def _form(self) -> _Form:
        return next((form for form in _FORMS if self._fits(form)), _FORMS[-1])

    def _fits(self, form: _Form) -> bool:
        """And none is cut."""
        beside, below = self._tallies(form)
        for tally, width in ((beside, self._wide(form)), (below, self.room.box.w)):
            if any(self._least(one) > width for one in tally.counts):
                return False
        return self._tall(form) <= form.lines

    def _least(self, count: Count) -> float:
        lead = 0.0 if count.mark is None else self.sheet.reading
        return Page(self.room, self.sheet).wide(count.text, count.weight) + lead

    def _tall(self, form: _Form) -> int:
        """Lines that it needs."""
        beside, below = self._tallies(form)
        heights = beside.height(self._wide(form)) + below.height(self.room.box.w)
        return round(heights / self.sheet.tight)

    def _wide(self, form: _Form) -> float:
        """What the page leaves of the first line."""
        page = self._paging(form, _AS_LONG, _AS_LONG)
        if not page:
            return self.room.box.w
        return self.room.box.w - Page(self.room, self.sheet).wide(page) - self.sheet.px(24)

    def _paging(self, form: _Form, page: int, pages: int) -> str:
        words = self.sheet.words
        if not self.several or form.page == "unsaid":
            return ""
        if form.page == "called":
            return words.say("trang {page}/{pages}", page=page, pages=pages)
        return words.say("tr. {page}/{pages}", page=page, pages=pages)

    def _tallies(self, form: _Form) -> tuple[Tally, Tally]:
        """As many as stand beside the page, and the others below."""
        counts, wide = self._counts(form), self._wide(form)
        beside = len(counts)
        while beside > 1 and self._tally(counts[:beside]).height(wide) > self.sheet.tight:
            beside -= 1
        return self._tally(counts[:beside]), self._tally(counts[beside:])

    def _tally(self, counts: Sequence[Count]) -> Tally:
        return Tally(counts, self.room, self.sheet)

    def _counts(self, form: _Form) -> list[Count]:
        words, total = self.sheet.words, len(self.view.entries)
        counts: list[Count] = []
        for one, said, count in self._kinds(form):
            text = words.say(said, count=count)
            if not form.whole and not counts:
                of_all = f"{words.number(count)}/{words.number(total)}"
                text = text.replace(words.number(count), of_all, 1)
            if one is Outlook.AT_RISK:
                counts.append(Count(text, "pennant", Ink.OVERDUE, strong=True))
            else:
                counts.append(Count(text, quiet=True))
        return counts

    def _kinds(self, form: _Form) -> Iterator[tuple[Outlook, Phrase, int]]:
        late, lacking = (self.view.count(one) for one in (Outlook.LATE, Outlook.LACKING))
        for one in Outlook:
            count, said = self.view.count(one), WORDS[one][form.brief]
            if not form.whole:
                if one is Outlook.ON_COURSE or (one is Outlook.LACKING and late):
                    continue
                if one is Outlook.LATE and late and lacking:
                    count, said = late + lacking, _BOTH
            if count:
                yield one, said, count
