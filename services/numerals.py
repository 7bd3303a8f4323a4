"""Numbers as people and programs write them. Which mark is the decimal one is declared, never guessed."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from services.plain import DIGITS, number

if TYPE_CHECKING:
    from decimal import Decimal


class Numerals(StrEnum):
    """How a source writes numbers as text."""

    PLAIN = "plain"
    """As programs do: 1700.5, 1e6."""
    WHOLE = "whole"
    """Undeclared: whole numbers without any mark, for 1.234 may be two numbers."""
    POINT = "point"
    """1,700.5"""
    COMMA = "comma"
    """1.700,5; 1 700,5 with a space, a no-break one or a narrow one."""


# A group never begins with a zero: under a decimal comma 0.123 would be 123.
_WRITTEN = {
    Numerals.WHOLE: re.compile(r"(?P<sign>[+-]?)(?P<whole>\d+)(?P<part>)(?P<power>)", re.ASCII),
    Numerals.POINT: re.compile(
        r"(?P<sign>[+-]?)(?P<whole>[1-9]\d{0,2}(?:,\d{3})+|\d*)(?:\.(?P<part>\d+))?"
        r"(?P<power>(?:e[+-]?\d{1,9})?)",
        re.ASCII | re.IGNORECASE,
    ),
    Numerals.COMMA: re.compile(
        r"(?P<sign>[+-]?)(?P<whole>[1-9]\d{0,2}(?:(?P<mark>[. \u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*)|\d*)"
        r"(?:,(?P<part>\d+))?(?P<power>(?:e[+-]?\d{1,9})?)",
        re.ASCII | re.IGNORECASE,
    ),
}

_POWER = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d{1,9}", re.ASCII | re.IGNORECASE)


def written(text: str, numerals: Numerals) -> Decimal | None:
    """The number that `text` is, its digits kept; None where it is none in this writing. A percent sign
    behind it is its unit and is passed over, unless a program wrote it: 12,5% is 12.5.
    """
    if numerals is Numerals.PLAIN:
        return number(text)
    bare = text.strip().removesuffix("%").rstrip() if len(text) <= 2 * DIGITS else ""
    found = _WRITTEN[numerals].fullmatch(bare)
    if found is None:
        return None
    whole = re.sub(r"\D", "", found["whole"])
    return number(f"{found['sign']}{whole}.{found['part'] or ''}{found['power']}")


def with_power(text: str) -> bool:
    """Whether it is a number as spreadsheets shorten it: 1E+15."""
    return _POWER.fullmatch(text.strip()) is not None if len(text) <= 2 * DIGITS else False


def ambiguous(text: str) -> bool:
    """Whether it would be a number if its marks had been declared."""
    return any(written(text, numerals) is not None for numerals in Numerals)
