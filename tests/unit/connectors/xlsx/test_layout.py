"""Where in a sheet the table lies, as people lay theirs out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.unit.connectors.xlsx.conftest import figures, page, refusal, saved, workbook

if TYPE_CHECKING:
    from services.table.page import Page

REPORT: list[list[object]] = [
    ["BÁO CÁO TÌNH HÌNH VỤ VIỆC"],
    [],
    ["STT", "Phường", "Quý III", None, "Ghi chú"],
    [None, None, "Số vụ", "Đã xử lý", None],
    ["A", "B", 1, 2, 3],
    ["I. Khu vực Đà Lạt"],
    [1, "Xuân Hương", 12, 11, "x"],
    [2, "Cam Ly", 8, None, None],
    [None, "Tổng cộng", 20, 11, None],
]
VALUES = {
    "observations": {
        "territory": "Phường",
        "values": ["Quý III / Số vụ", "Quý III / Đã xử lý"],
    }
}


def merged(sheet: Any) -> None:
    for cells in ("A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "A6:E6"):
        sheet.merge_cells(cells)


def said(of: Page) -> list[str]:
    return [note.text for note in of.notes]


def test_a_report_with_titles_merged_headers_and_headings_is_its_figures() -> None:
    assert figures(workbook(REPORT, merged), **VALUES, skip={"Phường": "Tổng cộng"}) == {
        "Quý III / Số vụ @ Xuân Hương": Decimal(12),
        "Quý III / Số vụ @ Cam Ly": Decimal(8),
        "Quý III / Đã xử lý @ Xuân Hương": Decimal(11),
        "Quý III / Đã xử lý @ Cam Ly": "Nguồn để trống giá trị",
    }


def test_what_was_passed_over_or_adds_up_is_said() -> None:
    def hidden(sheet: Any) -> None:
        merged(sheet)
        sheet.row_dimensions[8].hidden = True

    notes = said(page(workbook(REPORT, hidden), **VALUES))
    assert [note for note in notes if "đánh số cột" in note]
    assert [note for note in notes if "ô gộp" in note]
    assert [note for note in notes if "dòng ẩn" in note]
    assert [note for note in notes if "dòng cộng" in note]


def test_a_declared_header_is_taken_as_it_is_declared() -> None:
    rows: list[list[object]] = [["x", "y"], ["ma", "gia_tri"], ["vu", 3]]
    assert figures(workbook(rows), header=2) == {"vu": Decimal(3)}
    assert "không có dòng tiêu đề" in refusal(workbook(rows), header=9).words.text
    by_place = {"observations": {"indicator": {"column": 1}, "value": {"column": 2}}}
    assert figures(workbook([["vu", 3]]), header=0, **by_place) == {"vu": Decimal(3)}


def test_a_cell_merged_over_rows_counts_for_each_of_them() -> None:
    rows: list[list[object]] = [["Phường", "ma", "gia_tri"], ["Cam Ly", "vu", 1], [None, "viec", 2]]
    columns = {"observations": {"territory": "Phường", "indicator": "ma", "value": "gia_tri"}}
    found = figures(workbook(rows, lambda sheet: sheet.merge_cells("A2:A3")), **columns)
    assert found == {"vu @ Cam Ly": Decimal(1), "viec @ Cam Ly": Decimal(2)}


def test_two_columns_of_one_name_are_told_apart_by_their_place() -> None:
    body = workbook([["ma", "gia_tri", "gia_tri"], ["vu", 1, 2]])
    assert "Hai cột cùng tên" in refusal(body).words.text
    columns = {"observations": {"indicator": "ma", "value": {"column": 3}}}
    assert figures(body, **columns) == {"vu": Decimal(2)}


def test_a_missing_column_is_told_with_those_that_are_there() -> None:
    error = refusal(workbook([["ma", "so"], ["vu", 1]]))
    assert dict(error.words.values)["columns"] == "ma, so"


@pytest.mark.parametrize(
    ("sheet", "value"), [(None, 1), ("tháng 11", 2), (3, 3), ("Ẩn", 3), (2, 2)]
)
def test_the_first_sheet_that_is_seen_is_read_unless_another_is_named(
    sheet: str | int | None, value: int
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Bìa"
    sheets = [book.worksheets[0], book.create_sheet("Tháng 11"), book.create_sheet("Ẩn")]
    for number, one in enumerate(sheets, 1):
        one.append(["ma", "gia_tri"])
        one.append(["vu", number])
    sheets[2].sheet_state = "hidden"
    declared = {} if sheet is None else {"sheet": sheet}
    found = page(saved(book), **declared)
    assert [getattr(one, "value", None) for one in found.records] == [Decimal(value)]
    assert bool([note for note in said(found) if "trang khác" in note]) is (sheet is None)


def test_a_blank_cover_is_passed_over_and_a_sheet_that_is_not_there_is_told() -> None:
    book = openpyxl.Workbook()
    data = book.create_sheet("Số liệu")
    data.append(["ma", "gia_tri"])
    data.append(["vu", 5])
    assert figures(saved(book)) == {"vu": Decimal(5)}
    assert dict(refusal(saved(book), sheet="Khác").words.values)["names"] == "Sheet, Số liệu"
    assert "trống" in refusal(saved(book), sheet=1).words.text


def test_a_header_alone_is_a_table_without_rows() -> None:
    found = page(workbook([["ma", "gia_tri"]]))
    assert (found.records, "Bảng chỉ có tiêu đề, chưa có dòng nào" in said(found)) == ((), True)
