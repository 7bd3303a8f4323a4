"""Screens that are made of several panels: the page on which they are laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.sheet import Sheet
from widgets.span import Span

if TYPE_CHECKING:
    from services.wall_file.shape import Screen
    from services.words import Words
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
