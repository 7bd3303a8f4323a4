from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.wfs import CONNECTOR, Wfs
from services.connectors.wfs.capabilities import capabilities, counted, geojson_of
from services.door import Answer, SourceError
from services.draft import Advice, Certainty, Draft, Met
from services.news import Answered, Covers, Reason
from tests.unit.connectors.conftest import NOW, ScriptedDoor

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.door import Request

FORMAT = "application/json; subtype=geojson"
EMPTY = b'{"type": "FeatureCollection", "features": []}'


def settings(**more: Any) -> Wfs:
    return Wfs.model_validate({"connector": "wfs", "url": "http://nguon.example/ows", **more})


def described(
    *names: str,
    formats: str = f"<o:Value>{FORMAT}</o:Value>",
    crs: str = "urn:ogc:def:crs:EPSG::4326",
) -> bytes:
    types = "".join(
        f"<FeatureType><Name>ms:{name}</Name><Title>Lớp {name}</Title>"
        f"<DefaultCRS>{crs}</DefaultCRS></FeatureType>"
        for name in names
    )
    return (
        '<w:WFS_Capabilities xmlns:w="http://www.opengis.net/wfs/2.0" xmlns:o="http://www.opengis.net/ows/1.1"'
        ' version="2.0.0"><o:ServiceIdentification><o:Title>Bản đồ</o:Title></o:ServiceIdentification>'
        f'<o:OperationsMetadata><o:Operation name="GetFeature"><o:Parameter name="outputFormat">{formats}'
        f"</o:Parameter></o:Operation></o:OperationsMetadata><FeatureTypeList>{types}</FeatureTypeList>"
        "</w:WFS_Capabilities>"
    ).encode()  # fmt: skip


def page(*ids: int, matched: int | None = None) -> bytes:
    features: list[dict[str, Any]] = [
        {"type": "Feature", "id": f"d.{n}", "properties": {}, "geometry": None} for n in ids
    ]
    more = {} if matched is None else {"numberMatched": matched}
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def hits(count: object) -> bytes:
    return f'<wfs:FeatureCollection xmlns:wfs="w" numberMatched="{count}" numberReturned="0"/>'.encode()


def asked(answer: Callable[[dict[str, str]], bytes], **more: Any) -> tuple[Answered, ScriptedDoor]:
    door = ScriptedDoor(lambda request: answer(_params(request)))
    return CONNECTOR.ask(settings(**more), door, None), door


def _params(request: Request) -> dict[str, str]:
    return dict(request.params)


def serving(
    pages: dict[int, bytes], count: object = "unknown", **more: Any
) -> Callable[[dict[str, str]], bytes]:
    def answer(params: dict[str, str]) -> bytes:
        if params["request"] == "GetCapabilities":
            return described("diem", **more)
        if params.get("resultType") == "hits":
            return hits(count)
        return pages.get(int(params.get("startIndex", "0")), EMPTY)

    return answer


def test_a_layer_is_read_page_by_page_and_asked_for_in_degrees() -> None:
    answered, door = asked(
        serving({0: page(1, 2), 2: page(3, matched=3)}), size=2, bbox=[107, 11, 108, 12]
    )
    assert [one.uid for one in answered.records] == ["diem|d.1", "diem|d.2", "diem|d.3"]
    assert (answered.covers, answered.missing) == (Covers.ALL, None)
    first = _params(door.asked[1])
    assert first["typeNames"] == "ms:diem"
    assert first["outputFormat"] == FORMAT
    assert first["srsName"] == "urn:ogc:def:crs:EPSG::4326"
    assert first["bbox"] == "11.0,107.0,12.0,108.0,urn:ogc:def:crs:EPSG::4326"


def test_a_server_whose_own_cap_is_smaller_is_asked_how_many_there_are() -> None:
    answered, door = asked(serving({0: page(1, 2), 2: page(3)}, count=3))
    assert len(answered.records) == 3
    assert answered.covers is Covers.ALL
    assert [_params(one).get("resultType") for one in door.asked].count("hits") == 1


def test_what_a_cap_leaves_out_is_counted() -> None:
    answered, _ = asked(serving({0: page(1, 2), 2: page(3, 4)}, count=40), size=2, max_pages=1)
    assert (answered.covers, answered.missing) == (Covers.PART, 38)


def test_a_server_that_repeats_its_first_page_ends_the_walk() -> None:
    repeating = dict.fromkeys(range(9), page(1, 2))
    answered, door = asked(serving(repeating, count=9), size=2)
    assert len(answered.records) == 2
    assert (answered.covers, answered.missing) == (Covers.PART, 7)
    assert len(door.asked) == 4


def test_a_recorded_answer_is_read(recording: Callable[[str], bytes]) -> None:
    answered, _ = asked(serving({0: recording("qgis_wfs.json")}))
    assert [one.uid for one in answered.records] == ["diem|diem.1", "diem|diem.2"]


def test_an_exception_inside_a_200_is_said_in_the_server_s_words(
    recording: Callable[[str], bytes],
) -> None:
    exception = recording("mapserver_wfs_exception.xml").partition(b"\n\n400")[0]
    with pytest.raises(SourceError) as caught:
        asked(serving({0: exception}))
    assert caught.value.reason is Reason.REFUSED
    assert "TYPENAME 'nope'" in str(dict(caught.value.words.values)["why"])


