"""What can be wrong with a cache through nobody's fault in the program: a disk, a lock, another wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.phrase import Phrase


class CacheTrouble(Exception):  # noqa: N818 - it is said to operators, not to programmers
    """The cache can't be used as asked; a wall goes on with `Cache.in_memory(clock, trouble)`."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words.text.format(**dict(words.values)))
        self.words = words


class CacheTaken(CacheTrouble):
    """Another wall uses this cache: exit 3, and no going on in memory."""


class CacheOfAnother(CacheTaken):
    """The cache belongs to another wall file."""
