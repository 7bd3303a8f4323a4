"""A catalogue: every indicator of a group or a field, worst first, a page at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.freshness import State
from services.records import Level, Observation
from tests.unit.tiles.catalogue_world import (
    GROUP,
    PLAN,
    RISK,
    figure,
    knowledge,
    seen,
    stood,
)
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Ink, Mark, Rect
from widgets.tiles.catalogue import TILE, CatalogueTile
from widgets.tiles.catalogue.pages import paged
from widgets.tiles.catalogue.view import Outlook

SIZES = [(1864, 906), (922, 906), (922, 443), (608, 443), (451, 288), (1864, 200)]


def test_what_may_miss_its_plan_comes_first_then_what_lacks_its_figure_and_unjudged_last() -> None:
    view = seen(
        [figure("a", 10), figure("b", 40), figure("c", 99), figure("d", 7)],
        {
            "a": {},
            "b": {"bands": [RISK]},
            "c": {"plans": [PLAN]},
            "d": {"plans": [PLAN]},
            "e": {"plans": [PLAN]},
        },
    )
    assert [(entry.id, entry.outlook) for entry in view.entries] == [
        ("b", Outlook.AT_RISK),
        ("e", Outlook.LACKING),
        ("d", Outlook.ON_COURSE),
        ("c", Outlook.ON_COURSE),
        ("a", Outlook.UNJUDGED),
    ]


def test_an_indicator_that_nobody_assigned_is_said_to_be_so_and_none_is_invented() -> None:
    items = drawn(
        TILE, GROUP, knowledge([figure("a", 10)], {"a": {}}), Rect(0, 0, 1864, 443), sheet_of()
    )
    assert "chưa giao chỉ tiêu" in said(items, "cell")
    assert not any("kế hoạch" in text for text in said(items))


def test_a_field_gathers_indicators_as_a_group_does() -> None:
    told = [figure("a", 1), figure("b", 2)]
    known = knowledge(told, {"a": {"field": "vien-thong"}, "b": {"field": "bao-chi", "groups": []}})
    view = TILE.look_up(CatalogueTile(catalogue="bao-chi"), known)
    assert [entry.id for entry in view.entries] == ["b"]
    every = TILE.look_up(CatalogueTile(catalogue="indicators", without=("a",)), known)
    assert [entry.id for entry in every.entries] == ["b"]


@pytest.mark.parametrize(("as_of", "there"), [(None, ["a"]), ("2025-12-31", ["a", "b"])])
def test_a_group_is_what_it_is_on_the_walls_day(as_of: str | None, there: list[str]) -> None:
    known = Told(at=AT)
    known.be("so", State.LIVE, [figure("a", 1), figure("b", 2)])
    dated = [{"group": "nhom", "to": date(2025, 12, 31)}]
    indicators = {
        "a": {"name": "A", "source": "so", "groups": ["nhom"]},
        "b": {"name": "B", "source": "so", "groups": dated},
    }
    wall: dict[str, Any] = {"sources": {"so": source("so")}, "indicators": indicators}
    if as_of is not None:
        wall["as_of"] = date.fromisoformat(as_of)
    view = TILE.look_up(GROUP, known.knowledge(wall))
    assert [entry.id for entry in view.entries] == there


def test_pages_turn_by_the_instant_and_every_indicator_has_its_turn() -> None:
    ids = [f"i{n:03}" for n in range(300)]
    told = [figure(id, n) for n, id in enumerate(ids)]
    named = {id: {"name": id} for id in ids}
    box, sheet = Rect(0, 0, 1864, 906), sheet_of()
    shown: set[str] = set()
    for turn in range(40):
        known = knowledge(told, named, ahead=turn * timedelta(seconds=20))
        items = drawn(TILE, GROUP, known, box, sheet)
        shown.update(text for text in said(items, "cell") if text.startswith("i"))
        assert any(text.startswith("trang ") for text in said(items, "context"))
    assert shown == set(ids)


def test_a_page_holds_until_its_turn_is_over() -> None:
    many: dict[str, Any] = {f"i{n}": {} for n in range(20)}
    view = seen([figure(id, 1) for id in many], many)
    assert view.standing.until is not None
    assert AT < view.standing.until <= AT + timedelta(seconds=20)
    few = seen([figure("a", 1)], {"a": {}})
    later = seen([figure("a", 1)], {"a": {}}, ahead=timedelta(seconds=1))
    assert few.turn == later.turn == 0, "a single page never turns"


def test_a_silent_source_dims_its_figures_and_moves_none() -> None:
    view = seen([figure("a", 10)], {"a": {"plans": [PLAN]}}, state=State.DISCONNECTED)
    assert view.dimmed
    assert view.entries[0].observation is not None


def test_one_figure_that_is_lacking_says_nothing_about_the_others() -> None:
    view = seen([figure("a", 10)], {"a": {}, "b": {}})
    assert view.standing.state is State.LIVE
    assert view.standing.age is None, "figures of periods have no age"
    lacking = next(entry for entry in view.entries if entry.id == "b")
    assert (lacking.state, lacking.outlook) == (State.NEVER, Outlook.LACKING)
    nothing = seen([], {"a": {}, "b": {}})
    assert nothing.standing.state is State.NEVER


def test_of_what_should_be_little_a_plan_is_the_most_that_it_may_be() -> None:
    less = {"plans": [PLAN], "better": "down"}
    known = knowledge([figure("a", 70), figure("b", 130)], {"a": less, "b": less})
    view = TILE.look_up(GROUP, known)
    assert [entry.id for entry in view.entries] == ["b", "a"]
    cells = said(drawn(TILE, GROUP, known, Rect(0, 0, 1864, 443), sheet_of()), "cell")
    assert {"quá mức giao", "trong mức giao"} <= {*cells}


def test_a_forecast_of_the_year_is_held_against_the_plan_of_the_year_and_of_no_month() -> None:
    told = [
        Observation(uid=f"a{n}", indicator="a", period=f"2023-{n:02}", value=Decimal(10))
        for n in range(1, 11)
    ]
    month = {"value": 500, "period": "2023-10", "document": "Kế hoạch tháng"}
    ahead = {"better": "up", "sums": True, "forecast": {"method": "trend"}}
    month_only = seen(told, {"a": {**ahead, "plans": [month]}})
    assert month_only.entries[0].outlook is Outlook.ON_COURSE
    year = {"value": 900, "period": "2023", "document": "Nghị quyết 1"}
    both = seen(told, {"a": {**ahead, "plans": [{**month, "value": 1}, year]}})
    assert both.entries[0].outlook is Outlook.AT_RISK


def test_a_catalogue_wakes_when_its_source_falls_late_though_no_figure_does() -> None:
    known = Told()
    told = replace(figure("a", 10), at=AT - timedelta(days=3))
    known.answer("so", [told], source_time=AT - timedelta(minutes=50))
    indicators = {"a": {"name": "A", "source": "so", "groups": ["nhom"], "due": "none"}}
    sources = {"so": source("so", every="1 d", cadence="1 h")}
    whole = known.knowledge({"sources": sources, "indicators": indicators})
    late = whole.standing(["so"]).until
    assert late is not None
    assert whole.figure("a").standing.until != late, "else this proves nothing"
    assert TILE.look_up(GROUP, whole).standing.until == late


def test_units_are_shortened_before_names_are_cut() -> None:
    unit = {"vi": "nghìn thuê bao", "short": "nghìn TB"}
    known = knowledge([figure("a", 1573)], {"a": {"name": "Thuê bao đã chuẩn hóa", "unit": unit}})
    wide = drawn(TILE, GROUP, known, Rect(0, 0, 1864, 443), sheet_of())
    slim = drawn(TILE, GROUP, known, Rect(0, 0, 922, 443), sheet_of())
    assert "1.573 nghìn thuê bao" in said(wide)
    assert {"1.573 nghìn TB", "Thuê bao đã chuẩn hóa"} <= {*said(slim)}


def test_risk_wears_a_pennant_and_no_alarms_shape() -> None:
    known = knowledge([figure("b", 40)], {"b": {"bands": [RISK]}})
    items = drawn(TILE, GROUP, known, Rect(0, 0, 1864, 443), sheet_of())
    marks = [item for item in items if isinstance(item, Mark)]
    assert [(mark.shape, mark.ink) for mark in marks] == [("pennant", Ink.OVERDUE)] * 2
    assert marks[0].rect.y < marks[1].rect.y, "the count of risk wears its mark as the row does"
    assert "Thấp" in said(items, "cell")


def test_what_is_at_risk_still_wears_the_state_of_its_figure() -> None:
    told, wall = [figure("b", 40), figure("c", 99)], {"b": {"bands": [RISK]}, "c": {}}
    shapes = {
        state: [
            one.shape
            for one in drawn(
                TILE, GROUP, knowledge(told, wall, state=state), Rect(0, 0, 1864, 906), sheet_of()
            )
            if isinstance(one, Mark)
        ]
        for state in (State.LIVE, State.DISCONNECTED)
    }
    assert shapes[State.LIVE] == ["pennant", "pennant"]
    badge, counted, *rows = shapes[State.DISCONNECTED]
    assert counted == "pennant"
    assert sorted(rows) == sorted(["pennant", badge, badge])


def test_wall_json_has_every_indicator_of_the_group_not_only_the_page() -> None:
    many: dict[str, Any] = {f"i{n}": {} for n in range(120)}
    rows = seen([figure(id, 1) for id in many], many).figures()["rows"]
    assert isinstance(rows, list)
    assert len(rows) == 120


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("count", [0, 1, 7, 90])
def test_nothing_overlaps_or_leaves_the_tile(size: tuple[int, int], lang: str, count: int) -> None:
    long = "Tỷ lệ hộ gia đình có truy nhập Internet băng rộng cáp quang ẪỔỀẲẠỰỘ"
    kinds: list[dict[str, Any]] = [{}, {"bands": [RISK]}, {"plans": [PLAN]}]
    many = {
        f"i{n}": {"name": f"{n} {long}", "unit": "thuê bao", **kinds[n % 3]} for n in range(count)
    }
    told = [figure(id, n * 7 % 130, "2023" if n % 2 else "2023-11") for n, id in enumerate(many)]
    box, sheet = Rect(20, 20, *size), sheet_of(lang=lang)
    items = drawn(TILE, GROUP, knowledge(told, many), box, sheet)
    assert [fault for fault in faults(items, box, sheet) if not fault.startswith("clipped")] == []


def levelled(id: str, level: Level | None, period: str | None = "2023", **more: Any) -> Observation:
    return replace(figure(id, 10, period), level=level, **more)


def test_beside_its_period_stands_how_final_a_figure_is_unless_it_is_official() -> None:
    told = [
        levelled("a", Level.PRELIMINARY, "2023-Q3"),
        levelled("b", Level.ESTIMATE, "2023-10"),
        levelled("c", Level.OFFICIAL, "2022"),
        levelled("d", None, "2021"),
    ]
    items = drawn(
        TILE,
        GROUP,
        knowledge(told, {one.uid: {} for one in told}),
        Rect(0, 0, 1864, 443),
        sheet_of(),
    )
    assert said(items, "period") == [
        "Quý III/2023 · sơ bộ",
        "Tháng 10/2023 · ước tính",
        "Năm 2022",
        "Năm 2021",
    ]


def test_where_all_are_of_one_period_how_final_they_are_still_stands_in_their_rows() -> None:
    told = [levelled("a", Level.PRELIMINARY), levelled("b", Level.OFFICIAL)]
    items = drawn(
        TILE, GROUP, knowledge(told, {"a": {}, "b": {}}), Rect(0, 0, 1864, 443), sheet_of()
    )
    assert [text for text in said(items) if "sơ bộ" in text] == ["sơ bộ"]


def test_rows_say_in_figures_how_final_they_are_and_what_they_replaced() -> None:
    more: dict[str, Any] = {"replaced": Decimal(9), "replaced_level": Level.PRELIMINARY}
    view = seen([levelled("a", Level.OFFICIAL, **more), levelled("b", None)], {"a": {}, "b": {}})
    rows: Any = view.figures()["rows"]
    assert [(row["level"], row["replaced"]) for row in rows] == [
        ("chính thức", {"value": "9", "level": "sơ bộ"}),
        (None, None),
    ]


def test_among_invented_figures_each_that_was_printed_says_so() -> None:
    printed = Observation(
        uid="a", indicator="a", period="2023", value=Decimal(9), publication="Báo"
    )
    told = Told()
    told.be("so", State.LIVE, [printed, figure("b", 4)], simulated=True)
    every = {id: {"name": f"Chỉ số {id}", "source": "so", "groups": ["nhom"]} for id in ("a", "b")}
    known = told.knowledge({"sources": {"so": source("so")}, "indicators": every})
    items = drawn(TILE, GROUP, known, Rect(0, 0, 1864, 443), sheet_of())
    assert said(items, "cell").count("Báo") == 1
    assert said(items, "cell").count("chưa giao chỉ tiêu") == 1


def test_figures_of_a_failing_source_are_old_and_not_lacking() -> None:
    view = seen([figure("a", 10)], {"a": {"plans": [PLAN]}}, state=State.FAULTY)
    assert view.count(Outlook.LATE) == 1
    assert view.count(Outlook.LACKING) == 0


@pytest.mark.parametrize("count", range(1, 60))
@pytest.mark.parametrize("rows", [1, 2, 5, 12])
def test_no_page_is_much_emptier_than_another(count: int, rows: int) -> None:
    pages = paged(stood({Outlook.ON_COURSE: count}), rows, parted=False)
    assert sum(map(len, pages)) == count
    assert len(pages) == -(-count // rows)
    assert max(map(len, pages)) <= rows
    sizes = [len(page) for page in pages]
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize("risky", range(9))
@pytest.mark.parametrize("late", range(5))
def test_headings_take_rows_of_their_page_and_the_worst_stays_on_each(
    risky: int, late: int
) -> None:
    entries = stood(
        {
            Outlook.AT_RISK: risky,
            Outlook.LATE: late,
            Outlook.LACKING: 1,
            Outlook.ON_COURSE: 20,
            Outlook.UNJUDGED: 3,
        }
    )
    pages = paged(entries, 9, parted=True)
    stay = min(risky, 2)
    assert all([*page[:stay]] == entries[:stay] for page in pages)
    turning = [one for page in pages for one in page[stay:]]
    assert entries[:stay] + turning == entries
    for page in pages:
        late_too = {Outlook.LACKING: Outlook.LATE}
        parts = {late_too.get(one.outlook, one.outlook) for one in page}
        assert 4 <= len(page) + len(parts) <= 9


def test_what_is_at_risk_what_is_late_and_what_nobody_can_judge_stand_under_headings() -> None:
    told = [figure("a", 40), figure("b", 5), figure("c", 90)]
    named: dict[str, Any] = {
        "a": {"bands": [RISK]},
        "b": {},
        "c": {"plans": [PLAN]},
        "d": {},
    }
    items = drawn(TILE, GROUP, knowledge(told, named), Rect(0, 0, 1864, 906), sheet_of())
    headings = [one for one in said(items, "label") if ":" in one]
    assert headings == [
        "Nguy cơ không đạt: 1",
        "Số liệu quá hạn hoặc thiếu: 1",
        "Đang theo dõi: 1",
        "Chưa đánh giá được: 1",
    ]
    alike: dict[str, Any] = {id: {} for id in "abcdefg"}
    told = [figure(id, 1) for id in alike]
    plain = drawn(TILE, GROUP, knowledge(told, alike), Rect(0, 0, 1864, 906), sheet_of())
    assert said(plain, "label") == [], "where all stand alike the head says it"
