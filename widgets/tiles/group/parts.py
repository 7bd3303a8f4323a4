"""A group's cells before they have a place: what each says and how wide it is at any size, so that digits of
one column can stand under one another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.words.figures import ATTACHED
from widgets import pennant
from widgets.comparisons import amount_of
from widgets.drawing import Weight
from widgets.figures import SHOWS_NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from services.statistics import Base
    from widgets.reading import Number
    from widgets.sheet import Sheet

_HUNDRED = 100.0
"""The size at which widths are measured: they grow with it."""
_PLACES = 1
"""Decimals of a share that the wall reckons."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure's parts, and their widths in ems of the size that each has: what `Sheet.figure` will take."""

    before: str
    main: str
    after: str
    lead: float
    space: float
    """After the word before it."""
    whole: float
    """Up to the decimal mark."""
    rest: float
    tail: float
    word: bool = False
    """It is no number: written at reading size."""

    def left(self, size: float, reading: float) -> float:
        """Pixels before the decimal mark."""
        if self.word:
            return 0.0
        lead = 0.0
        if self.before:
            small = max(float(int(size * 0.36)), reading)
            lead = self.lead * small + max(size * 0.10, self.space * small)
        return lead + self.whole * size

    def right(self, size: float, reading: float) -> float:
        """Pixels from the decimal mark on."""
        if self.word:
            return 0.0
        return self.rest * size + self.tail * max(float(int(size * 0.52)), reading)

    def wide(self, reading: float) -> float:
        """Of a word."""
        return self.whole * reading if self.word else 0.0


def value_of(number: Number, sheet: Sheet, *, apart: bool) -> Value:
    """`apart`: % stands with the other units."""
    seen, words = number.observation, sheet.words
    unit = number.unit.full_in(words.lang) if number.unit else None
    said = words.figure(seen, unit, number.decimals) if seen else SHOWS_NOTHING

    def ems(text: str, weight: Weight) -> float:
        return sheet.measure.width(text, _HUNDRED, weight) / _HUNDRED if text else 0.0

    if seen is not None and seen.value is None and seen.numerator is None and seen.text:
        return Value(
            "", said.number, "", 0.0, 0.0, ems(said.number, Weight.SEMIBOLD), 0.0, 0.0, word=True
        )
    main, slash, below = said.number.partition("/")
    whole = _whole(main, words.lang)
    after = f"{slash}{below}{'' if apart else said.attached}"
    return Value(
        before=said.qualifier,
        main=main,
        after=after,
        lead=ems(said.qualifier, Weight.SEMIBOLD),
        space=ems(" ", Weight.SEMIBOLD),
        whole=ems(whole, Weight.BOLD),
        rest=ems(main, Weight.BOLD) - ems(whole, Weight.BOLD),
        tail=ems(after, Weight.SEMIBOLD),
    )


def _whole(written: str, lang: str) -> str:
    """Up to the decimal mark."""
    return written.partition("," if lang == "vi" else ".")[0]


@dataclass(frozen=True, slots=True)
class Extra:
    """A column beside the values."""

    name: str
    title: Phrase | None
    cells: tuple[str, ...]
    digits: bool = True
    """Its decimal marks stand under one another."""
    briefs: tuple[str, ...] = ()
    """Its cells in short."""
    marked: tuple[bool, ...] = ()
    """Which cells have the pennant before them."""

    @property
    def weights(self) -> tuple[Weight, ...]:
        marked = self.marked or (False,) * len(self.cells)
        return tuple(Weight.SEMIBOLD if one else Weight.REGULAR for one in marked)

    @property
    def brief(self) -> Extra:
        return replace(self, cells=self.briefs) if self.briefs else self


_PREVIOUS, _SAME, _REACHED = phrase("Kỳ trước"), phrase("Cùng kỳ"), phrase("% kế hoạch")
KEPT = ("period", "reached", "meaning", "previous", "same_period")
"""What is dropped last comes first."""
KEPT_OF_WRONG = ("period", "meaning", "reached", "previous", "same_period")
"""The same where a figure is as it shouldn't be."""
SHOWN = ("previous", "same_period", "reached", "meaning", "period")
"""From left to right."""


def extras(numbers: Sequence[Number], sheet: Sheet, *, dated: bool) -> tuple[Extra, ...]:
    """Those in which anything stands, as they are kept; `dated`: the tile says the period of all."""
    wrong = any(pennant.needed(number) for number in numbers)
    every = (*_held_against(numbers, sheet), _meant(numbers, sheet))
    named = {one.name: one for one in (*every, _dated(numbers, sheet, dated=dated))}
    kept = KEPT_OF_WRONG if wrong else KEPT
    return tuple(named[name] for name in kept if any(named[name].cells))


def _held_against(numbers: Sequence[Number], sheet: Sheet) -> tuple[Extra, ...]:
    words = sheet.words

    def amount(number: Number, base: Base | None) -> str:
        return "" if base is None else amount_of(base.value, number, words)

    def percent(share: Decimal | None) -> str:
        return "" if share is None else words.number(share, _PLACES)

    previous = tuple(amount(n, n.comparison.previous) for n in numbers)
    same = tuple(amount(n, n.comparison.same_period) for n in numbers)
    reached = tuple(percent(n.comparison.reached) for n in numbers)
    return (
        Extra("previous", _PREVIOUS, previous),
        Extra("same_period", _SAME, same),
        Extra("reached", _REACHED, reached),
    )


def _meant(numbers: Sequence[Number], sheet: Sheet) -> Extra:
    lang = sheet.words.lang

    def meaning(number: Number) -> str:
        return "" if number.band is None else number.band.meaning.full_in(lang)

    def in_short(number: Number) -> str:
        short = None if number.band is None else number.band.meaning.short_in(lang)
        return short or meaning(number)

    wrong = tuple(pennant.needed(number) for number in numbers)
    return Extra(
        "meaning",
        None,
        tuple(meaning(n) for n in numbers),
        digits=False,
        briefs=tuple(in_short(n) for n in numbers),
        marked=wrong if any(wrong) else (),
    )


def _dated(numbers: Sequence[Number], sheet: Sheet, *, dated: bool) -> Extra:
    words = sheet.words
    cells = tuple(words.period(n.period) if n.period and not dated else "" for n in numbers)
    return Extra("period", None, cells, digits=False)


def split(cell: str, lang: str) -> tuple[str, str]:
    """Up to the decimal mark, and from it on."""
    whole = _whole(cell, lang)
    return whole, cell[len(whole) :]


def unit_of(number: Number, sheet: Sheet, *, brief: bool, apart: bool) -> str:
    if number.observation is None:
        return ""
    lang = sheet.words.lang
    if number.unit is not None and number.unit.vi in ATTACHED:
        return sheet.words.figure(number.observation, number.unit.vi).attached if apart else ""
    return (number.short_unit(lang) if brief else None) or number.unit_beside(lang)
