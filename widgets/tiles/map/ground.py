"""The units of a map: their shapes in degrees, where their names stand, and what lies in which.

Shapes come from the schematics that the program ships, or from a source's features. What a source gives was
bounded by its connector; here it is simplified to what a wall can show.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from services.organs import folded
from services.phrase import Phrase, phrase
from services.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.records import Feature

type Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude, degrees."""

FINEST = 600
"""Parts of the map's larger side below which no corner is kept."""
MOST = 400
"""Units of one map."""
_KIND = re.compile(r"^(Thành phố|Thị xã|Thị trấn|Huyện|Phường|Xã|Đặc khu)\s+", re.IGNORECASE)
_NAMES = ("name", "ten", "Name", "TEN", "title")
_CODES = ("code", "ma", "Code", "MA")


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    name: str
    rings: tuple[Ring, ...]
    label: tuple[float, float]

    @property
    def short(self) -> str:
        """Without its kind: Đà Lạt, not Thành phố Đà Lạt; a number keeps it: Phường 1 Bảo Lộc."""
        bare = _KIND.sub("", self.name)
        return self.name if bare[:1].isdigit() else bare


@dataclass(frozen=True, slots=True)
class Ground:
    units: tuple[Unit, ...] = ()
    caption: Phrase | None = None
    since: date | None = None
    """From when these units exist; None where the source doesn't say."""
    _called: dict[str, Unit] = field(init=False, compare=False, repr=False, default_factory=dict)
    """By all that they go by: as many records as a source has ask for theirs."""

    def __post_init__(self) -> None:
        for unit in self.units:
            for name in (unit.code, unit.name, unit.short):
                self._called.setdefault(folded(name), unit)

    def find(self, called: str) -> Unit | None:
        """The unit of that code or name, with or without its kind."""
        return self._called.get(folded(called)) if called else None


SETS = ("2023", "2024-12", "2025-07")


def schematic(day: date) -> Ground:
    """Of the units that there were on that day; before the first set and after the last, the nearest."""
    grounds = [_shipped(name) for name in SETS]
    return next(
        (one for one in reversed(grounds) if one.since is not None and one.since <= day), grounds[0]
    )


@cache
def _shipped(name: str) -> Ground:
    text = (files("resources") / "maps" / f"so-do-{name}.geojson").read_text(encoding="utf-8")
    drawn = json.loads(text)
    units = [
        Unit(
            code=one["properties"]["code"],
            name=one["properties"]["name"],
            rings=_rings(one["geometry"]),
            label=tuple(one["properties"]["label"]),
        )
        for one in drawn["features"]
    ]
    caption = phrase("Sơ đồ, không có giá trị pháp lý về địa giới")
    return Ground(tuple(units), caption, date.fromisoformat(drawn["from"]))


def of_features(features: Iterable[Feature]) -> Ground:
    """The areas among the features; what is no area, or can't be read, is no unit."""
    told = tuple(
        (feature.fid, feature.props, feature.geometry) for feature in features if feature.geometry
    )
    return _of_told(told[:MOST])


@lru_cache(maxsize=8)
def _of_told(told: tuple[tuple[str, tuple[tuple[str, str], ...], str], ...]) -> Ground:
    """Equal features give the same ground: they are simplified once."""
    import shapely  # noqa: PLC0415 - heavy: only walls with a map of their own pay for it

    named: list[tuple[str, str]] = []
    shapes: list[Any] = []
    for fid, props, text in told:
        shape = _read(text)
        if shape is None or shape.area == 0:
            continue
        known = dict(props)
        code = next((known[key] for key in _CODES if known.get(key)), fid)
        name = next((known[key] for key in _NAMES if known.get(key)), code)
        named.append((plain(code, 40), plain(name, 80)))
        shapes.append(shapely.make_valid(shape))
    if not shapes:
        return Ground()
    west, south, east, north = shapely.total_bounds(shapes)
    drawn = shapely.simplify(shapes, max(east - west, north - south) / FINEST)
    return Ground(
        tuple(
            Unit(code, name, _outlines(shape), _inside(shape))
            for (code, name), shape in zip(named, drawn, strict=True)
            if not shape.is_empty
        )
    )


def _outlines(shape: Any) -> tuple[Ring, ...]:  # noqa: ANN401 - a shapely geometry
    import shapely  # noqa: PLC0415 - as above

    rings: list[Ring] = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            rings += [_ring(one.coords) for one in (part.exterior, *part.interiors)]
    return tuple(rings)


def _inside(shape: Any) -> tuple[float, float]:  # noqa: ANN401 - a shapely geometry
    at = shape.representative_point()
    return float(at.x), float(at.y)


def _rings(geometry: dict[str, Any]) -> tuple[Ring, ...]:
    coordinates = geometry["coordinates"]
    parts = coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
    return tuple(_ring(ring) for part in parts for ring in part)


def _ring(points: Iterable[Sequence[float]]) -> Ring:
    return tuple((float(point[0]), float(point[1])) for point in points)


@lru_cache(maxsize=20_000)
def place(geometry: str) -> tuple[float, float] | None:
    """Where a feature's point stands; of a line or an area a point on it. None: nowhere."""
    try:
        told: object = json.loads(geometry)
    except (ValueError, RecursionError):
        return None
    match told:
        case {"type": "Point", "coordinates": [int() | float() as x, int() | float() as y, *_]}:
            at = float(x), float(y)
            return at if all(map(math.isfinite, at)) else None
        case {"type": str()}:
            return _somewhere(geometry)
        case _:
            return None


def _somewhere(geometry: str) -> tuple[float, float] | None:
    shape = _read(geometry)
    return None if shape is None else _inside(shape)


def _read(geometry: str) -> Any:  # noqa: ANN401 - a shapely geometry
    """None where it can't be read, is empty, or lies beyond all numbers."""
    import numpy  # noqa: PLC0415, ICN001 - heavy: only walls with a map of their own pay for it
    import shapely  # noqa: PLC0415 - as above

    with numpy.errstate(all="ignore"):
        shape: Any = shapely.from_geojson(geometry, on_invalid="ignore")
    if shape is None or shape.is_empty or not all(map(math.isfinite, shape.bounds)):
        return None
    return shape


def counts(ground: Ground, places: Sequence[tuple[float, float]]) -> tuple[dict[str, int], int]:
    """By code how many places lie in each unit, and how many lie in none. Where units overlap a place lies
    in both.
    """
    found, outside = _counts(ground, tuple(places))
    return dict(found), outside


@lru_cache(maxsize=8)
def _counts(
    ground: Ground, places: tuple[tuple[float, float], ...]
) -> tuple[tuple[tuple[str, int], ...], int]:
    import shapely  # noqa: PLC0415 - heavy: only walls with a map of their own pay for it

    shapes = [_shape(unit.rings) for unit in ground.units]
    tree = shapely.STRtree(shapes)
    found = {unit.code: 0 for unit in ground.units}
    inside: set[int] = set()
    if places:
        points = shapely.points(places)
        pairs = cast("Any", tree.query(points, predicate="within"))
        inside.update(pairs[0].tolist())
        for index in pairs[1].tolist():
            found[ground.units[index].code] += 1
    return tuple(found.items()), len(places) - len(inside)


def _shape(rings: tuple[Ring, ...]) -> Any:  # noqa: ANN401 - a shapely geometry
    """What lies in an odd number of rings, as it is painted."""
    import shapely  # noqa: PLC0415 - as above

    whole: Any = shapely.Polygon()
    for ring in rings:
        if len(ring) > 3:  # noqa: PLR2004 - a triangle and its first corner again
            whole = whole.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return whole
