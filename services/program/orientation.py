"""A screen as it is laid out on an output that is not what the wall file says: larger, smaller, turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.quantities import Length
from services.wall_file.placement import placement

if TYPE_CHECKING:
    from services.wall_file.placement import Placed
    from services.wall_file.shape import Panel, Screen


def is_turned(declared: tuple[int, int], size: tuple[int, int]) -> bool:
    """One is upright and the other lies; a square is both."""
    return (declared[0] - declared[1]) * (size[0] - size[1]) < 0


def connected(screen: Screen, size: tuple[int, int]) -> Screen:
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


def turned(panel: Panel) -> Panel:
    """Columns become rows, so that tiles keep their shape: what stood on the left stands above."""
    columns, rows = panel.grid
    tiles = list(panel.tiles)
    for cells in placement(panel).tiles:
        tiles[cells.number] = cells.tile.model_copy(update=_turned(cells))
    return panel.model_copy(update={"grid": (rows, columns), "tiles": tuple(tiles)})


def _turned(cells: Placed) -> dict[str, tuple[int, int]]:
    return {"at": (cells.row, cells.column), "span": (cells.rows, cells.columns)}
