"""What other systems say, made fit to be shown: plain bounded text, plain bounded numbers.

Nothing of a system's answer is ever markup, a terminal code, a direction override or a number that
takes 85 MiB to write out.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

TEXT = 500
"""Characters of a text that are kept; what is longer ends in an ellipsis."""
DIGITS = 50
"""Characters that a number may be written in: a float has 17 digits, a ledger some 30."""
EXPONENTS = range(-330, 310)
"""Powers of ten that a number may have: those of a 64-bit float."""

_BLANKS = dict.fromkeys((*range(0x09, 0x0E), 0x85, 0x2028, 0x2029), " ")
_NOTHING = dict.fromkeys(
    (
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,
        0x061C,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),
    )
)
_LONE = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_TABLE = _BLANKS | _NOTHING | _LONE
_RUNS = re.compile(r" {2,}")
_MARKS = 3
"""Combining marks on one letter; Vietnamese needs two, a tower of forty is vandalism."""
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,9})?", re.ASCII)


def plain(text: str, limit: int = TEXT) -> str:
    """One line of NFC text without control, direction or invisible characters, at most `limit`
    characters long; lone surrogates become U+FFFD.
    """
    cut = text[: limit * 4]
    if not (cut.isascii() and cut.isprintable()):
        cut = _without_towers(unicodedata.normalize("NFC", cut.translate(_TABLE)))
    cut = _RUNS.sub(" ", cut).strip()
    shortened = len(cut) > limit or len(text) > limit * 4
    return f"{cut[: limit - 1]}…" if shortened else cut


def number(text: str) -> Decimal | None:
    """The number that `text` is, its digits kept; None where it is none, isn't finite or is too long
    to be written out.
    """
    written = text.strip() if len(text) <= 2 * DIGITS else ""
    if len(written) > DIGITS or not _NUMBER.fullmatch(written):
        return None
    try:
        value = Decimal(written)
    except InvalidOperation:
        return None
    if value and value.adjusted() not in EXPONENTS:
        return None
    # A zero keeps its exponent: 0e-90000 would be written out with 90,000 digits.
    return value if value or abs(int(value.as_tuple().exponent)) <= DIGITS else Decimal(0)


def shortened(written: str) -> str:
    """A number that isn't read, as words can quote it."""
    return written if len(written) <= DIGITS else f"{written[:12]}…"


def _without_towers(text: str) -> str:
    if not any(map(unicodedata.combining, text)):
        return text
    kept: list[str] = []
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run <= _MARKS:
            kept.append(letter)
    return "".join(kept)
