from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.connectors.ckan import CONNECTOR, Ckan
from services.connectors.ckan.catalogue import figures as counted
from services.connectors.ckan.catalogue import organisations, packages
from services.door import Answer, SourceError
from services.draft import Advice, Certainty, Draft, Met
from services.news import Answered, Covers, Reason
from services.phrase import phrase
from services.records import Dataset, Observation, Organ
from tests.unit.connectors.ckan_portal import Portal, dataset, good, organisation, refused
from tests.unit.connectors.conftest import NOW, ScriptedDoor

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = {"header": {"name": "Authorization", "value": "${env:CKAN}"}}
TABLE = {
    "resource": "b5f4",
    "observations": {"indicator": "'so_ca'", "value": "so_ca", "period": "ky"},
}


def settings(**more: Any) -> Ckan:
    return Ckan.model_validate({"connector": "ckan", "url": "http://nguon.example", **more})


def asked(portal: Portal, **more: Any) -> tuple[Answered, ScriptedDoor]:
    door = ScriptedDoor(portal)
    return CONNECTOR.ask(settings(**more), door, None), door


def figures(answered: Answered) -> dict[str, Decimal | None]:
    return {one.uid: one.value for one in answered.records if isinstance(one, Observation)}


def test_a_recorded_dataset_is_read(recording: Callable[[str], bytes]) -> None:
    page = packages(recording("ckan_package_search.json"))
    (listed,) = page.datasets
    assert listed.dataset == Dataset(
        uid="64a01348-c43e-4ec3-8f1d-41f48783eb9a",
        name="Số liệu khám chữa bệnh",
        organ="Sở Y tế",
        updated=datetime(2026, 11, 24, 5, 43, 22, 391610, tzinfo=UTC),
    )
    assert (page.count, listed.formats) == (1, ("CSV",))


def test_a_recorded_table_is_read(recording: Callable[[str], bytes]) -> None:
    body = recording("ckan_datastore_search.json")
    door = ScriptedDoor(lambda _: body)
    answered = CONNECTOR.ask(settings(catalogue=False, max_pages=1, **TABLE), door, None)
    assert figures(answered) == {"so_ca|2026-10": Decimal(1370), "so_ca|2026-09": Decimal(1333)}
    assert (answered.covers, answered.missing) == (Covers.PART, 8)


def test_a_recorded_error_is_said_in_its_words(recording: Callable[[str], bytes]) -> None:
    with pytest.raises(SourceError) as caught:
        packages(recording("ckan_error.json"))
    assert caught.value.reason is Reason.REFUSED
    assert dict(caught.value.words.values)["why"] == "Not found"


def test_the_address_alone_gives_the_catalogue_and_what_can_be_counted_of_it() -> None:
    portal = Portal(
        [dataset(n) for n in range(250)], [organisation(n, published=n % 3) for n in range(60)]
    )
    answered, door = asked(portal)
    kinds = [type(one) for one in answered.records]
    assert (kinds.count(Dataset), kinds.count(Organ)) == (250, 60)
    assert figures(answered) == {
        "datasets": 250,
        "organs": 40,
        "resources": 500,
        "resources_by_format|CSV": 250,
        "resources_by_format|XLSX": 250,
    }
    (organs,) = (one for one in answered.records if one.uid == "organs")
    assert isinstance(organs, Observation)
    assert (organs.numerator, organs.denominator) == (Decimal(40), Decimal(60))
    assert (answered.covers, answered.missing, answered.notes) == (Covers.ALL, None, ())
    assert len(door.asked) == 3 + 4


def test_organisations_of_which_no_number_is_known_are_not_counted_as_publishing_none() -> None:
    def organs(*listed: object) -> Observation:
        units = organisations(json.dumps({"success": True, "result": [*listed]}).encode())
        [found] = (one for one in counted(3, [], units, whole=False) if one.uid == "organs")
        return found

    unknown = organs("a", "b", "c")
    assert (unknown.value, unknown.denominator) == (None, None)
    assert unknown.fault is not None
    some = organs("a", {"name": "b", "package_count": 2}, {"name": "c", "package_count": 0})
    assert some.value == 1
    assert some.denominator == 2
    assert some.fault is None


