"""What of a layout can't be read though every text is large enough: texts over each other or outside, what
lies across the rim of a panel, more colours than anybody keeps in mind. Judged by `check`, listed in
wall.json, as are texts that are shortened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets import colour_rules
from widgets.drawing import Area, Band, Box, Curve, Dots, Hatch, Ink, Mark, Rect, Text
from widgets.fitting import ELLIPSIS
from widgets.sheet import BASELINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from widgets.drawing import Item
    from widgets.sheet import Sheet

MOST_SERIES = 4
"""Lines of different colours in one tile that eyes tell apart while they follow one."""
MOST_KEYS = 3
"""Codes of colours on one screen that people keep in mind beside the priorities."""

_FIGURES = frozenset("0123456789:–")
_CAPITAL, _BELOW = 0.75, 0.25
"""In ems: a figure over its line, the dot of Ộ and the tail of y under it."""
_SCALES: dict[str, frozenset[Ink]] = {
    "sequential": frozenset(colour_rules.SEQUENTIAL),
    "diverging": frozenset({Ink.LESS_1, Ink.LESS_2}),
    "kinds": frozenset(colour_rules.KINDS),
    "parts": frozenset(colour_rules.PARTS),
}
_MEANING = (
    *colour_rules.PRIORITIES,
    Ink.OVERDUE,
    Ink.DATA,
    *colour_rules.PARTS,
    *colour_rules.SCALES,
)
"""Inks that say something; all others are grounds, letters and rims."""


def texts(items: Iterable[Item]) -> list[Text]:
    """In the order of wall.json."""
    return [item for item in items if isinstance(item, Text)]


def overlaps(shown: list[Text]) -> Iterator[tuple[int, int]]:
    """Pairs of texts whose letters meet, by their numbers."""
    letters = [list(_letters(text)) for text in shown]
    for i, one in enumerate(shown):
        for j in range(i + 1, len(shown)):
            if one.rect.meets(shown[j].rect) and _meet(letters[i], letters[j]):
                yield i, j


def _meet(ones: list[Rect], others: list[Rect]) -> bool:
    return any(one.meets(other) for one in ones for other in others)


def _letters(text: Text) -> Iterator[Rect]:
    """Of a row, what its letters may fill: figures stand on the line and have no marks."""
    for run in text.runs:
        figures = all(letter in _FIGURES for letter in run.text)
        top = run.size * (_CAPITAL if figures else BASELINE)
        below = 0.0 if figures else run.size * _BELOW
        if run.text.strip():
            yield Rect(run.x, run.baseline - top, run.width, top + below)


def outside(shown: list[Text], box: Rect) -> Iterator[int]:
    """The numbers of those that leave their tile or screen."""
    for i, text in enumerate(shown):
        if text.text and not box.holds(text.rect):
            yield i


def shortened(text: Text) -> bool:
    """Whether only its beginning is shown; what its author ended so is whole."""
    return text.text.endswith(ELLIPSIS) and not text.full.endswith(ELLIPSIS)


def lacking(text: Text) -> int | None:
    """Characters of the full text that a shortened one doesn't show; None where it isn't its beginning."""
    begun = text.text.removesuffix(ELLIPSIS).rstrip()
    return len(text.full) - len(begun) if text.full.startswith(begun) else None


def across(rect: Rect, sheet: Sheet) -> bool:
    """Whether a seam between panels goes through it."""
    upright, level = sheet.seams
    return any(rect.x < seam.end and seam.begin < rect.right for seam in upright) or any(
        rect.y < seam.end and seam.begin < rect.bottom for seam in level
    )


def cut(text: Text, sheet: Sheet) -> bool:
    """Whether an upright seam goes through its letters, or rims hide any of them."""
    upright, _ = sheet.seams
    through = any(text.rect.x < seam.end and seam.begin < text.rect.right for seam in upright)
    return through or hidden(text, sheet)


def hidden(text: Text, sheet: Sheet) -> bool:
    """Whether rims hide any of its letters."""
    return any(sheet.span.hides(letters) for letters in _letters(text))


def colours(items: Iterable[Item]) -> list[str]:
    """The inks in use that mean something, in one order."""
    used = {ink for item in items for ink in _inks(item)}
    return [ink.value for ink in dict.fromkeys(_MEANING) if ink in used]


def series(items: Iterable[Item]) -> int:
    """Colours of lines and streams in one tile."""
    return len({item.ink for item in items if isinstance(item, Curve | Band)} & set(_MEANING))


def keys(items: Iterable[Item]) -> frozenset[str]:
    """The scales of which a tile shows several colours, so that they must be looked up in its legend."""
    used = {ink for item in items for ink in _inks(item)}
    found = {name for name, inks in _SCALES.items() if len(used & inks) > 1}
    # The upper half of a diverging scale is of the sequential one's colours.
    return frozenset(found - {"sequential"} if used & _SCALES["diverging"] else found)


def _inks(item: Item) -> Iterator[Ink]:
    match item:
        case Text(ink=ink) | Mark(ink=ink) | Curve(ink=ink) | Band(ink=ink) | Dots(ink=ink):
            yield ink
        case Hatch(ink=ink):
            yield ink
        case Box(fill=fill, line=line) | Area(fill=fill, line=line):
            yield from (ink for ink in (fill, line) if ink is not None)
        case _:
            return
