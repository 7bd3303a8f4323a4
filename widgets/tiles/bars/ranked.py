"""Bars in a list: name, bar, count, on one scale from 0; as many as can be read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from widgets.drawing import Box, Ink, Item, Mark, Rect, Text, Weight
from widgets.form import Form, form
from widgets.frame import LOOKS
from widgets.listing import nothing, unknown
from widgets.page import Page
from widgets.shortening import at_a_word
from widgets.tiles.bars.around import over, under
from widgets.tiles.bars.inks import dashes, filled, part_ink
from widgets.tiles.bars.lines import Line, lines
from widgets.values import Ranked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.drawing import Shape
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.bars.view import Amount, Bar, BarsView

_TWO = 42.0
"""Ems from which on a list that is longer than its room stands in two columns."""
_AIRY = 1.42
"""Rows from one bar to the next where there is room enough."""
_MOST_COUNTS = 0.6
"""Of the width."""
_NAMES = 0.5
"""Of the width, what names may take before their bars go under them."""
_FEW = 3
"""Rows with bars under their names that are worth more of them beside names that are cut."""
_LEAST_BAR, _SHORT_BAR = 4.0, 4.2
"""Ems of a bar beside its name: a shorter one tells nothing; what long names leave it."""
_LOW, _ROOMY = 4.0, 5.0
"""Rows of room from which on there is one for the legend, the unit and the threshold; another for what is
not counted.
"""


def ranked(view: BarsView, room: Room, sheet: Sheet) -> list[Item]:
    if not view.known:
        return [unknown(room, sheet)]
    if not view.bars:
        return [nothing(view.empty, room, sheet, known=True)]
    return list(_Ranked(view, room, sheet).items())


@dataclass(frozen=True, slots=True)
class _Places:
    """Pixels of a row's parts; `bars` is 0 where there is no room for any."""

    names: float
    bars: float
    counts: float
    under: bool = False
    cut: bool = False
    """Some names have no room."""


@dataclass(frozen=True, slots=True)
class _List:
    told: list[Line]
    across: int
    per: int
    """Rows of each column."""
    places: _Places


