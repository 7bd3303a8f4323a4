from __future__ import annotations

import struct
import zlib
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.connectors.wms import CONNECTOR, Wms
from services.connectors.wms.asking import drawn
from services.connectors.wms.capabilities import capabilities
from services.connectors.wms.image import Header, header
from services.door import Answer, SourceError
from services.draft import Certainty, Met
from services.news import Answered, Covers, Reason
from services.records import PICTURE, MapPicture
from tests.unit.connectors.conftest import NOW, ScriptedDoor

if TYPE_CHECKING:
    from services.door import Request

BOX = (107.0, 11.0, 109.0, 12.0)


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def png(width: int = 4, height: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * min(width, 4)) * min(height, 4))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = 4, height: int = 2) -> bytes:
    frame = struct.pack(">BBHBHHB", 0xFF, 0xC0, 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8\xff\xe0\x00\x04JF" + frame + b"\xff\xda\x00\x02" + b"\0" * 9 + b"\xff\xd9"


def layer(
    name: str,
    systems: str = "<CRS>EPSG:4326</CRS>",
    box: tuple[float, ...] | None = BOX,
    below: str = "",
) -> str:
    edges = zip(("west", "south", "east", "north"), box or (), strict=False)
    bounds = "".join(
        f"<{edge}Bound{'Longitude' if edge in ('west', 'east') else 'Latitude'}>{value}</{edge}Bound"
        f"{'Longitude' if edge in ('west', 'east') else 'Latitude'}>"
        for edge, value in edges
    )
    return (
        f"<Layer><Name>{name}</Name><Title>Lớp {name}</Title>{systems}"
        f"<EX_GeographicBoundingBox>{bounds}</EX_GeographicBoundingBox>{below}</Layer>"
    )


def described(*layers: str) -> bytes:
    return (
        '<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"><Capability><Request><GetMap>'
        "<Format>image/png</Format></GetMap></Request><Layer><Title>Bản đồ</Title><CRS>EPSG:3857</CRS>"
        f"{''.join(layers)}</Layer></Capability></WMS_Capabilities>"
    ).encode()


EXCEPTION = (
    b'<ServiceExceptionReport version="1.3.0" xmlns="http://www.opengis.net/ogc">'
    b'<ServiceException code="LayerNotDefined">Invalid layer(s) given</ServiceException>'
    b"</ServiceExceptionReport>"
)


def settings(**more: Any) -> Wms:
    return Wms.model_validate({"connector": "wms", "url": "http://nguon.example/ows", **more})


def asked(picture: bytes, *layers: str, **more: Any) -> tuple[Answered, ScriptedDoor]:
    def answer(request: Request) -> bytes:
        return picture if dict(request.params)["request"] == "GetMap" else described(*layers)

    door = ScriptedDoor(answer)
    return CONNECTOR.ask(settings(**more), door, None), door


def test_the_address_alone_draws_all_layers_in_a_system_that_all_have() -> None:
    answered, door = asked(png(), layer("nen"), layer("duong", box=(106.0, 10.0, 108.0, 11.0)))
    (picture,) = answered.records
    assert isinstance(picture, MapPicture)
    assert (picture.layer, picture.title) == ("nen,duong", "Lớp nen, Lớp duong")
    assert (picture.bbox, picture.crs) == ("106.0,10.0,109.0,12.0", "EPSG:3857")
    assert (picture.width, picture.height, picture.media_type) == (4, 2, "image/png")
    assert b64decode(picture.content) == png()
    assert answered.covers is Covers.ALL
    said = dict(door.asked[1].params)
    assert said["layers"] == "nen,duong"
    assert said["styles"] == ","
    assert said["width"] == "1024"
    assert 600 < int(said["height"]) < 720


def test_a_wall_file_that_leaves_nothing_open_costs_one_question() -> None:
    answered, door = asked(png(), layers=["nen"], bbox=list(BOX), crs="CRS:84", width=200)
    (request,) = door.asked
    said = dict(request.params)
    assert (said["bbox"], said["width"], said["height"]) == ("107.0,11.0,109.0,12.0", "200", "100")
    assert len(answered.records) == 1


def test_each_system_has_its_order_of_coordinates() -> None:
    assert drawn(BOX, "CRS:84") == (107.0, 11.0, 109.0, 12.0)
    assert drawn(BOX, "EPSG:4326") == (11.0, 107.0, 12.0, 109.0)
    west, south, east, north = drawn(BOX, "EPSG:3857")
    assert (west, east) == (11911185.51, 12133824.5)
    assert (south, north) == (1232106.8, 1345708.41)
    assert drawn((-180, -90, 180, 90), "EPSG:3857")[3] < 21_000_000


def test_crs_84_goes_before_mercator_and_that_before_latitude_first() -> None:
    both = "<CRS>EPSG:4326</CRS><CRS>CRS:84</CRS>"
    _, door = asked(png(), layer("a", both))
    assert dict(door.asked[1].params)["crs"] == "CRS:84"
    _, door = asked(png(), layer("a", both), layer("b"))
    assert dict(door.asked[1].params)["crs"] == "EPSG:3857"


def test_equal_bytes_are_an_equal_record_and_a_304_confirms() -> None:
    (one,), (other,) = (asked(png(), layer("a"))[0].records for _ in range(2))
    assert one == other
    first = ScriptedDoor(lambda _: (png(), {"etag": '"p"'}))
    fixed = {"layers": ["a"], "bbox": list(BOX), "crs": "CRS:84"}
    cursor = CONNECTOR.ask(settings(**fixed), first, None).cursor
    again = ScriptedDoor(lambda _: None)
    assert CONNECTOR.ask(settings(**fixed), again, cursor).unchanged
    assert ("If-None-Match", '"p"') in again.asked[0].headers


def test_jpeg_is_never_asked_for_transparent() -> None:
    answered, door = asked(jpeg(), layer("a"), format="image/jpeg")
    assert dict(door.asked[1].params)["transparent"] == "FALSE"
    (picture,) = answered.records
    assert isinstance(picture, MapPicture)
    assert picture.media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("body", "reason", "part"),
    [
        (EXCEPTION, Reason.REFUSED, "Máy chủ bản đồ báo lỗi"),
        (b"<a/>", Reason.MALFORMED, "trả XML, không phải ảnh"),
        (b"<html>", Reason.MALFORMED, "HTML"),
        (b"", Reason.MALFORMED, "không trả ảnh"),
        (b"GIF89a", Reason.MALFORMED, "không trả ảnh"),
        (png()[:-6], Reason.MALFORMED, "cắt cụt"),
        (png()[:20], Reason.MALFORMED, "cắt cụt"),
        (jpeg()[:-2], Reason.MALFORMED, "cắt cụt"),
        (jpeg()[:-2] + b"\xff\xda\0\x08" * 200 + b"\xff\xd9", Reason.MALFORMED, "hỏng"),
        (png(0, 10), Reason.MALFORMED, "hỏng"),
        (png(100_000, 100_000), Reason.TOO_LARGE, "lớn quá"),
        (jpeg(60_000, 60_000), Reason.TOO_LARGE, "lớn quá"),
        (png() + b"\0" * PICTURE, Reason.TOO_LARGE, "lớn quá"),
    ],
)
def test_what_is_no_bounded_picture_is_never_kept(body: bytes, reason: Reason, part: str) -> None:
    with pytest.raises(SourceError) as caught:
        header(body)
    assert caught.value.reason is reason
    assert part in caught.value.words.text


