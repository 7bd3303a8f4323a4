"""How a source writes numbers and times, as far as what it wrote leaves no second reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHOLE = re.compile(r"[+-]?\d{1,30}", re.ASCII)
_COMMA = re.compile(
    r"[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|0,\d+|\d+,(?!\d{3}$)\d+|\d{4,},\d+)",
    re.ASCII,
)
_POINT = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|0?\.\d+|\d+\.(?!\d{3}$)\d+|\d{4,}\.\d+"
    r"|\d+(?:\.\d+)?[eE][+-]?\d{1,3})",
    re.ASCII,
)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d\d:\d\d(?::\d\d)?))?", re.ASCII)
_MONTHS = 12

SECONDS = range(946_684_800, 4_102_444_800)
"""From 2000 to 2100, as seconds from 1970."""


class Number(StrEnum):
    """What one written number allows."""

    WHOLE = "whole"
    POINT = "point"
    COMMA = "comma"
    EITHER = "either"
    """`1.234` may be one and a bit, or more than a thousand."""


class Time(StrEnum):
    ISO = "iso"
    ISO_HERE = "iso_here"
    """Without its offset."""
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    EITHER = "either"
    """`03/04/2026` may be in March or in April."""


def number(text: str) -> Number | None:
    """None: no number."""
    written = text.strip()[:60]
    for pattern, kind in (
        (_WHOLE, Number.WHOLE),
        (_EITHER, Number.EITHER),
        (_COMMA, Number.COMMA),
        (_POINT, Number.POINT),
    ):
        if pattern.fullmatch(written):
            return kind
    return None


def time(text: str) -> Time | None:
    """None: no time, or one that can't be read."""
    written = text.strip()
    if found := _SLASHED.fullmatch(written):
        first, second = int(found[1]), int(found[2])
        if not (0 < first <= 31 and 0 < second <= 31):  # noqa: PLR2004 - days of a month
            return None
        if first > _MONTHS >= second:
            return Time.DAY_FIRST
        if second > _MONTHS >= first:
            return Time.MONTH_FIRST
        return Time.EITHER if max(first, second) <= _MONTHS else None
    if not _ISO.fullmatch(written):
        return None
    try:
        return Time.ISO if datetime.fromisoformat(written).tzinfo else Time.ISO_HERE
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """`None` where nothing was written in a style of its own, or where it has two readings."""

    decimals: Literal["point", "comma"] | None = None
    times: Literal["iso", "day_first", "month_first"] | None = None
    here: bool = False
    """Times lack their offset: a zone must be declared."""
    two_readings: str | None = None
    """A number that may be either, where no other number settles it."""
    two_dates: str | None = None
    odd: str | None = None
    """A number in another style than the others, or with thousands apart by commas."""
    odd_date: str | None = None
    """A date in another order than the others."""

    @property
    def dated(self) -> bool:
        """Times can be read, once what is said here is declared."""
        return self.two_dates is None and self.odd_date is None


def hand(numbers: Iterable[str], dates: Iterable[str]) -> Hand:
    """Of all numbers and all times of one source, which declares one style for each."""
    written: dict[Number, str] = {}
    for text in numbers:
        if (kind := number(text)) is not None:
            written.setdefault(kind, text)
    dated: dict[Time, str] = {}
    for text in dates:
        if (style := time(text)) is not None:
            dated.setdefault(style, text)
    both = Number.COMMA in written and Number.POINT in written
    decimals: Literal["point", "comma"] | None = None
    if Number.COMMA in written and not both:
        decimals = "comma"
    elif Number.POINT in written and not both:
        decimals = "point"
    mixed = Time.DAY_FIRST in dated and Time.MONTH_FIRST in dated
    times: Literal["iso", "day_first", "month_first"] | None = None
    if Time.DAY_FIRST in dated:
        times = "day_first"
    elif Time.MONTH_FIRST in dated:
        times = "month_first"
    elif dated.keys() & {Time.ISO, Time.ISO_HERE}:
        times = "iso"
    return Hand(
        decimals=decimals,
        times=times,
        here=bool(dated.keys() - {Time.ISO}),
        two_readings=None if decimals or both else written.get(Number.EITHER),
        two_dates=dated.get(Time.EITHER) if times in {None, "iso"} else None,
        odd=written.get(Number.COMMA) if both else None,
        odd_date=dated.get(Time.MONTH_FIRST) if mixed else None,
    )
