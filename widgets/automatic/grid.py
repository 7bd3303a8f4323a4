"""The bands of one screen, or of each of its panels, as the grid of a wall file."""

from __future__ import annotations

import math
from operator import itemgetter
from typing import TYPE_CHECKING

from services.wall_file.shape import Panel
from widgets.automatic.packing import tall_of
from widgets.automatic.room import FINEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from services.settings import Tile
    from widgets.automatic.packing import Band, Stack
    from widgets.automatic.piece import Piece
    from widgets.automatic.room import Bearing, Division

type Place = tuple[Piece, tuple[int, int], tuple[int, int]]
"""A piece, its first cell, counted from 1, and how many cells it takes: columns, rows."""


def panel(
    blocks: Sequence[Sequence[Band]], division: Division, tile: Callable[[Piece], Tile]
) -> Panel:
    """`blocks`: the bands of each, row by row, none where it shows nothing. In each every row is full, and no
    piece has less than its least room. `tile` makes a piece's tile. The worst come first in the panel,
    wherever they stand.
    """
    columns, rows = _columns(blocks, division), _rows(blocks, division)
    tiles: list[tuple[int, Tile]] = []
    for n, (bands, bearing) in enumerate(zip(blocks, division.blocks, strict=True)):
        down, across = divmod(n, division.columns)
        for piece, (column, row), span in _places(bands, bearing, columns, rows):
            place = {"at": (across * columns + column, down * rows + row), "span": span}
            tiles.append((piece.rank, tile(piece).model_copy(update=place)))
    ranked = sorted(tiles, key=itemgetter(0))
    return Panel(
        grid=(division.columns * columns, division.rows * rows),
        tiles=tuple(tile for _, tile in ranked),
    )


def _columns(blocks: Sequence[Sequence[Band]], division: Division) -> int:
    """Of each block: the fewest in which all bands have their shares, else as many as there can be of which
    the least room of every piece is a whole number.
    """
    exact = math.lcm(*(band.parts for bands in blocks for band in bands), division.panels[0])
    least = math.lcm(*(one.across for one in division.blocks), division.panels[0])
    return _common(exact, least, FINEST // division.columns)


def _rows(blocks: Sequence[Sequence[Band]], division: Division) -> int:
    most = FINEST // division.rows
    exact = math.lcm(*(_fewest(bands, most) for bands in blocks if bands), division.panels[1])
    least = math.lcm(*(one.halves for one in division.blocks), division.panels[1])
    return _common(exact, least, most)


def _common(exact: int, least: int, most: int) -> int:
    return exact if exact <= most else least * max(most // least, 1)


def _fewest(bands: Sequence[Band], most: int) -> int:
    """Rows that all bands and stacks divide evenly; more than `most` where so many don't do."""
    common = math.gcd(*(band.halves for band in bands))
    total = tall_of(bands) // common
    for times in range(1, most // total + 1):
        if all(
            _divides(stack, band.halves // common * times)
            for band in bands
            for stack in band.stacks
        ):
            return total * times
    return most + 1


def _divides(stack: Stack, rows: int) -> bool:
    return all(rows * piece.halves % stack.halves == 0 for piece in stack.pieces)


def _places(bands: Sequence[Band], bearing: Bearing, columns: int, rows: int) -> Iterator[Place]:
    if not bands:
        return
    heights = _shared([band.halves for band in bands], rows, bearing.halves)
    top = 1
    for band, height in zip(bands, heights, strict=True):
        left = 1
        widths = _shared([stack.across for stack in band.stacks], columns, bearing.across)
        for stack, width in zip(band.stacks, widths, strict=True):
            tall = _shared([piece.halves for piece in stack.pieces], height, bearing.halves, rows)
            row = top
            for piece, h in zip(stack.pieces, tall, strict=True):
                yield piece, (left, row), (width, h)
                row += h
            left += width
        top += height


def _shared(shares: Sequence[int], whole: int, of: int, cells: int | None = None) -> list[int]:
    """`whole` cells by shares, each at least as many as its share of `of` halves is of all `cells`, where
    there are so many.
    """
    least = [max(share * (cells or whole) // of, 1) for share in shares]
    if sum(least) > whole:
        least = [1] * len(shares)
    total, taken = sum(shares), least
    for _ in range(whole - sum(least)):
        short = [whole * share / total - has for share, has in zip(shares, taken, strict=True)]
        n = max(range(len(short)), key=short.__getitem__)
        taken[n] += 1
    return taken
