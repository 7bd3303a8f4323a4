from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.phrase import phrase
from services.records import KINDS, MAPPED, Alert, AlertState, Document, Feature, Level, Observation
from tests.unit.connectors.json_pages import FIGURES, only, page


def figure(item: object, mapping: dict[str, str] | None = None, **more: Any) -> Observation:
    found = only(page({"chi_so": [item]}, observations=mapping or FIGURES, **more))
    assert isinstance(found, Observation)
    return found


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
