from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from services.cache import Cache
from services.clock import HeldClock
from services.connectors import batch
from services.connectors.http_json import CONNECTOR, HttpJson, HttpJsonSource, Page, normalise
from services.door import Request, SourceError
from services.news import Covers, Reason
from services.phrase import phrase
from services.records import (
    KINDS,
    MAPPED,
    Alert,
    AlertState,
    Dataset,
    Document,
    Feature,
    Level,
    Observation,
    Record,
    Sample,
)

NOON = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
FIGURES = {"each": "chi_so[]", "indicator": "ma", "value": "gia_tri", "time": "luc"}


def settings(**more: Any) -> HttpJson:
    return HttpJsonSource.model_validate({"connector": "http_json", "url": "http://x", **more})


def page(payload: object, quoting: str | None = None, **more: Any) -> Page:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return normalise(settings(**more), body, quoting)


def only(read: Page) -> Any:
    (record,) = read.records
    return record


def figure(item: object, mapping: dict[str, str] | None = None, **more: Any) -> Observation:
    found = only(page({"chi_so": [item]}, observations=mapping or FIGURES, **more))
    assert isinstance(found, Observation)
    return found


def faults(**more: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        settings(**more)
    return [".".join(map(str, error["loc"])) for error in caught.value.errors()]


# --- values ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (b"93.50", "93.50"),
        (b"1700", "1700"),
        (b'"93,5"', None),
        (b'" 2850 "', "2850"),
        (b"null", None),
        (b'""', None),
        (b"true", None),
        (b"NaN", None),
        (b"-Infinity", None),
        (b'"NaN"', None),
        (b'"+Inf"', None),
        (b"1e90000000", None),
        (b"9" * 1_000_000, None),
        (b'{"a": 1}', None),
        (b"[1]", None),
        (b"0", "0"),
    ],
)
def test_a_number_keeps_its_digits_and_what_is_none_is_no_value(
    written: bytes, value: str | None
) -> None:
    body = b'{"chi_so": [{"ma": "bts", "gia_tri": ' + written + b"}]}"
    found = only(page(body, observations=FIGURES))
    assert (found.value is None) == (value is None)
    assert (found.fault is None) == (value is not None)
    if value is not None:
        assert str(found.value) == value


def test_the_words_of_a_fault_quote_the_value_in_bounds() -> None:
    found = figure({"ma": "bts", "gia_tri": "không rõ\u202e" * 100})
    assert found.fault is not None
    ((_, quoted),) = found.fault.values
    assert len(str(quoted)) <= 40
    assert "\u202e" not in str(quoted)


def test_a_decimal_comma_is_read_where_the_wall_file_says_so() -> None:
    assert figure({"ma": "a", "gia_tri": "1.700,5"}, decimals="comma").value == Decimal("1700.5")


def test_a_figure_that_is_a_text_needs_no_number() -> None:
    found = figure({"ma": "a", "chu": "đang thử nghiệm"}, {**FIGURES, "text": "chu"})
    assert (found.text, found.value, found.fault) == ("đang thử nghiệm", None, None)


@pytest.mark.parametrize(
    ("written", "more", "at"),
    [
        ("2026-11-24T14:00:00+07:00", {}, "2026-11-24T07:00:00"),
        ("2026-11-24T07:00:00.123456789Z", {}, "2026-11-24T07:00:00.123456"),
        ("2026-11-24T14:00:00", {"zone": "Asia/Ho_Chi_Minh"}, "2026-11-24T07:00:00"),
        ("2026-11-24", {"zone": "Asia/Ho_Chi_Minh"}, "2026-11-23T17:00:00"),
        (1795503600, {"times": "epoch"}, "2026-11-24T07:00:00"),
        ("1795503600.5", {"times": "epoch"}, "2026-11-24T07:00:00.500000"),
        (1795503600000, {"times": "epoch_ms"}, "2026-11-24T07:00:00"),
        (
            "24/11/2026 14:00",
            {"times": "day_first", "zone": "Asia/Ho_Chi_Minh"},
            "2026-11-24T07:00:00",
        ),
    ],
)
def test_a_time_is_utc(written: object, more: dict[str, Any], at: str) -> None:
    found = figure({"ma": "a", "gia_tri": 1, "luc": written}, **more)
    assert found.at == datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert found.fault is None