@dataclass
class _Ranked:
    view: BarsView
    room: Room
    sheet: Sheet

    @cached_property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @cached_property
    def _gap(self) -> float:
        return self.sheet.px(24)

    @cached_property
    def _lead(self) -> float:
        """From a mark's left edge to its text."""
        return self.sheet.reading * 0.74 + self.sheet.px(10)

    def items(self) -> Iterator[Item]:
        box, sheet = self.room.box, self.sheet
        compact = form(box, sheet) is Form.COMPACT
        if not compact and box.h >= _ROOMY * sheet.row:
            foot, kept = under(self.view, box, self.room, sheet)
            yield from foot
            box = box.above(kept)
        listed = self._list(box)
        if not compact and box.h >= _LOW * sheet.row:
            head, used = over(self.view, box, self.room, sheet)
            below = self._list(box.below(used))
            if self.view.parts or self.view.threshold or len(below.told) == len(listed.told):
                yield from head
                box, listed = box.below(used), below
        told, per = listed.told, listed.per
        step = min(box.h / per, self._high(listed.places) * _AIRY)
        for n, column in enumerate(box.columns(listed.across, 2 * self._gap)):
            shown = told[n * per : (n + 1) * per]
            yield from self._column(shown, column, step, listed.places)

    def _high(self, places: _Places) -> float:
        """Of a row, with the bar under it."""
        return self.sheet.tight + self.sheet.px(22) if places.under else self.sheet.row

    def _list(self, box: Rect) -> _List:
        """Names whole before more rows: fewer bars, under their names, say more than cut ones."""
        fits = max(int((box.h + 0.5) / self.sheet.row), 1)
        across = 2 if self.view.total > fits and box.w > _TWO * self.sheet.reading else 1
        told = lines(self.view, fits * across, self.sheet.words)
        width = box.columns(across, 2 * self._gap)[0].w
        places = self._places(told, width)
        per = -(-len(told) // across)
        beside = _List(told, across, per, places)
        if across > 1 or not places.cut or not self.view.alike:
            return beside
        under = self._under(told, width)
        few = int((box.h + 0.5) / self._high(under))
        if few < min(_FEW, len(told)):
            return beside
        told = lines(self.view, few, self.sheet.words)
        return _List(told, 1, len(told), self._under(told, width))

    # --- how wide

    def _wide(self, line: Line, *, short: bool) -> float:
        said = line.name.short or line.name.text if short else line.name.text
        return self._page.wide(said + line.tail) + (self._lead if line.name.mark else 0.0)

    def _counts(self, told: Sequence[Line], width: float) -> float:
        marked = any(line.beyond or (line.bar and line.bar.state) for line in told)
        wide = max(self._page.wide(line.count, Weight.SEMIBOLD) for line in told) + 1
        return min(wide + (self._lead if marked else 0.0), _MOST_COUNTS * width)

    def _under(self, told: Sequence[Line], width: float) -> _Places:
        counts = self._counts(told, width)
        return _Places(width - counts - self._gap, width, counts, under=True)

    def _places(self, told: Sequence[Line], width: float) -> _Places:
        """Bars beside names, those in their short forms where the whole ones have no room."""
        counts = self._counts(told, width)
        natural = max(self._wide(line, short=False) for line in told) + 1
        left = width - counts - self._gap
        if natural > _NAMES * width:
            natural = max(self._wide(line, short=True) for line in told) + 1
        most = max(_NAMES * width, left - self._gap - _SHORT_BAR * self.sheet.reading)
        names = min(natural, most if natural > _NAMES * width else natural)
        bars = left - names - self._gap
        least = _LEAST_BAR * self.sheet.reading
        if not self.view.alike:
            return _Places(left, 0.0, counts)
        cut = natural > names + 1
        if bars < least:
            return _Places(left, 0.0, counts, cut=True)
        return _Places(names, bars, counts, cut=cut)

    @cached_property
    def _ends(self) -> tuple[Decimal, Decimal]:
        """Least and most of the scale: from 0, or on both sides of it."""
        amounts = [Decimal(bar.amount) for bar in self.view.bars if bar.amount is not None]
        if self.view.limit is not None:
            amounts.append(self.view.limit)
        return min([Decimal(0), *amounts]), max([Decimal(0), *amounts])

    def _share(self, amount: Amount) -> float:
        """Of the bars' width, from its left."""
        least, most = self._ends
        return float((Decimal(amount) - least) / (most - least)) if most > least else 0.0

    # --- the rows

    def _column(
        self, told: Sequence[Line], box: Rect, step: float, places: _Places
    ) -> Iterator[Item]:
        high = self._high(places)
        x = box.x if places.under else box.x + places.names + self._gap
        strip = Rect(x, box.y, places.bars, step * sum(line.bar is not None for line in told))
        if places.bars and strip.h and not places.under:
            yield from self._ruled(strip)
        for n, line in enumerate(told):
            top = box.y + n * step + max(step - high, 0.0) / 2
            row = Rect(box.x, top, box.w, self.sheet.row)
            name = self._name(line, row, places)
            yield from name
            yield from self._count(line, row, places)
            if not places.bars or line.bar is None:
                continue
            if places.under:
                thick, y = self.sheet.px(14), row.y + self.sheet.tight + self.sheet.px(2)
                around = Rect(x, y, places.bars, thick).inset(0, -self.sheet.px(5))
                yield from self._ruled(around)
            else:
                text = next(one for one in name if isinstance(one, Text))
                thick = self.sheet.reading * 0.56
                y = text.runs[0].baseline - text.cap / 2 - thick / 2
            yield from self._bar(line, line.bar, Rect(x, y, places.bars, thick))

    def _ruled(self, strip: Rect) -> Iterator[Item]:
        """Where the scale begins, if that isn't its left end, and the threshold."""
        least, _ = self._ends
        if least < 0:
            x = strip.x + strip.w * self._share(0)
            yield Box(Rect(x - 0.75, strip.y, 1.5, strip.h), fill=Ink.OUTLINE)
        if self.view.limit is not None:
            x = strip.x + strip.w * self._share(self.view.limit)
            yield dashes((x, strip.y), (x, strip.bottom), self.sheet)

    def _name(self, line: Line, row: Rect, places: _Places) -> list[Item]:
        ink = Ink.SECOND if line.quiet else self.room.ink
        place = row.left(places.names)
        items: list[Item] = []
        if line.name.mark:
            items.append(self._mark(line.name.mark, line.name.colour or ink, row))
            place = place.beside(self._lead)
        whole = line.name.text + line.tail
        short = None if self._page.wide(whole) <= place.w else self._cut(line, place.w)
        return [*items, self._page.text("label", whole, place, ink, short=short)]

    def _cut(self, line: Line, width: float) -> str | None:
        """The short name, else as many of its words as go before what is said after it."""
        name, wide = line.name.short or line.name.text, self._page.wide
        room = width - wide(line.tail)
        said = name if wide(name) <= room else at_a_word(name, room, wide)
        if said is None and line.tail:
            letters = next((n for n in range(len(name), 1, -1) if wide(name[:n] + "…") <= room), 0)
            said = f"{name[:letters].rstrip()}…" if letters else None
        return name + line.tail if said is None else said + line.tail

    def _count(self, line: Line, row: Rect, places: _Places) -> Iterator[Item]:
        """With the mark of what is above the threshold, or of a state of its own."""
        if not line.count:
            return
        place = Rect(row.right - places.counts, row.y, places.counts, row.h)
        ink = Ink.SECOND if line.quiet else self.room.ink
        weight = Weight.REGULAR if line.quiet else Weight.SEMIBOLD
        text = self._page.text("value", line.count, place, ink, weight, align="right")
        state = None if line.bar is None else line.bar.state
        at = Rect(text.rect.x - self._lead, row.y, row.w, row.h)
        if state is not None:
            yield self._mark(LOOKS[state].mark, ink, at)
        elif line.beyond:
            yield self._mark("pennant", Ink.OVERDUE, at)
        yield text

    def _mark(self, shape: Shape, ink: Ink, row: Rect) -> Mark:
        """At the left end of a row, as high as its capitals."""
        side = self.sheet.reading * 0.74
        middle = row.y + self.sheet.reading * (0.98 - self.sheet.measure.cap / 2)
        return Mark(shape, Rect(row.x, middle - side / 2, side, side), ink, self.sheet.px(3.5))

    def _bar(self, line: Line, bar: Bar, strip: Rect) -> Iterator[Item]:
        """From where the scale begins, to either side; in its parts where it has some."""
        if not bar.amount:
            return
        begin, end = self._share(0), self._share(bar.amount)
        left, right = sorted((begin, end))
        if not bar.parts:
            wide = max((right - left) * strip.w, self.sheet.px(3))
            x = min(strip.x + strip.w * left, strip.right - wide)
            yield from filled(Rect(x, strip.y, wide, strip.h), self._ink(line, bar), self.sheet)
            return
        x = strip.x + strip.w * left
        for n, amount in enumerate(bar.parts):
            wide = (self._share(amount) - begin) * strip.w
            if wide > 0:
                ink = part_ink(self.view.parts[n], n, self.room)
                yield from filled(Rect(x, strip.y, wide, strip.h), ink, self.sheet)
            x += wide

    def _ink(self, line: Line, bar: Bar) -> Ink:
        if line.beyond:
            return Ink.OVERDUE
        if isinstance(bar.name, Ranked) and line.name.colour:
            return line.name.colour
        return Ink.OLD if self.room.dimmed or bar.old else Ink.DATA
