"""What stands on the map: a sample of base stations, post offices, loudspeakers, operations centres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.day import DAY, HOUR, floored
from services.simulation.incidents import trouble
from services.simulation.lore import units
from services.simulation.systems.indicators.places import apportioned
from services.simulation.systems.maps.ground import Area, Position, areas, somewhere

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

_FAST = 0.12
"""Of all base stations, so many have 5G: about as the catalogue counts them."""
_WORKS, _LOST, _REPAIRED = "hoạt động", "mất liên lạc", "đang sửa"
_OFTEN = 0.12
_BROKEN = 0.04
_NO_CENTRE = 2
"""Units without an operations centre."""


@dataclass(frozen=True, slots=True)
class Layer:
    name: str
    title: str
    many: int


LAYERS = {
    one.name: one
    for one in (
        Layer("bts", "Trạm thu phát sóng di động", 400),
        Layer("buu-cuc", "Điểm phục vụ bưu chính", 120),
        Layer("truyen-thanh", "Cụm truyền thanh thông minh", 148),
        Layer("ioc", "Trung tâm điều hành thông minh", 12),
    )
}


@dataclass(frozen=True, slots=True)
class Point:
    id: str
    unit: str
    place: Position
    props: tuple[tuple[str, str], ...]
    """What does not change."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A point at an instant."""

    point: Point
    props: dict[str, str]


def standing(chance: Chance, layer: str, at: datetime) -> list[Standing]:
    points = points_of(chance, layer)
    match layer:
        case "bts":
            ill = set(_ranked(chance, points, at)[: lost(chance, at)])
            words = dict.fromkeys(ill, _LOST)
        case "ioc":
            words = {point.id: "chưa vận hành" for point in points[-_NO_CENTRE:]}
        case _:
            words = {
                point.id: _REPAIRED
                for point in points
                if chance.share("map", layer, point.id, floored(at, DAY)) < _BROKEN
            }
    return [
        Standing(
            point,
            {
                "ma": point.id,
                "don_vi": point.unit,
                **dict(point.props),
                "trang_thai": words.get(point.id, _WORKS),
            },
        )
        for point in points
    ]


def lost(chance: Chance, at: datetime) -> int:
    """Base stations that don't answer."""
    usual = round(6 + 5 * chance.drift("map-bts", at, 5 * HOUR))
    return usual + round(30 * trouble(chance, "map", at, _OFTEN))


def _ranked(chance: Chance, points: tuple[Point, ...], at: datetime) -> list[str]:
    """In the order in which they fail on that day."""
    day = floored(at, DAY).timestamp()
    return sorted((p.id for p in points), key=lambda id: chance.share("map-lost", day, id))


@lru_cache(maxsize=8)
def points_of(chance: Chance, layer: str) -> tuple[Point, ...]:
    """One a unit at least; the others where more people live."""
    grounds, many = areas(), LAYERS[layer].many
    sizes = {unit.code: unit.size for unit in units()}
    weights = [
        sizes[area.code] * chance.between(0.9, 1.1, "map-weight", layer, area.code)
        for area in grounds
    ]
    spare = apportioned(many - len(grounds), weights)
    counts = [1 + more for more in spare]
    where = [area for area, count in zip(grounds, counts, strict=True) for _ in range(count)]
    return tuple(_point(chance, layer, number, area) for number, area in enumerate(where, 1))


def _point(chance: Chance, layer: str, number: int, area: Area) -> Point:
    words = ("map", layer, number)
    id = f"{layer}-{number:03}"
    props: tuple[tuple[str, str], ...] = (("ten", f"{LAYERS[layer].title} {number:03}"),)
    if layer == "bts":
        fast = chance.share(*words, "fast") < _FAST
        props += (("cong_nghe", "5G" if fast else "4G"),)
    return Point(
        id, area.name, area.label if layer == "ioc" else somewhere(chance, area, *words), props
    )