def test_a_layer_that_is_not_there_is_named_beside_those_that_are() -> None:
    with pytest.raises(SourceError) as caught:
        asked(serving({}), typenames=["xa"])
    assert dict(caught.value.words.values)["layer"] == "xa"
    assert caught.value.remedy is not None
    assert dict(caught.value.remedy.values)["names"] == "ms:diem"


def test_a_layer_may_be_named_without_its_prefix() -> None:
    answered, door = asked(serving({0: page(1)}, count=1), typenames=["diem"])
    assert len(answered.records) == 1
    assert _params(door.asked[1])["typeNames"] == "ms:diem"


def test_a_server_without_geojson_says_how_to_get_it() -> None:
    gml = "<o:Value>text/xml; subtype=gml/3.2.1</o:Value>"
    with pytest.raises(SourceError) as caught:
        asked(serving({}, formats=gml))
    assert caught.value.remedy is not None
    assert "OUTPUTFORMAT" in caught.value.remedy.text
    answered, _ = asked(serving({0: page(1)}, count=1, formats=gml), format="geojson")
    assert len(answered.records) == 1


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        (["text/xml", "application/json"], "application/json"),
        (["text/javascript", "application/json", "application/geo+json"], "application/geo+json"),
        (["GML3", "GEOJSON"], "GEOJSON"),
        (["text/javascript"], None),
        ([], None),
    ],
)
def test_geojson_is_known_by_any_of_its_names(offered: list[str], taken: str | None) -> None:
    assert geojson_of(offered) == taken


def test_a_layer_without_degrees_is_asked_for_as_it_is() -> None:
    metres = serving({0: page(1)}, count=1, crs="urn:ogc:def:crs:EPSG::9218")
    _, door = asked(metres)
    assert "srsName" not in _params(door.asked[1])


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (b"<html>", "HTML"),
        (b"", "rỗng"),
        (b"{}", "không phải XML"),
        (b"<WMS_Capabilities/>", "không phải bản mô tả của một WFS"),
        (b"<WFS_Capabilities version='2.0.0'/>", "không công bố lớp nào"),
        (b"<WFS_Capabilities><FeatureTypeList>", "cắt cụt"),
    ],
)
def test_what_is_no_wfs_is_called_so(body: bytes, part: str) -> None:
    with pytest.raises(SourceError) as caught:
        capabilities(body)
    assert part in caught.value.words.text


@pytest.mark.parametrize("count", ["unknown", "", "-1", "9" * 40, "1e3"])
def test_a_count_that_is_none_is_not_known(count: str) -> None:
    assert counted(hits(count)) is None


@given(st.integers(0, 700), st.binary(max_size=40))
def test_mangled_capabilities_are_malformed_or_refused(at: int, noise: bytes) -> None:
    body = described("a", "b")
    reason = None
    try:
        capabilities(body[:at] + noise + body[at:])
    except SourceError as error:
        reason = error.reason
    assert reason in {None, Reason.MALFORMED, Reason.REFUSED}


def _met(address: str, body: bytes = b"") -> Met:
    answer = Answer(status=200, headers={}, body=body, asked=NOW, received=NOW, url=address)
    return Met(address=address, outcome=answer)


@pytest.mark.parametrize(
    "address",
    [
        "http://nguon.example/ows",
        "http://nguon.example/ows?service=WFS&request=GetFeature&typeNames=x",
        "http://nguon.example/ows?SERVICE=wfs",
    ],
)
def test_probe_asks_once_and_lists_the_layers(address: str) -> None:
    door = ScriptedDoor(lambda _: described("a", "b"))
    draft = CONNECTOR.recognise(_met(address), door)
    assert isinstance(draft, Draft)
    assert draft.certainty is Certainty.NAMED
    assert draft.settings["url"] == "http://nguon.example/ows"
    assert "ms:a (Lớp a)" in str(dict(draft.remarks[0].words.values)["names"])
    assert len(door.asked) == 1


def test_probe_keeps_the_project_and_needs_no_question_where_it_met_the_capabilities() -> None:
    door = ScriptedDoor(lambda _: b"")
    met = _met("http://nguon.example/ows?map=/a/b.map&service=WFS", described("a"))
    draft = CONNECTOR.recognise(met, door)
    assert isinstance(draft, Draft)
    assert draft.settings["url"] == "http://nguon.example/ows?map=/a/b.map"
    assert door.asked == []


def test_probe_says_what_a_server_without_geojson_lacks() -> None:
    door = ScriptedDoor(lambda _: described("a", formats=""))
    assert isinstance(CONNECTOR.recognise(_met("http://nguon.example/ows"), door), Advice)


@pytest.mark.parametrize(
    "address",
    ["http://nguon.example/", "http://nguon.example/ows?service=WMS", "http://nguon.example/api"],
)
def test_probe_asks_nothing_of_others(address: str) -> None:
    door = ScriptedDoor(lambda _: b"")
    assert CONNECTOR.recognise(_met(address), door) is None
    assert door.asked == []