@pytest.mark.parametrize(
    ("written", "more"),
    [
        ("2026-11-24T14:00:00", {}),
        ("hôm qua", {}),
        (1795503600, {}),
        (10**30, {"times": "epoch"}),
        ("31/02/2026", {"times": "day_first", "zone": "UTC"}),
        ("9999-12-31T23:59:59-12:00", {}),
        ("9999-12-31T23:59:59Z", {}),
        ("2201-01-01T00:00:00Z", {}),
        ("1899-12-31T23:59:59Z", {}),
        (253402300799, {"times": "epoch"}),
        (-62135596800, {"times": "epoch"}),
        (True, {"times": "epoch"}),
        ({}, {}),
    ],
)
def test_a_figure_whose_time_can_not_be_read_is_no_figure(
    written: object, more: dict[str, Any]
) -> None:
    found = figure({"ma": "a", "gia_tri": 1, "luc": written}, **more)
    assert (found.value, found.at) == (None, None)
    assert found.fault is not None


def test_a_due_date_lasts_until_its_day_is_over() -> None:
    found = only(
        page(
            [{"so": "12/UBND", "han": "2026-11-24", "ngay": "2026-11-20T23:00:00+07:00"}],
            documents={"each": "[]", "number": "so", "due": "han", "promulgated": "ngay"},
            zone="Asia/Ho_Chi_Minh",
        )
    )
    assert isinstance(found, Document)
    assert found.due == datetime(2026, 11, 24, 16, 59, 59, 999999, tzinfo=UTC)
    assert found.promulgated == date(2026, 11, 20)


@pytest.mark.parametrize("written", ["9999-12-31T23:59:59Z", "9999-12-31", "0001-01-02"])
def test_a_date_that_can_not_be_true_is_unreadable_and_said(written: str) -> None:
    found = page(
        [{"so": "12/UBND", "han": written, "ngay": written}],
        documents={"each": "[]", "number": "so", "due": "han", "promulgated": "ngay"},
        zone="Asia/Ho_Chi_Minh",
    )
    document = only(found)
    assert (document.due, document.promulgated) == (None, None)
    assert found.notes == tuple(
        phrase("Không đọc được trường {name} của {count} mục", name=name, count=1)
        for name in ("due", "promulgated")
    )


def test_a_time_that_is_not_set_is_none_and_nothing_to_speak_of() -> None:
    found = page(
        [{"ten": "Đĩa đầy", "tu": "0001-01-01T00:00:00Z"}],
        alerts={"each": "[]", "title": "ten", "starts": "tu"},
    )
    assert (only(found).starts, found.notes) == (None, ())


def test_an_answer_made_at_a_time_that_can_not_be_true_has_none() -> None:
    found = page(
        {"luc": "9999-12-31T23:59:59Z", "chi_so": []}, observations=FIGURES, answered_at="luc"
    )
    assert found.at is None
    assert found.notes == (phrase("Không đọc được giờ của câu trả lời"),)


def test_a_text_is_plain_whatever_the_system_sends() -> None:
    body = b'[{"t": "\\u202egn\\u1edd\\u0000 \\ud800\\n<b>  x</b>", "to": ["a", null, 5]}]'
    found = only(page(body, documents={"each": "[]", "number": "t", "subject": "t", "to": "to"}))
    assert found.number == "gnờ � <b> x</b>"
    assert found.to == ("a", "5")


def test_words_of_a_kind_are_matched_and_strange_ones_said() -> None:
    found = page(
        [{"k": "a", "v": 1, "l": "Sơ bộ"}, {"k": "b", "v": 1, "l": "gì đó"}],
        observations={"each": "[]", "indicator": "k", "value": "v", "level": "l"},
    )
    assert [record.level for record in found.records if isinstance(record, Observation)] == [
        Level.PRELIMINARY,
        None,
    ]
    assert found.notes == (
        phrase("Không đọc được trường {name} của {count} mục", name="level", count=1),
    )


