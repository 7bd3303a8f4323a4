"""A screen as it is laid out on an output that is not what the wall file says: larger, smaller, turned."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from services.quantities import Length
from services.wall_file.placement import placement

if TYPE_CHECKING:
    from services.settings import Tile
    from services.wall_file.placement import Placed
    from services.wall_file.shape import Panel, Screen

type _Size = tuple[int, int]

_ABREAST = 3
"""Tiles beside each other on a turned screen, at most."""
_TALLEST = 3
"""How many rows a large tile has where others have one."""


def is_turned(declared: _Size, size: _Size) -> bool:
    """One is upright and the other lies; a square is both."""
    return (declared[0] - declared[1]) * (size[0] - size[1]) < 0


def connected(screen: Screen, size: _Size) -> Screen:
    """With as many pixels as its output has. The picture is as large on the wall as it was declared to be,
    so more pixels lie closer together; where both directions differ, letters are rather too large.
    """
    if size == screen.size:
        return screen
    turned = is_turned(screen.size, size)
    width, height = reversed(screen.size) if turned else screen.size
    pitch = Length(screen.pitch * min(width / size[0], height / size[1]))
    columns, rows = screen.panels
    panels = (rows, columns) if turned else (columns, rows)
    return screen.model_copy(update={"size": size, "pitch": pitch, "panels": panels})


def turned(panel: Panel, declared: _Size) -> Panel:
    """On a screen of that size that was turned: columns become rows, or tiles stand in lines as they are
    read, whichever leaves most of its width and height to the tile that loses most. What has no place
    stays without one.
    """
    ways = [_transposed(panel), *(_in_lines(panel, abreast) for abreast in range(1, _ABREAST + 1))]
    return min(ways, key=lambda way: _losses(panel, way, declared))


def _transposed(panel: Panel) -> Panel:
    columns, rows = panel.grid
    placed = {cells.number: (cells.row, cells.column) for cells in placement(panel).tiles}
    spans = {cells.number: (cells.rows, cells.columns) for cells in placement(panel).tiles}
    return _laid(panel, (rows, columns), placed, spans)


def _in_lines(panel: Panel, abreast: int) -> Panel:
    """Wide tiles have a line of their own."""
    every = placement(panel).tiles
    read = sorted(every, key=lambda cells: (cells.row, cells.column))
    usual = sum(len(cells.cells) for cells in every) / max(len(every), 1)
    placed: dict[int, _Size] = {}
    spans: dict[int, _Size] = {}
    column, row, deepest = 1, 1, 0
    for cells in read:
        wide = abreast if 2 * cells.columns > panel.grid[0] else 1
        tall = min(max(math.floor(len(cells.cells) / usual + 0.5), 1), _TALLEST)
        tall = tall if abreast == 1 else 1
        if column + wide - 1 > abreast:
            column, row, deepest = 1, row + deepest, 0
        placed[cells.number], spans[cells.number] = (column, row), (wide, tall)
        column, deepest = column + wide, max(deepest, tall)
    return _laid(panel, (abreast, row + max(deepest, 1) - 1), placed, spans)


def _laid(panel: Panel, grid: _Size, placed: dict[int, _Size], spans: dict[int, _Size]) -> Panel:
    tiles: list[Tile] = [
        tile.model_copy(update={"at": placed[n], "span": spans[n]}) if n in placed else tile
        for n, tile in enumerate(panel.tiles)
    ]
    return panel.model_copy(update={"grid": grid, "tiles": tuple(tiles)})


def _losses(panel: Panel, way: Panel, declared: _Size) -> tuple[float, float]:
    """Of the tile that loses most, and of all."""
    before = {cells.number: _pixels(cells, panel, declared) for cells in placement(panel).tiles}
    after = {cells.number: _pixels(cells, way, declared[::-1]) for cells in placement(way).tiles}
    lost = [_loss(before[n], after[n]) for n in before if n in after]
    return round(max(lost, default=0.0), 6), round(sum(lost), 6)


def _pixels(cells: Placed, panel: Panel, size: _Size) -> tuple[float, float]:
    return cells.columns * size[0] / panel.grid[0], cells.rows * size[1] / panel.grid[1]


def _loss(before: tuple[float, float], after: tuple[float, float]) -> float:
    """Width and height, each as a share; what is gained makes up for nothing."""
    return sum(max(math.log(had / has), 0.0) for had, has in zip(before, after, strict=True))
