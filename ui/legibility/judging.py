"""What is wrong with one tile or heading as it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from ui import layout
from widgets.code import LEAST
from widgets.drawing import Area
from widgets.sheet import FLOOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ui.legibility.laid import Content, Laid
    from widgets.drawing import Ink, Text
    from widgets.palette import Palette

    type Contrast = Callable[[Ink, Ink], float]

CONTRAST = 7.0
_OF_FRAMES = frozenset({"title", "age", "period", "badge", "mark", "context"})
"""Roles of texts that stand around a tile's content, and sometimes in it."""
_TITLES = frozenset({"title", "heading"})


class Kind(StrEnum):
    FAILED = "failed"
    SIZE = "size"
    CONTRAST = "contrast"
    CLIPPED = "clipped"
    TITLE = "title"
    """Of which only the beginning is shown."""
    NAMELESS = "nameless"
    """A tile whose title was left out for want of room."""
    OVERLAP = "overlap"
    OUTSIDE = "outside"
    NOTHING = "nothing"
    ACROSS = "across"
    HIDDEN = "hidden"
    """Letters behind the rims of panels, in a tile that may lie across them."""
    CODE = "code"
    """A QR code that no phone reads from the farthest seat, or that is left out for want of room."""
    SERIES = "series"
    KEYS = "keys"
    """Of a whole screen."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """`degree`: less is worse, of one kind."""

    kind: Kind
    degree: float
    text: Text | None = None
    other: Text | None = None


def complaints(laid: Laid, contrast: Contrast) -> Iterator[Complaint]:
    """`contrast`: the least that an ink has on a ground, of all themes."""
    if laid.failed is not None:
        yield Complaint(Kind.FAILED, 0.0)
        return
    shown = layout.texts(laid.items)
    for text in shown:
        if text.text:
            yield from _of_text(text, laid, contrast)
    for i, j in layout.overlaps(shown):
        yield Complaint(Kind.OVERLAP, 0.0, shown[i], shown[j])
    for i in layout.outside(shown, laid.rect):
        yield Complaint(Kind.OUTSIDE, 0.0, shown[i])
    yield from _of_heading(laid, shown) if laid.content is None else _of_tile(laid, shown)


def _of_heading(laid: Laid, shown: list[Text]) -> Iterator[Complaint]:
    for text in shown:
        if layout.cut(text, laid.sheet):
            yield Complaint(Kind.ACROSS, 0.0, text)


def _of_tile(laid: Laid, shown: list[Text]) -> Iterator[Complaint]:
    content = laid.content
    if content is None:
        return
    if all(text.role in _OF_FRAMES for text in shown) and content.bare_frame(laid):
        yield Complaint(Kind.NOTHING, 0.0)
    elif _nameless(content, shown):
        yield Complaint(Kind.NAMELESS, 0.0)
    if layout.across(laid.rect, laid.sheet) and not content.placed.tile.across:
        yield Complaint(Kind.ACROSS, 0.0)
    elif hidden := [text for text in shown if text.text and layout.hidden(text, laid.sheet)]:
        yield Complaint(Kind.HIDDEN, -float(len(hidden)), hidden[0])
    modules = [one.module for one in laid.items if isinstance(one, Area) and one.module is not None]
    left_out = content.code is not None and not modules and not content.view.silent
    size = laid.sheet.arcmin(min(modules, default=0.0))
    if left_out or (modules and size < LEAST):
        yield Complaint(Kind.CODE, size)
    if (count := layout.series(laid.items)) > layout.MOST_SERIES:
        yield Complaint(Kind.SERIES, -float(count))


def _nameless(content: Content, shown: list[Text]) -> bool:
    """What a figure is of can't be told from it. A bare tile says itself what it is."""
    if content.view.bare or content.broken:
        return False
    return not any(text.role in _TITLES and text.text.strip() for text in shown)


def _of_text(text: Text, laid: Laid, contrast: Contrast) -> Iterator[Complaint]:
    size = laid.sheet.arcmin(text.least)
    if size < FLOOR:
        yield Complaint(Kind.SIZE, size, text)
    if (measured := contrast(text.ink, text.ground)) < CONTRAST:
        yield Complaint(Kind.CONTRAST, measured, text)
    if text.clipped:
        yield Complaint(Kind.CLIPPED, -float(len(text.full)), text)
    elif text.role in _TITLES and layout.shortened(text):
        yield Complaint(Kind.TITLE, -float(len(text.full)), text)


def least_contrast(palettes: Iterable[Palette]) -> Contrast:
    """Over all of them."""
    palettes = tuple(palettes)

    @cache
    def least(ink: Ink, ground: Ink) -> float:
        return min(palette.contrast(ink, ground) for palette in palettes)

    return least