def test_a_severity_beyond_the_scale_keeps_its_word() -> None:
    mapping = {"each": "[]", "title": "t", "severity": "s", "state": "st"}
    items = [
        {"t": "a", "s": 9, "st": "resolved"},
        {"t": "b", "s": "Nghiêm trọng"},
        {"t": "c", "s": "4"},
    ]
    first, second, third = page(items, alerts=mapping).records
    assert isinstance(first, Alert)
    assert isinstance(second, Alert)
    assert isinstance(third, Alert)
    assert (first.severity, first.severity_word, first.state) == (None, "9", AlertState.RESOLVED)
    assert (second.severity, second.severity_word) == (None, "Nghiêm trọng")
    assert third.severity == 4
    table = page(items, alerts=mapping, severities={"nghiêm trọng": 5}).records[1]
    assert isinstance(table, Alert)
    assert table.severity == 5


def test_a_geometry_may_be_an_object() -> None:
    item = {
        "id": 7,
        "geometry": {"type": "Point", "coordinates": [108.44, 11.94]},
        "p": {"ten": "Đà Lạt"},
    }
    found = only(
        page(
            [item],
            features={
                "each": "[]",
                "layer": "'tram'",
                "fid": "id",
                "geometry": "geometry",
                "props": "p",
            },
        )
    )
    assert isinstance(found, Feature)
    assert json.loads(found.geometry or "") == item["geometry"]
    assert found.props == (("ten", "Đà Lạt"),)


# --- every kind ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", MAPPED)
def test_every_kind_of_record_can_be_mapped(kind: str) -> None:
    moment = "2026-11-24T07:00:00Z"
    values = {"indicator": "x", "time": moment, "at": moment, "year": 2026, "value": 1}
    wanted = {
        field
        for field, had in KINDS[kind].__dataclass_fields__.items()
        if had.default is had.default_factory and field != "uid"
    }
    wanted |= {"at"} if kind == "samples" else set()
    mapping = {"each": "m[]", **{name: name for name in wanted}}
    item = {name: values.get(name, "7") for name in wanted}
    mapped: dict[str, Any] = {kind: mapping}
    found = only(page({"m": [item, {}]}, **mapped))
    assert type(found) is KINDS[kind]
    assert found.uid


LOST = phrase("Bỏ qua {count} mục thiếu trường bắt buộc", count=1)


def test_an_item_without_a_key_is_counted_and_keeps_no_other_standing() -> None:
    found = page([{"t": "a"}, {"x": 1}], alerts={"each": "[]", "title": "t"})
    assert len(found.records) == 1
    assert not found.partial
    assert found.notes == (LOST,)


def test_an_item_of_which_the_uid_can_be_read_is_present_with_what_could_be_read() -> None:
    mapping = {"each": "[]", "uid": "m", "number": "so", "subject": "ve"}
    found = page([{"m": 7, "so": [], "ve": "Họp"}], documents=mapping)
    document = only(found)
    assert (document.uid, document.number, document.subject) == ("7", "(không đọc được)", "Họp")
    assert not found.partial
    assert found.notes == (
        phrase("Không đọc được trường {name} của {count} mục", name="number", count=1),
    )


@pytest.mark.parametrize(
    ("mapped", "item"),
    [
        ({"documents": {"each": "[]", "uid": "m", "number": "so"}}, {"m": [], "so": "1/UBND"}),
        ({"documents": {"each": "[]", "number": "so"}}, {"so": []}),
        ({"goals": {"each": "[]", "uid": "m", "year": "nam", "text": "ve"}}, {"m": 1, "ve": "x"}),
        ({"mentions": {"each": "[]", "time": "luc"}}, {"luc": "9999-12-31T00:00:00Z"}),
        ({"observations": {**FIGURES, "each": "[]", "uid": "m"}}, {"m": "a", "gia_tri": 1}),
    ],
)
def test_an_item_whose_key_may_be_one_that_stands_makes_the_answer_partial(
    mapped: dict[str, Any], item: object
) -> None:
    found = page([item], **mapped)
    assert (found.records, found.partial, found.notes) == ((), True, (LOST,))


