"""Walls of sources alone, as they are composed."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.records import ServiceHealth
from services.views import Knowledge
from services.wall_file.placement import placement
from tests.unit.automatic.walls import Room, screens, tiles, wall_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.settings import Tile
    from services.wall_file.shape import WallFile


@contextmanager
def room(*sources: str, sizes: tuple[tuple[int, int], ...] = (), **more: Any) -> Iterator[Room]:
    made = (
        Room(wall_of(*sources, **more), screens(*sizes))
        if sizes
        else Room(wall_of(*sources, **more))
    )
    try:
        yield made
    finally:
        made.close()


DESKS = [((1920, 1080), "0.277 mm"), ((2560, 1440), "0.233 mm")]
"""Monitors of 24 and 27 inches, for which nobody says how far their reader sits."""


def numbers(wall: WallFile) -> list[str]:
    return [id for tile in tiles(wall) for id in getattr(tile, "number", ())]


def names(wall: WallFile) -> list[str]:
    return [wall.indicators[id].name.vi for id in numbers(wall)]


def pages(wall: WallFile) -> list[tuple[Tile, ...]]:
    return [panel.tiles for scene in wall.scenes.values() for panel in scene.panels.values()]


def service(n: int) -> ServiceHealth:
    return ServiceHealth(uid=str(n), service=f"Dịch vụ {n}", errors=Decimal(n))


@contextmanager
def desk(size: tuple[int, int], pitch: str) -> Iterator[Room]:
    screen = {"name": "ban", "size": size, "pitch": pitch, "seat": "3 m"}
    with room("so", "hai", screens=[screen]) as made:
        yield made


def well_laid(wall: WallFile) -> None:
    """Every panel is full: no tile lies outside, on another or beside an empty place."""
    for scene in wall.scenes.values():
        for panel in scene.panels.values():
            laid = placement(panel)
            assert (laid.outside, laid.roomless, laid.overlaps) == ((), (), ())
            cells = {cell for placed in laid.tiles for cell in placed.cells}
            assert len(cells) == panel.grid[0] * panel.grid[1]


def numbers_seen(made: Room) -> dict[str, str]:
    """By the indicator's name what its tile says."""
    wall = made.composed()
    with made.cache.picture() as picture:
        found = [Knowledge(wall, picture).figure(id) for id in numbers(wall)]
    return {
        one.indicator.name.vi: f"{one.observation.value} {one.unit.vi if one.unit else one.standing.state}"
        for one in found
        if one.observation is not None
    }
