"""Texts that are too long for their place, cut between words; periods in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.periods import ROMAN, Period, Span, period_of
from widgets.drawing import Weight
from widgets.fitting import ELLIPSIS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from services.words import Words
    from widgets.sheet import Sheet


def at_a_word(text: str, width: float, wide: Callable[[str], float]) -> str | None:
    """As many whole words as go into `width` with an ellipsis; None where not even one does, or
    where there is nothing to cut. `wide`: a text's width in pixels.
    """
    words = text.split()
    low, high = 0, len(words) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if wide(_begun(words, middle)) <= width:
            low = middle
        else:
            high = middle - 1
    if low < 1 or wide(_begun(words, low)) > width:
        return None
    return _begun(words, low)


def without_shared(texts: Sequence[str]) -> list[str | None]:
    """Each without the words that all of them begin with, which tell none from another; None where there are
    no such words, or nothing else.
    """
    words = [text.split() for text in texts]
    shared = 0
    for together in zip(*words, strict=False):
        if len(set(together)) > 1:
            break
        shared += 1
    if not shared or any(len(one) <= shared for one in words):
        return [None] * len(texts)
    rests = [" ".join(one[shared:]) for one in words]
    return [rest[:1].upper() + rest[1:] for rest in rests]


def dated_within(name: str, period: str, width: float, lines: int, sheet: Sheet) -> str:
    """A name with its period, in so many lines of so many pixels; where both have no room the name is cut,
    for a figure with half a date, or none, would be taken for one of today.
    """

    def wide(text: str) -> float:
        return sheet.measure.width(text, sheet.reading, Weight.REGULAR)

    def goes(text: str) -> bool:
        parts = sheet.broken(text, width, sheet.reading, Weight.REGULAR)
        return len(parts) <= lines and all(wide(part) <= width + 0.5 for part in parts)

    whole = sheet.words.period(period)
    brief = short_period(period, sheet.words) or whole
    words = name.split()
    begun = (f"{_begun(words, count)} · {brief}" for count in range(len(words) - 1, 0, -1))
    tried = (f"{name} · {whole}", f"{name} · {brief}", *begun)
    return next(filter(goes, tried), f"{ELLIPSIS} · {brief}")


def _begun(words: list[str], count: int) -> str:
    return " ".join(words[:count]).rstrip(" ,.;:–-·(“") + ELLIPSIS


def brief_period(period: str) -> str | None:
    """`10/2026`, `2025`: where its length shows by itself."""
    found = period_of(period)
    match found:
        case Period(span=Span.MONTH):
            return f"{found.number}/{found.year}"
        case Period(span=Span.QUARTER):
            return f"{ROMAN[found.number - 1]}/{found.year}"
        case Period(span=Span.YEAR):
            return str(found.year)
        case _:
            return None


def short_period(period: str, words: Words) -> str | None:
    """As `brief_period`, and `10 tháng/2026`: no part of a year looks like all of it."""
    found = period_of(period)
    if found is not None and found.span is Span.MONTHS:
        return words.say("{n} tháng/{year}", n=found.number, year=str(found.year))
    return brief_period(period)
