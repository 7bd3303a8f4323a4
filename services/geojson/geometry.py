"""One geometry of GeoJSON (RFC 7946), judged and written anew within bounds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import cast

_DECIMALS = 7
_PARTS = 1000
"""Geometries of a collection."""
_LONGITUDE, _LATITUDE = 180, 90
_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""Lists around a position."""
_LEAST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
"""Positions of a line, of a ring."""

type Position = tuple[float, float]
type Places = Position | list[Places]


class Ill(StrEnum):
    """What can be wrong with a geometry."""

    MISSHAPEN = "misshapen"
    """No geometry of GeoJSON: another type, no numbers, a ring that is open."""
    SWAPPED = "swapped"
    """A latitude beyond the pole that would be a longitude."""
    OUTSIDE = "outside"
    """No degrees at all: metres of a projection."""
    OVERSIZED = "oversized"


class IllShape(ValueError):  # noqa: N818 - said of data, not a defect
    def __init__(self, ill: Ill) -> None:
        super().__init__(ill)
        self.ill = ill


def written(raw: object, most: int, *, lat_first: bool = False) -> str | None:
    """GeoJSON text of at most `most` positions; None of a geometry that is null or empty. Raises
    `IllShape`.
    """
    if raw is None:
        return None
    found = _Reading(most, lat_first).geometry(raw)
    return None if found is None else json.dumps(found, separators=(",", ":"))


@dataclass(slots=True)
class _Reading:
    left: int
    """Positions that may come yet."""
    lat_first: bool

    def geometry(self, raw: object, *, inner: bool = False) -> dict[str, object] | None:
        match raw:
            case {"type": "GeometryCollection", "geometries": list() as parts} if not inner:
                if len(parts) > _PARTS:
                    raise IllShape(Ill.OVERSIZED)
                found = [self.geometry(part, inner=True) for part in parts]
                kept = [part for part in found if part is not None]
                return {"type": "GeometryCollection", "geometries": kept} if kept else None
            case {"type": str() as kind, "coordinates": list() as places} if kind in _DEPTHS:
                if not places:
                    return None
                read = self._places(places, _DEPTHS[kind])
                _whole(kind, read, _DEPTHS[kind])
                return {"type": kind, "coordinates": read}
            case _:
                raise IllShape(Ill.MISSHAPEN)

    def _places(self, raw: object, depth: int) -> Places:
        if not isinstance(raw, list):
            raise IllShape(Ill.MISSHAPEN)
        items = cast("list[object]", raw)
        if depth == 0:
            return self._position(items)
        return [self._places(item, depth - 1) for item in items]

    def _position(self, raw: list[object]) -> Position:
        """Height, where it is there, is left out."""
        self.left -= 1
        if self.left < 0:
            raise IllShape(Ill.OVERSIZED)
        if len(raw) < 2:  # noqa: PLR2004 - a position
            raise IllShape(Ill.MISSHAPEN)
        x, y = (_number(one) for one in raw[:2])
        lon, lat = (y, x) if self.lat_first else (x, y)
        if abs(lon) > _LONGITUDE or abs(lat) > _LATITUDE:
            turned = abs(lat) <= _LONGITUDE and abs(lon) <= _LATITUDE
            raise IllShape(Ill.SWAPPED if turned else Ill.OUTSIDE)
        return round(lon, _DECIMALS), round(lat, _DECIMALS)


def _number(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise IllShape(Ill.MISSHAPEN)
    return float(raw)


def _whole(kind: str, read: Places, depth: int) -> None:
    """Lines have two positions; rings four, of which the last is the first."""
    least = _LEAST.get(kind)
    if least is None:
        return
    lines = [read]
    for _ in range(depth - 1):
        lines = [inner for outer in lines for inner in cast("list[Places]", outer)]
    for line in cast("list[list[Position]]", lines):
        if len(line) < least or (kind.endswith("Polygon") and line[0] != line[-1]):
            raise IllShape(Ill.MISSHAPEN)
