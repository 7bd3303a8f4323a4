from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from defusedxml.ElementTree import fromstring

from services.connectors.wms.image import header
from services.simulation.systems.maps.ground import areas
from tests.unit.simulation.asked import ask, fits, real, recorded, refused, said
from tests.unit.simulation.shapes import shape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


# MapServer 8.4


@pytest.mark.parametrize("layer", ["bts", "buu-cuc", "truyen-thanh", "ioc"])
def test_items_of_a_collection_are_those_of_a_real_mapserver(layer: str) -> None:
    told = said(f"/map/ogc/collections/{layer}/items", f="json", limit="5", offset="2")
    recorded = shape([real("mapserver_ogcapi_items.json")])
    fits(told, recorded, "features[].properties.*")
    one = said(f"/map/ogc/collections/{layer}/items/{layer}-003", f="json")
    fits(one, shape([real("mapserver_ogcapi_item.json")]), "properties.*")
    for feature in told["features"]:
        assert {type(value) for value in feature["properties"].values()} == {str}
        east, north = feature["geometry"]["coordinates"]
        [home] = [area for area in areas() if area.name == feature["properties"]["don_vi"]]
        assert home.holds((east, north))


def test_pages_of_the_map_server_s_api_are_those_of_a_real_one() -> None:
    fits(said("/map/ogc"), shape([real("mapserver_ogcapi_landing.json")]))
    fits(said("/map/ogc/collections"), shape([real("mapserver_ogcapi_collections.json")]))
    error = shape([real("mapserver_ogcapi_error.json")])
    fits(said("/map/ogc/collections/nope"), error)
    fits(said("/map/ogc/collections/bts/items", limit="x"), error)
    fits(said("/map/ogc/collections/bts/items", bbox="1,2"), error)
    for status in (401, 403, 429, 500):
        fits(json.loads(refused("/map/ogc/collections", status).body), error)
    inside = said("/map/ogc/collections/bts/items", limit="1000", bbox="108.3,11.8,108.6,12.1")
    assert 0 < inside["numberMatched"] == len(inside["features"]) < 400


def outline(text: bytes) -> tuple[str, dict[str, str], list[Any]]:
    """An XML answer without its words: names and attributes that don't vary."""

    def of(element: Element) -> tuple[str, dict[str, str], list[Any]]:
        kept = {"exceptionCode", "locator", "version", "code"}
        worn = {name: one for name, one in element.attrib.items() if name in kept}
        return element.tag, worn, [of(child) for child in element]

    return of(fromstring(text))


WFS = {"service": "WFS", "version": "2.0.0"}
WMS = {"service": "WMS", "version": "1.3.0"}


def test_a_wfs_answers_as_a_real_mapserver_does() -> None:
    asked = {**WFS, "request": "GetFeature", "typeNames": "ms:bts"}
    told = said("/map/wfs", **asked, outputFormat="application/json; subtype=geojson", count="2")
    fits(told, shape([real("mapserver_wfs_geojson.json")]), "features[].properties.*")
    assert told["numberMatched"] == 400
    hits = fromstring(ask("/map/wfs", **asked, resultType="hits").body)
    known = fromstring(recorded("mapserver_wfs_hits.xml"))
    assert hits.tag == known.tag
    assert {name for name in known.attrib if "}" not in name} == set(hits.attrib)
    wrong = ask("/map/wfs", **{**asked, "typeNames": "nope"})
    assert wrong.status == 400
    assert outline(wrong.body) == outline(recorded("mapserver_wfs_exception.xml"))


def test_what_a_wfs_says_of_itself_lies_where_mapserver_says_it() -> None:
    told, known = (
        places(fromstring(text))
        for text in (
            ask("/map/wfs", **WFS, request="GetCapabilities").body,
            recorded("mapserver_wfs_capabilities.xml"),
        )
    )
    assert told <= known | {"WFS_Capabilities/FeatureTypeList/FeatureType/OtherCRS"}


def test_a_wms_answers_as_a_real_mapserver_does() -> None:
    told, known = (
        places(fromstring(text))
        for text in (
            ask("/map/wms", **WMS, request="GetCapabilities").body,
            recorded("mapserver_wms_capabilities.xml"),
        )
    )
    assert told <= known
    wrong = ask("/map/wms", **WMS, request="GetMap", layers="nope")
    assert wrong.status == 200
    assert outline(wrong.body) == outline(recorded("mapserver_wms_exception.xml"))


def places(root: Element) -> set[str]:
    """Paths of local names."""

    def below(element: Element, path: str) -> set[str]:
        here = f"{path}/{element.tag.rpartition('}')[2]}".lstrip("/")
        return {here}.union(*(below(child, here) for child in element))

    return below(root, "")


@pytest.mark.parametrize(
    ("crs", "bbox"),
    [
        ("EPSG:4326", "11.2,107.2,12.4,108.8"),
        ("CRS:84", "107.2,11.2,108.8,12.4"),
        ("EPSG:3857", "11933449.4,1253800.0,12111561.0,1391000.0"),
        ("CRS:84", "-170,-80,170,80"),
        ("CRS:84", "108.4,11.9,108.4001,11.9001"),
    ],
)
def test_a_map_is_a_whole_picture_in_each_system(crs: str, bbox: str) -> None:
    wanted = {"layers": "don-vi,bts,ioc", "crs": crs, "bbox": bbox, "width": "320", "height": "240"}
    body = ask("/map/wms", **WMS, request="GetMap", format="image/png", **wanted).body
    found = header(body)
    assert (found.media_type, found.width, found.height) == ("image/png", 320, 240)


def test_wrong_maps_are_reports() -> None:
    good = {
        **WMS,
        "request": "GetMap",
        "layers": "bts",
        "crs": "CRS:84",
        "bbox": "107,11,109,13",
        "width": "8",
        "height": "8",
    }
    assert ask("/map/wms", **good).body.startswith(b"\x89PNG")
    for wrong in (
        {"crs": "EPSG:9999"},
        {"bbox": "1,2,3"},
        {"bbox": "9,9,1,1"},
        {"width": "5000"},
        {"height": "x"},
        {"format": "image/gif"},
        {"request": "Nope"},
    ):
        assert b"<ServiceException" in ask("/map/wms", **{**good, **wrong}).body


def test_the_schematic_is_a_file_with_figures_of_each_unit() -> None:
    answer = ask("/map/don-vi.geojson")
    told = json.loads(answer.body)
    assert {"Last-Modified", "ETag"} <= dict(answer.headers).keys()
    assert len(told["features"]) == 12
    assert sum(one["properties"]["bts"] for one in told["features"]) == 400
