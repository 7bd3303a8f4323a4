"""Which tiles the screens that are left show while others are missing: the important ones. Cells,
millimetres and declared importance alone decide, so the same screens always come to the same picture,
and what comes back finds its place as it was.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from services.wall_file.placement import placement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from services.sensitivity import Sensitivity
    from services.settings import Tile
    from services.wall_file.placement import Placed
    from services.wall_file.shape import Panel, Screen

ROOM = 0.6
"""Share of the area that a tile had which its new place is to have, where any such place is to be had."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one screen shows while all are there."""

    screen: Screen
    """As it is laid out."""
    panel: Panel
    audience: Sensitivity
    """Of its scene: nothing stricter moves here."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a tile stands while all screens are there."""

    screen: str
    number: int
    """Which of the panel's tiles it is, from 0."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A tile in the cells that it has now: its `at` and `span`."""

    origin: Origin
    tile: Tile


@dataclass(frozen=True, slots=True)
class Reflow:
    seats: Mapping[str, tuple[Seat, ...]]
    """Of the screens that show something else than their own, by name."""
    unshown: tuple[Origin, ...]
    """Tiles that are to be seen nowhere, the most important first."""


@dataclass(frozen=True, slots=True)
class _Homeless:
    """A tile without a place; `area` in mm² is what it had."""

    tile: Tile
    origin: Origin
    area: float
    audience: Sensitivity
    order: int
    """Among all tiles, in the order of the screens."""

    def __lt__(self, other: _Homeless) -> bool:
        """Who chooses first."""
        return (-self.tile.importance, self.order) < (-other.tile.importance, other.order)


@dataclass(slots=True)
class _Place:
    """Cells of a screen that is there, with the tile that has them now."""

    screen: str
    cells: Placed
    area: float
    audience: Sensitivity
    held: _Homeless


def reflow(there: Sequence[Shown], missing: Sequence[Shown]) -> Reflow:
    """No tile is shown while a more important one that may be seen there is not; nothing
    moves that need not.
    """
    places = [
        _Place(shown.screen.name, cells, tile.area, shown.audience, tile)
        for shown, cells, tile in _tiles(there, 0)
    ]
    homeless = [tile for _, _, tile in _tiles(missing, len(places))]
    heapify(homeless)
    unshown: list[Origin] = []
    while homeless:
        tile = heappop(homeless)
        place = _place_for(tile, places)
        if place is None:
            unshown.append(tile.origin)
        else:
            heappush(homeless, place.held)
            place.held = tile
    return Reflow(_seats(places), tuple(unshown))


def _tiles(screens: Sequence[Shown], begins: int) -> Iterator[tuple[Shown, Placed, _Homeless]]:
    order = begins
    for shown in screens:
        for cells in placement(shown.panel).tiles:
            origin = Origin(shown.screen.name, cells.number)
            area = _area(shown, cells)
            yield shown, cells, _Homeless(cells.tile, origin, area, shown.audience, order)
            order += 1


def _area(shown: Shown, cells: Placed) -> float:
    (width, height), (columns, rows) = shown.screen.size, shown.panel.grid
    whole = width * height * shown.screen.pitch**2
    return whole * cells.columns * cells.rows / (columns * rows)


def _place_for(tile: _Homeless, places: Sequence[_Place]) -> _Place | None:
    """That of the least important tile with room for this one, else the largest."""
    weaker = [
        place
        for place in places
        if place.held.tile.importance < tile.tile.importance and tile.audience <= place.audience
    ]
    roomy = [place for place in weaker if place.area >= ROOM * tile.area]
    if roomy:
        return min(roomy, key=lambda place: (place.held.tile.importance, _misfit(tile, place)))
    return max(weaker, key=lambda place: (place.area, -place.held.tile.importance), default=None)


def _misfit(tile: _Homeless, place: _Place) -> float:
    """How far its area is from what the tile had; of equal ones the first in the file is as good."""
    return round(abs(math.log(place.area / tile.area)), 6)


def _seats(places: Sequence[_Place]) -> dict[str, tuple[Seat, ...]]:
    found: dict[str, list[Seat]] = {}
    changed: set[str] = set()
    for place in places:
        own = Origin(place.screen, place.cells.number)
        if place.held.origin != own:
            changed.add(place.screen)
        found.setdefault(place.screen, []).append(Seat(place.held.origin, _placed(place)))
    return {screen: tuple(seats) for screen, seats in found.items() if screen in changed}


def _placed(place: _Place) -> Tile:
    cells = place.cells
    taken = {
        "at": (cells.column, cells.row),
        "span": (cells.columns, cells.rows),
        "across": cells.tile.across,
    }
    return place.held.tile.model_copy(update=taken)
