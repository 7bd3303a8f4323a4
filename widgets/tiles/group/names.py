"""What the figures of a group are called, and the words of what is wrong where no column has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from services.freshness import State
from widgets import pennant
from widgets.drawing import Ink, Item, Mark, Rect, Weight
from widgets.frame import LOOKS
from widgets.page import Page
from widgets.sheet import BASELINE, TIGHT
from widgets.shortening import at_a_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.drawing import Text
    from widgets.reading import Number
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.group.plan import Plan
    from widgets.tiles.group.planner import Planner
    from widgets.tiles.group.view import GroupView


@dataclass(frozen=True, slots=True)
class Names:
    view: GroupView
    room: Room
    sheet: Sheet
    planner: Planner
    plan: Plan

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def _middle(self, baseline: float) -> float:
        """Of capitals on a line."""
        return baseline - self.sheet.reading * self.sheet.measure.cap / 2

    @property
    def _differ(self) -> bool:
        """Else the tile's own badge says it of all."""
        return len({number.standing.state for number in self.view.numbers}) > 1

    def items(self, number: Number, place: Rect, baseline: float) -> Iterator[Item]:
        """Its name, and what is wrong where no column says it: with its pennant under the name or behind
        it; where there is no room for a word the pennant stands before the name.
        """
        lead = self.planner.lead(number, self.plan.extras)
        word = self._word(number, place, lead) if lead else None
        if word is None:
            if lead:
                yield pennant.at_middle(place.x, self._middle(baseline), self.sheet)
            yield from self._name(number, place.beside(lead), baseline)
            return
        under, name, said, x = word
        sheet, page = self.sheet, self._page
        middle = place.y + place.h / 2 + sheet.reading * BASELINE
        lower = middle if under else baseline
        upper = (middle - sheet.tight if under else baseline) - sheet.reading * BASELINE
        ink, full = (
            Ink.SECOND if number.old else self.room.ink,
            number.name.full_in(sheet.words.lang),
        )
        line = page.text(
            "label", name, Rect(place.x, upper, place.w, sheet.row), ink, leading=TIGHT
        )
        yield replace(line, full=full)
        yield pennant.at_middle(x, self._middle(lower), sheet)
        at = Rect(x + lead, lower - sheet.reading * BASELINE, place.right - x - lead, sheet.row)
        yield page.text("band", said, at, self.room.ink, Weight.SEMIBOLD, leading=TIGHT)

    def _word(
        self, number: Number, place: Rect, lead: float
    ) -> tuple[bool, str, str, float] | None:
        """Whether it stands under the name, that on one line, what it says, and where; None where there is
        no room.
        """
        band, lang, wide = number.band, self.sheet.words.lang, self._page.wide
        if band is None or self._off(number):
            return None
        under = place.h >= 2 * self.sheet.tight
        names = (number.name.full_in(lang), number.name.short_in(lang))
        words = (band.meaning.full_in(lang), band.meaning.short_in(lang))
        for name, said in product(filter(None, names), filter(None, words)):
            x = place.x if under else place.x + wide(name) + self.planner.gap
            ends = x + lead + wide(said, Weight.SEMIBOLD) + 1
            if max(ends, place.x + wide(name)) <= place.right:
                return under, name, said, x
        return None

    def _off(self, number: Number) -> bool:
        """Whether it has the sign of a state of its own before its name."""
        state = number.standing.state
        return state is not None and state is not State.LIVE and self._differ

    def _name(self, number: Number, place: Rect, baseline: float) -> Iterator[Item]:
        state = number.standing.state
        ink = Ink.SECOND if number.old else self.room.ink
        if state is not None and self._off(number):
            side = self.sheet.reading * 0.74
            middle = baseline - self.sheet.reading * self.sheet.measure.cap / 2
            sign = Rect(place.x, middle - side / 2, side, side)
            yield Mark(LOOKS[state].mark, sign, Ink.TEXT, self.sheet.px(3.5))
            place = place.beside(side + self.sheet.px(12))
        yield self._named(number, place, baseline, ink)

    def _named(self, number: Number, place: Rect, baseline: float, ink: Ink) -> Text:
        """On the figure's line; what is longer on two."""
        sheet, lang, wide = self.sheet, self.sheet.words.lang, self._page.wide
        full, short = number.name.full_in(lang), number.name.short_in(lang)
        top = baseline - sheet.reading * BASELINE
        shown = full
        if self.plan.lines > 1 and wide(full) > place.w:
            lines = sheet.broken(full, place.w, sheet.reading, Weight.REGULAR)
            if len(lines) > self.plan.lines and short is not None:
                shown = short
                lines = sheet.broken(short, place.w, sheet.reading, Weight.REGULAR)
            if len(lines) > 1:
                # The lower one stands on the figure's own line where the upper one has room above that.
                middle = place.y + place.h / 2 - sheet.tight
                above = top - sheet.tight if top - sheet.tight >= place.y else middle
                block = Rect(place.x, above, place.w, sheet.tight * 2)
                text = sheet.paragraph(
                    "label", shown, block, ink=ink, ground=self.room.ground, leading=TIGHT
                )
                return replace(text, full=full)
        if wide(full) > place.w:
            fits = short is not None and wide(short) <= place.w
            short = short if fits else at_a_word(short or full, place.w, wide) or short
        line = Rect(place.x, top, place.w, sheet.row)
        return self._page.text("label", full, line, ink, short=short, leading=TIGHT)
