"""The schematic that the project ships (no legal boundary), as the ground on which things stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from services.simulation.chance import Chance

type Position = tuple[float, float]
"""Longitude, latitude."""
type Ring = tuple[Position, ...]
type Box = tuple[float, float, float, float]
"""West, south, east, north."""

_TRIES = 200


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    name: str
    label: Position
    rings: tuple[Ring, ...]
    """Outer ones; the schematic has no holes."""

    @property
    def box(self) -> Box:
        return around([place for ring in self.rings for place in ring])

    def holds(self, place: Position) -> bool:
        return any(_inside(ring, place) for ring in self.rings)


def around(places: list[Position]) -> Box:
    easts, norths = [x for x, _ in places], [y for _, y in places]
    return min(easts), min(norths), max(easts), max(norths)


@cache
def schematic() -> dict[str, Any]:
    """The twelve units of 31/12/2023 as GeoJSON."""
    text = (files("resources") / "maps" / "so-do-2023.geojson").read_text(encoding="utf-8")
    whole: dict[str, Any] = json.loads(text)
    return whole


@cache
def areas() -> tuple[Area, ...]:
    return tuple(
        Area(
            code=one["properties"]["code"],
            name=one["properties"]["name"],
            label=tuple(one["properties"]["label"]),
            rings=tuple(
                tuple((x, y) for x, y in polygon[0]) for polygon in one["geometry"]["coordinates"]
            ),
        )
        for one in schematic()["features"]
    )


@cache
def province() -> Box:
    return around([place for area in areas() for ring in area.rings for place in ring])


def somewhere(chance: Chance, area: Area, *words: object) -> Position:
    """A place within the area; its label's after many tries in vain."""
    west, south, east, north = area.box
    for nth in range(_TRIES):
        place = (
            round(chance.between(west, east, *words, nth, "east"), 5),
            round(chance.between(south, north, *words, nth, "north"), 5),
        )
        if area.holds(place):
            return place
    return area.label


def _inside(ring: Ring, place: Position) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    east, north = place
    crossed = False
    for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y0 > north) != (y1 > north) and east < x0 + (north - y0) / (y1 - y0) * (x1 - x0):
            crossed = not crossed
    return crossed