def test_a_point_without_a_number_is_only_left_out() -> None:
    found = page(
        [{"k": "a", "v": "x", "t": "2026-11-24T07:00:00Z"}],
        samples={"each": "[]", "indicator": "k", "value": "v", "time": "t"},
    )
    assert (found.records, found.partial, found.notes) == ((), False, (LOST,))


def test_a_document_whose_new_item_is_broken_stands_while_those_that_are_done_go(
    door: Any,
) -> None:
    mapping = {"each": "[]", "uid": "m", "number": "so"}
    one, cache = settings(documents=mapping), Cache.in_memory(HeldClock(NOON))
    says = (b'[{"m": "1", "so": "1/UBND"}, {"m": "2", "so": "2/UBND"}]', b'[{"m": "1"}]')
    for body in says:
        answered = CONNECTOR.ask(one, door(lambda _, body=body: body), None)
        cache.record(batch("s", answered)).result()
    with cache.picture() as picture:
        assert [fact.record.uid for fact in picture.facts("s", Document)] == ["1"]
    cache.close()


def test_an_empty_list_is_an_answer_and_a_missing_one_is_not() -> None:
    assert page({"chi_so": []}, observations=FIGURES).records == ()
    with pytest.raises(SourceError) as caught:
        page({"loi": "x"}, observations=FIGURES)
    assert caught.value.reason is Reason.MALFORMED


def test_more_records_than_the_bound_are_counted_and_left() -> None:
    items = [{"n": f"t{number}"} for number in range(20_003)]
    found = page(items, datasets={"each": "[]", "name": "n"})
    assert len(found.records) == 20_000
    assert found.partial
    assert found.notes == (phrase("Bỏ qua {count} mục vượt mức cho phép", count=3),)


def test_samples_of_one_series_are_kept_apart_by_their_time() -> None:
    items = [{"t": f"2026-11-24T0{hour}:00:00Z", "v": hour} for hour in (1, 2)] + [{"v": 3}]
    found = page(
        items, samples={"each": "[]", "indicator": "'tai'", "value": "v", "time": "t"}
    ).records
    assert [type(sample) for sample in found] == [Sample, Sample]
    assert len({sample.uid for sample in found}) == 1


def test_a_very_long_natural_key_stays_a_key() -> None:
    items = [{"n": "x" * 400 + end} for end in "ab"]
    first, second = page(items, tasks={"each": "[]", "title": "n", "number": "n"}).records
    assert first.uid != second.uid
    assert len(first.uid) < 300


# --- simulation and quotation ----------------------------------------------------------------------


QUOTED = {"ma": "bts", "gia_tri": 1700, "cong_bo": "Báo Lâm Đồng 22/12/2023"}


def test_in_a_simulated_answer_only_its_own_field_names_a_publication() -> None:
    mapping = {**FIGURES, "publication": "'Báo khác'"}
    invented = {"ma": "x", "gia_tri": 1}
    found = page({"chi_so": [QUOTED, invented]}, "cong_bo", observations=mapping).records
    assert [record.publication for record in found] == ["Báo Lâm Đồng 22/12/2023", None]


def test_an_item_that_an_expression_made_up_can_not_quote() -> None:
    mapping = {**FIGURES, "each": "chi_so[].{ma: ma, gia_tri: gia_tri, cong_bo: 'Báo'}"}
    found = only(page({"chi_so": [{"ma": "x", "gia_tri": 1}]}, "cong_bo", observations=mapping))
    assert found.publication is None


def test_in_a_real_answer_the_mapping_names_the_publication() -> None:
    mapping = {**FIGURES, "publication": "cong_bo"}
    found = only(page({"chi_so": [QUOTED]}, observations=mapping))
    assert found.publication == "Báo Lâm Đồng 22/12/2023"


