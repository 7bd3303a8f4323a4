"""Where the names, counts and bars of each layer of a flow stand, from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.words import plain
from widgets.drawing import Rect, Weight
from widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.flow.view import Node, Streams

_STREAM = 0.24
"""Of the width, what the ribbons take at least."""
_LEAST_NAME = 7.0
"""Ems to which a name without a short form may be cut; a shorter one stays whole."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where a layer's names and counts stand, and the edges at which ribbons reach and leave it."""

    names: Rect
    counts: Rect
    reach: float
    leave: float


@dataclass(frozen=True, slots=True)
class Places:
    streams: Streams
    room: Room
    sheet: Sheet

    @property
    def bar(self) -> float:
        return self.sheet.px(9)

    @property
    def side(self) -> float:
        """Of the pennant."""
        return self.sheet.reading * 0.8

    def lead(self, node: Node) -> float:
        """What the pennant takes before a name."""
        return self.side + self.sheet.px(10) if node.late else 0.0

    def columns(self) -> list[Column] | None:
        """Names give way to their short forms, and long ones are cut, before the ribbons lose their room;
        None where that isn't enough.
        """
        layers = self.streams.layers
        counts = [
            max(
                self._page.wide(self.sheet.words.number(one.count), Weight.SEMIBOLD)
                for one in layer
            )
            for layer in layers
        ]
        ends = len(layers) - 1
        fixed = sum(counts) + 2 * ends * self.bar + (2 * len(layers) + ends - 1) * self._gap
        free = self.room.box.w * (1 - _STREAM) - fixed
        names = self._names(free)
        if names is None:
            return None
        stream = (self.room.box.w - fixed - sum(names)) / ends
        return self._placed(names, counts, stream)

    def _names(self, free: float) -> list[float] | None:
        """Widths of the layers' names: whole, else as far between whole and short, else between short and
        cut, as there is room for.
        """
        layers, cut = self.streams.layers, _LEAST_NAME * self.sheet.reading
        whole = [max(self._wide(node, short=False) for node in layer) for layer in layers]
        shorts = [[self._wide(node, short=True) for node in layer] for layer in layers]
        short = [max(layer) for layer in shorts]
        least = [max(min(wide, cut) for wide in layer) for layer in shorts]
        if sum(whole) <= free:
            return whole
        for high, low in ((whole, short), (short, least)):
            if sum(low) <= free:
                share = (free - sum(low)) / (sum(high) - sum(low) or 1.0)
                pairs = zip(low, high, strict=True)
                return [one + share * (other - one) for one, other in pairs]
        return None

    def _wide(self, node: Node, *, short: bool) -> float:
        lang = self.sheet.words.lang
        said = (node.name.short_in(lang) if short else None) or node.name.full_in(lang)
        weight = Weight.SEMIBOLD if node.late else Weight.REGULAR
        return self.lead(node) + self._page.wide(plain(said), weight)

    def _placed(
        self, names: Sequence[float], counts: Sequence[float], stream: float
    ) -> list[Column]:
        """Names left of the first bars, right of the last, between the two of those in the middle."""
        box, bar, gap = self.room.box, self.bar, self._gap
        placed: list[Column] = []
        x = box.x
        for n, (name, count) in enumerate(zip(names, counts, strict=True)):
            reach = x
            if n:
                x += bar + gap
            named = Rect(x, box.y, name, box.h)
            counted = Rect(x + name + gap, box.y, count, box.h)
            x = counted.right
            if n < len(names) - 1:
                x += gap + bar
            placed.append(Column(named, counted, reach, x))
            x += stream
        return placed

    @property
    def _gap(self) -> float:
        return self.sheet.px(18)

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)
