from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.door import Files
from services.numerals import Numerals
from services.records import MAPPED

if TYPE_CHECKING:
    from tests.unit.connectors.csv.conftest import Table

FIGURES = {"observations": {"values": ["a"]}}


def test_a_file_a_folder_and_an_address_are_asked_each_in_its_way(table: Table) -> None:
    assert table.settings(**FIGURES).files() == Files(path="bang.csv")
    folder = table.settings(**FIGURES, folder="bao-cao", take="all")
    assert folder.files() == Files(path="bao-cao", pattern="*.csv", newest_only=False)
    address = table.settings(**FIGURES, url="https://du-lieu.noi-bo/a.csv")
    assert address.files() is None
    assert address.gives() == {"observations"}


def test_numbers_are_whole_until_their_mark_is_declared(table: Table) -> None:
    assert table.settings(**FIGURES).writing().numerals is Numerals.WHOLE
    assert table.settings(**FIGURES, decimals="comma").writing().numerals is Numerals.COMMA


@pytest.mark.parametrize("kind", MAPPED)
def test_every_kind_of_record_can_be_mapped_and_sent_to_another_process(
    table: Table, kind: str
) -> None:
    rows = type(table.settings(**FIGURES)).model_fields[kind].annotation.__args__[0]  # type: ignore[union-attr]
    needed: dict[str, Any] = {
        name: "a" for name, field in rows.model_fields.items() if field.is_required()
    }
    if "values" in rows.model_fields:
        needed |= {"values": ["a", 2026, {"column": 3}]}
    made = table.settings(**{kind: needed})
    assert pickle.loads(pickle.dumps(made)) == made
    assert made.gives() == {kind}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "main.py probe"),
        ({**FIGURES, "file": None}, "đúng một chỗ"),
        ({**FIGURES, "file": "a.csv", "url": "https://a.vn/b"}, "đúng một chỗ"),
        ({**FIGURES, "file": "a.csv", "folder": "b"}, "đúng một chỗ"),
        ({**FIGURES, "file": "a.csv", "take": "all"}, "chỉ đi với folder"),
        ({**FIGURES, "file": "a\0.csv"}, "đường dẫn"),
        ({**FIGURES, "folder": "a", "pattern": "../*.csv"}, "mẫu tên tệp"),
        ({**FIGURES, "file": "a.csv", "proxy": "http://p:1"}, "chỉ đi với url"),
        ({**FIGURES, "encoding": "tcvn3"}, "không có bảng mã"),
        ({**FIGURES, "encoding": "base64"}, "không có bảng mã"),
        ({**FIGURES, "encoding": "unicode_escape"}, "không có bảng mã"),
        ({**FIGURES, "encoding": "utf-8\0"}, "không có bảng mã"),
        ({**FIGURES, "header": [2, 1]}, "không phải dòng tiêu đề"),
        ({**FIGURES, "header": [1]}, "không phải dòng tiêu đề"),
        ({**FIGURES, "header": [1, "a"]}, "không phải dòng tiêu đề"),
        ({**FIGURES, "header": "1"}, "không phải dòng tiêu đề"),
        ({**FIGURES, "header": True}, "không phải dòng tiêu đề"),
        ({**FIGURES, "header": -1}, "không phải dòng tiêu đề"),
        ({**FIGURES, "zone": "Sao/Hoa"}, "múi giờ"),
        ({"observations": {"value": "a"}}, "chưa khai cột chỉ số"),
        ({"observations": {"values": ["a"], "value": "b"}}, "values không đi cùng"),
        ({"observations": {"values": [{"value": "5"}]}}, "values chỉ gồm"),
        ({"observations": {"values": [{"column": 1, "name": "a"}]}}, "đúng một cách chọn"),
        ({"observations": {"values": ["a"], "labels": [{"value": "5"}]}}, "nhãn không nhận"),
    ],
)
def test_a_setting_that_can_not_be_is_refused_in_words(
    table: Table, said: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        table.settings(**said)
    wrong = [error["ctx"]["error"] for error in caught.value.errors()]
    assert any(words in f"{one.what} {one.remedy}" for one in wrong)


@pytest.mark.parametrize("header", [0, 3, [1, 2]])
def test_a_header_is_written_out_as_it_was_declared(table: Table, header: object) -> None:
    """Warnings fail."""
    again = json.loads(table.settings(**FIGURES, header=header).model_dump_json())
    assert again["header"] == header