def test_the_mark_of_simulation_goes_with_the_answer(door: Any) -> None:
    body = json.dumps({"chi_so": [QUOTED]}).encode()
    answered = CONNECTOR.ask(
        settings(observations=FIGURES), door(lambda _: (body, {"langbiang-simulated": ""})), None
    )
    assert answered.simulated
    assert answered.records[0].publication is None


# --- the wall file ---------------------------------------------------------------------------------


def test_a_wrong_mapping_is_a_fault_at_its_place() -> None:
    assert faults(observations={"indicator": "a[", "value": "v"}) == ["observations.indicator"]
    assert faults(observations={"each": "nham(a)", "indicator": "a"}) == ["observations.each"]
    assert faults(observations={"indicator": "a", "gia": "b"}) == ["observations.gia"]
    assert faults(observations={"value": "a"}) == ["observations.indicator"]
    assert faults(zone="Asia/Da_Lat", observations=FIGURES) == ["zone"]
    assert faults(pages={"offset": "o", "cursor": "c"}, observations=FIGURES) == ["pages"]
    assert faults() == [""]


def test_the_schema_explains_every_field_of_every_kind() -> None:
    schema = HttpJsonSource.model_json_schema()
    for name in MAPPED:
        assert name in schema["properties"]
    mapping = schema["$defs"]["ObservationsMapping"]["properties"]
    assert all("description" in field for field in mapping.values())
    assert "time" in mapping


# --- real servers ----------------------------------------------------------------------------------


def test_a_recorded_datasette_is_read(recording: Any) -> None:
    found = page(
        recording("datasette_table_objects.json"),
        observations={
            "each": "rows[]",
            "indicator": "chi_tieu.value",
            "organ": "don_vi.value",
            "period": "ky",
            "value": "gia_tri",
        },
        pages={"link": "next_url"},
        error="error",
    )
    first = found.records[0]
    assert isinstance(first, Observation)
    assert (first.uid, str(first.value)) == ("Y01|H26.2|2026-12", "83.24")
    assert (found.next or "").startswith("http://127.0.0.1:18001/nganh/bao_cao.json?")


def test_a_recorded_error_inside_an_answer_is_refused_in_its_own_words(recording: Any) -> None:
    with pytest.raises(SourceError) as caught:
        page(recording("datasette_error.json"), datasets={"name": "x"}, error="error")
    assert caught.value.reason is Reason.REFUSED
    assert caught.value.words == phrase("Nguồn báo lỗi: {why}", why="no such table: nope")


def test_a_recorded_ckan_and_a_recorded_zabbix_are_read(recording: Any) -> None:
    ckan = page(
        recording("ckan_datastore_search.json"),
        observations={
            "each": "result.records[]",
            "indicator": "'so_ca'",
            "period": "ky",
            "value": "so_ca",
        },
    )
    assert [str(record.value) for record in ckan.records if isinstance(record, Observation)] == [
        "1370",
        "1333",
    ]
    zabbix = only(
        page(
            recording("zabbix_problem_get.json"),
            alerts={
                "each": "result[]",
                "uid": "eventid",
                "title": "name",
                "severity": "severity",
                "starts": "clock",
            },
            times="epoch",
        )
    )
    assert isinstance(zabbix, Alert)
    assert (zabbix.uid, zabbix.severity, zabbix.title) == ("6", 4, "Hàng đợi văn bản quá dài")
    assert zabbix.starts == datetime(2026, 11, 24, 5, 53, 26, tzinfo=UTC)


# --- pages -----------------------------------------------------------------------------------------

NAMES = {"each": "m[]", "name": "n"}


def names(records: tuple[Record, ...]) -> list[str]:
    return [record.name for record in records if isinstance(record, Dataset)]


def items(*found: str, **more: object) -> bytes:
    return json.dumps({"m": [{"n": name} for name in found], **more}).encode()


