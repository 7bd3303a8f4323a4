"""Mean times to detect and to resolve: name over threshold, the figure at their right; each wears the state
of its own source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from services.freshness import State
from services.phrase import phrase
from widgets.drawing import Ink, Item, Mark, Rect, Text, Weight
from widgets.figures import figure_in
from widgets.frame import LOOKS
from widgets.page import Page
from widgets.sheet import BASELINE, FIGURE_ASCENT, FIGURE_HEIGHT, FIGURE_LEAST, TIGHT
from widgets.shortening import at_a_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.drawing import Shape
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.severity.view import Mean

_WORDS = {
    "MTTD": (phrase("Phát hiện (MTTD)"), phrase("MTTD")),
    "MTTR": (phrase("Xử lý (MTTR)"), phrase("MTTR")),
}
"""In full, and where there is hardly room."""
_SPREAD = 1.08
"""Height that a figure needs, in ems, where its capitals stand in the middle."""
_SIGN = 0.72
"""Ems of a sign beside a name."""
_LARGEST = 1.35
"""Times the least size of a figure: counts of alerts stay larger."""


@dataclass(frozen=True, slots=True)
class Means:
    means: tuple[Mean, ...]
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @property
    def low(self) -> float:
        """Height of one in a single line."""
        return self.sheet.row

    @property
    def tall(self) -> float:
        """Height of one with its threshold."""
        return 2 * self.sheet.tight + self.sheet.px(2)

    def wide(self, *, tall: bool, limited: bool = False) -> float:
        """Pixels in which none of them is cut; `limited`: nor a broken limit that stands beside a name."""
        size = self.sheet.reading
        return max(self._natural(one, size, tall=tall, limited=limited) for one in self.means)

    def stacked(self, box: Rect) -> Iterator[Item]:
        """One under the other."""
        step = box.h / len(self.means)
        height = min(step, self.tall * 1.4)
        top = box.y + (step - height) / 2
        size = self._size(box.w, height)
        for n, one in enumerate(self.means):
            yield from self._one(one, Rect(box.x, top + n * step, box.w, height), size)

    def abreast(self, box: Rect) -> Iterator[Item]:
        places = box.columns(len(self.means), self.sheet.px(44))
        size = self._size(places[0].w, box.h)
        for one, place in zip(self.means, places, strict=True):
            yield from self._one(one, place, size)

    def _size(self, width: float, height: float) -> float:
        """Of all the figures: the largest at which no name is cut."""
        tall = self._is_tall(height)
        size = self._largest(height) if tall else self.sheet.reading
        while size > self.sheet.reading and any(
            self._natural(one, size, tall=tall) > width for one in self.means
        ):
            size = max(size - 2, self.sheet.reading)
        return size

    def _is_tall(self, height: float) -> bool:
        return height >= self.tall - 0.5

    def _natural(self, one: Mean, size: float, *, tall: bool, limited: bool = False) -> float:
        page = self._page
        lead = self._lead(one)
        name = page.wide(self._name(one)[0], Weight.MEDIUM) + lead
        said, broken = self._under(one)
        aside = self._aside if broken else lead
        under = page.wide(said) + aside if tall else 0.0
        if limited and broken:
            under = max(under, page.wide(self._limited(one), Weight.MEDIUM) + aside)
        return max(name, under) + self.sheet.px(24) + self._figure_wide(one, size)

    def _figure_wide(self, one: Mean, size: float) -> float:
        probe = figure_in(one.number, Rect(0, 0, 1e6, 1e6), size, self.room, self.sheet)
        unit = self._unit(one)
        return probe.rect.w + (self._page.wide(unit) + self.sheet.px(10) if unit else 0.0)

    def _largest(self, height: float) -> float:
        most = self.sheet.size(FIGURE_LEAST) * _LARGEST
        return max(min(most, float(int(height / _SPREAD))), self.sheet.reading)

    def _name(self, one: Mean) -> tuple[str, str]:
        full, short = _WORDS[one.word]
        return self.sheet.words.say(full), self.sheet.words.say(short)

    def _limited(self, one: Mean) -> str:
        """In one line: the name in short, with the limit that it breaks."""
        short = self._name(one)[1]
        return f"{short} · {self._under(one)[0]}" if self._broken(one) else ""

    def _broken(self, one: Mean) -> bool:
        return self._under(one)[1]

    def _under(self, one: Mean) -> tuple[str, bool]:
        """The state of a source that isn't live, else the threshold, and whether it is reached."""
        if (off := self._off(one)) is not None:
            return self.sheet.words.state(off), False
        if one.threshold is None:
            return "", False
        lang = self.sheet.words.lang
        said = one.threshold.short_in(lang) or one.threshold.full_in(lang)
        band = one.number.band
        return said, band is not None and band.priority is not None

    def _unit(self, one: Mean) -> str:
        number, lang = one.number, self.sheet.words.lang
        return number.unit_beside(lang) if number.observation is not None else ""

    def _lead(self, one: Mean) -> float:
        return self._aside if self._off(one) is not None else 0.0

    @property
    def _aside(self) -> float:
        """From a sign to what stands beside it."""
        return self.sheet.reading * _SIGN + self.sheet.px(10)

    def _off(self, one: Mean) -> State | None:
        """Of a source that isn't live."""
        state = one.number.standing.state
        return None if state is State.LIVE or self.room.dimmed else state

    def _sign(self, shape: Shape, ink: Ink, x: float, beside: Text) -> Mark:
        side = self.sheet.reading * _SIGN
        middle = beside.runs[0].baseline - beside.cap / 2
        return Mark(shape, Rect(x, middle - side / 2, side, side), ink, self.sheet.px(3.5))

    def _one(self, one: Mean, place: Rect, size: float) -> Iterator[Item]:
        sheet = self.sheet
        tall = self._is_tall(place.h)
        wide = min(self._figure_wide(one, size), place.w)
        left = place.left(place.w - wide - sheet.px(24))
        under, reached = self._under(one)
        lines = 2 if tall and under else 1
        top = left.y + (left.h - lines * sheet.tight) / 2
        name = self._name_of(one, Rect(left.x, top, left.w, sheet.tight), alone=lines == 1)
        yield from name
        if lines > 1:
            below = Rect(left.x, top + sheet.tight, left.w, sheet.tight)
            yield from self._limit(under, below, reached=reached)
        base = top + lines * sheet.tight / 2 + size * sheet.measure.cap / 2
        if not tall:
            base = name[-1].runs[0].baseline
        yield from self._figure(one, Rect(place.right - wide, base, wide, place.h), size)

    def _limit(self, under: str, place: Rect, *, reached: bool) -> Iterator[Item]:
        """`reached`: it is broken."""
        page, text = self._page, place.beside(self._aside) if reached else place
        ink = self.room.ink if reached else Ink.SECOND
        weight = Weight.SEMIBOLD if reached else Weight.REGULAR
        short = at_a_word(under, text.w, partial(page.wide, weight=weight))
        said = page.text("context", under, text, ink, weight, short=short, leading=TIGHT)
        yield said
        if reached:
            yield self._sign("pennant", Ink.OVERDUE, place.x, said)

    def _name_of(self, one: Mean, row: Rect, *, alone: bool) -> tuple[*tuple[Mark, ...], Text]:
        """`alone`: without its limit below it."""
        full, short = self._name(one)
        off, broken = self._off(one), alone and self._broken(one)
        lead = self._aside if broken else self._lead(one)
        limited = self._limited(one) if broken else ""
        if limited and self._page.wide(limited, Weight.MEDIUM) <= row.w - lead:
            full = limited
        text = self._page.text(
            "label", full, row.beside(lead), Ink.SECOND, Weight.MEDIUM, short=short, leading=TIGHT
        )
        if broken:
            return self._sign("pennant", Ink.OVERDUE, row.x, text), text
        return (
            (text,)
            if off is None
            else (self._sign(LOOKS[off].mark, self.room.ink, row.x, text), text)
        )

    def _figure(self, one: Mean, place: Rect, size: float) -> Iterator[Item]:
        """With its unit beside it; `place.y` is the baseline of both."""
        sheet = self.sheet
        tall = size * FIGURE_HEIGHT + sheet.reading  # a small figure is set lower, for its unit
        box = Rect(place.x, place.y - size * FIGURE_ASCENT, place.w, tall)
        figure = figure_in(one.number, box, size, self.room, sheet)
        drop = place.y - figure.runs[0].baseline
        figure = _moved(figure, drop)
        yield figure
        if unit := self._unit(one):
            x = figure.rect.right + sheet.px(10)
            row = Rect(x, place.y - sheet.reading * BASELINE, place.right - x + 1, sheet.row)
            ink = Ink.SECOND if one.number.old else self.room.ink
            short = one.number.short_unit(sheet.words.lang)
            yield self._page.text("unit", unit, row, ink, short=short, leading=TIGHT)


def _moved(text: Text, down: float) -> Text:
    runs = tuple(replace(run, baseline=run.baseline + down) for run in text.runs)
    return replace(text, rect=replace(text.rect, y=text.rect.y + down), runs=runs)
