"""The whole of a severity tile: counts, mean times beside or below them, the longest wait and notes along
the bottom.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from widgets.drawing import PRIORITY_MARKS, Box, Ink, Item, Mark, Rect, Text, Weight
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.shortening import at_a_word
from widgets.tiles.severity.cards import cards, cells_of, figure_size
from widgets.tiles.severity.means import Means
from widgets.tiles.severity.notes import hidden, notes, under, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.severity.view import SeverityView, Waiting

_SMALLER = 0.8
"""Of the size of the counts alone, what they keep where more lines than one stand below them."""
_AMPLE = 9.0
"""Rows from which on a title stands below mean times."""
_LISTED = 4
"""Rows of counts where no figure has room."""
_TITLED = 3
"""Words of a title that are worth showing."""


@dataclass(frozen=True, slots=True)
class Board:
    view: SeverityView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> Iterator[Item]:
        sheet, view, box = self.sheet, self.view, self.room.box
        said = " · ".join(notes(view, sheet.words))
        rows = self._rows(box, said) if said or view.waiting is not None else 0
        if rows:
            yield from self._foot(said, rows, box.below(box.h - rows * sheet.row))
            box = box.above(rows * sheet.row + (sheet.px(4) if rows > 1 else 0.0))
        box, around = self._around(box)
        yield from around
        counted = replace(self.room, ink=Ink.SECOND) if view.old else self.room
        yield from cards(view, cells_of(view, sheet.words), box, counted, sheet)

    def _rows(self, box: Rect, said: str) -> int:
        """Of the lines along the bottom: as many as leave the counts their size; one where two rows are."""
        sheet, cells = self.sheet, cells_of(self.view, self.sheet.words)
        whole = figure_size(cells, box, sheet)
        titled = not self.view.means or box.h >= _AMPLE * sheet.row
        most = bool(said) + ((2 if titled else 1) if self.view.waiting is not None else 0)
        for rows in range(most, 1, -1):
            left = box.above(rows * sheet.row)
            if whole and figure_size(cells, left, sheet) >= _SMALLER * whole:
                return rows
            if not whole and left.h >= _LISTED * sheet.row:
                return rows
        return 1 if box.h >= 2 * sheet.row else 0

    def _foot(self, said: str, rows: int, place: Rect) -> Iterator[Item]:
        """The longest wait, then the notes: behind it where they have no line of their own."""
        one, row = self.view.waiting, self.sheet.row
        if one is None:
            yield self._page.text(
                "context", said, place, Ink.SECOND, short=said.split(" · ", maxsplit=1)[0]
            )
            return
        if said and rows > 1:
            last = place.below(place.h - row)
            yield self._page.text(
                "context", said, last, Ink.SECOND, short=said.split(" · ", maxsplit=1)[0]
            )
            place, said = place.above(row), ""
        yield from self._waiting(one, place, said)

    def _around(self, box: Rect) -> tuple[Rect, list[Item]]:
        """What is left for the counts, and the mean times with the line between: at their right or below
        them, where the counts can be larger.
        """
        sheet, means = self.sheet, Means(self.view.means, self.room, self.sheet)
        if not means.means:
            return box, []
        gap, cells = sheet.px(56), cells_of(self.view, sheet.words)
        count = len(means.means)
        beside = self._beside(means, box, gap)
        tall = box.w >= count * means.wide(tall=True) + (count - 1) * sheet.px(44)
        height = means.tall if tall and box.h >= 5 * sheet.row else means.low
        below = box.above(height + sheet.px(20))
        fits = box.h >= count * means.low and beside.w > 0
        at_right = figure_size(cells, beside, sheet) if fits else 0.0
        at_foot = figure_size(cells, below, sheet)
        if at_right and at_right >= at_foot:
            rule = Rect(beside.right + gap / 2, box.y, sheet.px(1.5), box.h)
            place = box.beside(beside.w + gap)
            return beside, [Box(rule, fill=Ink.LINE), *means.stacked(place)]
        whole = count * means.wide(tall=False) + (count - 1) * sheet.px(44) <= box.w
        if not whole or (not at_foot and below.h < 4 * sheet.row):
            return box, []
        rule = Rect(box.x, below.bottom + sheet.px(8), box.w, sheet.px(1.5))
        place = Rect(box.x, box.bottom - height, box.w, height)
        return below, [Box(rule, fill=Ink.LINE), *means.abreast(place)]

    def _beside(self, means: Means, box: Rect, gap: float) -> Rect:
        """For the counts, left of the mean times: with a broken limit beside a name where it has no line of
        its own and takes nothing from the counts.
        """
        beside = box.left(box.w - means.wide(tall=True) - gap)
        if box.h >= len(means.means) * means.tall:
            return beside
        cells = cells_of(self.view, self.sheet.words)
        less = box.left(box.w - means.wide(tall=True, limited=True) - gap)
        same = figure_size(cells, less, self.sheet) == figure_size(cells, beside, self.sheet)
        return less if less.w > 0 and same else beside

    def _waiting(self, one: Waiting, place: Rect, said: str) -> Iterator[Item]:
        sheet, words, page = self.sheet, self.sheet.words, self._page
        day = self.view.day or one.since.date()
        side = sheet.reading * 0.74
        text = place.beside(side + sheet.px(12))
        if place.h < 1.5 * sheet.row:
            found = self._in_a_line(waiting(one, day, words), said, text)
            if found is None:
                few = hidden(self.view, words)
                yield page.text("context", few, place, Ink.SECOND)
                return
            line = found
        else:
            wide = partial(page.wide, weight=Weight.SEMIBOLD)
            title = at_a_word(one.title, text.w, wide) if wide(one.title) > text.w else None
            line = page.text(
                "label", one.title, text, self.room.ink, Weight.SEMIBOLD, short=title, leading=TIGHT
            )
            below = Rect(text.x, text.y + sheet.tight, text.w, sheet.row)
            forms = under(one, day, words)
            fits = next((form for form in forms if page.wide(form) <= below.w), forms[-1])
            yield page.text("context", fits, below, Ink.SECOND, leading=TIGHT)
        shape, colour = PRIORITY_MARKS[one.priority]
        middle = line.runs[0].baseline - line.cap / 2
        yield Mark(shape, Rect(place.x, middle - side / 2, side, side), colour)
        yield line

    def _in_a_line(self, forms: tuple[str, ...], said: str, place: Rect) -> Text | None:
        """The fullest that goes whole with the notes behind it. What is hidden is always said: the title,
        and at last the wait, give way to that: then None.
        """
        wide, few = self._page.wide, hidden(self.view, self.sheet.words)
        for behind in dict.fromkeys((said, few)):
            whole = [" · ".join(filter(None, (form, behind))) for form in forms]
            fits = next((form for form in whole if wide(form) <= place.w), None)
            if fits is not None:
                return self._page.text(
                    "context", self._titled(forms, fits, place), place, self._ink
                )
        return None if few else self._page.text("context", forms[-1], place, self._ink)

    def _titled(self, forms: tuple[str, ...], fits: str, place: Rect) -> str:
        """With as much of the title as has room, where only the title is lacking."""
        _, titled, *bare = forms
        cut = at_a_word(titled, place.w, self._page.wide) if fits in bare else None
        shortest = len(bare[-2].split())
        return cut if cut and len(cut.split()) - shortest >= _TITLED else fits

    @property
    def _ink(self) -> Ink:
        return self.room.ink
