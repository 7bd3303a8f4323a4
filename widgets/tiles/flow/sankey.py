"""Streams of documents from organs to outcomes: names and counts in columns beside the nodes, ribbons between
them, what is overdue in orange with its pennant.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from services.words import plain
from widgets.drawing import Band, Box, Curve, Ink, Item, Mark, Rect, Text, Weight
from widgets.form import Form, form
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.shortening import at_a_word
from widgets.tiles.flow.layers import Measures, layout
from widgets.tiles.flow.places import Places
from widgets.tiles.flow.streams import fewer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.flow.layers import Bar, Ribbon
    from widgets.tiles.flow.places import Column
    from widgets.tiles.flow.view import FlowView, Node, Streams

_POINTS = 20
"""Of a ribbon's edge."""
_THIN = 2.0
"""Times its least width below which what is overdue is a line, whose width no slope takes away."""
_LEAST_LATE = 3.5
"""Pixels of a ribbon of what is overdue at least, on any panel."""
_STRONG, _WEAK, _LATE = 0.46, 0.32, 0.9
"""Opacity of ribbons: of what is done, of the rest, of what is overdue."""
_ROOMY = 1.2
"""Times the least height of the nodes that must be left before a line explains them."""


def sankey(view: FlowView, room: Room, sheet: Sheet) -> list[Item]:
    """Nothing where there is no room to tell it truly; organs are taken together before that."""
    streams: Streams | None = view.streams
    while streams is not None:
        drawn = _Sankey(view, streams, room, sheet).items()
        if drawn:
            return drawn
        streams = fewer(streams)
    return []


