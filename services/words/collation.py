"""Sorting and searching in Vietnamese.

QCollator sorts differently on Windows, and headless parts know no Qt, so the order is stated here:
Ă and Â after A, Đ after D; tones ngang, huyền, hỏi, ngã, sắc, nặng; numbers by their value.
"""

from __future__ import annotations

import re
import unicodedata

type SortKey = tuple[tuple[tuple[int, int, str], ...], tuple[int, ...], tuple[bool, ...], str]

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_SHAPED = {
    ("a", _BREVE): "ă",
    ("a", _CIRCUMFLEX): "â",
    ("e", _CIRCUMFLEX): "ê",
    ("o", _CIRCUMFLEX): "ô",
    ("o", _HORN): "ơ",
    ("u", _HORN): "ư",
}
_TONES = {mark: n for n, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
_PIECE = re.compile(
    r"(?P<digits>[0-9]+)|(?P<letter>[^\u0300-\u036f])(?P<marks>[\u0300-\u036f]*)", re.DOTALL
)
_MOST = 200
"""Characters by whose letters texts are sorted; what parts later goes by its code points. A system may send
100,000 texts that are as long as they may be.
"""
_OTHER, _DIGITS, _LETTER, _FOREIGN = range(4)


def sort_key(text: str) -> SortKey:
    """Letters and numbers decide first, then tones, then lower before upper case, then the text."""
    first: list[tuple[int, int, str]] = []
    tones: list[int] = []
    upper: list[bool] = []
    for piece in _PIECE.finditer(unicodedata.normalize("NFD", text[:_MOST])):
        if digits := piece["digits"]:
            # by length, then digit by digit: no number is too long for it
            digits = digits.lstrip("0")
            first.append((_DIGITS, len(digits), digits))
            continue
        letter = piece["letter"]
        lower = letter.lower()
        for mark in piece["marks"]:
            lower = _SHAPED.get((lower, mark), lower)
        first.append(_place(lower))
        if lower.isalpha():
            tones.append(max((_TONES.get(mark, 0) for mark in piece["marks"]), default=0))
            upper.append(letter != letter.lower())
    return tuple(first), tuple(tones), tuple(upper), text


def fold(text: str) -> str:
    """For searching: without case, tones and shapes, so that `da teh` finds `Đạ Tẻh`."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold())
    kept = "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f")
    return kept.replace("đ", "d")


def _place(letter: str) -> tuple[int, int, str]:
    if letter in _RANK:
        return (_LETTER, _RANK[letter], "")
    return (_FOREIGN if letter.isalpha() else _OTHER, 0, letter)
