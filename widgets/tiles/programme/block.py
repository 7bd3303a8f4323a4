"""One programme in full: its milestones as signs on a line, a bar of what was disbursed, and their words."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from services.phrase import Phrase
from services.words import MISSING
from widgets.drawing import Box, Ink, Item, Mark, Rect, Weight
from widgets.page import Page
from widgets.sheet import BASELINE, TIGHT
from widgets.shortening import at_a_word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.programme.view import Money, ProgrammeView, Scheme, Step

_BESIDE, _STACKED = 33.0, 15.0
"""Ems of width from which on name, milestones and money stand side by side; from which on a block has any
room at all."""
_AIR = 0.34
"""Ems between two blocks."""
_SIDE = 0.5
"""Of a milestone's sign, ems."""
_PLACES = 1
"""Decimals of a share that the wall reckons."""
_WHOLE = 100


class Shape(Enum):
    """How a block is built."""

    BESIDE = 2
    """Two lines: name, milestones and money side by side."""
    STACKED = 3
    """Three lines: the name has one of its own."""

    @classmethod
    def of(cls, box: Rect, sheet: Sheet) -> Shape | None:
        ems = box.w / sheet.reading
        if ems >= _BESIDE:
            return cls.BESIDE
        return cls.STACKED if ems >= _STACKED else None

    def least(self, sheet: Sheet) -> float:
        """Pixels of a block."""
        return sheet.tight * self.value + sheet.reading * _AIR


def percent(share: Decimal, words: Words) -> str:
    return f"{words.number(share, _PLACES)}%"


def amounts(money: Money, unit: str, words: Words) -> str:
    """`48,0/61,0 tỷ đồng`, with the source's decimals; what isn't told is a dash."""
    disbursed, planned = (
        MISSING if amount is None else words.number(amount)
        for amount in (money.disbursed, money.planned)
    )
    if money.planned is None and money.disbursed is None:
        return ""
    return f"{disbursed}/{planned} {unit}"


def share_bar(share: Decimal, strip: Rect, room: Room, sheet: Sheet) -> Iterator[Item]:
    """In the middle of `strip`; what is more than the plan fills it."""
    height, radius = sheet.px(16), sheet.px(5)
    bar = Rect(strip.x, strip.y + (strip.h - height) / 2, strip.w, height)
    yield Box(bar, fill=Ink.DATA_DIM, radius=radius)
    if share > 0:
        full = max(bar.w * min(float(share) / _WHOLE, 1.0), radius)
        ink = Ink.OLD if room.dimmed else Ink.DATA
        yield Box(Rect(bar.x, bar.y, full, height), fill=ink, radius=radius)