def test_pages_by_link_end_when_the_last_leads_back_to_the_first(door: Any) -> None:
    pages = {
        "http://nguon.example/": items("a", "b", next="/?trang=2"),
        "http://nguon.example/?trang=2": items("c", next="/?trang=3"),
        "http://nguon.example/?trang=3": items("d", next="/?trang=1"),
        "http://nguon.example/?trang=1": items("a", "b", next="/?trang=2"),
    }
    scripted = door(lambda request: pages[request.path or "http://nguon.example/"])
    answered = CONNECTOR.ask(settings(datasets=NAMES, pages={"link": "next"}), scripted, None)
    assert names(answered.records) == ["a", "b", "c", "d"]
    assert answered.covers is Covers.PART
    assert len(scripted.asked) == 4


@pytest.mark.parametrize("following", ["/", "http://[oops"])
def test_a_page_whose_link_leads_to_itself_or_to_no_address_is_a_part(
    door: Any, following: str
) -> None:
    scripted = door(lambda _: items("a", next=following))
    answered = CONNECTOR.ask(settings(datasets=NAMES, pages={"link": "next"}), scripted, None)
    assert (names(answered.records), answered.covers) == (["a"], Covers.PART)
    assert len(scripted.asked) == 1
    assert answered.notes


def test_pages_by_link_header(door: Any) -> None:
    link = '<http://nguon.example/?p=1>; rel="prev", <http://nguon.example/?p=2>; rel="next"'
    answers = [(items("a"), {"link": link}), (items("b"), {})]
    scripted = door(lambda _: answers.pop(0))
    answered = CONNECTOR.ask(settings(datasets=NAMES, pages={"header": True}), scripted, None)
    assert names(answered.records) == ["a", "b"]
    assert scripted.asked[1].path == "http://nguon.example/?p=2"


def offset_of(request: Request) -> int:
    return int(dict(request.params)["offset"])


def test_pages_by_offset_go_on_where_the_system_gives_fewer_than_asked_for(door: Any) -> None:
    whole = ["a", "b", "c", "d", "e"]
    scripted = door(lambda request: items(*whole[offset_of(request) : offset_of(request) + 2]))
    paged = settings(
        datasets=NAMES, params={"q": "x"}, pages={"offset": "offset", "limit": "limit", "size": 50}
    )
    answered = CONNECTOR.ask(paged, scripted, None)
    assert names(answered.records) == whole
    assert answered.covers is Covers.ALL
    assert scripted.asked[1].params == (("q", "x"), ("offset", "2"), ("limit", "50"))


def test_a_system_that_ignores_the_offset_is_asked_twice_and_not_believed_whole(door: Any) -> None:
    scripted = door(lambda _: items("a", "b"))
    paged = settings(datasets=NAMES, pages={"offset": "offset"})
    answered = CONNECTOR.ask(paged, scripted, None)
    assert names(answered.records) == ["a", "b"]
    assert answered.covers is Covers.PART
    assert len(scripted.asked) == 2


def test_pages_by_cursor_end_when_a_token_comes_again(door: Any) -> None:
    pages = {"": items("a", sau="t1"), "t1": items("b", sau="t2"), "t2": items("c", sau="t1")}
    scripted = door(lambda request: pages[dict(request.params).get("tu", "")])
    paged = settings(datasets=NAMES, pages={"cursor": "sau", "param": "tu"})
    answered = CONNECTOR.ask(paged, scripted, None)
    assert names(answered.records) == ["a", "b", "c"]
    assert answered.covers is Covers.PART
    assert "lặp lại" in answered.notes[0].text


def test_a_cursor_can_travel_in_the_body(door: Any) -> None:
    answers = [items("a", sau="t1"), items("b")]
    scripted = door(lambda _: answers.pop(0))
    paged = settings(
        datasets=NAMES,
        method="POST",
        body={"query": "{…}", "variables": {"n": 5}},
        pages={"cursor": "sau", "param": "variables.after", "body": True},
    )
    CONNECTOR.ask(paged, scripted, None)
    assert json.loads(scripted.asked[1].body) == {
        "query": "{…}",
        "variables": {"n": 5, "after": "t1"},
    }
    assert dict(scripted.asked[0].headers)["Content-Type"] == "application/json"


