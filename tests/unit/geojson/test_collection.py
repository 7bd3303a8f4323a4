from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.geojson import GeoJson
from services.door import SourceError
from services.geojson import Page, normalise
from services.news import Reason
from services.records import Feature, Observation

if TYPE_CHECKING:
    from collections.abc import Callable


def settings(**more: Any) -> GeoJson:
    return GeoJson.model_validate({"connector": "geojson", "url": "http://x/xa.geojson", **more})


def feature(lon: float = 108, lat: float = 11, **more: Any) -> dict[str, Any]:
    shape = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": 1, "properties": {"ten": "A"}, "geometry": shape, **more}


def read(*features: object, layer: str | None = None, whole: Any = None, **more: Any) -> Page:
    payload = {"type": "FeatureCollection", "features": features, **(whole or {})}
    return normalise(settings(**more), json.dumps(payload).encode(), layer)


def only(*features: object, **more: Any) -> Feature:
    (found,) = read(*features, **more).records
    assert isinstance(found, Feature)
    return found


def refused(payload: object, **more: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        normalise(settings(**more), json.dumps(payload).encode(), None)
    return caught.value


@pytest.mark.parametrize("name", ["qgis_wfs.json", "mapserver_wfs_geojson.json"])
def test_recorded_features_are_read(name: str, recording: Callable[[str], bytes]) -> None:
    page = normalise(settings(fid="id"), recording(name).partition(b"\n\n200")[0], "diem")
    first, second = page.records
    assert isinstance(first, Feature)
    assert isinstance(second, Feature)
    assert first.fid in {"diem.1", "1"}
    assert dict(first.props)["ten"] == "Trạm đo mưa Cẩm Xuyên"
    assert first.geometry == '{"type":"Point","coordinates":[106.0,18.25]}'
    assert page.notes == ()
    assert not page.partial


def test_recorded_items_of_an_ogc_api_link_to_the_next_page(
    recording: Callable[[str], bytes],
) -> None:
    body = recording("mapserver_ogcapi_items.json").partition(b"\n\n200")[0]
    page = normalise(settings(), body, "diem")
    assert (page.items, page.matched) == (1, 2)
    assert (page.next or "").endswith("items?f=json&limit=1&offset=1")


def test_an_id_goes_before_the_declared_property_and_that_before_the_content() -> None:
    named = {"ma": "X1", "ten": "A"}
    assert only(feature(properties=named), fid="ma").fid == "1"
    unnamed = {key: value for key, value in feature(properties=named).items() if key != "id"}
    assert only(unnamed, fid="ma").fid == "X1"
    assert only(unnamed).fid == only(unnamed).fid
    moved = {**unnamed, "geometry": {"type": "Point", "coordinates": [109, 11]}}
    assert only(moved).fid != only(unnamed).fid
    assert only(unnamed).uid == f"features|{only(unnamed).fid}"


def test_a_layer_is_called_as_declared_else_as_it_calls_itself() -> None:
    assert only(feature(), whole={"name": "tram"}).layer == "tram"
    assert only(feature(), whole={"name": "tram"}, layer="diem").layer == "diem"


def test_two_of_one_key_are_one_and_said() -> None:
    page = read(feature(), feature())
    assert len(page.records) == 1
    assert page.notes[0].text == "{count} mục trùng khóa với mục khác"


def test_properties_are_plain_and_chosen() -> None:
    dirty = {"ten": "A\u202e\x00B", "loai": "x", "sau": {"a": 1}, "trong": None, "so": 1.50}
    assert dict(only(feature(properties=dirty)).props) == {"ten": "AB", "loai": "x", "so": "1.5"}
    assert dict(only(feature(properties=dirty), props=["loai", "khong"]).props) == {"loai": "x"}
    assert only(feature(properties=None)).props == ()


def test_a_bad_shape_goes_and_its_feature_stays() -> None:
    bad = feature(id=2, geometry={"type": "Polygon", "coordinates": [[[1, 2]]]})
    page = read(feature(), bad)
    assert [getattr(one, "geometry", None) is None for one in page.records] == [False, True]
    assert "không đúng GeoJSON" in page.notes[0].text
    assert not page.partial


def test_a_layer_whose_every_place_is_swapped_is_wrong_and_says_the_remedy() -> None:
    payload = {"type": "FeatureCollection", "features": [feature(11, 108), feature(12, 107, id=2)]}
    error = refused(payload)
    assert error.reason is Reason.MALFORMED
    assert error.remedy is not None
    assert "axes: lat_lon" in error.remedy.text
    assert only(feature(11, 108), axes="lat_lon").geometry is not None
    page = read(feature(), feature(11, 108, id=2))
    assert "đổi chỗ" in page.notes[0].text


def test_metres_are_told_from_degrees() -> None:
    error = refused({"type": "FeatureCollection", "features": [feature(595_000, 1_320_000)]})
    assert "VN-2000" in error.words.text


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"]
)
def test_degrees_of_wgs84_are_read_by_any_of_their_names(name: str) -> None:
    crs = {"crs": {"type": "name", "properties": {"name": name}}}
    assert only(feature(), whole=crs).geometry


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::9218", "EPSG:3857"])
def test_another_reference_system_is_refused_by_its_name(name: str) -> None:
    crs = {"crs": {"type": "name", "properties": {"name": name}}}
    error = refused({"type": "FeatureCollection", "features": [feature()], **crs})
    assert dict(error.words.values)["crs"] == name


