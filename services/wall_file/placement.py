"""Where tiles stand in a panel and screens stand in the wall. Pure: cells and pixels, no fonts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.settings import Tile
    from services.wall_file.shape import Panel, Screen, WallFile


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile in cells of its panel's grid; column and row count from 1."""

    tile: Tile
    number: int
    """Which of the panel's tiles it is, from 0."""
    column: int
    row: int
    columns: int
    rows: int

    @property
    def cells(self) -> frozenset[tuple[int, int]]:
        return frozenset(
            (column, row)
            for column in range(self.column, self.column + self.columns)
            for row in range(self.row, self.row + self.rows)
        )


@dataclass(frozen=True, slots=True)
class Placement:
    tiles: tuple[Placed, ...]
    """In the order of the wall file."""
    outside: tuple[int, ...] = ()
    """Tiles whose `at` and `span` leave the grid; they are not placed."""
    roomless: tuple[int, ...] = ()
    """Tiles for which no cells are left; they are not placed."""
    overlaps: tuple[tuple[int, int], ...] = ()
    """Pairs of tiles that claim the same cell; both are placed."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A screen in pixels of the wall."""

    screen: Screen
    x: int
    y: int


def placement(panel: Panel) -> Placement:
    """Tiles with `at` first, where they say; the others row by row into the first free cells."""
    columns, rows = panel.grid
    placed: dict[int, Placed] = {}
    taken: dict[tuple[int, int], int] = {}
    outside: list[int] = []
    roomless: list[int] = []
    overlaps: list[tuple[int, int]] = []
    for number, tile in enumerate(panel.tiles):
        if tile.at is None:
            continue
        one = Placed(tile, number, *tile.at, *tile.span)
        if one.column + one.columns - 1 > columns or one.row + one.rows - 1 > rows:
            outside.append(number)
            continue
        overlaps += sorted({(taken[cell], number) for cell in one.cells if cell in taken})
        taken |= {cell: number for cell in one.cells if cell not in taken}
        placed[number] = one
    for number, tile in enumerate(panel.tiles):
        if tile.at is not None:
            continue
        free = _first_free(tile, number, (columns, rows), frozenset(taken))
        if free is None:
            roomless.append(number)
            continue
        taken |= dict.fromkeys(free.cells, number)
        placed[number] = free
    return Placement(
        tuple(placed[number] for number in sorted(placed)),
        tuple(outside),
        tuple(roomless),
        tuple(overlaps),
    )


def _first_free(
    tile: Tile, number: int, grid: tuple[int, int], taken: frozenset[tuple[int, int]]
) -> Placed | None:
    columns, rows = tile.span
    for row in range(1, grid[1] - rows + 2):
        for column in range(1, grid[0] - columns + 2):
            one = Placed(tile, number, column, row, columns, rows)
            if not one.cells & taken:
                return one
    return None


def tile_type(tile: Tile, kinds: Sequence[str] | frozenset[str]) -> str:
    """The key that names the type of the tile."""
    return next(name for name in type(tile).model_fields if name in kinds)


def tile_ids(wall: WallFile, kinds: frozenset[str]) -> dict[tuple[str, str, int], str]:
    """The id of each tile by scene, screen and number; unique in the wall whatever the case.

    A tile that names none is called by its type and what it shows (`number-bts_total`); the next one
    of the same name gets a number (`number-bts_total-2`).
    """
    ids: dict[tuple[str, str, int], str] = {}
    taken: set[str] = set()
    every = [
        ((scene, screen, number), tile)
        for scene, shown in wall.scenes.items()
        for screen, panel in shown.panels.items()
        for number, tile in enumerate(panel.tiles)
    ]
    for where, tile in every:
        if tile.id is not None:
            ids[where] = tile.id
            taken.add(tile.id.casefold())
    for where, tile in every:
        if tile.id is None:
            ids[where] = _free_name(_default_name(tile, kinds), taken)
    return ids


def _default_name(tile: Tile, kinds: frozenset[str]) -> str:
    kind = tile_type(tile, kinds)
    shown = getattr(tile, kind)
    if isinstance(shown, tuple | list) and shown:
        shown = shown[0]
    return f"{kind}-{shown}" if isinstance(shown, str) and _plain(shown) else kind


def _plain(shown: str) -> bool:
    """It may stand in a name: no edge or double hyphens, letters and digits else."""
    return "--" not in f"-{shown}-" and shown.replace("-", "").replace("_", "").isalnum()


def _free_name(wanted: str, taken: set[str]) -> str:
    name, n = wanted, 1
    while name.casefold() in taken:
        n += 1
        name = f"{wanted}-{n}"
    taken.add(name.casefold())
    return name


def spots(screens: Sequence[Screen]) -> tuple[Spot, ...]:
    """Each screen's upper left corner in the wall: its `at`, else a near-square grid from left to
    right in the order of the file; beside screens that have an `at`, below all of those.
    """
    loose = [screen for screen in screens if screen.at is None]
    fixed = [screen for screen in screens if screen.at is not None]
    top = max((s.at[1] + s.size[1] for s in fixed if s.at is not None), default=0)
    left = min((s.at[0] for s in fixed if s.at is not None), default=0)
    across = math.ceil(math.sqrt(len(loose)))
    rows = [loose[n : n + across] for n in range(0, len(loose), across)] if loose else []
    widths = [max(row[c].size[0] for row in rows if c < len(row)) for c in range(across)]
    corners: dict[str, tuple[int, int]] = {}
    for row in rows:
        for column, screen in enumerate(row):
            corners[screen.name] = (left + sum(widths[:column]), top)
        top += max(screen.size[1] for screen in row)
    return tuple(Spot(s, *(s.at if s.at is not None else corners[s.name])) for s in screens)
