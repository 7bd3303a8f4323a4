"""What is proposed of tables as people keep them: odd cells, sums below, too many columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.connectors import csv
from services.connectors.csv.recognition import recognised
from services.draft import Advice, Draft
from tests.unit.connectors.test_recognition import ADDRESS, figures, loaded, met, remarks

if TYPE_CHECKING:
    from pathlib import Path


def draft(text: str) -> Draft:
    found = recognised(met(text.encode(), ADDRESS + ".csv"))
    assert isinstance(found, Draft)
    return found


@pytest.mark.parametrize("odd", ["-", "n/a", "chưa có", "1.234,5 tỷ"])
def test_a_column_of_numbers_stays_one_whatever_stands_in_one_cell(
    odd: str, tmp_path: Path
) -> None:
    rows = [f'P{row},"{odd if row == 3 else row}"' for row in range(1, 8)]
    made = draft("\n".join(["Phường,Số vụ", *rows, ""]))
    source: Any = loaded(made, tmp_path)
    assert [one.name for one in source.observations.values] == ["Số vụ"]
    assert f"Cột “Số vụ”, dòng 4: “{odd}” không phải là số" in remarks(made)


def test_what_stands_for_no_number_speaks_for_no_texts_either(tmp_path: Path) -> None:
    made = draft("Phường,Số vụ\nA,-\nB,-\nC,7\n")
    source: Any = loaded(made, tmp_path)
    assert [one.name for one in source.observations.values] == ["Số vụ"]


def test_a_column_of_texts_among_which_some_are_numbers_is_none_of_numbers() -> None:
    assert isinstance(recognised(met(b"Nha,So nha\nA,12a\nB,7\nC,7b\n", ADDRESS + ".csv")), Advice)


def test_a_row_that_adds_others_up_is_named_and_can_be_left_out(tmp_path: Path) -> None:
    text = "Phường,Số vụ\nA,3\nB,4\nTổng cộng,7\n"
    made = draft(text)
    assert "Dòng 4 (“Tổng cộng”) hình như là dòng cộng" in remarks(made)
    assert 'skip: {"Phường": "Tổng cộng"}' in remarks(made)
    source: Any = loaded(made, tmp_path)
    left_out = source.model_copy(update={"skip": {"Phường": "tổng cộng"}})
    records = csv.normalise(left_out, text.encode()).records
    assert figures(records) == {"Số vụ|A": "3", "Số vụ|B": "4"}


def test_more_columns_than_a_source_takes_are_left_and_named(tmp_path: Path) -> None:
    names = [f"C{number}" for number in range(250)]
    made = draft("\n".join([",".join(["Nơi", *names]), ",".join(["A", *"1" * 250]), ""]))
    source: Any = loaded(made, tmp_path)
    assert [one.name for one in source.observations.values] == names[:200]
    assert "Còn 50 cột chưa lấy" in remarks(made)
    assert ", ".join(names[200:]) in remarks(made)


def test_what_is_taken_of_a_long_and_wide_table_is_said() -> None:
    names = ",".join(f"C{number}" for number in range(200))
    made = draft(f"Nơi,{names}\n" + f"A{',1' * 200}\n" * 150)
    assert "tường lấy 100 dòng đầu" in remarks(made)


def test_a_number_with_its_percent_sign_brings_its_unit(tmp_path: Path) -> None:
    text = 'Phường,Số vụ,Tỷ lệ\nA,12,"2,8%"\nB,7,"3,5%"\n'
    source: Any = loaded(draft(text), tmp_path)
    records: Any = csv.normalise(source, text.encode()).records
    assert {one.uid: (str(one.value), one.unit) for one in records} == {
        "Số vụ|A": ("12", None),
        "Số vụ|B": ("7", None),
        "Tỷ lệ|A": ("2.8", "%"),
        "Tỷ lệ|B": ("3.5", "%"),
    }


def test_a_picture_is_no_table_whatever_it_is_called() -> None:
    found = recognised(met(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ADDRESS + ".csv"))
    assert isinstance(found, Advice)
    assert dict(found.what.values) == {"kind": "PNG"}
