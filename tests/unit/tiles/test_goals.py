"""Goals with a measure and without."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.freshness import State
from services.records import Goal, Observation, Record
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, painted, said, sheet_of, source
from widgets.drawing import Mark, Rect
from widgets.tiles.goals import MOST, TILE, GoalsTile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widgets.tiles.goals.view import GoalsView

SIZES = [(1864, 906), (1240, 700), (922, 906), (922, 443), (608, 443), (451, 288), (400, 240), *ODD]
USUAL = GoalsTile(goals=("bai",))
TIED = GoalsTile(goals=("bai",), measures={"g0": "tk"})


def goal(n: int, text: str, measure: str | None = None, who: str | None = "UBND tỉnh") -> Goal:
    return Goal(uid=f"g{n}", year=2024, text=text, measure=measure, assigner=who)


ALL: list[Record] = [
    goal(0, "Nâng số tài khoản nền tảng số", "ít nhất 50%", "Giám đốc Sở"),
    goal(1, "Giải quyết triệt để SIM rác", who="Giám đốc Sở"),
    goal(2, "Cải cách hành chính"),
    goal(3, "Bảo đảm an toàn thông tin"),
    goal(4, "Không ai nêu", who=None),
]
ACCOUNTS = Observation(uid="tk", indicator="tk", value=Decimal("46.2"), period="2023-11")


def knowledge(records: Iterable[Record], state: State = State.LIVE, other: Any = None) -> Any:
    told = Told()
    told.be("bai", state, records)
    told.be("so", other or state, [ACCOUNTS])
    return told.knowledge(
        {
            "sources": {"bai": source("bai"), "so": source("so")},
            "indicators": {"tk": {"name": "Tài khoản", "unit": "%", "source": "so", "due": "none"}},
        }
    )


def seen(records: Iterable[Record], tile: GoalsTile = USUAL, **more: Any) -> GoalsView:
    return TILE.look_up(tile, knowledge(records, **more))


def test_goals_stand_by_who_set_them_and_those_with_a_measure_first() -> None:
    view = seen(ALL)
    assert [one.assigner for one in view.sections] == ["UBND tỉnh", "Giám đốc Sở", None]
    assert [one.text for one in view.sections[1].targets] == [
        "Nâng số tài khoản nền tảng số",
        "Giải quyết triệt để SIM rác",
    ]
    assert (view.total, view.measured) == (5, 1)


def test_a_goal_is_held_against_the_indicator_that_the_wall_file_ties_it_to() -> None:
    items = drawn(TILE, TIED, knowledge(ALL), Rect(0, 0, 1864, 906), sheet_of())
    assert "ít nhất 50%, hiện 46,2% (11/2023)" in said(items)
    by_text = GoalsTile(goals=("bai",), measures={"Cải cách hành chính": "tk"})
    assert seen(ALL, by_text).measured == 2


def test_goals_say_of_which_year_they_are() -> None:
    assert seen(ALL).period == "2024"
    told = [*ALL, Goal(uid="h", year=2026, text="Cải cách hành chính", assigner="UBND tỉnh")]
    view = seen(told)
    assert view.period is None
    rows: Any = view.figures()["rows"]
    assert [row["year"] for row in rows][:2] == [2026, 2024]
    texts = said(painted(TILE, view, Rect(0, 0, 1864, 906), sheet_of()))
    assert {"Năm 2026: Cải cách hành chính", "Năm 2024: Cải cách hành chính"} <= set(texts)


def test_what_has_no_measure_stands_apart_and_is_said_once_for_all() -> None:
    items = drawn(TILE, USUAL, knowledge(ALL), Rect(0, 0, 1864, 906), sheet_of())
    assert [one for one in said(items) if "hưa có số đo" in one] == [
        "4 chưa có số đo",
        "Chưa có số đo: 1",
    ]


def test_an_old_figure_dims_its_own_goal_and_wears_its_state() -> None:
    known = knowledge(ALL, State.LIVE, other=State.DISCONNECTED)
    items = drawn(TILE, TIED, known, Rect(0, 0, 1864, 906), sheet_of())
    marks = [one.shape for one in items if isinstance(one, Mark)]
    assert marks.count("slash") >= 1


def test_a_goal_tied_to_a_figure_that_was_never_told_shows_a_dash() -> None:
    known = knowledge(ALL, State.LIVE, other=State.NEVER)
    items = drawn(TILE, TIED, known, Rect(0, 0, 1864, 906), sheet_of())
    assert "ít nhất 50%, hiện –" in said(items)


def test_only_an_assigners_goals_may_be_wanted() -> None:
    tile = GoalsTile(goals=("bai",), assigner="UBND tỉnh")
    view = seen(ALL, tile)
    assert [one.text for one in view.sections[0].targets] == [
        "Bảo đảm an toàn thông tin",
        "Cải cách hành chính",
    ]
    condition = GoalsTile(goals=("bai",), where="measure != none")
    assert seen(ALL, condition).total == 1


def test_states_are_counted_where_the_source_tells_them() -> None:
    told = [
        Goal(uid=f"{n}", year=2024, text=f"m{n}", state=state)
        for n, state in enumerate(["hoàn thành", "hoàn thành", "đang thực hiện", None])
    ]
    items = drawn(TILE, USUAL, knowledge(told), Rect(0, 0, 1864, 906), sheet_of())
    assert "2 hoàn thành" in said(items)
    assert "1 đang thực hiện" in said(items)


def test_wall_json_says_what_each_is_held_against() -> None:
    rows: Any = seen(ALL, TIED).figures()["rows"]
    [tied] = [row for row in rows if row["indicator"]]
    assert (tied["measure"], tied["value"], tied["period"]) == ("ít nhất 50%", "46.2", "2023-11")
    assert seen([], state=State.NEVER).figures()["total"] is None


def test_of_a_source_that_never_answered_nothing_is_known() -> None:
    items = drawn(TILE, USUAL, knowledge([], State.NEVER), Rect(0, 0, 922, 443), sheet_of())
    assert "–" in said(items)
    empty = drawn(TILE, USUAL, knowledge([]), Rect(0, 0, 922, 443), sheet_of())
    assert "Không có mục tiêu nào" in said(empty)


MANY: list[Record] = [
    goal(n, f"mục tiêu {n:02}", "5%" if n % 4 == 0 else None, f"Nơi {n % 2}") for n in range(18)
]


@pytest.mark.parametrize("size", [(1864, 443), (922, 443), (1864, 600), (760, 420)])
def test_goals_that_have_no_room_have_their_turn(size: tuple[int, int]) -> None:
    box, sheet = Rect(0, 0, *size), sheet_of()
    view = seen(MANY)
    shown: list[list[str]] = []
    for turn in range(18):
        items = painted(TILE, replace(view, turn=turn), box, sheet)
        assert faults(items, box, sheet) == []
        shown.append([one for one in said(items, "cell") if one.startswith("mục tiêu")])
    assert {one for page in shown for one in page} == {f"mục tiêu {n:02}" for n in range(18)}
    sizes = {len(page) for page in shown}
    assert max(sizes) - min(sizes) <= 3, "headings take rows, too"


def test_a_page_holds_until_its_turn_and_a_few_goals_never_turn() -> None:
    view = seen(MANY)
    assert view.standing.until is not None
    assert AT < view.standing.until <= AT + timedelta(seconds=20)
    assert seen(ALL[:2]).turn == 0


def test_where_a_page_begins_within_a_section_its_heading_is_there_again() -> None:
    box, view = Rect(0, 0, 1864, 600), seen(MANY)
    for turn in range(6):
        items = painted(TILE, replace(view, turn=turn), box, sheet_of())
        assert any(one.startswith("Nơi ") for one in said(items, "label"))


def test_pages_that_nobody_could_read_are_refused() -> None:
    with pytest.raises(ValidationError, match="nhanh quá"):
        GoalsTile.model_validate({"goals": "bai", "turn": "1 s"})


HOSTILE: list[Record] = [
    Goal(
        uid=f"g{n}",
        year=2024,
        text=f"Mục tiêu ẪỔỀẲẠỰỘ {n} \u202e " + "rất dài " * 40 + "x" * 300,
        measure="ít nhất " * 50 if n % 2 else None,
        state="đang " * 90 if n % 3 else None,
        assigner=f"Nơi giao {n % 7} " + "dài " * 60,
    )
    for n in range(500)
]


def test_of_very_many_the_view_holds_few_and_counts_all() -> None:
    view = seen(HOSTILE)
    assert sum(len(one.targets) for one in view.sections) == MOST
    assert (view.total, view.measured) == (500, 250)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_or_lies_over_another(size: tuple[int, int], lang: str) -> None:
    sheet, box = sheet_of(lang=lang), Rect(0, 0, *size)
    for state in (State.LIVE, State.STALE, State.DISCONNECTED, State.NEVER):
        for told in (HOSTILE[:60], ALL, ALL[:1], ALL[2:4], []):
            items = drawn(TILE, TIED, knowledge(told, state, other=State.LATE), box, sheet)
            assert faults(items, box, sheet) == []


def test_none_of_one_source_is_not_none_while_another_never_answered() -> None:
    told = Told()
    told.be("chưa", State.NEVER)
    told.answer("rồi", ())
    known = told.knowledge()
    tile = GoalsTile(goals=("chưa", "rồi"))
    texts = said(drawn(TILE, tile, known, Rect(0, 0, 922, 443), sheet_of()))
    assert "–" in texts
    assert not any(text.startswith("Không có") for text in texts)
    one = GoalsTile(goals=("rồi",))
    texts = said(drawn(TILE, one, known, Rect(0, 0, 922, 443), sheet_of()))
    assert any(text.startswith("Không có") for text in texts)
