"""Numbers, dates and texts as Excel keeps them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.records import Observation, Task
from tests.unit.connectors.xlsx.conftest import figures, page, workbook

EITHER = "“{value}” có thể là hai số khác nhau; khai decimals: comma (1.234,5) hoặc point (1,234.5)"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12, Decimal(12)),
        (1234.5, Decimal("1234.5")),
        (0.1 + 0.2, Decimal("0.3")),
        (-7, Decimal(-7)),
        (0, Decimal(0)),
        ("87", Decimal(87)),
        (None, "Nguồn để trống giá trị"),
        ("#DIV/0!", "Giá trị “{value}” không phải là số"),
        ("chưa có", "Giá trị “{value}” không phải là số"),
        ("1.234,5", EITHER),
    ],
)
def test_a_number_is_the_one_that_excel_keeps(cell: object, value: object) -> None:
    assert figures(workbook([["ma", "gia_tri"], ["vu", cell]])) == {"vu": value}


def test_a_number_that_people_wrote_as_text_is_read_as_declared() -> None:
    body = workbook([["ma", "gia_tri"], ["vu", "1.234,5"], ["viec", 1.5]])
    assert figures(body, decimals="comma") == {"vu": Decimal("1234.5"), "viec": Decimal("1.5")}


@pytest.mark.parametrize("shown", ["0%", "0.00%", "0.0%", '0.0"%"%'])
def test_a_percentage_is_what_its_cell_shows(shown: str) -> None:
    def percent(sheet: Any) -> None:
        sheet["B2"].number_format = shown

    [record] = page(workbook([["ma", "gia_tri"], ["ty_le", 0.917]], percent)).records
    assert isinstance(record, Observation)
    assert (record.value, record.unit) == (Decimal("91.7"), "%")


def test_a_percent_sign_in_quotes_is_only_text() -> None:
    def quoted(sheet: Any) -> None:
        sheet["B2"].number_format = '0.0"%"'

    [record] = page(workbook([["ma", "gia_tri"], ["ty_le", 0.917]], quoted)).records
    assert isinstance(record, Observation)
    assert (record.value, record.unit) == (Decimal("0.917"), None)


def test_dates_need_no_style_but_times_need_their_zone() -> None:
    given = datetime(2026, 10, 1, 8, 30)  # noqa: DTZ001 - as Excel has it
    rows: list[list[object]] = [["viec", "han", "giao"], ["A", date(2026, 10, 5), given]]
    tasks = {"title": "viec", "due": "han", "assigned": "giao"}
    columns: dict[str, Any] = {"observations": None, "tasks": tasks}
    [task] = page(workbook(rows), **columns, zone="Asia/Ho_Chi_Minh").records
    assert isinstance(task, Task)
    assert task.due == datetime(2026, 10, 5, 16, 59, 59, 999999, tzinfo=UTC)
    assert task.assigned in {
        datetime(2026, 10, 1, 1, 30, tzinfo=UTC),
        date(2026, 10, 1),
    }
    without = page(workbook(rows), **columns)
    assert "khai zone" in " ".join(note.text for note in without.notes)


def test_a_year_or_a_code_stays_as_it_is_written() -> None:
    body = workbook([["ma", "gia_tri", "nam"], ["vu", 3, 2023]])
    said = {"observations": {"indicator": "ma", "value": "gia_tri", "period": "nam"}}
    [record] = page(body, **said).records
    assert isinstance(record, Observation)
    assert record.period == "2023"
