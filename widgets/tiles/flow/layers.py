"""Where the nodes and ribbons of a flow stand: every node has a row of its own, so that no name needs to move
away from it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.tiles.flow.view import Link, Streams

_STEPS = 40
"""Halvings after which a scale is exact to the pixel."""
_MOST = 0.8
"""Of the height, what all ribbons side by side take at most: few documents are no wall."""
_SPREAD = 1.6
"""Rows of air between two nodes at most."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Pixels."""

    height: float
    row: float
    """Of a node's name."""
    air: float
    """Between two nodes at least."""
    hair: float
    """Of a ribbon at least."""
    late: float
    """Of a ribbon of what is overdue at least: then it isn't to scale."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One node: the middle of its row, and its bar's height."""

    middle: float
    height: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Of a link: the middle of its ends and its width."""

    link: Link
    left: float
    right: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    bars: tuple[tuple[Bar, ...], ...]
    ribbons: tuple[tuple[Ribbon, ...], ...]
    """Of each step from a layer to the next."""


def layout(streams: Streams, late: int | None, measures: Measures) -> Layout | None:
    """From 0 down. `late`: place of what is overdue in the last layer. None where there is no room."""
    plan = _Plan(streams, late, measures)
    scale = plan.scale()
    return None if scale is None else plan.made(scale)


@dataclass(frozen=True, slots=True)
class _Plan:
    streams: Streams
    late: int | None
    measures: Measures

    def _wide(self, step: int, link: Link, scale: float) -> float:
        last = step == len(self.streams.links) - 1
        least = self.measures.late if last and link.end == self.late else self.measures.hair
        return max(link.count * scale, least)

    def _heights(self, layer: int, scale: float) -> list[float]:
        """As much as comes or goes, whichever is wider."""
        comes = [0.0] * len(self.streams.layers[layer])
        goes = list(comes)
        if layer:
            for link in self.streams.links[layer - 1]:
                comes[link.end] += self._wide(layer - 1, link, scale)
        if layer < len(self.streams.links):
            for link in self.streams.links[layer]:
                goes[link.start] += self._wide(layer, link, scale)
        return [max(pair) for pair in zip(comes, goes, strict=True)]

    def _slots(self, layer: int, scale: float) -> list[float]:
        return [max(height, self.measures.row) for height in self._heights(layer, scale)]

    def _fits(self, scale: float) -> bool:
        for layer in range(len(self.streams.layers)):
            slots = self._slots(layer, scale)
            if sum(slots) + self.measures.air * (len(slots) - 1) > self.measures.height:
                return False
            if scale and sum(self._heights(layer, scale)) > _MOST * self.measures.height:
                return False
        return True

    def scale(self) -> float | None:
        """Pixels of a document."""
        total = sum(node.count for node in self.streams.layers[0])
        low, high = 0.0, self.measures.height / max(total, 1)
        if not self._fits(low):
            return None
        for _ in range(_STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._fits(middle) else (low, middle)
        return low

    def made(self, scale: float) -> Layout:
        layers = range(len(self.streams.layers))
        bars = tuple(self._bars(layer, scale) for layer in layers)
        ribbons = tuple(
            self._ribbons(step, bars[step], bars[step + 1], scale)
            for step in range(len(self.streams.links))
        )
        return Layout(bars, ribbons)

    def _bars(self, layer: int, scale: float) -> tuple[Bar, ...]:
        """Spread over the height, each in the middle of its row."""
        heights, slots = self._heights(layer, scale), self._slots(layer, scale)
        gaps = max(len(slots) - 1, 1)
        free = self.measures.height - sum(slots)
        air = min(free / gaps, max(self.measures.row * _SPREAD, self.measures.air))
        top = (free - air * (len(slots) - 1)) / 2
        starts = itertools.accumulate((slot + air for slot in slots[:-1]), initial=top)
        return tuple(
            Bar(start + slot / 2, height)
            for start, slot, height in zip(starts, slots, heights, strict=True)
        )

    def _ribbons(
        self, step: int, left: Sequence[Bar], right: Sequence[Bar], scale: float
    ) -> tuple[Ribbon, ...]:
        """At each node in the order of their other ends, so that none cross beside it."""
        links = self.streams.links[step]
        wide = {link: self._wide(step, link, scale) for link in links}
        leaving = _stacked(left, [(link.start, wide[link]) for link in links])
        by_end = sorted(range(len(links)), key=lambda n: (links[n].end, links[n].start))
        reaching = _stacked(right, [(links[n].end, wide[links[n]]) for n in by_end])
        arrives = dict(zip(by_end, reaching, strict=True))
        return tuple(
            Ribbon(link, leaving[n], arrives[n], wide[link]) for n, link in enumerate(links)
        )


def _stacked(bars: Sequence[Bar], ends: Sequence[tuple[int, float]]) -> list[float]:
    """The middle of each end on its node's bar, from the top down in the order given."""
    total = [0.0] * len(bars)
    for node, wide in ends:
        total[node] += wide
    next_ = [bar.middle - whole / 2 for bar, whole in zip(bars, total, strict=True)]
    middles: list[float] = []
    for node, wide in ends:
        middles.append(next_[node] + wide / 2)
        next_[node] += wide
    return middles
