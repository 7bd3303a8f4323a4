from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, override
from zoneinfo import ZoneInfo

from services.phrase import phrase
from services.settings import Wording
from services.wall_file.statistics import Band
from services.words import Words
from tests.qt.console.matrices import matrix
from ui.console.tile_rows import MOST, called, rows_of, table
from ui.console.took import took
from widgets.tile import View
from widgets.tiles.matrix.signs import Sign
from widgets.tiles.matrix.view import MOST_COLUMNS, MOST_ROWS, Cell, Column

if TYPE_CHECKING:
    from widgets.tile import Json

VI = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
EN = Words("en", ZoneInfo("Asia/Ho_Chi_Minh"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(View):
    said: dict[str, Json] = field(default_factory=dict)

    @override
    def figures(self) -> dict[str, Json]:
        return self.said


def cells(*rows: Json) -> list[tuple[str, ...]]:
    view = Telling(title=Wording(vi="x"), said={"rows": [*rows], "few": [{"a": 1}]})
    _, made = table(rows_of(view), VI)
    return [row.cells for row in made]


def test_values_are_written_as_they_are_everywhere() -> None:
    row: Json = {
        "value": "1700.5",
        "state": "late",
        "since": "2026-11-24T07:00:00.000000Z",
        "simulated": True,
        "name": {"vi": "Trạm", "en": "Stations"},
    }
    assert cells(row, {}) == [
        ("1.700,5", "Chậm cập nhật", "24/11/2026 14:00", "có", "Trạm"),
        ("", "", "", "", ""),
    ]


def test_hostile_texts_stay_one_plain_line_and_many_rows_are_bounded() -> None:
    hostile: Json = {"what": "a\nb\u202e" + "x" * 9000}
    ((cell,), *_) = cells(*[hostile] * 900)
    assert "\n" not in cell
    assert "\u202e" not in cell
    assert len(cell) <= 160
    assert len(cells(*[hostile] * 900)) == MOST


def test_a_tile_without_rows_has_none() -> None:
    assert rows_of(None) == []
    assert rows_of(View(title=Wording(vi="x"))) == []
    assert table([], VI) == ([], [])


def test_how_long_an_answer_took_is_said_by_its_size() -> None:
    said = [took(timedelta(seconds=s), VI) for s in (0.0854, 1.26, 9.99, 75)]
    assert said == ["85 ms", "1,2 giây", "9,9 giây", "1 phút 15 giây"]
    assert took(None, VI) == "–"


def test_years_and_codes_are_no_figures_and_columns_are_called_in_words() -> None:
    row: dict[str, Json] = {
        "code": "672",
        "period": "2023",
        "year": 2024,
        "labels": {},
        "priority": "high",
    }
    columns, rows = table([row], VI)
    assert [column.title for column in columns] == ["Mã", "Kỳ", "Năm", "Mức"]
    assert rows[0].cells == ("672", "Năm 2023", "2024", "Cao")


def test_what_is_told_of_a_figure_is_its_value_and_counts_stand_by_their_words() -> None:
    row: dict[str, Json] = {
        "plan": {"value": "2800", "period": None},
        "band": {"meaning": "ngưỡng 5 văn bản", "priority": "medium"},
        "stages": {"quá hạn": 2, "sắp đến hạn": 0, "xong": 1200},
    }
    columns, _ = table([row | {"name": "x" * 90}], VI)
    assert [column.stretch for column in columns] == [False, False, False, True]
    assert cells(row) == [("2.800", "ngưỡng 5 văn bản", "Quá hạn 2, xong 1.200")]


def test_a_second_long_column_is_cut_and_the_hint_has_it() -> None:
    row: dict[str, Json] = {"name": "a" * 50, "text": "b" * 90, "count": 3}
    _, (made,) = table([row], VI)
    assert made.cells == ("a" * 29 + "…", "b" * 90, "3")
    assert made.hint.startswith("a" * 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Telling):
    """Its figures tell Vietnamese names alone, as those of many tiles do."""

    parts: tuple[object, ...] = ()


def test_names_of_which_figures_tell_one_are_said_in_the_language_of_the_console() -> None:
    band = Band.model_validate({"to": 1, "meaning": {"vi": "phải vá", "en": "to be patched"}})
    unit = Wording(vi="Sở Nội vụ", en="Department of Home Affairs")
    rows: list[Json] = [
        {
            "name": unit.vi,
            "band": {"meaning": "phải vá"},
            "level": "sơ bộ",
            "stages": {"quá hạn": 2},
        }
    ]
    nodes: list[Json] = [{"id": "so noi vu", "name": unit.vi}]
    view = Named(
        title=Wording(vi="x"),
        said={"rows": rows, "nodes": nodes},
        parts=(((unit,),), {"a": band}, phrase("đang chạy")),
    )
    said = called(view, {}, EN)
    _, (made,) = table(rows_of(view), EN, said)
    assert made.cells == ("Department of Home Affairs", "to be patched", "preliminary", "Overdue 2")
    assert said["so noi vu"] == "Department of Home Affairs"
    assert said["đang chạy"] != "đang chạy"
    _, (made,) = table(rows_of(view), VI, called(view, {}, VI))
    assert made.cells == ("Sở Nội vụ", "phải vá", "sơ bộ", "Quá hạn 2")


def test_a_view_of_any_size_is_looked_through_no_longer_than_others() -> None:
    deep: object = Wording(vi="sâu", en="deep")
    for _ in range(MOST):
        deep = (deep,)
    wide = tuple((Wording(vi=str(n), en=f"n{n}"),) for n in range(9 * MOST))
    view = Named(title=Wording(vi="x"), parts=(wide, deep))
    said = called(view, {}, EN)
    assert said["sâu"] == "deep"
    assert len(said) <= MOST + 2


def test_a_name_that_has_no_english_hides_none_that_has() -> None:
    view = Named(title=Wording(vi="Sở Nội vụ"), parts=(Wording(vi="Sở Nội vụ", en="Home Affairs"),))
    assert called(view, {}, EN)["Sở Nội vụ"] == "Home Affairs"


def test_counts_by_years_keep_the_years() -> None:
    assert cells({"stages": {"2025": 3, "01": 1200}}) == [("2025 3, 01 1.200",)]


def test_the_heads_and_rows_of_the_largest_matrix_are_looked_at_for_names() -> None:
    cell = Cell(Sign.OVERDUE, 3, "days")
    many = tuple(Column(Wording(vi=f"Cột {n}", en=f"Column {n}")) for n in range(MOST_COLUMNS))
    view = matrix(many, *[(cell,) * MOST_COLUMNS] * MOST_ROWS)
    assert called(view, {}, EN)["Cột 0"] == "Column 0"


def test_stations_of_documents_and_indicators_are_called_by_their_names() -> None:
    rows: list[dict[str, Json]] = [{"layer": 0, "from": "so", "to": "done", "count": 1500}]
    columns, made = table(rows, VI, {"so": "Sở, ngành", "done": "Hoàn thành"})
    assert [column.title for column in columns] == ["Từ", "Đến", "Số lượng"]
    assert made[0].cells == ("Sở, ngành", "Hoàn thành", "1.500")
