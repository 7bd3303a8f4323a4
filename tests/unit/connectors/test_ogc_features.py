from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from services.connectors.ogc_features import CONNECTOR, OgcFeatures
from services.door import Answer, SourceError
from services.draft import Certainty, Met
from services.news import Answered, Covers, Reason
from services.phrase import phrase
from tests.unit.connectors.conftest import NOW, ScriptedDoor

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.door import Request

API = "http://nguon.example"


def settings(**more: Any) -> OgcFeatures:
    return OgcFeatures.model_validate({"connector": "ogc_features", "url": API, **more})


def listing(*names: str) -> bytes:
    items = [{"id": name, "title": name.upper(), "itemType": "feature"} for name in names]
    return json.dumps(
        {"collections": [*items, {"id": "anh", "itemType": "coverage"}], "links": []}
    ).encode()


def items(*ids: int, matched: int | None = None, following: str | None = None) -> bytes:
    features: list[dict[str, Any]] = [
        {"type": "Feature", "id": n, "properties": {}, "geometry": None} for n in ids
    ]
    links = [{"rel": "next", "href": following}] if following else []
    more = {} if matched is None else {"numberMatched": matched}
    return json.dumps(
        {"type": "FeatureCollection", "features": features, "links": links, **more}
    ).encode()


def asked(answers: dict[str, bytes | SourceError], **more: Any) -> tuple[Answered, ScriptedDoor]:
    """By the end of the address that is asked for."""

    def answer(request: Request) -> bytes | SourceError:
        return next(said for end, said in answers.items() if request.path.endswith(end))

    door = ScriptedDoor(answer)
    return CONNECTOR.ask(settings(**more), door, None), door


def test_every_collection_of_features_is_read_to_its_last_page() -> None:
    answered, door = asked(
        {
            "collections": listing("a", "b"),
            "a/items": items(1, 2, matched=3, following="items?offset=2"),
            "offset=2": items(3, matched=3),
            "b/items": items(1, matched=1),
        }
    )
    assert [one.uid for one in answered.records] == ["a|1", "a|2", "a|3", "b|1"]
    assert (answered.covers, answered.missing, answered.notes) == (Covers.ALL, None, ())
    assert door.asked[2].path.startswith(f"{API}/collections/a/items?offset=2")


def test_a_recorded_page_is_read(recording: Callable[[str], bytes]) -> None:
    body = recording("mapserver_ogcapi_items.json").partition(b"\n\n200")[0]
    answered, door = asked({"items": body, "offset=1": body}, collections=["diem"])
    assert [one.uid for one in answered.records] == ["diem|1"]
    assert len(door.asked) == 2
    assert (answered.covers, answered.missing) == (Covers.PART, 1)


def test_a_cap_leaves_a_part_and_says_how_much_is_missing() -> None:
    answered, _ = asked(
        {"a/items": items(1, 2, matched=120, following="items?offset=2")},
        collections=["a"],
        max_pages=1,
    )
    assert (answered.covers, answered.missing) == (Covers.PART, 118)
    assert phrase("Còn trang sau nhưng đã tới số trang nhiều nhất") in answered.notes


def test_more_than_it_hands_over_without_a_next_page_is_a_part() -> None:
    answered, _ = asked({"a/items": items(1, matched=5)}, collections=["a"])
    assert (answered.covers, answered.missing) == (Covers.PART, 4)


def test_a_lost_layer_leaves_the_others() -> None:
    gone = SourceError(Reason.REFUSED, phrase("Nguồn không có địa chỉ này (404)"), status=404)
    answered, _ = asked({"a/items": gone, "b/items": items(1)}, collections=["a", "b"])
    assert [one.uid for one in answered.records] == ["b|1"]
    assert (answered.covers, answered.missing) == (Covers.PART, None)
    assert gone.words in answered.notes


def test_a_next_page_elsewhere_is_not_asked_for_again() -> None:
    elsewhere = SourceError(
        Reason.REFUSED, phrase("Nguồn chỉ sang máy chủ khác, tường không đi theo")
    )
    answered, _ = asked(
        {"a/items": items(1, matched=2, following="http://khac/x"), "khac/x": elsewhere},
        collections=["a"],
    )
    assert (answered.covers, answered.missing) == (Covers.PART, 1)
    assert elsewhere.words in answered.notes


def test_a_next_page_that_is_no_address_leaves_a_part() -> None:
    answered, door = asked({"a/items": items(1, 2, following="http://[oops")}, collections=["a"])
    assert (len(answered.records), answered.covers) == (2, Covers.PART)
    assert len(door.asked) == 1


def test_where_nothing_answers_the_first_failure_is_the_ask_s() -> None:
    gone = SourceError(Reason.UNREACHABLE, phrase("Không có đường tới máy chủ"))
    with pytest.raises(SourceError) as caught:
        asked({"a/items": gone, "b/items": items(1)}, collections=["a", "b"])
    assert caught.value is gone


def test_collections_beyond_the_cap_are_named() -> None:
    answered, _ = asked({"collections": listing("a", "b"), "a/items": items(1)}, max_collections=1)
    assert answered.covers is Covers.PART
    assert dict(answered.notes[0].values)["names"] == "b"


def test_the_box_and_the_size_of_a_page_are_asked_for() -> None:
    _, door = asked({"items": items(1)}, collections=["một lớp"], bbox=[107, 11, 108, 12], size=50)
    (request,) = door.asked
    assert request.path == "collections/m%E1%BB%99t%20l%E1%BB%9Bp/items"
    assert dict(request.params) == {"f": "json", "limit": "50", "bbox": "107.0,11.0,108.0,12.0"}


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (b"{}", "không phải danh sách bộ dữ liệu"),
        (b'{"collections": []}', "không công bố bộ dữ liệu nào"),
        (b"<html>", "HTML"),
        (b"", "rỗng"),
        (b'{"collections": [', "cắt cụt"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_what_is_no_list_of_collections_is_called_so(body: bytes, part: str) -> None:
    with pytest.raises(SourceError) as caught:
        asked({"collections": body})
    assert part in caught.value.words.text


LANDING = json.dumps({"links": [{"rel": "data", "href": "/collections"}]}).encode()


def _met(body: bytes, address: str) -> Met:
    answer = Answer(status=200, headers={}, body=body, asked=NOW, received=NOW, url=address)
    return Met(address=address, outcome=answer)


def test_probe_lists_the_collections_of_a_landing_page_with_one_question() -> None:
    door = ScriptedDoor(lambda _: listing("a", "b"))
    draft = CONNECTOR.recognise(_met(LANDING, f"{API}/api"), door)
    assert draft is not None
    assert draft.certainty is Certainty.NAMED
    assert draft.settings["url"] == f"{API}/api"
    assert "a (A), b (B)" in str(dict(draft.remarks[0].words.values)["names"])
    assert len(door.asked) == 1


def test_probe_takes_the_collection_whose_page_it_was_given() -> None:
    draft = CONNECTOR.recognise(
        _met(items(1), f"{API}/api/collections/b/items?f=json"),
        ScriptedDoor(lambda _: listing("a", "b")),
    )
    assert draft is not None
    assert draft.settings["collections"] == ["b"]
    assert draft.settings["url"] == f"{API}/api"


@pytest.mark.parametrize("body", [b"{}", b"[]", b"<html></html>", b"", b"x"])
def test_probe_asks_nothing_of_others(body: bytes) -> None:
    door = ScriptedDoor(lambda _: b"")
    assert CONNECTOR.recognise(_met(body, f"{API}/"), door) is None
    assert door.asked == []
