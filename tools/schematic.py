"""Draws the province's schematic maps again: `python -m tools.schematic`. Look at them before you commit.

The boundaries are no surveyed ones: Voronoi cells of the points of all wards and communes in and around the
province (PyPI package vietnamadminunits, MIT), joined by unit, cut where no ward's box reaches (the sea), and
simplified together, so that neighbours keep one common line. Every map says so in its caption.

    resources/maps/so-do-2023.geojson     12 districts, until 30/11/2024
    resources/maps/so-do-2024-12.geojson  10 districts, until 30/6/2025
    resources/maps/so-do-2025-07.geojson  124 communes of the merged province, since 1/7/2025
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, box, mapping

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAPS = Path("resources/maps")
CAPTION = "Sơ đồ, không có giá trị pháp lý về địa giới"
AROUND = (106.0, 10.0, 110.0, 13.6)
"""West, south, east, north, in degrees: the seeds that shape the province's own cells."""
GAP = 0.14
"""Degrees: gaps up to twice as wide between the wards' boxes are land of wards without a box of their own."""
COAST = 0.015
"""Degrees by which the corners of the wards' boxes are rounded."""
TOLERANCE = {"2023": 0.012, "2024-12": 0.012, "2025-07": 0.006}
"""Degrees: about 1.3 km, which a map on a wall doesn't show."""
DAYS = {
    "2023": ("2010-04-08", "2024-11-30"),
    "2024-12": ("2024-12-01", "2025-06-30"),
    "2025-07": ("2025-07-01", None),
}
"""The first and the last day of each set of units."""
DIGITS = 4

PROVINCES = ("68", "60", "67")
"""Lâm Đồng, Bình Thuận and Đắk Nông, which are one province since 1/7/2025."""
PROVINCE = "68"
MERGED = "682"
"""The district that three districts became on 1/12/2024. The package knows it alone; its wards' codes still
tell which of the three each of them belonged to.
"""
BEFORE = (("681", 25096, 25117), ("682", 25126, 25156), ("683", 25159, 25192))
NAMES = {"681": "Huyện Đạ Huoai", "682": "Huyện Đạ Tẻh", "683": "Huyện Cát Tiên"}
LABELS = {"681": (107.631, 11.4413), "682": (107.5294, 11.5928), "683": (107.3575, 11.6783)}
"""A point inside each of the three, where the package gives most of their wards none of their own."""

LEGACY = (
    "SELECT provinceCode, districtCode, district, wardCode, wardLat, wardLon, wardBounds,"
    " districtLat, districtLon FROM admin_units_legacy WHERE wardLat IS NOT NULL"
)
NEW = "SELECT provinceCode, wardCode, ward, wardLat, wardLon FROM admin_units WHERE wardLat IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Seed:
    unit: str | None
    """The code of the unit of the map to which its cell belongs; None: another province."""
    name: str
    at: Point


@dataclass(frozen=True, slots=True)
class Ward:
    province: str
    district: str
    name: str
    """Of the district."""
    code: str
    at: Point
    reach: Polygon


def rows(query: str) -> list[tuple[str, ...]]:
    source = files("vietnamadminunits") / "data" / "dataset.db"
    with (
        as_file(source) as path,
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as known,
    ):
        return list(known.execute(query))


def wards() -> list[Ward]:
    """Those around that have a point of their own, and not their district's."""
    found: list[Ward] = []
    for province, district, name, code, lat, lon, bounds, district_lat, district_lon in rows(
        LEGACY
    ):
        south, west, north, east = (
            float(part) for corner in bounds.split(" – ") for part in corner.split(",")
        )
        at = Point(float(lon), float(lat))
        if (lat, lon) != (district_lat, district_lon) and box(*AROUND).contains(at):
            found.append(Ward(province, district, name, code, at, box(west, south, east, north)))
    return found


def district(ward: Ward, *, joined: bool) -> tuple[str, str]:
    """Code and name of the district of a ward of the province, before or after three were joined."""
    if ward.district != MERGED or joined:
        return ward.district, ward.name
    code = next(code for code, first, last in BEFORE if first <= int(ward.code) <= last)
    return code, NAMES[code]