def test_views_and_downloads_are_summed_where_the_portal_counts_them() -> None:
    told = {"total": 30, "recent": 2}
    parts = [{"format": "CSV", "tracking_summary": {"total": 5, "recent": 0}}, {"format": "CSV"}]
    answered, _ = asked(Portal([dataset(1, resources=parts, tracking_summary=told), dataset(2)]))
    first, second, *_ = answered.records
    assert isinstance(first, Dataset)
    assert isinstance(second, Dataset)
    assert (first.views, first.downloads) == (30, 5)
    assert (second.views, second.downloads) == (None, None)
    assert [figures(answered)[name] for name in ("views", "downloads")] == [30, 5]


def test_fresh_ones_are_counted_by_the_declared_length_only() -> None:
    old = dataset(2, metadata_modified="2024-01-01T00:00:00")
    portal = Portal([dataset(1), old, dataset(3, metadata_modified="hôm qua")])
    assert "fresh" not in figures(asked(portal)[0])
    answered, _ = asked(portal, fresh_within="180 d")
    (share,) = (one for one in answered.records if one.uid == "fresh")
    assert isinstance(share, Observation)
    assert (share.value, share.unit) == (Decimal("33.3"), "%")
    assert (share.numerator, share.denominator) == (Decimal(1), Decimal(3))


def test_a_cap_leaves_a_part_without_sums() -> None:
    answered, _ = asked(Portal([dataset(n) for n in range(250)]), max_pages=2)
    assert (answered.covers, answered.missing) == (Covers.PART, 50)
    assert figures(answered) == {"datasets": 250}
    assert phrase("Còn trang sau nhưng đã tới số trang nhiều nhất") in answered.notes


def test_a_portal_that_repeats_its_first_page_ends_the_walk() -> None:
    portal = Portal(
        [dataset(n) for n in range(250)], [organisation(n) for n in range(60)], repeats=True
    )
    answered, door = asked(portal)
    assert (answered.covers, answered.missing) == (Covers.PART, 150)
    assert len(door.asked) == 4


def test_a_wrong_token_is_found_though_it_gets_200() -> None:
    portal = Portal([dataset(1)], [organisation(1)], known=False)
    with pytest.raises(SourceError) as caught:
        asked(portal, auth=TOKEN)
    assert caught.value.reason is Reason.UNAUTHORISED
    assert "như với khách" in caught.value.words.text
    assert caught.value.remedy is not None
    assert "Bearer" in caught.value.remedy.text
    assert asked(portal)[0].records, "without a token it is read as by a guest"


@pytest.mark.parametrize("member", [True, False])
def test_a_good_token_is_known_with_or_without_an_organisation(member: bool) -> None:  # noqa: FBT001
    answered, _ = asked(Portal([dataset(1)], [organisation(1)], member=member), auth=TOKEN)
    assert answered.covers is Covers.ALL


def test_a_password_of_a_proxy_is_no_token() -> None:
    basic = {"basic": {"user": "a", "password": "${env:X}"}}
    _, door = asked(Portal([dataset(1)]), auth=basic)
    assert not any("for_user" in request.path for request in door.asked)


def test_a_dead_index_is_told_from_a_dead_portal() -> None:
    with pytest.raises(SourceError) as caught:
        asked(Portal([dataset(1)], index="down"))
    assert "tìm kiếm hỏng" in caught.value.words.text
    assert caught.value.remedy is not None
    assert "search-index rebuild" in caught.value.remedy.text
    dead = refused(502, "Bad Gateway")
    with pytest.raises(SourceError) as caught:
        CONNECTOR.ask(settings(), ScriptedDoor(lambda _: dead), None)
    assert caught.value is dead


def test_an_index_that_lost_everything_is_found() -> None:
    with pytest.raises(SourceError) as caught:
        asked(Portal([dataset(1)], index="empty"))
    assert "chỉ mục tìm kiếm trống" in caught.value.words.text


def test_an_empty_portal_is_empty() -> None:
    answered, _ = asked(Portal())
    assert answered.covers is Covers.ALL
    assert figures(answered)["datasets"] == 0


