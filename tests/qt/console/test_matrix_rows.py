"""The table of a matrix in the detail of its tile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.settings import Wording
from services.words import Words
from tests.qt.console.matrices import matrix
from ui.console.matrix_rows import table
from widgets.tiles.matrix.signs import Sign
from widgets.tiles.matrix.view import Cell, Column

VI = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
EN = Words("en", ZoneInfo("Asia/Ho_Chi_Minh"))
WELL, LATE, NONE = Cell(Sign.WELL), Cell(Sign.OVERDUE, 12, "days"), Cell()


def test_signs_are_words_and_figures_have_their_units() -> None:
    named = (Column(Wording(vi="Sẵn sàng", en="Availability")), Column(Wording(vi="Nhiệm vụ")))
    view = matrix(named, (Cell(Sign.FAILS, Decimal("97.2"), "%"), LATE))
    columns, (line,) = table(view, VI)
    assert [column.title for column in columns] == ["Tên", "Sẵn sàng", "Nhiệm vụ"]
    assert line.cells == ("Sở 0", "Không đạt 97,2%", "Quá hạn 12 ngày")
    columns, (line,) = table(view, EN)
    assert [column.title for column in columns][:2] == ["Name", "Availability"]
    assert line.cells[0] == "Department 0"


def test_of_more_columns_than_have_room_the_worst_are_shown_and_the_others_counted() -> None:
    many = tuple(Column(Wording(vi=f"Cột {n}")) for n in range(30))
    bad = tuple(LATE if n in {3, 21, 22, 23, 24, 25, 26, 27, 28, 29} else WELL for n in range(30))
    columns, (first, second) = table(matrix(many, bad, (WELL,) * 30), VI)
    titles = [column.title for column in columns]
    assert titles == ["Tên (21 cột khác)", "Cột 3", *(f"Cột {n}" for n in range(21, 29))]
    assert "Quá hạn 12 ngày" in first.cells
    assert first.hint == "Cột 29: Quá hạn 12 ngày"
    assert second.hint == ""


def test_of_equal_hours_the_latest_are_shown_and_those_of_which_nothing_is_known_are_not() -> None:
    began = datetime(2026, 11, 24, 0, tzinfo=UTC)
    hours = tuple(Column(None, at) for at in (began + timedelta(hours=n) for n in range(16)))
    calm = (NONE, *[WELL] * 15)
    columns, _ = table(matrix(hours, calm), VI)
    assert columns[0].title == "Tên (6 cột khác)"
    assert columns[-1].title == "22:00"
    wrong = (NONE, Cell(Sign.STOPPED), *[WELL] * 14)
    columns, _ = table(matrix(hours, wrong), VI)
    assert columns[1].title == "08:00"


def test_whatever_a_source_calls_a_column_its_head_is_one_short_line() -> None:
    columns, _ = table(matrix((Column("a\n" + "x" * 900), Column(None)), (WELL, WELL)), VI)
    assert all(len(column.title) <= 30 and "\n" not in column.title for column in columns)
    assert columns[2].title == "–"
