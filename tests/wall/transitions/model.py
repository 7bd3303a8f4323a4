"""The room of the matrix: monitors at cables, screens of a wall file, and by which rule each output comes
to its picture. None of it asks the program: the rules are written out here once more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.servers.edid import edid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

type Area = tuple[int, int, int, int]
type Size = tuple[int, int]

SIZE: Size = (640, 360)
LARGE: Size = (1280, 720)
PITCH = 1.2
"""Millimetres, at the declared size."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Of a grid, counted from 1."""

    column: int
    row: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Tile:
    name: str
    importance: int
    cell: Cell
    """Its own."""


@dataclass(frozen=True, slots=True)
class Screen:
    name: str
    connector: str
    serial: str
    grid: tuple[int, int]
    tiles: tuple[Tile, ...]

    def areas(self, *, upright: bool = False) -> tuple[float, ...]:
        """Of its places, in millimetres², whatever the pixels are: the picture is as large on the wall."""
        own = self.grid, tuple(tile.cell for tile in self.tiles)
        (columns, rows), cells = TURNED[self.name] if upright else own
        whole = SIZE[0] * SIZE[1] * PITCH**2
        return tuple(whole * one.columns * one.rows / (columns * rows) for one in cells)


def _tiles(name: str, *tiles: tuple[int, Cell]) -> tuple[Tile, ...]:
    return tuple(Tile(f"{name}-{n}", one, cell) for n, (one, cell) in enumerate(tiles))


FOUR = (
    Screen(
        *("trai-tren", "DUMMY0", "SN0000", (2, 2)),
        _tiles("a", (9, Cell(1, 1, 2, 1)), (3, Cell(1, 2)), (5, Cell(2, 2))),
    ),
    Screen(
        *("phai-tren", "DUMMY1", "SN0001", (2, 2)),
        _tiles("b", (7, Cell(1, 1)), (2, Cell(2, 1)), (5, Cell(1, 2)), (1, Cell(2, 2))),
    ),
    # Monitors of one batch with one serial: cables alone tell them apart.
    Screen(
        *("trai-duoi", "DUMMY2", "TWIN", (3, 2)),
        _tiles("c", (8, Cell(1, 1, 2, 2)), (4, Cell(3, 1)), (0, Cell(3, 2))),
    ),
    Screen(*("phai-duoi", "DUMMY3", "TWIN", (2, 1)), _tiles("d", (6, Cell(1, 1)), (4, Cell(2, 1)))),
)
SIXTEEN = tuple(
    Screen(f"m{n}", f"DUMMY{n}", f"SN{n:04}", (1, 1), _tiles(f"t{n}", (5, Cell(1, 1))))
    for n in range(16)
)


def wall_file(
    screens: Iterable[Screen], shown: Mapping[str, Size], seats: Mapping[str, Seats]
) -> str:
    """Of these screens at these sizes, with these tiles on each."""
    every = list(screens)
    names = [tile.name for screen in every for tile in screen.tiles]
    lines = [
        "wall: 1",
        "name: thu",
        'sources: {so: {connector: http_json, url: "http://127.0.0.1:9/",',
        '  observations: {each: "o[]", indicator: ma, value: v}}}',
        "indicators:",
        *(f"  {name}: {{name: Chỉ số {name}, source: so, metric: x}}" for name in names),
        "screens:",
    ]
    for screen in every:
        if screen.name in shown:
            width, height = shown[screen.name]
            mark = f"{{serial: {screen.serial}, connector: {screen.connector}}}"
            pitch = PITCH * max(SIZE) / max(width, height)
            lines.append(
                f"  - {{name: {screen.name}, size: [{width}, {height}], pitch: {pitch} mm, seat: 4 m, "
                f"output: {mark}}}"
            )
    lines += ["scenes:", "  canh:"]
    for screen in every:
        if screen.name in shown:
            grid, tiles = seats[screen.name]
            lines += [f"    {screen.name}:", f"      grid: [{grid[0]}, {grid[1]}]", "      tiles:"]
            lines += [f"        - {_written(tile, cell)}" for tile, cell in tiles]
    return "\n".join(lines) + "\n"


def _written(tile: Tile, cell: Cell) -> str:
    at, span = f"[{cell.column}, {cell.row}]", f"[{cell.columns}, {cell.rows}]"
    return f"{{number: {tile.name}, importance: {tile.importance}, at: {at}, span: {span}}}"


type Seats = tuple[tuple[int, int], tuple[tuple[Tile, Cell], ...]]
"""A grid, and who has which of its cells."""


def declared(screens: Iterable[Screen]) -> str:
    every = list(screens)
    own = {one.name: (one.grid, tuple((tile, tile.cell) for tile in one.tiles)) for one in every}
    return wall_file(every, {one.name: SIZE for one in every}, own)


