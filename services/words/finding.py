"""Finding by typing: without accents or case, words in any order."""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.words.collation import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST = 200
"""Characters of what is typed that count."""
_WORD = re.compile(r"\w+")

_WHOLE, _BEGINS, _OF_WORDS, _WITHIN = range(4)


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody types; nothing typed finds everything."""

    text: str
    words: tuple[str, ...]

    @classmethod
    def typed(cls, text: str) -> Sought:
        folded = " ".join(fold(text[:_MOST]).split())
        return cls(folded, tuple(dict.fromkeys(folded.split())))

    def within(self, folded: str) -> bool:
        """Whether every word stands somewhere in a text that `fold` made."""
        return all(word in folded for word in self.words)

    def rank(self, folded: str) -> int | None:
        """0 where the text is what was typed, then where it begins so, where every word begins one of
        the text's, where they stand anywhere; None where one is missing.
        """
        if not self.within(folded):
            return None
        if folded.startswith(self.text):
            return _WHOLE if folded == self.text else _BEGINS
        begun = _WORD.findall(folded)
        if all(any(one.startswith(word) for one in begun) for word in self.words):
            return _OF_WORDS
        return _WITHIN


def best(sought: Sought, texts: Sequence[str], recent: Iterable[int], most: int) -> list[int]:
    """Places in `texts`, which `fold` made, at most so many: `recent` ones first among those that fit
    equally well, the latest first; else in their own order.
    """
    used = {place: n for n, place in enumerate(recent)}
    later = len(used)
    ranked = (
        (rank, used.get(place, later), place)
        for place, text in enumerate(texts)
        if (rank := sought.rank(text)) is not None
    )
    return [place for _, _, place in heapq.nsmallest(most, ranked)]