def of_districts(known: list[Ward], *, joined: bool) -> list[Seed]:
    seeds: list[Seed] = []
    for ward in known:
        own = ward.province == PROVINCE
        code, name = district(ward, joined=joined) if own else (None, "")
        seeds.append(Seed(code, name, ward.at))
    merged = next(ward.name for ward in known if ward.district == MERGED)
    for code, (lon, lat) in LABELS.items():
        unit, name = (MERGED, merged) if joined else (code, NAMES[code])
        seeds.append(Seed(unit, name, Point(lon, lat)))
    return seeds


def of_communes() -> list[Seed]:
    return [
        Seed(code if province == PROVINCE else None, name, at)
        for province, code, name, lat, lon in rows(NEW)
        if box(*AROUND).contains(at := Point(float(lon), float(lat)))
    ]


def land(known: list[Ward]) -> BaseGeometry:
    """Where wards are, by their boxes: a coast line, roughly. Boxes much larger than a ward are a
    district's or a province's.
    """
    largest = 0.2
    boxes = [ward.reach for ward in known if ward.reach.area < largest * largest]
    closed = shapely.union_all(boxes).buffer(GAP).buffer(-GAP)
    return closed.buffer(-COAST).buffer(COAST)


def cells(seeds: list[Seed], ground: BaseGeometry) -> dict[str, tuple[str, BaseGeometry]]:
    """By unit: its name, and the union of its seeds' cells."""
    apart = {(seed.at.x, seed.at.y): seed for seed in seeds}
    points = MultiPoint(list(apart))
    drawn = shapely.voronoi_polygons(points, extend_to=box(*AROUND), ordered=True)
    parts: dict[str, list[BaseGeometry]] = {}
    names: dict[str, str] = {}
    for seed, cell in zip(apart.values(), drawn.geoms, strict=True):
        if seed.unit is not None:
            parts.setdefault(seed.unit, []).append(cell)
            names[seed.unit] = seed.name
    return {
        unit: (names[unit], shapely.union_all(several).intersection(ground))
        for unit, several in sorted(parts.items())
    }


def simplified(units: dict[str, tuple[str, BaseGeometry]], tolerance: float) -> list[MultiPolygon]:
    """Neighbours keep their common line; of a unit in pieces only what is worth drawing stays."""
    whole = [shape for _, shape in units.values()]
    return [largest(shape) for shape in shapely.coverage_simplify(whole, tolerance)]


def largest(shape: BaseGeometry) -> MultiPolygon:
    pieces = [piece for piece in shapely.get_parts(shape) if isinstance(piece, Polygon)]
    most = max(piece.area for piece in pieces)
    return MultiPolygon([piece for piece in pieces if piece.area > most / 20])


def collection(name: str, units: dict[str, tuple[str, BaseGeometry]]) -> dict[str, object]:
    features = []
    shapes = simplified(units, TOLERANCE[name])
    for (code, (title, _)), shape in zip(units.items(), shapes, strict=True):
        label = shapely.maximum_inscribed_circle(shape, 0.001).coords[0]
        features.append(
            {
                "type": "Feature",
                "id": code,
                "properties": {
                    "code": code,
                    "name": title,
                    "label": [round(value, DIGITS) for value in label],
                },
                "geometry": rounded(shape),
            }
        )
    first, last = DAYS[name]
    return {
        "type": "FeatureCollection",
        "caption": CAPTION,
        "from": first,
        "to": last,
        "features": features,
    }


def rounded(shape: BaseGeometry) -> object:
    written = json.dumps(mapping(shape))
    return json.loads(written, parse_float=lambda text: round(float(text), DIGITS))


def main() -> int:
    known = wards()
    ground = land(known)
    maps = {
        "2023": cells(of_districts(known, joined=False), ground),
        "2024-12": cells(of_districts(known, joined=True), ground),
        "2025-07": cells(of_communes(), ground),
    }
    MAPS.mkdir(exist_ok=True)
    for name, units in maps.items():
        text = json.dumps(collection(name, units), ensure_ascii=False, separators=(",", ":"))
        (MAPS / f"so-do-{name}.geojson").write_text(text + "\n", encoding="utf-8")
        print(f"so-do-{name}.geojson: {len(units)} units, {len(text) // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
