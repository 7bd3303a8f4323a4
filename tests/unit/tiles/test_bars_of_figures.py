from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from services.freshness import State
from services.records import Observation, labels
from tests.unit.tiles.bars import bar_widths, figures_tile, known, looked, room, rows, tile
from tests.unit.tiles.world import Told, drawn, said, sheet_of
from widgets.drawing import Box, Ink, Mark, Rect
from widgets.tiles.bars import TILE

if TYPE_CHECKING:
    from services.records import Record
    from widgets.tiles.bars.settings import BarsTile
    from widgets.tiles.bars.view import BarsView


# --- figures

PLACES: list[Record] = [
    Observation(uid="d", indicator="dvc", territory="Đà Lạt", value=Decimal("88.6"), period="2023"),
    Observation(uid="b", indicator="dvc", territory="Bảo Lộc", value=Decimal("84.1"), period="2023"),
    Observation(uid="r", indicator="dvc", territory="Đam Rông", value=Decimal(90), period="2022"),
    Observation(uid="o", indicator="dvc", territory="Đà Lạt", value=Decimal(70), period="2022"),
    Observation(uid="t", indicator="dvc", value=Decimal(80), period="2023"),
    Observation(uid="c", indicator="dvc", territory="Cát Tiên", period="2023"),
]  # fmt: skip


def wall(**indicators: Any) -> dict[str, Any]:
    usual = {"source": "so", "unit": "%", "name": "Chỉ số"}
    return {"indicators": {id: {**usual, **more} for id, more in indicators.items()}}


def of_figures(settings: BarsTile, records: list[Record], said: dict[str, Any]) -> BarsView:
    told = Told()
    told.answer("so", records)
    return TILE.look_up(settings, told.knowledge(said))


def test_of_each_place_the_latest_figure_counts_and_another_period_is_said() -> None:
    view = of_figures(figures_tile(indicators="dvc", by="territory"), PLACES, wall(dvc={}))
    assert [(name, value) for name, value in rows(view)] == [
        ("Huyện Đam Rông", "90"),
        ("Thành phố Đà Lạt", "88.6"),
        ("Thành phố Bảo Lộc", "84.1"),
        ("Huyện Cát Tiên", None),
    ]
    assert (view.period, view.bars[0].period, view.bars[1].period) == ("2023", "2022", None)
    assert view.rest is None
    narrow = TILE.lay_out(view, room(Rect(0, 0, 700, 443)), sheet_of())
    assert any("Đam" in text and "2022" in text for text in said(narrow, "label"))
    items = TILE.lay_out(view, room(Rect(0, 0, 1240, 443)), sheet_of())
    assert said(items, "value")[-1] == "–"
    assert any(text.endswith("Năm 2022") for text in said(items, "label"))


def test_figures_that_are_listed_stay_in_that_order_unless_they_are_ranked() -> None:
    told: list[Record] = [
        Observation(uid=id, indicator=id, value=Decimal(value))
        for id, value in (("a", 2), ("b", 9), ("c", -4))
    ]
    said_ = wall(a={"name": "A"}, b={"name": "B"}, c={"name": "C"})
    order = ["a", "b", "c"]
    assert [n for n, _ in rows(of_figures(figures_tile(indicators=order), told, said_))] == [
        "A",
        "B",
        "C",
    ]
    most = of_figures(figures_tile(indicators=order, sort="most"), told, said_)
    assert [name for name, _ in rows(most)] == ["B", "A", "C"]


def test_a_figure_below_0_lies_on_the_other_side_of_the_base_line() -> None:
    told: list[Record] = [
        Observation(uid=id, indicator=id, value=Decimal(value))
        for id, value in (("a", 6), ("b", -3))
    ]
    view = of_figures(figures_tile(indicators=["a", "b"]), told, wall(a={}, b={}))
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 443)), sheet_of())
    base = next(one.rect for one in items if isinstance(one, Box) and one.fill is Ink.OUTLINE)
    over, under = [one.rect for one in items if isinstance(one, Box) and one.fill is Ink.DATA]
    assert over.x == pytest.approx(base.x, abs=2)
    assert under.right == pytest.approx(base.x, abs=2)
    assert over.w / under.w == pytest.approx(2, rel=0.02)


def test_different_units_are_never_compared_by_bars() -> None:
    told: list[Record] = [Observation(uid=id, indicator=id, value=Decimal(7)) for id in ("a", "b")]
    view = of_figures(figures_tile(indicators=["a", "b"]), told, wall(a={}, b={"unit": "tỷ đồng"}))
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 443)), sheet_of())
    assert not bar_widths(items, Ink.DATA)
    assert said(items, "value") == ["7%", "7 tỷ đồng"]
    assert said(items, "context") == ["Khác đơn vị đo, không so bằng thanh"]


def test_where_higher_is_better_what_is_under_the_threshold_is_wrong() -> None:
    settings = figures_tile(indicators="dvc", by="territory", threshold=85)
    view = of_figures(settings, PLACES, wall(dvc={"better": "up"}))
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 443)), sheet_of())
    assert len(bar_widths(items, Ink.OVERDUE)) == 1