@pytest.mark.parametrize(
    "error",
    [
        SourceError(Reason.UNREACHABLE, phrase("Không có đường tới máy chủ")),
        SourceError(Reason.UNAUTHORISED, phrase("Nguồn không cho phép tài khoản này xem (403)"), status=403),
        SourceError(Reason.REFUSED, phrase("Nguồn yêu cầu hỏi thưa hơn (429)"), status=429),
    ],
)  # fmt: skip
def test_other_failures_stay_what_they_are(error: SourceError) -> None:
    door = ScriptedDoor(lambda _: error)
    with pytest.raises(SourceError) as caught:
        CONNECTOR.ask(settings(), door, None)
    assert caught.value is error
    assert len(door.asked) == 1


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (b"<html>", "HTML"),
        (b"", "rỗng"),
        (b"[]", "không phải của CKAN"),
        (b'{"success": true, "result": {"count"', "cắt cụt"),
        (b'{"success": true, "result": {"results": {}}}', "không có danh sách"),
        (b"\xff\xfe{", "UTF-8"),
        (b'{"success": false, "error": {"__type": "Search Error"}}', "báo lỗi"),
    ],
)
def test_what_is_no_catalogue_is_called_so(body: bytes, part: str) -> None:
    with pytest.raises(SourceError) as caught:
        packages(body)
    assert part in caught.value.words.text


def test_items_that_are_no_datasets_are_counted_and_make_a_part() -> None:
    portal = Portal([dataset(1), {"id": 7}, {"name": "x"}, {}])
    portal.datasets[3] = {"id": None, "name": None}
    answered, _ = asked(portal)
    assert answered.covers is Covers.PART
    assert dict(answered.notes[0].values) == {"count": 3}
    assert organisations(good([None, 7, {"name": ""}, "so-y-te", organisation(1)]))


def test_a_table_is_read_to_its_end_and_beside_the_catalogue() -> None:
    rows = [{"_id": n, "ky": f"2026-{n}", "so_ca": n} for n in range(2500)]
    answered, door = asked(Portal([dataset(1)], rows=rows), **TABLE)
    assert sum(uid.startswith("so_ca|") for uid in figures(answered)) == 2500
    assert answered.covers is Covers.ALL
    assert [dict(one.params).get("offset") for one in door.asked[-3:]] == ["0", "1000", "2000"]


@pytest.mark.parametrize(
    "given", [{"resource": "x"}, {"observations": TABLE["observations"]}, {"catalogue": False}]
)
def test_settings_that_ask_for_nothing_are_faults(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(**given)


@given(st.integers(0, 500), st.binary(max_size=20))
def test_mangled_answers_are_malformed_or_refused(at: int, noise: bytes) -> None:
    body = good({"count": 2, "results": [dataset(1), dataset(2)]})
    reason = None
    try:
        packages(body[:at] + noise + body[at:])
    except SourceError as error:
        reason = error.reason
    assert reason in {None, Reason.MALFORMED, Reason.REFUSED}


HOME = b'<html><head><meta name="generator" content="ckan 2.12.0"></head></html>'


def _met(address: str, body: bytes = HOME) -> Met:
    answer = Answer(status=200, headers={}, body=body, asked=NOW, received=NOW, url=address)
    return Met(address=address, outcome=answer)


@pytest.mark.parametrize("path", ["", "/dataset/bo-1", "/api/3/action/package_list"])
def test_probe_knows_a_portal_by_its_pages(path: str) -> None:
    door = ScriptedDoor(Portal([dataset(1)]))
    draft = CONNECTOR.recognise(_met(f"http://nguon.example{path}"), door)
    assert isinstance(draft, Draft)
    assert draft.certainty is Certainty.NAMED
    assert draft.settings["url"] == "http://nguon.example"
    assert len(door.asked) == 1


def test_probe_says_that_an_index_is_dead() -> None:
    door = ScriptedDoor(Portal([dataset(1)], index="down"))
    advice = CONNECTOR.recognise(_met("http://nguon.example/"), door)
    assert isinstance(advice, Advice)


def test_probe_asks_nothing_of_others() -> None:
    door = ScriptedDoor(lambda _: b"")
    for body in (b"<html></html>", json.dumps({"success": True}).encode(), b""):
        assert CONNECTOR.recognise(_met("http://nguon.example/", body), door) is None
    assert door.asked == []
