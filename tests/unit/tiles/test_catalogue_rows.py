"""The head and the rows of a catalogue: nothing of what matters is dropped, and none is taken for another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest

from services.freshness import State
from services.phrase import phrase
from services.records import Level, Observation
from tests.unit.tiles.catalogue_world import PLAN, RISK, figure, seen, stood
from tests.unit.tiles.world import AT, said, sheet_of
from widgets.drawing import Mark, Rect
from widgets.panel import draw
from widgets.tiles.catalogue import TILE
from widgets.tiles.catalogue.pages import paged
from widgets.tiles.catalogue.view import CatalogueView, Outlook

if TYPE_CHECKING:
    from widgets.drawing import Item


def painted(view: CatalogueView, width: int = 1864) -> list[Item]:
    """The whole tile, frame and all."""
    return [*draw(cast("Any", TILE), view, Rect(0, 0, width, 443), sheet_of())]


def test_what_stays_on_every_page_takes_a_third_of_its_rows_at_most() -> None:
    entries = stood({Outlook.AT_RISK: 8, Outlook.ON_COURSE: 30})
    for rows, stay in ((1, 0), (2, 0), (3, 1), (5, 1), (6, 2), (12, 4), (24, 8), (30, 8)):
        first, *_, last = paged(entries, rows, parted=False)
        assert sum(one.outlook is Outlook.AT_RISK for one in last) == stay
        assert [*first] == entries[: len(first)], "those that don't stay come first"
    assert [*paged(entries, 38, parted=False)[0]] == entries, "a single page has nothing twice"


def counted(width: int) -> list[str]:
    return [text for text in said(painted(everything(), width), "value") if text[0].isdigit()]


def everything() -> CatalogueView:
    """Two at risk, a late one, one without a figure, two on their course, thirty unjudged."""
    told = [figure("a", 10), figure("b", 20), figure("c", 70), figure("d", 90), figure("e", 95)]
    due = "2023-12-01T00:00:00+07:00"
    named: dict[str, Any] = {
        "a": {"bands": [RISK]},
        "b": {"bands": [RISK]},
        "c": {"due": due},
        "d": {"plans": [PLAN]},
        "e": {"plans": [PLAN]},
        "f": {},
        **{f"n{n}": {} for n in range(30)},
    }
    return seen([*told, *(figure(f"n{n}", n) for n in range(30))], named)


def test_the_counts_add_up_or_the_total_is_said_and_none_of_what_matters_is_dropped() -> None:
    every = ["nguy cơ không đạt", "quá hạn", "thiếu", "theo dõi", "chưa đánh giá"]
    for width in (1864, 1400, 1100):
        said_there = counted(width)
        assert [text.split()[0] for text in said_there[:5]] == ["2", "1", "1", "2", "30"]
        assert all(word in text for word, text in zip(every, said_there, strict=False))
    for width in (760, 700):
        slim = counted(width)
        assert slim[:3] == ["2/36 nguy cơ không đạt", "2 quá hạn, thiếu", "30 chưa đánh giá"]


@pytest.mark.parametrize(
    "state", [State.STALE, State.FAULTY, State.DISCONNECTED, State.MAINTENANCE, State.NEVER]
)
def test_one_that_never_had_a_figure_does_not_speak_for_a_source_that_failed(state: State) -> None:
    told = [] if state is State.NEVER else [figure("a", 10)]
    view = seen(told, {"a": {}, "b": {}}, state=state)
    assert view.standing.state is state
    assert view.dimmed


def test_where_sources_differ_each_row_names_its_own_and_none_stands_over_all() -> None:
    paper = "Báo Lâm Đồng 22/12/2023"
    printed = Observation(
        uid="a", indicator="a", period="2023", value=Decimal(9), publication=paper
    )
    both: dict[str, Any] = {"a": {}, "b": {}}
    view = seen([printed, figure("b", 4)], both)
    assert view.standing.publications == ()
    assert said(painted(view), "cell").count(paper) == 1
    alone = seen([printed], {"a": {}})
    assert alone.standing.publications == (paper,)
    slim = said(painted(view, 500), "cell")
    assert any(text.startswith("đã công bố: ") for text in slim)


def test_a_faulty_figure_says_so_in_words_beside_what_it_reached() -> None:
    told = [
        replace(figure("a", 100), fault=phrase("Nguồn gắn cờ nghi ngờ số liệu này")),
        figure("b", 4),
    ]
    view = seen(told, {"a": {"plans": [PLAN]}, "b": {}})
    assert [entry.state for entry in view.entries if entry.id == "a"] == [State.FAULTY]
    items = painted(view)
    assert "Nguồn báo lỗi · 100,0% kế hoạch" in said(items, "cell")
    assert not [one for one in items if isinstance(one, Mark) and one.shape == "cross"]
    slim = painted(view, 480)
    assert not any("kế hoạch" in text for text in said(slim))
    assert [one for one in slim if isinstance(one, Mark) and one.shape == "cross"]


def months(value: int, count: int = 10) -> list[Observation]:
    return [
        Observation(uid=f"a{n}", indicator="a", period=f"2023-{n:02}", value=Decimal(value))
        for n in range(1, count + 1)
    ]


def cells(told: list[Observation], **more: Any) -> list[str]:
    view = seen(told, {"a": {"better": "up", "sums": True, **more}})
    return said(painted(view), "cell")


def test_a_month_beside_the_years_percentage_is_said_to_be_part_of_it() -> None:
    year = {"value": 590, "period": "2023", "document": "Nghị quyết 1"}
    assert "lũy kế 500, đạt 84,8%" in cells(months(50), plans=[year])
    month = {"value": 40, "period": "2023-10", "document": "Kế hoạch tháng"}
    assert "125,0% kế hoạch" in cells(months(50), plans=[month])


def test_the_forecast_that_makes_the_risk_stands_in_its_row_and_no_other_does() -> None:
    year = {"value": 900, "period": "2023", "document": "Nghị quyết 1"}
    ahead: dict[str, Any] = {"forecast": {"method": "trend"}}
    short = cells(months(50), plans=[year], **ahead)
    assert "lũy kế 500, đạt 55,6% · dự báo cả năm 600" in short
    narrow = said(
        painted(
            seen(months(50), {"a": {**ahead, "better": "up", "sums": True, "plans": [year]}}), 760
        ),
        "cell",
    )
    assert "dự báo 600" in narrow
    met = cells(months(50), plans=[{**year, "value": 590}], **ahead)
    assert not any("dự báo" in text for text in met)


@pytest.mark.parametrize(
    ("period", "level", "value", "outlook"),
    [
        ("2022", Level.OFFICIAL, 97, Outlook.MISSED),
        ("2022", Level.PRELIMINARY, 97, Outlook.ON_COURSE),
        ("2022", Level.OFFICIAL, 100, Outlook.ON_COURSE),
        (str(AT.year), Level.OFFICIAL, 97, Outlook.ON_COURSE),
    ],
)
def test_what_was_not_reached_when_its_period_was_over_counts_apart_once_it_is_final(
    period: str, level: Level, value: int, outlook: Outlook
) -> None:
    plan = {**PLAN, "period": period}
    told = replace(figure("a", value, period), level=level)
    view = seen([told], {"a": {"better": "up", "plans": [plan]}})
    assert view.entries[0].outlook is outlook


@pytest.mark.parametrize("width", [1864, 900, 520, 440])
def test_how_final_a_figure_is_is_said_once_in_any_room(width: int) -> None:
    early = Observation(
        uid="a",
        indicator="a",
        period="2023-Q3",
        value=Decimal(12_345_678),
        level=Level.PRELIMINARY,
    )
    view = seen([early], {"a": {"unit": "nghìn thuê bao"}})
    assert sum("sơ bộ" in text for text in said(painted(view, width))) == 1
