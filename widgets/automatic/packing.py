"""Pieces in rows that fill a screen: in their order, evenly, none too small."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from widgets.automatic.piece import Piece
    from widgets.automatic.room import Bearing

_SMALL = 2
"""Halves of a cell's width that a figure takes."""
_SHAPES = {"number": 1.5, "severity": 2.6}
_ROW = 1.2
"""A figure in a row of several."""
_SHAPE = 1.7
"""Width by height that a tile looks best in."""
_UNEVEN = 0.5
"""What tiles of one type of unlike size cost, beside tiles of bad shape."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces of one width over each other."""

    pieces: tuple[Piece, ...]

    @property
    def across(self) -> int:
        return self.pieces[0].across

    @property
    def halves(self) -> int:
        return sum(piece.halves for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Band:
    """Stacks side by side, as wide as the screen."""

    stacks: tuple[Stack, ...]

    @property
    def across(self) -> int:
        return sum(stack.across for stack in self.stacks)

    @property
    def parts(self) -> int:
        """The fewest columns in which its stacks have their shares."""
        return self.across // math.gcd(*(stack.across for stack in self.stacks))

    @property
    def halves(self) -> int:
        return max(stack.halves for stack in self.stacks)


def banded(pieces: Sequence[Piece], across: int, ahead: int, least: int = 0) -> tuple[Band, ...]:
    """In bands of at most so many halves of cells' widths, each as tall as the tallest of the next
    `ahead` pieces, and `least` halves. Beside a tall piece stand low ones over each other, later ones
    before it remains empty.
    """
    bands: list[Band] = []
    left = list(pieces)
    while left:
        tall, free = max(least, *(piece.halves for piece in left[:ahead])), across
        stacks: list[Stack] = []
        while first := _next(left, range(1, free + 1), tall):
            stacks.append(_stack(first, left, tall))
            free -= first.across
        # One that is wider than all columns has a band of its own.
        bands.append(Band(tuple(stacks) or (_stack(left.pop(0), left, tall),)))
    return _evened(bands)


def _evened(bands: Sequence[Band]) -> tuple[Band, ...]:
    """Rows of like tiles at the end hold about as many each: 4, 3, 3, not 4, 4, 2."""
    alike = _sizes(bands[-1])
    before = takewhile(lambda band: _sizes(band) == alike, reversed(bands))
    first = len(bands) - sum(1 for _ in before)
    stacks = [stack for band in bands[first:] for stack in band.stacks]
    if len(alike) > 1 or any(len(stack.pieces) > 1 for stack in stacks):
        return tuple(bands)
    rows = len(bands) - first
    counts = sorted(shared([1] * rows, len(stacks)), reverse=True)
    ends = list(accumulate(counts, initial=0))
    evened = [Band(tuple(stacks[start:end])) for start, end in pairwise(ends)]
    return (*bands[:first], *evened)


def _sizes(band: Band) -> set[tuple[int, int]]:
    return {(piece.across, piece.halves) for stack in band.stacks for piece in stack.pieces}


def _stack(first: Piece, left: list[Piece], tall: int) -> Stack:
    pieces, free = [first], tall - first.halves
    while under := _next(left, (first.across,), free):
        pieces.append(under)
        free -= under.halves
    return Stack(tuple(pieces))


def _next(left: list[Piece], columns: Container[int], halves: int) -> Piece | None:
    """The first that is so wide and no taller, taken from what is left."""
    for n, piece in enumerate(left):
        if piece.across in columns and piece.halves <= halves:
            return left.pop(n)
    return None


def ways(pieces: Sequence[Piece], across: int, halves: int) -> Iterator[tuple[Band, ...]]:
    """Low ones beside tall ones, or in rows of their own."""
    for ahead in sorted({1, across, len(pieces)}):
        yield banded(pieces, across, ahead)
    yield banded(pieces, across, 1, halves)
    large = [piece for piece in pieces if piece.across > _SMALL]
    small = [piece for piece in pieces if piece.across <= _SMALL]
    if large and small:
        yield (*banded(large, across, len(large)), *banded(small, across, 1))


def tall_of(bands: Sequence[Band]) -> int:
    return sum(band.halves for band in bands)


def laid(pieces: Sequence[Piece], bearing: Bearing) -> tuple[Band, ...]:
    """The bands in which the pieces have the best shapes."""
    wide = min(max(piece.across for piece in pieces), bearing.across)
    every = [
        bands
        for across in range(wide, bearing.across + 1)
        for bands in ways(pieces, across, bearing.halves)
    ]
    roomy = [bands for bands in every if tall_of(bands) <= bearing.halves]
    return min(roomy or every[-1:], key=lambda bands: _cost(bands, bearing))


def _cost(bands: Sequence[Band], bearing: Bearing) -> float:
    total = tall_of(bands)
    wrong: list[float] = []
    areas: dict[str, list[float]] = {}
    for band in bands:
        height = bearing.height * band.halves / total
        for stack in band.stacks:
            width = bearing.width * stack.across / band.across
            for piece in stack.pieces:
                tall = height * piece.halves / stack.halves
                wanted = _wanted(piece)
                wrong.append(abs(math.log(width / tall / wanted)))
                areas.setdefault(piece.type, []).append(width * tall)
    uneven = max(math.log(max(of_type) / min(of_type)) for of_type in areas.values())
    return sum(wrong) / len(wrong) + _UNEVEN * uneven


def _wanted(piece: Piece) -> float:
    return _ROW * piece.figures if piece.figures > 1 else _SHAPES.get(piece.type, _SHAPE)


def shared(shares: Sequence[int], whole: int) -> list[int]:
    """`whole` by shares, in whole numbers of at least 1 that differ by as little as they can."""
    total, ends, done = sum(shares), [], 0
    for share in shares:
        done += share
        ends.append(round(whole * done / total))
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
