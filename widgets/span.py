"""One picture over several panels: what lies behind their rims is laid out and shown nowhere, so that lines
and maps go on behind a rim as eyes expect. Pure: pixels, no fonts, no Qt.

Two frames of reference. The *canvas* has the rims in it: tiles are laid out there, and a millimetre on it is
a millimetre on the wall. *As seen*, the panels' pixels lie edge to edge, as on outputs, in pictures in files
and in `wall.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from widgets.drawing import Rect


class Seam(NamedTuple):
    """Between two panels, in pixels of the canvas; as wide as what the rims hide, which may be nothing."""

    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Pane:
    """What one panel shows."""

    canvas: Rect
    dx: float
    """Pixels by which it lies further left as seen than on the canvas."""
    dy: float

    @property
    def seen(self) -> Rect:
        return Rect(self.canvas.x - self.dx, self.canvas.y - self.dy, self.canvas.w, self.canvas.h)


@dataclass(frozen=True)
class Span:
    size: tuple[float, float]
    """Of the pixels that are seen."""
    panels: tuple[int, int] = (1, 1)
    """Columns, rows."""
    rims: tuple[int, int] = (0, 0)
    """Pixels hidden between neighbouring columns, and between rows."""

    @cached_property
    def canvas(self) -> tuple[float, float]:
        (width, height), (columns, rows), (across, down) = self.size, self.panels, self.rims
        return width + (columns - 1) * across, height + (rows - 1) * down

    @cached_property
    def seams(self) -> tuple[tuple[Seam, ...], tuple[Seam, ...]]:
        """On the canvas: the upright ones by x, the level ones by y."""
        (width, height), (columns, rows), (across, down) = self.size, self.panels, self.rims
        whole = self.rims != (0, 0)
        return _seams(width, columns, across, whole), _seams(height, rows, down, whole)

    @cached_property
    def panes(self) -> tuple[Pane, ...]:
        """Row by row; one for all where rims hide nothing."""
        if self.rims == (0, 0):
            return (Pane(Rect(0, 0, *self.canvas), 0, 0),)
        upright, level = self.seams
        return tuple(
            Pane(Rect(x, y, right - x, bottom - y), dx, dy)
            for y, bottom, dy in _shown(level, self.canvas[1])
            for x, right, dx in _shown(upright, self.canvas[0])
        )

    @cached_property
    def strips(self) -> tuple[Rect, ...]:
        """What rims hide, on the canvas."""
        (width, height), (upright, level) = self.canvas, self.seams
        across = [Rect(seam.begin, 0, seam.end - seam.begin, height) for seam in upright]
        down = [Rect(0, seam.begin, width, seam.end - seam.begin) for seam in level]
        return tuple(strip for strip in (*across, *down) if min(strip.w, strip.h) > 0)

    def panel(self, number: int) -> Rect:
        """As seen, row by row from 0."""
        (width, height), (columns, rows) = self.size, self.panels
        column, row = number % columns, number // columns
        x, y = round(width * column / columns), round(height * row / rows)
        right, bottom = round(width * (column + 1) / columns), round(height * (row + 1) / rows)
        return Rect(x, y, right - x, bottom - y)

    def seen(self, rect: Rect) -> Rect:
        """A rectangle of the canvas without what rims hide of it."""
        upright, level = self.seams
        x, right = _without(rect.x, upright), _without(rect.right, upright)
        y, bottom = _without(rect.y, level), _without(rect.bottom, level)
        return Rect(x, y, right - x, bottom - y) if self.rims != (0, 0) else rect

    def hides(self, rect: Rect) -> bool:
        """Whether a rim lies over any of it."""
        return any(rect.meets(strip, 0.0) for strip in self.strips)


def _seams(seen: float, count: int, rim: int, whole: bool) -> tuple[Seam, ...]:  # noqa: FBT001 - private
    cuts = [seen * n / count for n in range(1, count)]
    if whole:  # a panel shows whole pixels
        cuts = [round(cut) for cut in cuts]
    return tuple(Seam(cut + n * rim, cut + (n + 1) * rim) for n, cut in enumerate(cuts))


def _shown(seams: tuple[Seam, ...], end: float) -> list[tuple[float, float, float]]:
    """Begin, end and shift of what lies between the seams."""
    begins, ends = [0.0, *(seam.end for seam in seams)], [*(seam.begin for seam in seams), end]
    return [
        (begin, end, begin - _without(begin, seams))
        for begin, end in zip(begins, ends, strict=True)
    ]


def _without(at: float, seams: tuple[Seam, ...]) -> float:
    return at - sum(max(min(at, seam.end) - seam.begin, 0.0) for seam in seams)
