"""Which column is which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.news import Reason

if TYPE_CHECKING:
    from tests.unit.connectors.csv.conftest import Table


def test_names_of_columns_are_the_same_whatever_their_case_and_blanks(table: Table) -> None:
    # the table's marks stand apart, those of the wall file don't
    text = " huye\u0323\u0302n ,SỐ  VỤ\nĐà Lạt,5\n"
    said = {"observations": {"values": ["Số vụ"], "labels": ["Huyện"]}}
    assert table.figures(text, **said) == {"Số vụ|Huyện=Đà Lạt": 5}


def test_a_column_that_is_not_there_names_those_that_are(table: Table) -> None:
    refused = table.refusal("Huyện,Số vụ\nĐà Lạt,5\n")
    assert refused.reason is Reason.MALFORMED
    values = dict(refused.words.values)
    assert (values["name"], values["columns"]) == ("ma", "Huyện, Số vụ")


def test_another_separator_than_declared_is_named(table: Table) -> None:
    values = dict(table.refusal("ma;gia_tri\na;1\n").words.values)
    assert (values["column"], values["mark"]) == ("ma;gia_tri", ";")


@pytest.mark.parametrize(
    ("declared", "mark"), [(";", ";"), ("tab", "\t"), ("\t", "\t"), ("|", "|")]
)
def test_columns_are_parted_as_declared(table: Table, declared: str, mark: str) -> None:
    text = f"ma{mark}gia_tri\na{mark}1\n"
    assert table.figures(text, separator=declared) == {"a": 1}


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
def test_a_table_that_names_its_separator_as_excel_does_is_followed(
    table: Table, first: str
) -> None:
    assert table.figures(f"{first}ma;gia_tri\r\na;1\r\n") == {"a": 1}


def test_two_columns_of_one_name_are_a_fault_that_names_both(table: Table) -> None:
    text = "ma,gia_tri,Gia_tri\na,1,2\n"
    values = dict(table.refusal(text).words.values)
    assert (values["first"], values["second"]) == (2, 3)
    by_place = {"observations": {"indicator": "ma", "value": {"column": 3}}}
    assert table.figures(text, **by_place) == {"a": 2}


def test_two_columns_of_one_name_that_nobody_wants_do_no_harm(table: Table) -> None:
    assert table.figures("ma,gia_tri,x,x\na,1,,\n") == {"a": 1}


def test_the_header_may_stand_further_down(table: Table) -> None:
    text = "BÁO CÁO THÁNG 11,\n,\nma,gia_tri\na,1\n"
    assert table.figures(text, header=3) == {"a": 1}


def test_a_header_below_the_end_is_a_fault(table: Table) -> None:
    values = dict(table.refusal("ma,gia_tri\n", header=3).words.values)
    assert (values["count"], values["row"]) == (1, 3)


def test_a_header_of_two_rows_is_joined_and_blanks_go_with_the_left(table: Table) -> None:
    text = "Huyện,Quý I,,Quý II,\n,Số vụ,Tỷ lệ,Số vụ,Tỷ lệ\nĐà Lạt,1,2,3,4\n"
    said = {"values": ["Quý I / Số vụ", "quý ii / tỷ lệ"], "labels": ["Huyện"]}
    assert table.figures(text, header=[1, 2], observations=said) == {
        "Quý I / Số vụ|Huyện=Đà Lạt": 1,
        "quý ii / tỷ lệ|Huyện=Đà Lạt": 4,
    }


def test_a_header_of_two_rows_that_is_not_declared_is_asked_about(table: Table) -> None:
    text = "Huyện,Quý I,\n,Số vụ,Tỷ lệ\nĐà Lạt,1,2\n"
    said = {"values": ["Quý I"], "labels": ["Huyện"]}
    assert "header: [1, 2]" in table.refusal(text, observations=said).words.text
    assert table.figures(text, header=1, observations=said)["Quý I|Huyện=Đà Lạt"] == 1


def test_a_blank_name_above_figures_is_one_header(table: Table) -> None:
    assert table.figures("ma,gia_tri,\na,1,2\n") == {"a": 1}


def test_without_a_header_columns_are_called_by_their_number(table: Table) -> None:
    for named in ("1", 1):
        said = {"indicator": named, "value": {"column": 2}}
        assert table.figures("a,1\nb,2\n", header=0, observations=said) == {"a": 1, "b": 2}


def test_a_table_without_a_header_has_no_more_columns_than_one_with(table: Table) -> None:
    refused = table.refusal("x," * 3000, header=0, observations={"values": ["1"]})
    assert "hơn {most} cột" in refused.words.text


def test_a_year_names_a_column_without_quotes(table: Table) -> None:
    text = "Huyện,2025,2026\nĐà Lạt,1,2\n"
    said = {"values": [2025, 2026], "labels": ["Huyện"]}
    assert table.figures(text, observations=said) == {
        "2025|Huyện=Đà Lạt": 1,
        "2026|Huyện=Đà Lạt": 2,
    }


def test_a_recorded_haproxy_is_read(table: Table, recording: bytes) -> None:
    read = table.page(
        recording,
        header_prefix="# ",
        observations={"values": ["scur", "rate"], "labels": ["pxname", "svname"]},
        services={"service": "pxname", "instance": "svname", "state": "status"},
    )
    assert (read.partial, read.notes) == (False, ())
    found = {record.uid: record for record in read.records}
    assert getattr(found["scur|pxname=metrics,svname=FRONTEND"], "value", None) == 2
    assert getattr(found["csdl_nganh|ds1"], "state", None) == "DOWN"
    assert len(found) == 15