@pytest.mark.parametrize(
    ("payload", "part"),
    [
        ([], "không phải GeoJSON"),
        ({"features": []}, "không phải GeoJSON"),
        ({"type": "FeatureCollection", "features": {}}, "không phải GeoJSON"),
        ({"type": "Topology", "objects": {}}, "TopoJSON"),
        ({"code": "NotFound", "description": "Invalid collection."}, "Nguồn báo lỗi"),
    ],
)
def test_other_json_is_called_what_it_is(payload: object, part: str) -> None:
    assert part in refused(payload).words.text


def test_one_feature_or_one_shape_is_a_layer_too() -> None:
    for payload in (feature(), {"type": "Point", "coordinates": [108, 11]}):
        page = normalise(settings(), json.dumps(payload).encode(), "l")
        assert len(page.records) == 1


def test_figures_are_read_out_of_features() -> None:
    mapping = {"indicator": "'muc'", "value": "properties.muc", "territory": "properties.xa"}
    page = read(
        feature(properties={"muc": "12.5", "xa": "A"}),
        feature(id=2, properties={"muc": "?", "xa": "B"}),
        observations=mapping,
    )
    figures = [one for one in page.records if isinstance(one, Observation)]
    assert [(one.value, one.territory) for one in figures] == [(Decimal("12.5"), "A"), (None, "B")]


def test_a_time_without_its_zone_is_said() -> None:
    page = read(feature(properties={"luc": "2026-11-24 09:00"}), at="luc")
    assert page.records[0].at is None
    assert {note.text for note in page.notes} >= {"Không đọc được giờ của {count} đối tượng"}
    again = read(feature(properties={"luc": "2026-11-24 09:00"}), at="luc", zone="Asia/Ho_Chi_Minh")
    assert again.records[0].at is not None


def test_what_is_beyond_the_room_is_counted() -> None:
    payload = {"type": "FeatureCollection", "features": [feature(id=n) for n in range(10)]}
    page = normalise(settings(), json.dumps(payload).encode(), "l", room=4)
    assert (len(page.records), page.items, page.partial) == (4, 10, True)


def test_items_that_are_no_features_make_a_part() -> None:
    page = read(feature(), 7, {"type": "Tile"})
    assert page.partial
    assert "không phải đối tượng" in page.notes[0].text


@given(st.binary(max_size=60), st.integers(0, 200))
def test_mangled_answers_are_malformed_and_nothing_else(noise: bytes, at: int) -> None:
    body = json.dumps(
        {"type": "FeatureCollection", "features": [feature(), feature(id=2)]}
    ).encode()
    reasons = {Reason.MALFORMED}
    try:
        normalise(settings(), body[:at] + noise + body[at:], None)
    except SourceError as error:
        reasons.add(error.reason)
    assert reasons <= {Reason.MALFORMED, Reason.REFUSED}
