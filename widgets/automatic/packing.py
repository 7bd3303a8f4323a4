"""Pieces in rows that fill a screen, and screens in pages: in their order, evenly, none too small."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.wall_file.shape import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from services.settings import Tile
    from widgets.automatic.pieces import Piece
    from widgets.automatic.room import Bearing

_FINEST = 24
"""Columns and rows that a grid can have."""
_FULLNESS = tuple(n / 20 for n in range(1, 21))
"""Shares of a screen that are tried: the least with which all fit fills all screens alike."""
_SHAPES = {"number": 1.5, "severity": 2.6}
_SHAPE = 1.7
"""Width by height that a tile looks best in."""
_UNEVEN = 0.5
"""What tiles of one type of unlike size cost, beside tiles of bad shape."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Small pieces over each other, or one piece."""

    pieces: tuple[Piece, ...]

    @property
    def columns(self) -> int:
        return max(piece.columns for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Band:
    """Stacks side by side, as wide as the screen."""

    stacks: tuple[Stack, ...]
    halves: int

    @property
    def columns(self) -> int:
        return sum(stack.columns for stack in self.stacks)


def banded(pieces: Sequence[Piece], columns: int) -> tuple[Band, ...]:
    """In bands of at most so many cells' widths."""
    bands: list[Band] = []
    stacks: list[Stack] = []
    halves = 0
    for piece in pieces:
        last = stacks[-1] if stacks else None
        if (
            last is not None
            and piece.small
            and last.pieces[0].small
            and 2 * (len(last.pieces) + 1) <= halves
        ):
            stacks[-1] = Stack((*last.pieces, piece))
            continue
        used = sum(stack.columns for stack in stacks)
        if stacks and used + piece.columns > columns:
            bands.append(Band(tuple(stacks), halves))
            stacks, halves = [], 0
        stacks.append(Stack((piece,)))
        halves = max(halves, piece.halves)
    return (*bands, Band(tuple(stacks), halves)) if stacks else tuple(bands)


def fits(pieces: Sequence[Piece], bearing: Bearing) -> bool:
    return sum(band.halves for band in banded(pieces, bearing.columns)) <= bearing.halves


def dealt(pieces: Sequence[Piece], screens: Sequence[Bearing]) -> list[list[tuple[Piece, ...]]]:
    """Pages of one list of pieces for each screen; as few pages as there can be, all about as full.
    The last screens have nothing where there are more of them than pieces.
    """
    least = _filled(pieces, screens, 1.0)
    for share in _FULLNESS:
        tried = _filled(pieces, screens, share)
        if len(tried) == len(least):
            return tried
    return least


def _filled(
    pieces: Sequence[Piece], screens: Sequence[Bearing], share: float
) -> list[list[tuple[Piece, ...]]]:
    left = list(pieces)
    pages: list[list[tuple[Piece, ...]]] = []
    while left:
        page: list[tuple[Piece, ...]] = []
        for bearing in screens:
            taken = _taken(left, bearing, share)
            page.append(tuple(left[:taken]))
            left = left[taken:]
        pages.append(page)
    return pages


def _taken(pieces: Sequence[Piece], bearing: Bearing, share: float) -> int:
    """How many of the first pieces go on one screen, at least one."""
    room = share * bearing.columns * bearing.halves
    used, taken = 0, 0
    for n, piece in enumerate(pieces, start=1):
        used += piece.columns * piece.halves
        if n > 1 and (used > room or not fits(pieces[:n], bearing)):
            break
        taken = n
    return taken


def laid(pieces: Sequence[Piece], bearing: Bearing) -> tuple[Band, ...]:
    """The bands in which the pieces have the best shapes."""
    ways = [banded(pieces, columns) for columns in range(1, bearing.columns + 1)]
    wide = max(piece.columns for piece in pieces)
    roomy = [
        bands
        for columns, bands in enumerate(ways, start=1)
        if columns >= min(wide, bearing.columns)
        and sum(band.halves for band in bands) <= bearing.halves
    ]
    return min(roomy or [ways[-1]], key=lambda bands: _cost(bands, bearing))


def _cost(bands: Sequence[Band], bearing: Bearing) -> float:
    total = sum(band.halves for band in bands)
    wrong: list[float] = []
    areas: dict[str, list[float]] = {}
    for band in bands:
        height = bearing.height * band.halves / total
        for stack in band.stacks:
            width = bearing.width * stack.columns / band.columns
            for piece in stack.pieces:
                tall = height / len(stack.pieces)
                wanted = _SHAPES.get(piece.type, _SHAPE)
                wrong.append(abs(math.log(width / tall / wanted)))
                areas.setdefault(piece.type, []).append(width * tall)
    uneven = max(math.log(max(of_type) / min(of_type)) for of_type in areas.values())
    return sum(wrong) / len(wrong) + _UNEVEN * uneven


def panel(bands: Sequence[Band], tile: Callable[[Piece], Tile]) -> Panel:
    """The bands as a grid in which every row is full; `tile` makes a piece's tile."""
    columns = min(math.lcm(*(band.columns for band in bands)), _FINEST)
    heights = _shared([band.halves for band in bands], _rows(bands))
    tiles: list[Tile] = []
    top = 1
    for band, height in zip(bands, heights, strict=True):
        left = 1
        widths = _shared([stack.columns for stack in band.stacks], columns)
        for stack, width in zip(band.stacks, widths, strict=True):
            for piece, (row, tall) in _stacked(stack, top, height):
                place = {"at": (left, row), "span": (width, tall)}
                tiles.append(tile(piece).model_copy(update=place))
            left += width
        top += height
    return Panel(grid=(columns, sum(heights)), tiles=tuple(tiles))


def _stacked(stack: Stack, top: int, height: int) -> Iterator[tuple[Piece, tuple[int, int]]]:
    for piece, tall in zip(stack.pieces, _shared([1] * len(stack.pieces), height), strict=True):
        yield piece, (top, tall)
        top += tall


def _rows(bands: Sequence[Band]) -> int:
    """The fewest rows that all bands and stacks divide evenly, else the finest grid."""
    common = math.gcd(*(band.halves for band in bands))
    parts = [
        (band.halves // common, {len(stack.pieces) for stack in band.stacks}) for band in bands
    ]
    total = sum(share for share, _ in parts)
    for times in range(1, _FINEST // total + 1):
        if all(share * times % pieces == 0 for share, several in parts for pieces in several):
            return total * times
    return _FINEST


def _shared(shares: Sequence[int], whole: int) -> list[int]:
    """`whole` by shares, in whole numbers of at least 1 that differ by as little as they can."""
    total, ends, done = sum(shares), [], 0
    for share in shares:
        done += share
        ends.append(round(whole * done / total))
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