@dataclass(frozen=True, slots=True)
class _Sankey:
    view: FlowView
    streams: Streams
    room: Room
    sheet: Sheet

    def items(self) -> list[Item]:
        box, row = self.room.box, self.sheet.row
        columns = self._places.columns()
        if columns is None:
            return []
        least = self._rows * (self.sheet.tight + self._air)
        foot = row + self._air if box.h - row - self._air >= least * _ROOMY else 0.0
        large = form(box, self.sheet) is Form.LARGE
        head = row if large and box.h - foot - row >= least * _ROOMY else 0.0
        plot = Rect(box.x, box.y + head, box.w, box.h - head - foot)
        placed = layout(self.streams, self._late, self._measures(plot))
        if placed is None:
            return []
        items: list[Item] = []
        for step, ribbons in enumerate(placed.ribbons):
            span = (columns[step].leave, columns[step + 1].reach)
            items += self._ribbons(ribbons, span, plot.y, last=step == len(placed.ribbons) - 1)
        for n, (bars, column) in enumerate(zip(placed.bars, columns, strict=True)):
            items += self._nodes(n, bars, column, plot.y)
        if head:
            items += self._heads(columns)
        if foot:
            items += self._foot(Rect(box.x, box.bottom - row, box.w, row))
        return items

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @property
    def _places(self) -> Places:
        return Places(self.streams, self.room, self.sheet)

    @property
    def _rows(self) -> int:
        return max(len(layer) for layer in self.streams.layers)

    @property
    def _late(self) -> int | None:
        last = self.streams.layers[-1]
        return next((n for n, node in enumerate(last) if node.late), None)

    def _measures(self, plot: Rect) -> Measures:
        return Measures(
            height=plot.h,
            row=self.sheet.tight,
            air=self._air,
            hair=max(self.sheet.px(1.5), 1.0),
            late=max(self.sheet.px(_LEAST_LATE), _LEAST_LATE),
        )

    @property
    def _air(self) -> float:
        return self.sheet.px(6)

    # --- what is drawn

    def _ribbons(
        self, ribbons: Sequence[Ribbon], span: tuple[float, float], top: float, *, last: bool
    ) -> list[Item]:
        """What is overdue lies over the others; where it is thin it is a line, whose width no slope takes."""
        bands: list[Item] = []
        late: list[Item] = []
        ink = Ink.OLD if self.room.dimmed else Ink.DATA
        least = self._measures(self.room.box).late
        for one in ribbons:
            if last and one.link.end == self._late:
                thin = one.width < _THIN * least
                drawn: Item = (
                    Curve((_edge(one, span, top, 0.0),), Ink.OVERDUE, one.width, end=False)
                    if thin
                    else self._band(one, span, top, Ink.OVERDUE, _LATE)
                )
                late.append(drawn)
            else:
                done = last and one.link.end == 0
                bands.append(self._band(one, span, top, ink, _STRONG if done else _WEAK))
        return [*bands, *late]

    def _band(
        self, one: Ribbon, span: tuple[float, float], top: float, ink: Ink, strength: float
    ) -> Band:
        half = one.width / 2
        return Band(_edge(one, span, top, -half), _edge(one, span, top, half), ink, strength)

    def _nodes(self, layer: int, bars: Sequence[Bar], column: Column, top: float) -> list[Item]:
        items: list[Item] = []
        last = len(self.streams.layers) - 1
        for node, bar in zip(self.streams.layers[layer], bars, strict=True):
            late = node.late
            ink = Ink.OVERDUE if late else Ink.OLD if self.room.dimmed else Ink.SECOND
            y, height = top + bar.middle - bar.height / 2, bar.height
            if layer and node.count:
                items.append(Box(Rect(column.reach, y, self._places.bar, height), fill=ink))
            if layer < last and node.count:
                at = column.leave - self._places.bar
                items.append(Box(Rect(at, y, self._places.bar, height), fill=ink))
            items += self._label(node, column, top + bar.middle - self.sheet.tight / 2)
        return items

    def _label(self, node: Node, column: Column, y: float) -> list[Item]:
        words, tight = self.sheet.words, self.sheet.tight
        late, lead = node.late, self._places.lead(node)
        ink = self.room.ink if node.count else Ink.SECOND
        weight = Weight.SEMIBOLD if late and node.count else Weight.REGULAR
        place = Rect(column.names.x + lead, y, max(column.names.w - lead, 1.0), tight)
        name = self._name(node, place, ink, weight)
        count = self._page.text(
            "value",
            words.number(node.count),
            Rect(column.counts.x, y, column.counts.w, tight),
            ink,
            Weight.SEMIBOLD,
            align="right",
            leading=TIGHT,
        )
        return [*([self._pennant(node, column.names.x, name)] if late else []), name, count]

    def _name(self, node: Node, place: Rect, ink: Ink, weight: Weight) -> Text:
        """Whole, short, or cut at a word."""
        lang, wide = self.sheet.words.lang, partial(self._page.wide, weight=weight)
        full, short = plain(node.name.full_in(lang)), node.name.short_in(lang)
        if wide(full) > place.w:
            short = short if short and wide(short) <= place.w else at_a_word(full, place.w, wide)
        return self._page.text("label", full, place, ink, weight, short=short, leading=TIGHT)

    def _pennant(self, node: Node, x: float, beside: Text) -> Mark:
        middle = beside.runs[0].baseline - beside.cap / 2
        place = Rect(
            x, middle - self._places.side * 0.55, self._places.side, self._places.side * 1.1
        )
        return Mark("pennant", place, Ink.OVERDUE if node.count else Ink.OUTLINE)

    # --- what explains it

    def _heads(self, columns: Sequence[Column]) -> list[Item]:
        """What each column lists."""
        words, box = self.sheet.words, self.room.box
        between = [words.say("Trạng thái")] if len(columns) > 2 else []  # noqa: PLR2004 - the two ends
        last = words.say("Theo hạn") if between else words.say("Trạng thái")
        said = [self.streams.about.full_in(words.lang), *between, last]
        items: list[Item] = []
        for text, column in zip(said, columns, strict=True):
            place = Rect(
                column.names.x, box.y, column.counts.right - column.names.x, self.sheet.row
            )
            if self._page.wide(text) <= place.w:
                items.append(self._page.text("label", text, place, Ink.SECOND, leading=TIGHT))
        return items

    def _foot(self, row: Rect) -> list[Item]:
        """How many there are in all, and how many were done in time: as much of it as fits."""
        words = self.sheet.words
        said = [f"{words.number(self.view.total)} {words.say('văn bản')}"]
        if self.view.punctual is not None:
            kept, judged = map(words.number, self.view.punctual)
            timely = f"{kept}/{judged} {words.say('hoàn thành đúng hạn')}"
            said = [f"{said[0]} · {timely}", timely, *said]
        text = next((one for one in said if self._page.wide(one) <= row.w), None)
        return [] if text is None else [self._page.text("context", text, row, Ink.SECOND)]


def _edge(
    one: Ribbon, span: tuple[float, float], top: float, off: float
) -> tuple[tuple[float, float], ...]:
    """From left to right, level at both ends."""
    left, right = span
    return tuple(
        (
            left + (right - left) * t,
            top + one.left + (one.right - one.left) * t * t * (3 - 2 * t) + off,
        )
        for t in (n / (_POINTS - 1) for n in range(_POINTS))
    )