@dataclass(frozen=True, slots=True)
class Block:
    view: ProgrammeView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @property
    def _gap(self) -> float:
        return self.sheet.px(44)

    def items(self, scheme: Scheme, shape: Shape, place: Rect, *, ruled: bool) -> Iterator[Item]:
        """In the middle of `place`; `ruled`: under a line that parts it from the block above."""
        if ruled:
            yield Box(Rect(place.x, place.y, place.w, self.sheet.px(1.5)), fill=Ink.LINE)
        tight = self.sheet.tight
        top = place.y + (place.h - tight * shape.value) / 2
        if shape is Shape.BESIDE:
            wide = place.w - 2 * self._gap
            name = Rect(place.x, top, wide * 0.42, tight)
            way = Rect(name.right + self._gap, top, wide * 0.31, tight)
            money = Rect(way.right + self._gap, top, wide * 0.27, tight)
            yield from self._name(scheme, name)
            state = self._state(scheme)
            if state:
                yield self._said("cell", state, _under(name, tight), Ink.SECOND)
        else:
            half = (place.w - self._gap) / 2
            way = Rect(place.x, top + tight, half, tight)
            money = Rect(place.x + half + self._gap, top + tight, half, tight)
            yield from self._named(scheme, Rect(place.x, top, place.w, tight))
        yield from self._way(scheme, way)
        yield from self._money(scheme, money)

    # --- what it is called, and what its source says of it

    def _name(self, scheme: Scheme, place: Rect) -> Iterator[Item]:
        yield self._said("label", scheme.name, place, self.room.ink, Weight.SEMIBOLD)

    def _named(self, scheme: Scheme, place: Rect) -> Iterator[Item]:
        """With its state in the same row, where both have room."""
        state = self._state(scheme)
        wide = self._page.wide(state) + self._gap if state else 0.0
        whole = self._page.wide(scheme.name, Weight.SEMIBOLD) + wide <= place.w
        if state and (whole or wide < place.w * 0.4):
            yield self._page.text("cell", state, place, Ink.SECOND, align="right", leading=TIGHT)
            place = place.left(place.w - wide)
        yield from self._name(scheme, place)

    def _state(self, scheme: Scheme) -> str:
        match scheme.state:
            case Phrase() as said:
                return self.sheet.words.say(said)
            case said:
                return said or ""

    # --- milestones

    def _way(self, scheme: Scheme, place: Rect) -> Iterator[Item]:
        below = _under(place, self.sheet.tight)
        late = scheme.longest
        if scheme.steps:
            yield from self._signs(scheme, place)
        said = self._told(scheme)
        if late is None:
            yield self._said("cell", said, below, Ink.SECOND)
            return
        side = self.sheet.reading * 0.74
        lead = side + self.sheet.px(12)
        text = self._said("cell", said, below.beside(lead), self.room.ink, Weight.SEMIBOLD)
        middle = below.y + self.sheet.reading * (BASELINE - self.sheet.measure.cap / 2)
        sign = Rect(below.x, middle - side / 2, side, side)
        yield Mark("pennant", sign, Ink.OVERDUE, self.sheet.px(3.5))
        yield text

    def _signs(self, scheme: Scheme, place: Rect) -> Iterator[Item]:
        """Evenly, whatever their dates: what is done is filled, the next one larger, what is over a
        pennant.
        """
        steps, side = scheme.steps, self.sheet.reading * _SIDE
        middle = place.y + place.h / 2
        gap = (place.w - side) / max(len(steps) - 1, 1)
        gap = min(gap, self.sheet.reading * 4.2)
        thin = self.sheet.px(4)
        centres = [place.x + side / 2 + n * gap for n in range(len(steps))]
        ink = Ink.OLD if self.room.dimmed else Ink.DATA
        for n, (left, right) in enumerate(itertools.pairwise(centres)):
            done = steps[n].done is not None and steps[n + 1].done is not None
            strip = Rect(left, middle - thin / 2, right - left, thin)
            yield Box(strip, fill=ink if done else Ink.OUTLINE)
        for step, centre in zip(steps, centres, strict=True):
            yield from self._sign(step, centre, middle, upcoming=step is scheme.next)

    def _sign(self, step: Step, centre: float, middle: float, *, upcoming: bool) -> Iterator[Item]:
        side = self.sheet.reading * (_SIDE + (0.16 if upcoming else 0.0))
        spot = Rect(centre - side / 2, middle - side / 2, side, side)
        if step.done is not None:
            yield Box(spot, fill=Ink.OLD if self.room.dimmed else Ink.DATA, radius=side / 2)
            return
        if step.over is not None:
            tall = self.sheet.reading * 0.8
            flag = Rect(centre - tall * 0.2, middle - tall * 0.74, tall, tall)
            yield Mark("pennant", flag, Ink.OVERDUE, self.sheet.px(3.5))
            return
        line = self.room.ink if upcoming else Ink.OUTLINE
        width = self.sheet.px(4 if upcoming else 3)
        yield Box(spot, fill=self.room.ground, line=line, width=width, radius=side / 2)

    def _told(self, scheme: Scheme) -> str:
        """What is over, else what comes next and when."""
        words, late = self.sheet.words, scheme.longest
        if late is not None:
            days = words.count(late.over or 0, "quá {n} ngày")
            return f"{days} · {late.name}"
        if not scheme.planned:
            return words.say("chưa nêu mốc nào")
        following = scheme.next
        if following is None:
            return words.say("đủ {count} mốc", count=scheme.planned)
        if following.due is None:
            return following.name
        return f"{words.date(following.due)} · {following.name}"

    # --- money

    def _money(self, scheme: Scheme, place: Rect) -> Iterator[Item]:
        words, share = self.sheet.words, scheme.money.share
        said = MISSING if share is None else percent(share, words)
        number = self._page.text(
            "value", said, place, self.room.ink, Weight.SEMIBOLD, align="right", leading=TIGHT
        )
        yield number
        widest = self._page.wide("100,0%", Weight.SEMIBOLD)
        strip = place.left(place.w - max(widest, number.rect.w) - self.sheet.px(20))
        if share is not None and strip.w >= self.sheet.reading * 2:
            yield from share_bar(share, strip, self.room, self.sheet)
        lang, unit = words.lang, self.view.unit
        below = _under(place, self.sheet.tight)
        whole = amounts(scheme.money, unit.full_in(lang), words)
        short = amounts(scheme.money, unit.short_in(lang) or "", words).strip()
        if whole:
            yield self._page.text(
                "cell", whole, below, Ink.SECOND, align="right", short=short, leading=TIGHT
            )

    def _said(
        self, role: str, text: str, place: Rect, ink: Ink, weight: Weight = Weight.REGULAR
    ) -> Item:
        """Cut between words where it must be."""

        def wide(said: str) -> float:
            return self._page.wide(said, weight)

        short = at_a_word(text, place.w, wide) if wide(text) > place.w else None
        return self._page.text(role, text, place, ink, weight, short=short, leading=TIGHT)


def _under(place: Rect, tight: float) -> Rect:
    return Rect(place.x, place.y + tight, place.w, tight)