def test_each_figure_has_its_own_state_where_they_differ() -> None:
    told = Told()
    told.be("so", State.LIVE, [Observation(uid="a", indicator="a", value=Decimal(3))])
    told.be("cu", State.STALE, [Observation(uid="b", indicator="b", value=Decimal(2))])
    knowledge = told.knowledge(wall(a={}, b={"source": "cu"}))
    view = TILE.look_up(figures_tile(indicators=["a", "b"]), knowledge)
    assert [bar.state for bar in view.bars] == [None, State.STALE]
    assert view.dimmed is False
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 443)), sheet_of())
    assert bar_widths(items, Ink.OLD)
    assert [one.shape for one in items if isinstance(one, Mark)] == ["hourglass"]


def test_two_figures_of_one_place_and_rank_are_none() -> None:
    told: list[Record] = [
        Observation(uid=str(n), indicator="a", territory="Đà Lạt", value=Decimal(n),
                    labels=labels({"x": str(n)}))
        for n in range(2)
    ]  # fmt: skip
    view = of_figures(figures_tile(indicators="a", by="territory"), told, wall(a={}))
    assert rows(view) == [("Đà Lạt", None)]
    assert view.standing.state is State.FAULTY


def test_without_any_figure_there_is_a_dash_not_an_empty_list() -> None:
    view = of_figures(figures_tile(indicators="a", by="territory"), [], wall(a={}))
    assert view.standing.state is State.NEVER
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 443)), sheet_of())
    assert said(items, "value") == ["–"]


# --- what doesn't go together


def seen(uid: str, indicator: str, value: int, **more: Any) -> Observation:
    return Observation(uid=uid, indicator=indicator, value=Decimal(value), **more)


SUMMED: dict[str, Any] = {"records": "observations", "sum": "value"}


def test_figures_of_several_indicators_or_units_stand_on_no_common_scale_and_have_no_sum() -> None:
    figures = [
        seen("a", "dan_so", 1_300_000, unit="người"),
        seen("b", "ty_le", 97, unit="%"),
        seen("c", "ho_ngheo", 5000, unit="hộ"),
    ]
    told: list[Record] = [*figures]
    settings = tile(by="indicator", limit=2, threshold=90, **SUMMED)
    view = looked(settings, told)
    assert (view.alike, view.rest) == (False, None)
    items = drawn(TILE, settings, known(told), Rect(0, 0, 922, 443), sheet_of())
    assert "Khác đơn vị đo, không so bằng thanh" in said(items)
    assert not any(isinstance(one, Box) and one.fill in {Ink.DATA, Ink.OVERDUE} for one in items)
    alike = [replace(one, indicator="dan_so", unit="người") for one in figures]
    assert looked(settings, [*alike]).alike


def test_periods_stand_side_by_side_but_have_no_sum() -> None:
    told: list[Record] = [
        seen(str(year), "dan_so", year, period=str(year)) for year in range(2019, 2024)
    ]
    view = looked(tile(by="period", limit=2, **SUMMED), told)
    assert (view.alike, view.rest) == (True, None)


def test_what_lies_beyond_the_limit_is_no_sum_where_one_of_it_is_not_known() -> None:
    told: list[Record] = [seen("a", "x", 9, territory="A"), seen("b", "x", 5, territory="B")]
    assert looked(tile(by="territory", limit=1, **SUMMED), told).rest == 5
    unlike = [*told, seen("c", "x", 7, territory="B", period="2023")]
    settings = tile(by="territory", limit=1, **SUMMED)
    assert looked(settings, unlike).rest is None
    assert "và 1 mục khác" in said(
        drawn(TILE, settings, known(unlike), Rect(0, 0, 922, 443), sheet_of())
    )


def test_a_figure_of_no_period_does_not_stand_under_the_period_of_the_others() -> None:
    told = Told()
    told.answer("so", [seen(id, id, 5, period="2023" if id < "c" else None) for id in "abc"])
    declared = {id: {"source": "so", "name": f"Số {id}"} for id in "abc"}
    view = TILE.look_up(
        figures_tile(indicators=["a", "b", "c"]), told.knowledge({"indicators": declared})
    )
    assert view.period is None
    assert [bar.period for bar in view.bars] == ["2023", "2023", None]


def test_the_whole_of_a_place_stands_for_it_beside_its_parts() -> None:
    told = Told()
    parts = {"nam": 40, "nữ": 60}
    by_sex = [
        seen(sex, "dan_so", n, territory="Đà Lạt", labels=labels({"sex": sex}))
        for sex, n in parts.items()
    ]
    told.answer("so", [seen("all", "dan_so", 100, territory="Đà Lạt"), *by_sex])
    known_ = told.knowledge({"indicators": {"dan_so": {"source": "so", "name": "Dân số"}}})
    view = TILE.look_up(figures_tile(indicators="dan_so", by="territory"), known_)
    assert [bar.amount for bar in view.bars] == [100]
    assert view.standing.state is State.LIVE
