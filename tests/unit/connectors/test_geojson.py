from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.connectors.geojson import CONNECTOR, GeoJson
from services.door import Answer, SourceError
from services.draft import Certainty, Met
from services.json_text import read_json
from services.news import Covers, Reason
from services.phrase import phrase
from services.records import Feature
from services.validators import NONE
from tests.unit.connectors.conftest import NOW, ScriptedDoor

if TYPE_CHECKING:
    from collections.abc import Callable

TWO = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": n, "properties": {"ten": f"Xã {n}", "dan": 1000 + n}, "geometry": None}
            for n in (1, 2)
        ],
    }
).encode()  # fmt: skip


def settings(**more: Any) -> GeoJson:
    return GeoJson.model_validate(
        {"connector": "geojson", "url": "http://x/ban%20do/xa.geojson", **more}
    )


def test_a_layer_is_whole_and_called_by_its_file_where_it_has_no_name() -> None:
    door = ScriptedDoor(
        lambda _: (TWO, {"etag": '"a"', "last-modified": "Tue, 24 Nov 2026 01:00:00 GMT"})
    )
    answered = CONNECTOR.ask(settings(), door, None)
    assert answered.covers is Covers.ALL
    assert [one.uid for one in answered.records] == ["xa|1", "xa|2"]
    assert answered.at is not None
    again = ScriptedDoor(lambda _: None)
    unchanged = CONNECTOR.ask(settings(), again, answered.cursor)
    assert unchanged.unchanged
    assert ("If-None-Match", '"a"') in again.asked[0].headers


def test_a_layer_beyond_the_bound_is_a_part_and_says_how_much_it_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("services.connectors.geojson.MOST", 1)
    answered = CONNECTOR.ask(settings(), ScriptedDoor(lambda _: TWO), None)
    assert (answered.covers, answered.missing, answered.cursor) == (Covers.PART, 1, NONE)


def test_a_large_layer_is_read_aside() -> None:
    payload = json.loads(TWO)
    payload["features"][0]["properties"]["chu"] = "x" * (2 * 1024 * 1024)
    answered = CONNECTOR.ask(settings(), ScriptedDoor(lambda _: json.dumps(payload).encode()), None)
    (first, _) = answered.records
    assert isinstance(first, Feature)
    assert len(dict(first.props)["chu"]) == 500


def test_a_fault_of_the_whole_layer_keeps_its_remedy_through_the_worker() -> None:
    shape = {"type": "Point", "coordinates": [11, 108]}
    one = {
        "type": "Feature",
        "id": 1,
        "properties": {"chu": "x" * (2 * 1024 * 1024)},
        "geometry": shape,
    }
    body = json.dumps({"type": "FeatureCollection", "features": [one]}).encode()
    with pytest.raises(SourceError) as caught:
        CONNECTOR.ask(settings(), ScriptedDoor(lambda _: body), None)
    assert caught.value.reason is Reason.MALFORMED
    assert caught.value.remedy == phrase("nguồn ghi vĩ độ trước kinh độ: khai axes: lat_lon")


@pytest.mark.parametrize(
    "given",
    [
        {"url": "", "file": None},
        {"file": "xa.geojson"},
        {"url": "", "file": "xa.geojson", "auth": {"bearer": "${env:X}"}},
    ],
)
def test_a_layer_is_read_from_one_place(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(**given)


def _met(body: bytes, address: str = "http://x/xa.geojson") -> Met:
    answer = Answer(status=200, headers={}, body=body, asked=NOW, received=NOW, url=address)
    return Met(address=address, outcome=answer)


def test_probe_names_a_layer_its_properties_and_what_makes_an_id(
    recording: Callable[[str], bytes],
) -> None:
    door = ScriptedDoor(lambda _: b"")
    draft = CONNECTOR.recognise(_met(recording("mapserver_wfs_geojson.json")), door)
    assert draft is not None
    assert draft.certainty is Certainty.DECLARED
    assert draft.settings["fid"] == "id"
    said = "\n".join(remark.words.text for remark in draft.remarks)
    assert "{names}" in said
    assert any("properties.muc" in choice for one in draft.remarks for choice in one.choices)
    assert door.asked == []


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"type": "Point"}', b"<html>", b"", b"\xff\xfe{"])
def test_probe_takes_nothing_else_for_a_layer(body: bytes) -> None:
    assert CONNECTOR.recognise(_met(body), ScriptedDoor(lambda _: b"")) is None


def test_the_recordings_are_whole(recording: Callable[[str], bytes]) -> None:
    assert read_json(recording("qgis_wfs.json"))
