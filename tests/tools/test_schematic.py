"""The schematic maps that the project ships, and the script that draws them."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import shapely

from tools import schematic

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

COUNTS = {"2023": 12, "2024-12": 10, "2025-07": 124}


def drawn(name: str) -> dict[str, BaseGeometry]:
    shown = json.loads((schematic.MAPS / f"so-do-{name}.geojson").read_text(encoding="utf-8"))
    assert shown["caption"] == schematic.CAPTION
    return {one["id"]: shapely.geometry.shape(one["geometry"]) for one in shown["features"]}


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_a_map_has_every_unit_of_its_day_once_and_none_overlap(name: str, count: int) -> None:
    units = drawn(name)
    assert len(units) == count
    assert all(unit.is_valid and unit.area > 0 for unit in units.values())
    whole = shapely.union_all(list(units.values()))
    assert sum(unit.area for unit in units.values()) == pytest.approx(whole.area, rel=0.002)


@pytest.mark.parametrize("name", COUNTS)
def test_a_label_stands_inside_its_unit(name: str) -> None:
    shown = json.loads((schematic.MAPS / f"so-do-{name}.geojson").read_text(encoding="utf-8"))
    for one in shown["features"]:
        at = shapely.Point(one["properties"]["label"])
        assert shapely.geometry.shape(one["geometry"]).contains(at), one["properties"]["name"]


def test_the_three_districts_that_were_joined_make_the_one_that_they_became() -> None:
    before, after = drawn("2023"), drawn("2024-12")
    three = shapely.union_all([before[code] for code, _, _ in schematic.BEFORE])
    assert three.symmetric_difference(after[schematic.MERGED]).area < 0.05 * three.area


def test_the_script_draws_what_is_shipped() -> None:
    known = schematic.wards()
    again = schematic.cells(schematic.of_districts(known, joined=False), schematic.land(known))
    shipped = drawn("2023")
    assert again.keys() == shipped.keys()
    for code, (_, shape) in again.items():
        away = shape.symmetric_difference(shipped[code]).area
        assert away < 0.2 * shape.area, code


def test_codes_are_in_order_so_that_a_new_drawing_differs_only_where_it_must() -> None:
    for name in COUNTS:
        assert all(one < other for one, other in pairwise(drawn(name)))
