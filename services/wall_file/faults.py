"""What is wrong with a wall file, where, and what to do about it."""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from services.phrase import Phrase

_ALIKE = 0.75
"""Of difflib's ratio. At 0.6 `time` was taken for `title`."""
_FAINTLY = 0.5
"""Enough to be listed before the others, too little to be guessed."""


class Severity(StrEnum):
    ERROR = "error"
    """The wall file takes no effect."""
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column count from 1; a column is one character of the text."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    file: str
    line: int
    column: int
    what: Phrase
    remedy: Phrase
    severity: Severity = Severity.ERROR

    @classmethod
    def at(cls, place: Place, what: Phrase, remedy: Phrase) -> Fault:
        return cls(place.file, place.line, place.column, what, remedy)

    @classmethod
    def warning(cls, place: Place, what: Phrase, remedy: Phrase) -> Fault:
        return cls(place.file, place.line, place.column, what, remedy, Severity.WARNING)


def line(fault: Fault, say: Callable[[Phrase], str]) -> str:
    """`FILE:LINE:COLUMN: what: what to do`, one line whatever a file is called or quotes."""
    where = f"{fault.file}:{fault.line}:{fault.column}"
    return _one_line(f"{where}: {say(fault.what)}: {say(fault.remedy)}")


def _one_line(text: str) -> str:
    """Control characters, format characters (bidi among them) and lone surrogates become `�`."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _unseen(c) else c for c in text)


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was probably meant to be: nearly the same letters, or the same in
    another order, with or without Vietnamese marks. None where a guess would mislead.
    """
    names = tuple(known)
    for fold in (_cased, _bare):
        folded = {fold(other): other for other in names}
        meant = fold(name[:64])
        found = difflib.get_close_matches(meant, folded, n=1, cutoff=_ALIKE)
        if found := found or [other for other in folded if sorted(other) == sorted(meant)]:
            return folded[found[0]]
    return None


def nearest_first(name: str, known: Iterable[str]) -> list[str]:
    """All of `known`: what is at all like `name`, the likest first, then the others by the alphabet."""
    meant = _bare(name[:64])

    def rank(other: str) -> tuple[float, str]:
        alike = difflib.SequenceMatcher(None, meant, _bare(other)).ratio()
        return -alike if alike >= _FAINTLY else 0.0, other

    return sorted(known, key=rank)


def _cased(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _bare(name: str) -> str:
    """Without marks: they are what is most often left out."""
    apart = unicodedata.normalize("NFD", name.casefold()).replace("đ", "d")
    return "".join(c for c in apart if not unicodedata.combining(c))


def listed(names: Iterable[str], most: int = 12) -> str:
    """`a, b, c`, cut after `most` names; a dash where there are none."""
    every = sorted(names)
    return ", ".join(every[:most]) + (", …" if len(every) > most else "") or "–"
