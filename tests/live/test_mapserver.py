"""A map server through a wall file alone: its layers over OGC API and WFS, its picture over WMS."""

from __future__ import annotations

import json
import urllib.request
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest

from services.clock import SystemClock
from services.news import Batch, Covers, Outage, Reason
from services.records import Feature, MapPicture, Observation
from tests.live.reading import Wall
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import MapServer

PLACES = {f"T{n}": (round(107.5 + n / 10, 2), round(11.2 + n / 20, 2)) for n in range(5)}

API, WFS, WMS = (
    "connector: ogc_features, url: API",
    "connector: wfs, url: OWS",
    "connector: wms, url: OWS",
)


def collection() -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"ma": name, "ten": f"Trạm {name}", "muc": 10.5 + at},
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
            }
            for at, (name, (lon, lat)) in enumerate(PLACES.items())
        ],
    }


@pytest.fixture
def stations(mapserver: MapServer) -> MapServer:
    mapserver.layers.clear()
    mapserver.layer("tram", collection(), title="Trạm đo mưa")
    return mapserver


def wall(folder: Path, server: MapServer, **sources: str) -> Wall:
    lines = [f"  {name}: {{{settings}}}" for name, settings in sources.items()]
    text = "\n".join(["wall: 1", "sources:", *lines, ""])
    return Wall(folder, text.replace("OWS", server.ows).replace("API", server.ogcapi))


def places(features: list[Feature]) -> dict[str, tuple[float, ...]]:
    """By the property that names each, whatever its id."""
    return {
        dict(one.props)["ma"]: tuple(json.loads(one.geometry or "{}")["coordinates"])
        for one in features
    }


def test_both_services_give_the_layer_that_the_server_was_given(
    stations: MapServer, tmp_path: Path
) -> None:
    made = wall(tmp_path, stations, api=API, wfs=WFS)
    for source in ("api", "wfs"):
        batch = made.answered(source)
        features = made.records(source, Feature)
        assert places(features) == PLACES
        assert {one.layer for one in features} == {"tram"}
        assert (batch.covers, batch.missing, batch.notes) == (Covers.ALL, None, ())


@pytest.mark.parametrize("settings", [API, WFS])
def test_pages_are_followed_and_what_is_cut_off_is_counted_as_the_server_counts(
    settings: str, stations: MapServer, tmp_path: Path
) -> None:
    paged = f"{settings}, size: 2"
    made = wall(tmp_path, stations, whole=paged, cut=f"{paged}, max_pages: 1")
    assert places(made.records("whole", Feature)) == PLACES
    cut = made.answered("cut")
    assert (len(cut.records), cut.covers, cut.missing) == (2, Covers.PART, 3)


@pytest.mark.parametrize("settings", [API, WFS])
def test_a_box_is_asked_for_in_the_order_that_the_server_reads(
    settings: str, stations: MapServer, tmp_path: Path
) -> None:
    made = wall(tmp_path, stations, part=f"{settings}, bbox: [107.45, 11.1, 107.65, 11.9]")
    assert set(places(made.records("part", Feature))) == {"T0", "T1"}


def test_figures_come_out_of_properties(stations: MapServer, tmp_path: Path) -> None:
    made = wall(
        tmp_path,
        stations,
        wfs="connector: wfs, url: OWS, fid: ma, observations: {indicator: \"'muc'\","
        " value: properties.muc, labels: '{ma: properties.ma}'}",
    )
    figures = {dict(one.labels)["ma"]: one.value for one in made.records("wfs", Observation)}
    assert {name: float(value or 0) for name, value in figures.items()} == {
        f"T{n}": 10.5 + n for n in range(5)
    }
    assert {one.fid for one in made.records("wfs", Feature)} == set(PLACES)


def test_a_picture_is_the_one_that_the_server_draws(stations: MapServer, tmp_path: Path) -> None:
    box = "bbox: [107, 11, 109, 12], width: 200"
    made = wall(
        tmp_path,
        stations,
        alone=WMS,
        degrees=f"connector: wms, url: OWS, layers: [tram], crs: EPSG:4326, {box}",
        jpeg=f"connector: wms, url: OWS, layers: [tram], format: image/jpeg, {box}",
    )
    (picture,) = made.records("degrees", MapPicture)
    question = (
        "?service=WMS&version=1.3.0&request=GetMap&layers=tram&styles=&crs=EPSG:4326"
        "&bbox=11,107,12,109&width=200&height=100&format=image/png&transparent=TRUE"
    )
    with urllib.request.urlopen(stations.ows + question, timeout=10) as answer:
        assert b64decode(picture.content) == answer.read()
    assert (picture.width, picture.height, picture.media_type) == (200, 100, "image/png")
    (alone,) = made.records("alone", MapPicture)
    assert (alone.layer, alone.title, alone.crs) == ("tram", "Trạm đo mưa", "EPSG:3857")
    (jpeg,) = made.records("jpeg", MapPicture)
    assert jpeg.media_type == "image/jpeg"
    assert made.records("degrees", MapPicture) == [picture]


def test_what_the_server_refuses_is_said_in_its_words(stations: MapServer, tmp_path: Path) -> None:
    fixed = "bbox: [107, 11, 109, 12], crs: EPSG:4326, layers: [khong]"
    made = wall(
        tmp_path,
        stations,
        wms=f"connector: wms, url: OWS, {fixed}",
        wfs="connector: wfs, url: OWS, typenames: [khong]",
        api="connector: ogc_features, url: API, collections: [khong]",
    )
    assert "Invalid layer" in str(dict(made.refused("wms").words.values)["why"])
    assert "ms:tram" in str(dict(made.refused("wfs").remedy.values)["names"])  # type: ignore[union-attr]  # fails where there is none
    assert made.refused("api").reason is Reason.REFUSED


def test_a_killed_map_server_is_an_outage_until_it_stands_again(
    stations: MapServer, tmp_path: Path
) -> None:
    made = wall(
        tmp_path,
        stations,
        api=API,
        wfs=WFS,
        wms=WMS,
    )
    stations.kill()
    silent = [one for one in made.news().values() if isinstance(one, Outage)]
    assert [one.reason for one in silent] == [Reason.UNREACHABLE] * 3
    stations.start()
    assert [type(one) for one in made.news().values()] == [Batch] * 3


@pytest.mark.parametrize(
    ("path", "connector"),
    [
        ("/maps/wall/ogcapi", "ogc_features"),
        ("/maps/wall/ogcapi/collections", "ogc_features"),
        ("/maps/wall/ogcapi/collections/tram/items?f=json", "ogc_features"),
        ("/ows", "wfs"),
        ("/ows?SERVICE=WFS&REQUEST=GetCapabilities", "wfs"),
        ("/ows?service=WMS", "wms"),
    ],
)
def test_probe_knows_each_service_and_names_its_layers(
    path: str, connector: str, stations: MapServer, capsys: pytest.CaptureFixture[str]
) -> None:
    status = obey(["probe", stations.url + path], SystemClock())
    captured = capsys.readouterr()
    assert status == 0, captured.err
    assert f"connector: {connector}\n" in captured.out
    assert "tram (Trạm đo mưa)" in captured.out
