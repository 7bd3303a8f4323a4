"""Figures by label: a row for each place, a column for each name."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.freshness import State
from services.records import Observation
from services.views import Knowledge
from tests.unit.tiles.world import Told, drawn, faults, said, sheet_of
from widgets.drawing import Ink, Mark, Rect, Text
from widgets.tiles.table import TILE
from widgets.tiles.table.settings import TableTile

if TYPE_CHECKING:
    from widgets.tiles.table.view import TableView

WIDE = Rect(0, 0, 1864, 443)


def column(view: TableView, field: str) -> list[Any]:
    found = view.figures()["rows"]
    assert isinstance(found, list)
    return [row[field] for row in found if isinstance(row, dict)]


def by_place(
    states: dict[tuple[str, str], State], periods: tuple[str | None, ...] = (None,), **settings: Any
) -> tuple[TableTile, Knowledge]:
    """Each figure of a name and a place from a source of its own."""
    made = Told()
    indicators: dict[str, Any] = {}
    for i, ((name, place), state) in enumerate(states.items()):
        seen = Observation(
            uid="u",
            indicator=name,
            value=Decimal(100 + i),
            territory=place,
            period=periods[i % len(periods)],
        )
        made.be(f"s{i}", state, [] if state is State.NEVER else [seen])
        indicators[f"i{i}"] = {
            "name": name,
            "metric": name,
            "unit": "hồ sơ",
            "source": f"s{i}",
            "where": {"territory": place},
        }
    asked = {"by": "territory", **settings}
    return TableTile.model_validate({"table": "indicators", **asked}), made.knowledge(
        {"indicators": indicators}
    )


_FOUR = {(n, p): State.LIVE for n in ("Nhận", "Trả") for p in ("Đà Lạt", "Bảo Lộc")}


def test_figures_by_place_have_a_row_for_each_place_and_a_column_for_each_name() -> None:
    asked, knowledge = by_place(_FOUR)
    view = TILE.look_up(asked, knowledge)
    assert view.total == 2
    assert column(view, "territory") == ["Đà Lạt", "Bảo Lộc"]
    items = drawn(TILE, asked, knowledge, WIDE, sheet_of())
    assert said(items, "label") == ["Địa bàn", "Nhận (hồ sơ)", "Trả (hồ sơ)"]
    assert said(items, "value") == ["100", "102", "101", "103"]


def test_a_figure_that_a_place_lacks_is_a_dash_and_none_in_json() -> None:
    asked, knowledge = by_place({k: s for k, s in _FOUR.items() if k != ("Trả", "Đà Lạt")})
    items = drawn(TILE, asked, knowledge, WIDE, sheet_of())
    assert "–" in said(items, "cell")
    told = column(TILE.look_up(asked, knowledge), "figures")
    assert [[figure["value"] for figure in row] for row in told] == [["100"], ["101", "102"]]


def test_each_figure_by_place_wears_its_own_state() -> None:
    asked, knowledge = by_place({**_FOUR, ("Trả", "Bảo Lộc"): State.DISCONNECTED})
    items = drawn(TILE, asked, knowledge, WIDE, sheet_of())
    values = {i.full: i.ink for i in items if isinstance(i, Text) and i.role == "value"}
    assert [said for said, ink in values.items() if ink is Ink.SECOND] == ["103"]
    assert "slash" in [i.shape for i in items if isinstance(i, Mark)]
    view = TILE.look_up(asked, knowledge)
    assert (view.dimmed, view.standing.state) == (False, State.DISCONNECTED)
    sorted_, _ = by_place(_FOUR, sort="state")
    assert column(TILE.look_up(sorted_, knowledge), "territory") == ["Bảo Lộc", "Đà Lạt"]
    asked, knowledge = by_place(dict.fromkeys(_FOUR, State.STALE))
    assert TILE.look_up(asked, knowledge).dimmed


def test_two_figures_of_one_name_and_place_are_two_columns() -> None:
    asked, knowledge = by_place({("Nhận", "Đà Lạt"): State.LIVE})
    twice = {"a": knowledge.wall.indicators["i0"], "b": knowledge.wall.indicators["i0"]}
    wall = knowledge.wall.model_copy(update={"indicators": twice})
    view = TILE.look_up(asked, Knowledge(wall, knowledge.picture))
    assert len(view.heads) == 3
    assert len(view.rows) == 1


def test_periods_of_figures_by_place_are_said_once_for_all_for_a_row_or_for_each() -> None:
    asked, knowledge = by_place(_FOUR, ("2023",))
    assert TILE.look_up(asked, knowledge).period == "2023"
    assert "Kỳ" not in said(drawn(TILE, asked, knowledge, WIDE, sheet_of()), "label")
    asked, knowledge = by_place(_FOUR, ("2023", "2024"))
    items = drawn(TILE, asked, knowledge, WIDE, sheet_of())
    assert said(items, "label")[-1] == "Kỳ"
    assert said(items, "period") == ["Năm 2023", "Năm 2024"]
    asked, knowledge = by_place(_FOUR, ("2023", "2023", "2024"))
    items = drawn(TILE, asked, knowledge, WIDE, sheet_of())
    assert "102 · Năm 2024" in said(items, "value")


def test_a_figure_that_was_never_known_has_no_period_that_others_could_differ_from() -> None:
    states = {**_FOUR, ("Trả", "Đà Lạt"): State.NEVER}
    asked, knowledge = by_place(states, ("2023",))
    assert TILE.look_up(asked, knowledge).period == "2023"


def test_columns_by_label_that_have_no_room_are_counted() -> None:
    names = [f"Hồ sơ loại {n}" for n in range(8)]
    asked, knowledge = by_place({(n, p): State.LIVE for n in names for p in ("A", "B", "C")})
    box = Rect(0, 0, 922, 443)
    items = drawn(TILE, asked, knowledge, box, sheet_of())
    assert any("cột khác" in text for text in said(items, "context"))
    assert faults(items, box, sheet_of()) == []
