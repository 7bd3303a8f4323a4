"""Screens that are made of several panels: the page on which they are laid out, the windows that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.sheet import Sheet
from widgets.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.wall_file.shape import Screen
    from services.words import Words
    from ui.geometry import Area
    from ui.placing.output import Output
    from widgets.drawing import Rect
    from widgets.sheet import Measure


def span_of(screen: Screen) -> Span:
    """Rims in whole pixels: half a pixel of them is less than anybody measures."""
    (columns, rows), (across, down) = screen.panels, screen.bezel
    rims = (
        round(across / screen.pitch) if columns > 1 else 0,
        round(down / screen.pitch) if rows > 1 else 0,
    )
    return Span(screen.size, screen.panels, rims)


def sheet_of(screen: Screen, letters: Measure, words: Words) -> Sheet:
    """As large as the screen with the rims between its panels."""
    span = span_of(screen)
    return Sheet(
        *span.canvas,
        pitch=screen.pitch,
        seat=screen.seat,
        measure=letters,
        words=words,
        panels=span.panels,
        rims=span.rims,
    )


@dataclass(frozen=True, slots=True)
class Glass:
    """What one window fills, and what of its screen is seen there."""

    place: Area
    """On the desktop: an output, or several that adjoin."""
    part: Area | None
    """Of the screen's pixels as they are seen; None: all, as large as it goes in."""


def glasses(screen: Screen, outputs: Sequence[Output | None]) -> tuple[Glass, ...]:
    """A window for all outputs of a screen where they are arranged as its panels are; else one each, so that
    what is missing, askew, turned or of another size spoils its own panel alone. `outputs`: one a panel, row
    by row, or one for all.
    """
    columns, rows = screen.panels
    there = [(n, output.place) for n, output in enumerate(outputs) if output is not None]
    if len(outputs) != columns * rows or len(outputs) == 1:
        whole = (0, 0, *screen.size) if screen.panels != (1, 1) else None
        return tuple(Glass(place, whole) for _, place in there[:1])
    if len(there) == len(outputs) and _arranged([place for _, place in there], columns):
        (x, y, width, height), *_ = (place for _, place in there)
        union = (x, y, columns * width, rows * height)
        return (Glass(union, (0, 0, *screen.size)),)
    span = span_of(screen)
    return tuple(Glass(place, _whole(span.panel(n))) for n, place in there)


def _arranged(places: Sequence[Area], columns: int) -> bool:
    """Whether places of one size form a rectangle, row by row."""
    x, y, width, height = places[0]
    return all(
        place == (x + n % columns * width, y + n // columns * height, width, height)
        for n, place in enumerate(places)
    )


def _whole(rect: Rect) -> Area:
    return round(rect.x), round(rect.y), round(rect.w), round(rect.h)