def test_a_lost_page_makes_the_answer_partial_in_words(door: Any) -> None:
    lost = SourceError(Reason.DEADLINE, phrase("Nguồn im lặng quá thời hạn"))
    answers: list[bytes | SourceError] = [items("a", next="/2"), lost]
    answered = CONNECTOR.ask(
        settings(datasets=NAMES, pages={"link": "next"}), door(lambda _: answers.pop(0)), None
    )
    assert names(answered.records) == ["a"]
    assert answered.covers is Covers.PART
    assert answered.notes == (phrase("Chỉ đọc được {count} trang đầu", count=1), lost.words)


def test_the_page_cap_makes_the_answer_partial(door: Any) -> None:
    scripted = door(lambda request: items(f"n{offset_of(request)}"))
    paged = settings(datasets=NAMES, pages={"offset": "offset"}, max_pages=3)
    answered = CONNECTOR.ask(paged, scripted, None)
    assert len(answered.records) == len(scripted.asked) == 3
    assert answered.covers is Covers.PART


def test_the_time_of_several_pages_is_that_of_the_oldest(door: Any) -> None:
    answers = [
        items("a", next="/2", luc="2026-11-24T06:59:00Z"),
        items("b", luc="2026-11-24T06:58:00Z"),
    ]
    paged = settings(datasets=NAMES, pages={"link": "next"}, answered_at="luc")
    answered = CONNECTOR.ask(paged, door(lambda _: answers.pop(0)), None)
    assert answered.at == datetime(2026, 11, 24, 6, 58, tzinfo=UTC)


# --- conditions and size ---------------------------------------------------------------------------


def test_an_unchanged_answer_confirms_only_what_was_recorded(door: Any) -> None:
    one = settings(datasets=NAMES)
    first = CONNECTOR.ask(one, door(lambda _: (items("a"), {"etag": '"v1"'})), None)
    again = door(lambda _: None)
    unchanged = CONNECTOR.ask(one, again, first.cursor)
    assert dict(again.asked[0].headers) == {"If-None-Match": '"v1"'}
    assert unchanged.unchanged
    assert unchanged.cursor == first.cursor
    otherwise = door(lambda _: items("a"))
    CONNECTOR.ask(settings(datasets={**NAMES, "organ": "o"}), otherwise, first.cursor)
    assert otherwise.asked[0].headers == ()


@pytest.mark.parametrize("cursor", ["", "x", "[]", '{"of": 1}', '{"of": "x", "kept": {"a": "b"}}'])
def test_a_cursor_that_says_nothing_is_passed_over(door: Any, cursor: str) -> None:
    scripted = door(lambda _: items("a"))
    assert names(CONNECTOR.ask(settings(datasets=NAMES), scripted, cursor).records) == ["a"]
    assert scripted.asked[0].headers == ()


def test_pages_are_never_asked_for_conditionally(door: Any) -> None:
    paged = settings(datasets=NAMES, pages={"link": "next"})
    answered = CONNECTOR.ask(paged, door(lambda _: (items("a"), {"etag": '"v1"'})), None)
    assert answered.cursor == ""


