"""What a database answered, as records: by the names of its columns."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.sql import Sql, normalise
from services.door import SourceError
from services.mapping import MAPPINGS
from services.news import Reason
from services.records import Dataset, Observation, Sample

if TYPE_CHECKING:
    from services.connectors.sql import Page


def settings(**said: Any) -> Sql:
    return Sql.model_validate({"connector": "sql", "url": "sqlite:///a.db"} | said)


def page(columns: list[str], *rows: list[object], more: bool = False, **said: Any) -> Page:
    body = json.dumps({"columns": columns, "rows": rows, "more": more}).encode()
    return normalise(settings(**said), body)


def figures(columns: list[str], *rows: list[object], **said: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in page(columns, *rows, **said).records:
        assert isinstance(one, Observation)
        found[one.uid] = one.fault.text if one.fault else one.value
    return found


def refusal(columns: list[str], *rows: list[object], **said: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        page(columns, *rows, **said)
    assert caught.value.reason is Reason.MALFORMED
    return caught.value


def lacking(error: SourceError) -> object:
    return dict(error.words.values)["names"]


def test_columns_with_a_field_s_name_are_that_field() -> None:
    [record] = page(
        ["indicator", "VALUE", "territory", "period", "at"],
        ["vu", 12.5, "Cam Ly", 2026, "2026-10-05T08:00:00+07:00"],
    ).records
    assert isinstance(record, Observation)
    assert (record.indicator, record.value, record.territory) == ("vu", Decimal("12.5"), "Cam Ly")
    assert (record.period, record.at) == ("2026", datetime(2026, 10, 5, 1, tzinfo=UTC))


def test_without_a_value_every_column_of_numbers_is_a_figure_of_its_own_name() -> None:
    assert figures(["Phường", "Số vụ", "Tỷ lệ"], ["Cam Ly", 3, 91.7], ["Xuân Hương", None, 80]) == {
        "Số vụ|Cam Ly": Decimal(3),
        "Số vụ|Xuân Hương": "Nguồn để trống giá trị",
        "Tỷ lệ|Cam Ly": Decimal("91.7"),
        "Tỷ lệ|Xuân Hương": Decimal(80),
    }


def test_other_texts_and_keys_are_labels_but_notes_are_left_out() -> None:
    found = page(["id", "loai", "ghi_chu", "so_vu"], [7, "A", "dài dòng", 3])
    [record] = found.records
    assert isinstance(record, Observation)
    assert record.labels == (("id", "7"), ("loai", "A"))
    assert [dict(note.values) for note in found.notes] == [{"columns": "ghi_chu"}]


def test_one_column_of_numbers_beside_the_indicator_is_its_value() -> None:
    assert figures(["indicator", "so"], ["vu", 3]) == {"vu": Decimal(3)}
    assert lacking(refusal(["indicator", "a", "b"], ["vu", 1, 2])) == "value"


def test_null_is_no_value_and_never_zero() -> None:
    assert figures(["indicator", "value"], ["vu", None]) == {"vu": "Nguồn để trống giá trị"}


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "1.234,5", "x", True, {"octets": 4}, [1, 2], "1" * 200]
)
def test_what_is_no_number_is_a_figure_without_a_value(value: object) -> None:
    [found] = figures(["indicator", "value"], ["vu", value]).values()
    assert "không" in found


def test_other_kinds_of_records_are_declared() -> None:
    columns = ["name", "updated", "views", "ma_noi_bo"]
    found = page(columns, ["Bộ A", "2026-10-05T00:00:00Z", 12, "x"], records="datasets")
    [record] = found.records
    assert isinstance(record, Dataset)
    assert (record.name, record.views) == ("Bộ A", 12)
    assert [note.text for note in found.notes] == ["Không lấy các cột: {columns}"]
    assert lacking(refusal(["ten"], ["Bộ A"], records="datasets")) == "name"


def test_points_of_a_series_need_their_time() -> None:
    [record] = page(["at", "so_vu"], [1790000000, 3], records="samples", times="epoch").records
    assert isinstance(record, Sample)
    assert lacking(refusal(["so_vu"], [3], records="samples")) == "at"


def test_times_without_a_zone_are_read_only_where_one_is_declared() -> None:
    columns, row = ["indicator", "value", "at"], ["vu", 3, "2026-10-05 08:00:00"]
    assert "khai zone" in figures(columns, row)["vu"]
    [record] = page(columns, row, zone="Asia/Ho_Chi_Minh").records
    assert record.at == datetime(2026, 10, 5, 1, tzinfo=UTC)
    assert "day_first" in figures(columns, ["vu", 3, "05/11/2026"])["vu"]


def test_two_columns_of_one_name_are_refused() -> None:
    assert dict(refusal(["so", "So"], [1, 2]).words.values)["name"] == "so"


def test_a_cut_answer_is_partial_and_says_so() -> None:
    found = page(["indicator", "value"], ["vu", 3], more=True)
    assert found.partial
    assert "Chỉ lấy {count} dòng đầu" in found.notes[0].text


def test_no_rows_are_an_answer() -> None:
    found = page(["indicator", "value"])
    assert (found.records, found.partial) == ((), False)


def test_without_a_query_each_table_is_a_figure_of_its_rows() -> None:
    tables = [
        {"name": "vu_viec", "spelt": '"vu_viec"', "rows": 12},
        {"name": "nhat_ky", "spelt": "nhat_ky", "rows": 4000000, "estimated": True},
        {"name": "kin", "spelt": "kin", "rows": None},
    ]
    body = json.dumps({"server": "PostgreSQL 15.1", "tables": tables, "more": 3}).encode()
    found = normalise(settings(), body)
    said = {one.uid: one for one in found.records if isinstance(one, Observation)}
    assert (said["vu_viec"].value, said["vu_viec"].unit) == (Decimal(12), "dòng")
    assert said["nhat_ky"].qualifier == "ước"
    assert said["kin"].fault is not None
    assert (found.partial, found.missing) == (True, 3)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"<html>", b'{"columns": 1, "rows": 2}', b"{"])
def test_what_is_no_rows_is_malformed(body: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        normalise(settings(), body)
    assert caught.value.reason is Reason.MALFORMED


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.lists(st.sampled_from(["indicator", "value", "at", "Phường", "so", "x"]), max_size=4),
    st.lists(st.lists(JSON, max_size=4), max_size=4),
    st.sampled_from(sorted(MAPPINGS)),
)
def test_whatever_stands_in_rows_is_records_or_words(
    columns: list[str], rows: list[list[object]], kind: str
) -> None:
    reason = None
    try:
        page(columns, *rows, records=kind)
    except SourceError as error:
        reason = error.reason
    assert reason in {None, Reason.MALFORMED}
