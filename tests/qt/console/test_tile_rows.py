from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, override
from zoneinfo import ZoneInfo

from services.settings import Wording
from services.words import Words
from ui.console.tile_rows import MOST, rows_of, table
from ui.console.took import took
from widgets.tile import View

if TYPE_CHECKING:
    from widgets.tile import Json

VI = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))


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