@pytest.mark.parametrize(
    "second",
    [
        (b'[{"k": "a", "v": 12}]', {}),
        (b'[{"k": "a", "v": 12}]', {"etag": '"' + "B" * 300 + '"'}),
        (b'[{"k": "a", "v": 12}, {"k": "b", "v": 1}, {"k": "c", "v": 1}]', {"etag": "B"}),
    ],
    ids=["no validator", "an unbearable one", "cut off"],
)
def test_a_304_never_confirms_what_the_system_no_longer_says(
    door: Any, monkeypatch: pytest.MonkeyPatch, second: tuple[bytes, dict[str, str]]
) -> None:
    """10 at A, then 12 of which no 304 can tell, then 10 at A again."""
    monkeypatch.setattr("services.mapping.MOST", 2)
    one = settings(observations={"each": "[]", "indicator": "k", "value": "v"})
    first = (b'[{"k": "a", "v": 10}]', {"etag": "A"})
    says = [first, second, first]
    cache = Cache.in_memory(HeldClock(NOON))
    values: list[str] = []
    for said in says:

        def answer(request: Request, said: Any = said) -> Any:
            known = dict(request.headers).get("If-None-Match")
            return None if known is not None and known == said[1].get("etag") else said

        answered = CONNECTOR.ask(one, door(answer), cache.cursor("s"))
        cache.record(batch("s", answered)).result()
        with cache.picture() as picture:
            found = [fact.record for fact in picture.facts("s", Observation)]
        values += [str(record.value) for record in found if record.indicator == "a"]
    cache.close()
    assert values == ["10", "12", "10"]


def test_one_answer_with_more_records_than_the_bound_is_partial_and_says_so(
    door: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.connectors.http_json.walk.MOST", 5)
    both = settings(datasets=NAMES, alerts={"each": "m[]", "title": "n"})
    answered = CONNECTOR.ask(both, door(lambda _: (items("a", "b", "c"), {"etag": "A"})), None)
    assert len(answered.records) == 5
    assert answered.covers is Covers.PART
    assert answered.notes == (phrase("Bỏ qua {count} mục vượt mức cho phép", count=1),)
    assert answered.cursor == ""


def test_settings_come_whole_to_another_process() -> None:
    kinds: dict[str, Any] = {
        "observations": FIGURES,
        "samples": {**FIGURES, "territory": "noi"},
        "mentions": {"each": "[]", "time": "luc"},
    }
    one = settings(**kinds, path="a", times="epoch")
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_large_answer_is_read_in_another_process(door: Any) -> None:
    body = items("a", "b", filler="x" * (2 * 1024**2))
    large = settings(datasets=NAMES, deadline="60 s")
    assert names(CONNECTOR.ask(large, door(lambda _: body), None).records) == ["a", "b"]
    with pytest.raises(SourceError) as caught:
        CONNECTOR.ask(large, door(lambda _: body[:-1]), None)
    assert caught.value.reason is Reason.MALFORMED
    with pytest.raises(SourceError) as caught:
        CONNECTOR.ask(settings(datasets=NAMES, deadline="10 ms"), door(lambda _: body), None)
    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("said", "covers", "missing"),
    [
        ({"m": [{"i": "a"}], "total": 3}, Covers.PART, 2),
        ({"m": [{"i": "a"}], "total": "1"}, Covers.ALL, None),
        ({"m": [{"i": "a"}], "total": 0}, Covers.ALL, None),
        ({"m": [{"i": "a"}], "total": "nhiều"}, Covers.ALL, None),
        ({"m": [{"i": "a"}], "total": -5}, Covers.ALL, None),
        ({"m": [{"i": "a"}], "total": 1.5}, Covers.ALL, None),
        ({"m": [{"i": "a"}]}, Covers.ALL, None),
    ],
)
def test_an_answer_that_says_how_many_there_are_says_how_many_are_missing(
    door: Any, said: dict[str, object], covers: Covers, missing: int | None
) -> None:
    made = settings(organs={"each": "m[]", "id": "i"}, total="total")
    answered = CONNECTOR.ask(made, door(lambda _: json.dumps(said).encode()), None)
    assert (answered.covers, answered.missing) == (covers, missing)


def test_no_page_is_asked_for_when_all_is_there(door: Any) -> None:
    made = settings(organs={"each": "m[]", "id": "i"}, total="total", pages={"offset": "from"})

    def pages(request: Request) -> bytes:
        begins = int(dict(request.params)["from"])
        return json.dumps({"m": [{"i": str(begins)}, {"i": str(begins + 1)}], "total": 4}).encode()

    behind = door(pages)
    answered = CONNECTOR.ask(made, behind, None)
    assert (len(answered.records), answered.covers, len(behind.asked)) == (4, Covers.ALL, 2)