def seated(
    screens: Iterable[Screen], there: frozenset[str], upright: frozenset[str] = frozenset()
) -> tuple[dict[str, Seats], list[str]]:
    """Who sits where while only some screens are there, and who nowhere: as long as a tile without a place is
    more important than one that has one, the most important of those takes the place of the least important
    that has room enough, of equal ones where it fits best.
    """
    every = list(screens)
    area = {
        tile: size
        for one in every
        for tile, size in zip(one.tiles, one.areas(upright=one.name in upright), strict=True)
    }
    order = [tile for one in every for tile in one.tiles]
    places = {
        (one.name, tile.cell): tile for one in every if one.name in there for tile in one.tiles
    }
    size = {(one.name, tile.cell): area[tile] for one in every for tile in one.tiles}
    waiting = [tile for one in every if one.name not in there for tile in one.tiles]
    hidden: list[str] = []
    while waiting:
        tile = min(waiting, key=lambda one: (-one.importance, _rank(order, one, there, every)))
        waiting.remove(tile)
        lesser = [place for place, one in places.items() if one.importance < tile.importance]
        if not lesser:
            hidden.append(tile.name)
            continue
        enough = [place for place in lesser if size[place] >= 0.6 * area[tile]]
        if enough:
            least = min(places[place].importance for place in enough)
            among = [place for place in enough if places[place].importance == least]
            place = min(among, key=lambda one: abs(math.log(size[one] / area[tile])))
        else:
            most = max(size[place] for place in lesser)
            among = [place for place in lesser if size[place] == most]
            place = min(among, key=lambda one: places[one].importance)
        waiting.append(places[place])
        places[place] = tile
    found: dict[str, Seats] = {}
    for one in every:
        if one.name in there:
            cells = tuple((places[one.name, tile.cell], tile.cell) for tile in one.tiles)
            found[one.name] = one.grid, cells
    return found, hidden


def _rank(order: list[Tile], tile: Tile, there: frozenset[str], screens: list[Screen]) -> int:
    """Of equally important ones who had a place chooses first, then as in the file."""
    home = next(one.name for one in screens if tile in one.tiles)
    return order.index(tile) + (0 if home in there else len(order))


TURNED: dict[str, tuple[tuple[int, int], tuple[Cell, ...]]] = {
    # A wide one and two halves: below each other, the wide one twice as high.
    "trai-tren": ((1, 4), (Cell(1, 1, 1, 2), Cell(1, 3), Cell(1, 4))),
    "phai-tren": ((1, 4), (Cell(1, 1), Cell(1, 2), Cell(1, 3), Cell(1, 4))),
    # Nearly square ones: columns become rows.
    "trai-duoi": ((2, 3), (Cell(1, 1, 2, 2), Cell(1, 3), Cell(2, 3))),
    "phai-duoi": ((1, 2), (Cell(1, 1), Cell(1, 2))),
}
"""Where the places of each screen are when it is upright."""


def turned(screen: str, seats: Seats) -> Seats:
    grid, cells = TURNED[screen]
    return grid, tuple((tile, cell) for (tile, _), cell in zip(seats[1], cells, strict=True))


@dataclass(frozen=True, slots=True)
class Monitor:
    model: str
    serial: str
    """Empty: it says nothing of itself at all."""

    @property
    def edid(self) -> bytes:
        return edid("SAM", self.model, self.serial) if self.serial else b""


@dataclass(frozen=True, slots=True)
class Cable:
    """What hangs at a connector; `area` None: nothing that is on."""

    monitor: Monitor
    size: Size = SIZE
    on: bool = True


@dataclass(frozen=True, slots=True)
class World:
    cables: Mapping[str, Cable]
    slots: tuple[str, ...]
    """Connectors, in the order of their places on the desktop."""
    primary: str | None = None
    history: tuple[str, ...] = field(default=(), compare=False)

    def but(self, what: str, **cables: Cable) -> World:
        return replace(self, cables={**self.cables, **cables}, history=(*self.history, what))

    def places(self) -> dict[str, Area | None]:
        """Where xrandr is to put each: in columns far enough apart for the largest."""
        found: dict[str, Area | None] = {}
        for n, connector in enumerate(self.slots):
            cable = self.cables[connector]
            x, y = n % 4 * LARGE[0], n // 4 * LARGE[0]
            found[connector] = (x, y, *cable.size) if cable.on else None
        return found

    def outputs(self, screens: Iterable[Screen]) -> dict[str, str]:
        """The connector at which each screen is, where it is anywhere: its serial decides where one monitor
        alone has it, else its connector does, unless the monitor there is known to be another screen's.
        """
        on = {name: one.monitor.serial for name, one in self.cables.items() if one.on}
        every = list(screens)
        stated = [one.serial for one in every]
        found: dict[str, str] = {}
        for one in every:
            own = [name for name, serial in on.items() if serial == one.serial]
            if stated.count(one.serial) == 1 and len(own) == 1:
                found[one.name] = own[0]
        for one in every:
            serial = on.get(one.connector)
            taken = one.connector in found.values()
            stranger = serial in stated and serial != one.serial and stated.count(serial) == 1
            if one.name not in found and serial is not None and not taken and not stranger:
                found[one.name] = one.connector
        return {one.name: found[one.name] for one in every if one.name in found}


def at_home(screens: Iterable[Screen], desk: str | None = None) -> World:
    """Each screen's monitor at its own cable; beside them, first on the desktop, one that is none."""
    desks = {} if desk is None else {desk: Cable(Monitor("P2419H", "DESK"))}
    cables = {one.connector: Cable(Monitor("QM55R", one.serial)) for one in screens}
    return World({**cables, **desks}, (*desks, *cables))