def test_the_sizes_of_good_pictures_are_read() -> None:
    assert header(png(640, 480)) == Header("image/png", 640, 480)
    assert header(jpeg(640, 480)) == Header("image/jpeg", 640, 480)


@given(st.sampled_from([png(), jpeg()]), st.integers(0, 80), st.binary(max_size=20))
def test_mangled_pictures_are_malformed_or_too_large(body: bytes, at: int, noise: bytes) -> None:
    reason = None
    try:
        found = header(body[:at] + noise + body[at + len(noise) :])
    except SourceError as error:
        reason = error.reason
    else:
        assert max(found.width, found.height) <= 4096
    assert reason in {None, Reason.MALFORMED, Reason.TOO_LARGE, Reason.REFUSED}


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (b"<WMT_MS_Capabilities/>", "WMS 1.1.1"),
        (b"<WFS_Capabilities/>", "không phải bản mô tả của một WMS"),
        (b"<WMS_Capabilities/>", "không công bố lớp nào"),
        (EXCEPTION, "báo lỗi"),
        (b"", "rỗng"),
    ],
)
def test_what_is_no_wms_is_called_so(body: bytes, part: str) -> None:
    with pytest.raises(SourceError) as caught:
        capabilities(body)
    assert part in caught.value.words.text


def test_systems_and_extent_are_handed_down_to_layers() -> None:
    known = capabilities(described(layer("nhom", below="<Layer><Name>con</Name></Layer>")))
    (child,) = known.layers
    assert (child.name, child.box) == ("con", BOX)
    assert child.systems == {"EPSG:3857", "EPSG:4326"}
    assert [one.name for one in known.groups] == ["nhom"]


