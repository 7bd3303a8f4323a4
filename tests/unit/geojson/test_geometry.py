from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.geojson.geometry import Ill, IllShape, written

RING = [[108, 11], [109, 11], [109, 12], [108, 11]]


def ill(raw: object, most: int = 100, **more: Any) -> Ill:
    with pytest.raises(IllShape) as caught:
        written(raw, most, **more)
    return caught.value.ill


@pytest.mark.parametrize(
    "raw",
    [
        {"type": "Point", "coordinates": [108.5, 11.5]},
        {"type": "MultiPoint", "coordinates": [[108.5, 11.5], [108.0, 11.0]]},
        {"type": "LineString", "coordinates": [[108.5, 11.5], [108.0, 11.0]]},
        {"type": "Polygon", "coordinates": [RING]},
        {"type": "MultiPolygon", "coordinates": [[RING]]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [108.5, 11.5]}]},
    ],
)  # fmt: skip
def test_a_shape_of_every_kind_comes_back_as_it_was(raw: dict[str, Any]) -> None:
    assert json.loads(written(_decimal(raw), 100) or "") == raw


def _decimal(raw: object) -> object:
    return json.loads(json.dumps(raw), parse_float=Decimal)


def test_heights_go_and_a_centimetre_is_enough() -> None:
    raw = {"type": "Point", "coordinates": [Decimal("108.123456789012"), 11, 1500]}
    assert written(raw, 1) == '{"type":"Point","coordinates":[108.1234568,11.0]}'


@pytest.mark.parametrize("raw", [None, {"type": "Point", "coordinates": []}])
def test_no_shape_is_no_fault(raw: object) -> None:
    assert written(raw, 1) is None


@pytest.mark.parametrize(
    "raw",
    [
        "Point",
        {},
        {"type": "Point"},
        {"type": "Circle", "coordinates": [108, 11]},
        {"type": "Point", "coordinates": [108]},
        {"type": "Point", "coordinates": ["108", "11"]},
        {"type": "Point", "coordinates": [True, 11]},
        {"type": "Point", "coordinates": [None, 11]},
        {"type": "Point", "coordinates": [[108, 11]]},
        {"type": "LineString", "coordinates": [[108, 11]]},
        {"type": "Polygon", "coordinates": RING},
        {"type": "Polygon", "coordinates": [RING[:3]]},
        {"type": "Polygon", "coordinates": [[*RING[:3], [107, 10]]]},
        {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": []}]},
    ],
)  # fmt: skip
def test_what_is_no_geometry_is_misshapen(raw: object) -> None:
    assert ill(raw) is Ill.MISSHAPEN


def test_swapped_coordinates_are_told_from_metres() -> None:
    assert ill({"type": "Point", "coordinates": [11, 108]}) is Ill.SWAPPED
    assert ill({"type": "Point", "coordinates": [595_000, 1_320_000]}) is Ill.OUTSIDE
    raw = {"type": "Point", "coordinates": [11, 108]}
    assert written(raw, 1, lat_first=True) == '{"type":"Point","coordinates":[108.0,11.0]}'


def test_a_shape_of_too_many_positions_is_not_read_to_its_end() -> None:
    line = {"type": "LineString", "coordinates": [[108, 11]] * 1001}
    assert ill(line, most=1000) is Ill.OVERSIZED
    many = {
        "type": "GeometryCollection",
        "geometries": [{"type": "Point", "coordinates": []}] * 2000,
    }
    assert ill(many) is Ill.OVERSIZED


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.fixed_dictionaries(
            {"type": st.sampled_from(["Point", "Polygon", "GeometryCollection", "x"])},
            optional={"coordinates": inner, "geometries": inner},
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_no_json_raises_anything_else(raw: object) -> None:
    try:
        found = written(raw, 50)
    except IllShape:
        return
    assert found is None or json.loads(found)["type"]
