"""From rows to records."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from services.connectors.csv import normalise
from services.door import SourceError
from services.mapping import MOST
from services.news import Reason
from services.records import Alert, Document, Observation, Sample

if TYPE_CHECKING:
    from tests.unit.connectors.csv.conftest import Table

FIGURE = {"indicator": "ma", "value": "gia_tri"}


def notes(page: Any) -> list[str]:
    return [note.text for note in page.notes]


@pytest.mark.parametrize(
    ("written", "decimals", "value"),
    [
        ("1234", None, "1234"),
        ("12%", None, "12"),
        ("1.234", "comma", "1234"),
        ("1.234", "point", "1.234"),
        ("12,5%", "comma", "12.5"),
        ("1\u202f234,5", "comma", "1234.5"),
        ("1,234.5", "point", "1234.5"),
    ],
)
def test_a_number_is_read_as_declared(
    table: Table, written: str, decimals: str | None, value: str
) -> None:
    text = f"ma;gia_tri\na;{written}\n"
    said = {} if decimals is None else {"decimals": decimals}
    assert table.figures(text, separator=";", **said) == {"a": Decimal(value)}


@pytest.mark.parametrize("written", ["1.234", "12,5", "0.5", "1 234", "1e3"])
def test_a_number_that_may_be_either_is_no_value_and_says_what_to_declare(
    table: Table, written: str
) -> None:
    found = table.figures(f"ma;gia_tri\na;{written}\n", separator=";")
    assert "khai decimals: comma" in found["a"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "Nguồn để trống giá trị"),
        ("12 ha", "Giá trị “{value}” không phải là số"),
        ("#N/A", "Giá trị “{value}” không phải là số"),
        ("=cmd|' /C calc'!A0", "Giá trị “{value}” không phải là số"),
    ],
)
def test_what_is_no_number_is_no_value_with_its_reason(
    table: Table, written: str, words: str
) -> None:
    text = f"ma;gia_tri\na;{written}\n"
    assert table.figures(text, separator=";", decimals="comma") == {"a": words}


@pytest.mark.parametrize(
    ("written", "declared", "other"),
    [("1.23", "comma", "point"), ("1,234.5", "comma", "point"), ("96,4", "point", "comma")],
)
def test_a_number_that_was_declared_otherwise_says_what_to_declare(
    table: Table, written: str, declared: str, other: str
) -> None:
    found = table.figures(f"ma;gia_tri\na;{written}\n", separator=";", decimals=declared)
    assert f"khai decimals: {other}" in found["a"]


def test_an_undeclared_date_is_no_value_and_says_what_to_declare(table: Table) -> None:
    said = {"observations": {**FIGURE, "at": "ngay"}, "zone": "Asia/Ho_Chi_Minh"}
    text = "ma,gia_tri,ngay\na,1,05/11/2026\n"
    assert "times: day_first" in table.figures(text, **said)["a"]
    (found,) = table.records(text, **said, times="day_first")
    assert found.at == datetime(2026, 11, 4, 17, tzinfo=UTC)


def test_each_column_of_values_is_an_indicator_with_labels_and_constants(table: Table) -> None:
    said = {
        "values": ["Số vụ", "Đã giải quyết"],
        "labels": ["Huyện"],
        "period": {"value": "2026"},
        "level": {"value": "sơ bộ"},
    }
    found = table.records("Huyện,Số vụ,Đã giải quyết\nĐà Lạt,5,4\n,9,8\n", observations=said)
    assert all(isinstance(one, Observation) and one.period == "2026" for one in found)
    assert [one.uid for one in found] == [
        "Số vụ|2026|Huyện=Đà Lạt",
        "Số vụ|2026",
        "Đã giải quyết|2026|Huyện=Đà Lạt",
        "Đã giải quyết|2026",
    ]


def test_columns_of_values_are_series_by_their_dates(table: Table) -> None:
    said = {"samples": {"at": "Ngày", "values": ["Mưa", "Gió"]}, "zone": "Asia/Ho_Chi_Minh"}
    found = table.records("Ngày,Mưa,Gió\n2026-11-01,5,1\n2026-11-02,,2\n", **said)
    assert [(one.indicator, one.value, one.at) for one in found if isinstance(one, Sample)] == [
        ("Mưa", Decimal(5), datetime(2026, 10, 31, 17, tzinfo=UTC)),
        ("Gió", Decimal(1), datetime(2026, 10, 31, 17, tzinfo=UTC)),
        ("Gió", Decimal(2), datetime(2026, 11, 1, 17, tzinfo=UTC)),
    ]


def test_words_of_severity_lists_and_labels_are_read_of_any_kind(table: Table) -> None:
    text = "Việc,Mức,Nơi\nCháy rừng,Nặng,Lạc Dương\n"
    (alert,) = table.records(
        text,
        alerts={"title": "việc", "severity": "mức", "labels": ["Nơi"]},
        severities={"nặng": 5},
    )
    assert isinstance(alert, Alert)
    assert (alert.title, alert.severity) == ("Cháy rừng", 5)
    assert alert.labels == (("Nơi", "Lạc Dương"),)
    (document,) = table.records(
        "Số,Gửi 1,Gửi 2\n12/UBND,Sở Y tế,\n",
        documents={"number": "Số", "to": ["Gửi 1", "Gửi 2"], "sender": {"value": "UBND tỉnh"}},
    )
    assert isinstance(document, Document)
    assert (document.to, document.sender) == (("Sở Y tế",), "UBND tỉnh")


def test_a_table_with_a_header_only_is_an_answer_that_says_so(table: Table) -> None:
    page = table.page("ma,gia_tri\n\n,\n", observations=FIGURE)
    assert (page.records, page.partial) == ((), False)
    assert notes(page) == ["Bảng chỉ có tiêu đề, chưa có dòng nào"]


def test_a_long_row_is_left_out_counted_and_makes_the_answer_partial(table: Table) -> None:
    page = table.page("ma,gia_tri\na,1\nb,12,5\nc,1,5\n", observations=FIGURE)
    assert [one.uid for one in page.records] == ["a"]
    assert page.partial
    assert dict(page.notes[-1].values) == {"count": 2, "row": 3}


def test_blank_cells_beyond_the_last_column_are_nothing(table: Table) -> None:
    page = table.page("ma,gia_tri\na,1,,\nb,2\n", observations=FIGURE)
    assert (len(page.records), page.partial, page.notes) == (2, False, ())


def test_where_every_row_is_too_long_the_declaration_is_wrong(table: Table) -> None:
    assert "Mọi dòng đều thừa ô" in table.refusal("ma,gia_tri\na,12,5\nb,1,5\n").words.text


def test_a_short_row_without_its_value_is_a_figure_with_a_reason(table: Table) -> None:
    page = table.page("ma,gia_tri\na,1\nb\n", observations=FIGURE)
    assert not page.partial
    assert notes(page) == ["{count} dòng thiếu ô, đầu tiên là dòng {row}"]
    found = table.figures("ma,gia_tri\na,1\nb\n")
    assert found == {"a": 1, "b": "Dòng thiếu ô ở cột “{column}”"}


def test_a_short_row_without_its_key_makes_the_answer_partial(table: Table) -> None:
    said = {**FIGURE, "territory": "noi"}
    page = table.page("ma,gia_tri,noi\na,1,Đà Lạt\nb,2\n", observations=said)
    assert [one.uid for one in page.records] == ["a|Đà Lạt"]
    assert page.partial
    assert "Bỏ qua {count} mục thiếu trường bắt buộc" in notes(page)


def test_more_rows_than_the_bound_are_counted_and_left(table: Table) -> None:
    text = "Huyện,A,B\n" + "".join(f"h{row},1,2\n" for row in range(MOST + 5))
    page = table.page(text, observations={"values": ["A", "B"], "labels": ["Huyện"]})
    assert len(page.records) == MOST
    assert page.partial
    assert dict(page.notes[0].values) == {"count": 2 * (MOST + 5) - MOST}


def test_of_a_simulated_table_only_its_own_column_names_a_publication(table: Table) -> None:
    said = {**FIGURE, "publication": {"value": "Báo X"}}
    settings = table.settings(observations=said)
    body = "ma,gia_tri,cong_bo\na,1,Báo Lâm Đồng 22/12/2023\n".encode()
    for quoting, publication in (
        (None, "Báo X"),
        ("", None),
        ("khac", None),
        ("cong_bo", "Báo Lâm Đồng 22/12/2023"),
    ):
        (found,) = normalise(settings, body, quoting).records
        assert found.publication == publication


def test_of_a_key_with_several_times_the_latest_is_the_figure_wherever_it_stands(
    table: Table,
) -> None:
    said = {"at": "ngay", "values": ["so"]}
    page = table.page(
        "ngay,so\n2026-11-26,3\n2026-11-25,2\n2026-11-24,1\n", observations=said, zone="UTC"
    )
    assert [getattr(one, "value", None) for one in page.records] == [3]
    assert [note.values for note in page.notes] == [(("count", 2),)]
    assert "cũ hơn" in page.notes[0].text


def test_a_number_with_a_power_says_what_it_is(table: Table) -> None:
    said = table.figures("ma,gia_tri\na,1E+15\nb,2E3\n")
    assert all("số mũ" in words for words in said.values())
    assert table.figures("ma,gia_tri\na,1E+15\n", decimals="point") == {"a": 10**15}


@pytest.mark.parametrize("end", ["c,12", 'c,"12\n3', 'c,1\n"d', ""])
def test_a_table_that_is_still_being_written_lacks_its_last_row_and_covers_not_all(
    table: Table, end: str
) -> None:
    said = {"indicator": "ma", "value": "gia_tri"}
    settings = table.settings(observations=said)
    whole = "ma,gia_tri\nb,7\n"
    page = normalise(settings, (whole + end).encode(), unfinished=True)
    values = {one.uid: getattr(one, "value", None) for one in page.records}
    assert values.pop("b") == 7
    assert values in ({}, {"c": 1})
    assert page.partial
    assert "đang được ghi" in page.notes[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_letter_that_is_cut_harms_no_other_row(table: Table, encoding: str) -> None:
    said = {"indicator": "ma", "value": "gia_tri"}
    settings = table.settings(observations=said, encoding=encoding)
    body = "ma,gia_tri\nĐà Lạt,7\nBảo Lộ".encode(encoding)
    for cut in range(1, 4):
        page = normalise(settings, body[:-cut], unfinished=True)
        assert [one.uid for one in page.records] == ["Đà Lạt"]


def test_a_table_of_which_no_line_is_written_yet_is_asked_again(table: Table) -> None:
    with pytest.raises(SourceError) as caught:
        normalise(table.settings(observations={"values": ["a"]}), b"a", unfinished=True)
    assert caught.value.reason is Reason.UNREADABLE
    assert "đang được ghi" in caught.value.words.text


def test_a_note_under_the_table_is_no_unit_without_a_name(table: Table) -> None:
    text = "TT;Địa bàn;Số vụ\n1;Đà Lạt;12\n2;Bảo Lộc;\nGhi chú: số liệu đến 31/10/2026;;\n"
    found = table.page(
        text, separator=";", observations={"territory": "Địa bàn", "values": ["Số vụ"]}
    )
    assert [
        (one.territory, one.value) for one in found.records if isinstance(one, Observation)
    ] == [
        ("Đà Lạt", Decimal(12)),
        ("Bảo Lộc", None),
    ], "a unit without a figure stays"
    assert any("không có gì ở các cột được đọc" in note for note in notes(found))