@pytest.mark.parametrize("system", ["EPSG:3857", "EPSG:4326", "CRS:84"])
@pytest.mark.parametrize(
    "box",
    [(108.0, 11.9, 108.0, 11.9), (108.0, 11.9, 108.000000001, 12), (0.0, 0.0, 1e-320, 1e-320)],
)
def test_a_layer_of_a_single_point_is_drawn_with_room_around_it(
    system: str, box: tuple[float, ...]
) -> None:
    _, door = asked(png(), layer("a", f"<CRS>{system}</CRS>", box=box))
    west, south, east, north = map(float, dict(door.asked[1].params)["bbox"].split(","))
    assert west < east
    assert south < north
    assert 16 <= int(dict(door.asked[1].params)["height"]) <= 4096


EDGES = st.sampled_from(
    ["0", "1e-320", "-1e-9", "108.0", "108.0000001", "180", "-180", "90", "NaN", "9e999"]
)


@given(
    west=EDGES, south=EDGES, east=EDGES, north=EDGES, crs=st.sampled_from(["EPSG:3857", "CRS:84"])
)
def test_whatever_extent_a_server_says_a_picture_is_asked_for_or_words_say_why_not(
    west: str, south: str, east: str, north: str, crs: str
) -> None:
    edges: Any = (west, south, east, north)
    try:
        asked(png(), layer("a", f"<CRS>{crs}</CRS>", box=edges))
    except SourceError as error:
        assert "không ghi phạm vi" in error.words.text  # noqa: PT017 - any extent


@pytest.mark.parametrize(
    ("layers", "more", "part"),
    [
        ((layer("a"),), {"layers": ["b"]}, "không có lớp"),
        ((layer("a", box=None),), {}, "không ghi phạm vi"),
    ],
)
def test_what_the_server_lacks_is_said_with_its_remedy(
    layers: tuple[str, ...], more: dict[str, Any], part: str
) -> None:
    with pytest.raises(SourceError) as caught:
        asked(png(), *layers, **more)
    assert part in caught.value.words.text
    assert caught.value.remedy is not None


@pytest.mark.parametrize(
    "given",
    [
        {"bbox": [109, 11, 107, 12]},
        {"bbox": [11, 107, 12, 109]},
        {"bbox": [107, 11, 107.0000001, 12]},
        {"layers": ["a"], "styles": ["x", "y"]},
        {"width": 100_000},
    ],
)
def test_a_wrong_box_is_found_in_the_wall_file(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(**given)


def _met(address: str, body: bytes = b"") -> Met:
    answer = Answer(status=200, headers={}, body=body, asked=NOW, received=NOW, url=address)
    return Met(address=address, outcome=answer)


def test_probe_asks_once_and_lists_the_layers() -> None:
    door = ScriptedDoor(lambda _: described(layer("a"), layer("b")))
    draft = CONNECTOR.recognise(_met("http://nguon.example/wms?service=WMS&request=GetMap"), door)
    assert draft is not None
    assert draft.certainty is Certainty.NAMED
    assert draft.settings["layers"] == ["a", "b"]
    assert draft.settings["url"] == "http://nguon.example/wms"
    assert len(door.asked) == 1


def test_probe_asks_nothing_of_others() -> None:
    door = ScriptedDoor(lambda _: b"")
    for address in ("http://nguon.example/", "http://nguon.example/ows?service=WFS"):
        assert CONNECTOR.recognise(_met(address), door) is None
    assert door.asked == []
