"""Programmes by their milestones and their money."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.freshness import State
from services.records import Milestone, Programme, Record
from tests.unit.tiles.world import ODD, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Box, Ink, Mark, Rect
from widgets.tiles.programme import MOST, STEPS, TILE, ProgrammeTile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widgets.tiles.programme.view import ProgrammeView

SIZES = [(1864, 906), (1240, 700), (922, 906), (922, 443), (608, 443), (451, 288), (400, 240), *ODD]
USUAL = ProgrammeTile(programme=("viec",))
TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def programme(name: str, *steps: Milestone, **more: Any) -> Programme:
    return Programme(uid=name, name=name, milestones=steps, **more)


def step(name: str, due: date | None, done: date | None = None) -> Milestone:
    return Milestone(name=name, due=due, done=done)


def knowledge(records: Iterable[Record], state: State = State.LIVE) -> Any:
    told = Told()
    told.be("viec", state, records)
    return told.knowledge({"sources": {"viec": source("viec")}})


def seen(records: Iterable[Record], tile: ProgrammeTile = USUAL, **more: Any) -> ProgrammeView:
    return TILE.look_up(tile, knowledge(records, **more))


ALL: list[Record] = [
    programme(
        "Phủ sóng vùng lõm",
        step("Khảo sát", TODAY - 90 * DAY, TODAY - 91 * DAY),
        step("Dựng trạm", TODAY + 30 * DAY),
        planned=Decimal("38.5"),
        disbursed=Decimal("24.5"),
        state="đúng tiến độ",
    ),
    programme(
        "Truyền thanh thông minh",
        step("Đấu thầu", TODAY - 40 * DAY),
        step("Lắp đặt", TODAY - 12 * DAY),
        step("Nghiệm thu", TODAY + 60 * DAY),
        planned=Decimal("24.2"),
        disbursed=Decimal("14.2"),
    ),
    programme("Chỉ có tên"),
]


def test_what_is_overdue_longest_comes_first() -> None:
    view = seen(ALL)
    assert [one.name for one in view.schemes] == [
        "Truyền thanh thông minh",
        "Chỉ có tên",
        "Phủ sóng vùng lõm",
    ]
    assert view.overdue == 2
    longest = view.schemes[0].longest
    assert longest is not None
    assert (longest.name, longest.over) == ("Đấu thầu", 40)


def test_a_milestone_due_today_is_not_overdue_yet() -> None:
    assert seen([programme("a", step("x", TODAY))]).overdue == 0
    assert seen([programme("a", step("x", TODAY - DAY))]).overdue == 1
    assert seen([programme("a", step("x", None))]).overdue == 0


def test_while_its_source_is_silent_no_milestone_becomes_overdue() -> None:
    told = Told()
    told.answer("viec", [programme("a", step("x", TODAY - DAY))], ago=timedelta(days=3))
    known = told.knowledge({"sources": {"viec": source("viec")}})
    assert TILE.look_up(USUAL, known).overdue == 0


def test_what_was_disbursed_is_summed_over_those_that_tell_both() -> None:
    told = [*ALL, programme("chỉ kế hoạch", planned=Decimal(100))]
    money = seen(told).money
    assert (money.planned, money.disbursed) == (Decimal("62.7"), Decimal("38.7"))
    share = money.share
    assert share is not None
    assert round(share, 1) == Decimal("61.7")
    assert seen(told).figures()["money_of"] == 2


def test_a_sum_of_some_programmes_says_of_how_many() -> None:
    told = [*ALL, programme("chỉ kế hoạch", planned=Decimal(100))]
    box = Rect(0, 0, 1864, 906)
    counted = "giải ngân 61,7% (tính trên 2 chương trình)"
    assert counted in said(drawn(TILE, USUAL, knowledge(told), box, sheet_of()))
    whole = said(drawn(TILE, USUAL, knowledge(ALL[:2]), box, sheet_of()))
    assert not any("tính trên" in one for one in whole)


def test_a_share_out_of_all_proportion_is_none() -> None:
    told = programme("a", planned=Decimal("1e-12"), disbursed=Decimal("1e18"))
    rows: Any = seen([told]).figures()["rows"]
    assert rows[0]["share"] is None
    assert rows[0]["disbursed"] == "1E+18"


def test_of_very_many_milestones_what_comes_next_and_what_is_over_are_still_told() -> None:
    done = [step(f"xong {n}", TODAY - 90 * DAY, TODAY - 91 * DAY) for n in range(STEPS)]
    ahead = programme("a", *done, step("tới", TODAY + 9 * DAY))
    late = programme("b", *done, step("muộn", TODAY - 9 * DAY))
    one, other = seen([ahead, late]).schemes
    assert (one.name, other.name) == ("b", "a")
    for told, word in ((ahead, "03/12/2026 · tới"), (late, "quá 9 ngày · muộn")):
        items = drawn(TILE, USUAL, knowledge([told]), Rect(0, 0, 1864, 443), sheet_of())
        assert word in said(items)
        assert len(seen([told]).schemes[0].steps) == STEPS
        assert seen([told]).schemes[0].steps[-1].done is None


def test_nothing_planned_has_no_share_and_nothing_told_is_no_nought() -> None:
    told = [programme("a", planned=Decimal(0), disbursed=Decimal(3)), programme("b")]
    first, second = sorted(seen(told).schemes, key=lambda one: one.name)
    assert first.money.share is None
    assert (second.money.planned, second.money.disbursed) == (None, None)
    items = drawn(TILE, USUAL, knowledge([programme("b")]), Rect(0, 0, 922, 443), sheet_of())
    assert "–" in said(items)
    assert not any("%" in one for one in said(items))


def test_money_keeps_the_decimals_of_its_source() -> None:
    items = drawn(TILE, USUAL, knowledge([ALL[0]]), Rect(0, 0, 1864, 443), sheet_of())
    assert "24,5/38,5 tỷ đồng" in said(items)
    assert "63,6%" in said(items)


def test_more_than_planned_fills_the_bar_and_says_so() -> None:
    told = programme("a", planned=Decimal(10), disbursed=Decimal(13))
    items = drawn(TILE, USUAL, knowledge([told]), Rect(0, 0, 1864, 443), sheet_of())
    assert "130,0%" in said(items)
    [ground] = [one for one in items if isinstance(one, Box) and one.fill is Ink.DATA_DIM]
    [full] = [one for one in items if isinstance(one, Box) and one.fill is Ink.DATA]
    assert full.rect == ground.rect


def test_what_is_overdue_stands_on_its_line_as_a_pennant_with_words() -> None:
    items = drawn(TILE, USUAL, knowledge(ALL), Rect(0, 0, 1864, 906), sheet_of())
    pennants = [one for one in items if isinstance(one, Mark) and one.shape == "pennant"]
    assert len(pennants) == 1 + 2 + 1  # the sum, two milestones, the words
    assert any(one.startswith("quá 40 ngày · Đấu") for one in said(items))
    assert "2 mốc quá hạn" in said(items)


def test_a_programme_of_which_all_is_done_says_so() -> None:
    told = programme("a", step("x", TODAY - 9 * DAY, TODAY - 9 * DAY))
    items = drawn(TILE, USUAL, knowledge([told]), Rect(0, 0, 1864, 443), sheet_of())
    assert "đủ 1 mốc" in said(items)


def test_a_condition_chooses_among_them() -> None:
    tile = ProgrammeTile(programme=("viec",), where="planned > 30")
    assert [one.name for one in seen(ALL, tile).schemes] == ["Phủ sóng vùng lõm"]


def test_a_condition_that_names_no_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        ProgrammeTile(programme=("viec",), where="tien > 30")


def test_wall_json_has_amounts_as_texts() -> None:
    rows: Any = seen(ALL).figures()["rows"]
    assert rows[0]["planned"] == "24.2"
    assert rows[0]["share"] == "58.68"
    assert rows[0]["milestones"][0] == {
        "name": "Đấu thầu",
        "due": "2026-10-15",
        "done": None,
        "days_over": 40,
    }
    assert rows[0]["reached"] == 0


def test_of_a_source_that_never_answered_nothing_is_known() -> None:
    view = seen([], state=State.NEVER)
    assert (view.figures()["total"], view.figures()["overdue"]) == (None, None)
    items = drawn(TILE, USUAL, knowledge([], State.NEVER), Rect(0, 0, 922, 443), sheet_of())
    assert "–" in said(items)
    empty = drawn(TILE, USUAL, knowledge([]), Rect(0, 0, 922, 443), sheet_of())
    assert "Không có chương trình nào" in said(empty)


HOSTILE = [
    programme(
        f"Đề án ẪỔỀẲẠỰỘ \u202e số {n} " + "rất dài " * 60,
        *(step("mốc " * 90, TODAY - n * DAY) for n in range(200)),
        planned=Decimal("1e40") if n % 3 else Decimal("NaN"),
        disbursed=Decimal(-7) if n % 2 else Decimal("9e17"),
        state="đang " * 200,
    )
    for n in range(300)
]


def test_of_very_many_the_view_holds_few() -> None:
    view = seen(HOSTILE)
    assert (len(view.schemes), view.total) == (MOST, 300)
    assert all(len(one.steps) == STEPS and one.planned == 200 for one in view.schemes)
    assert view.overdue == 300 * 199


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_or_lies_over_another(size: tuple[int, int], lang: str) -> None:
    sheet, box = sheet_of(lang=lang), Rect(0, 0, *size)
    for state in (State.LIVE, State.STALE, State.DISCONNECTED, State.NEVER):
        for told in (HOSTILE[:9], ALL, ALL[:1], ALL[2:], []):
            items = drawn(TILE, USUAL, knowledge(told, state), box, sheet)
            assert faults(items, box, sheet) == []


def test_none_of_one_source_is_not_none_while_another_never_answered() -> None:
    told = Told()
    told.be("chưa", State.NEVER)
    told.answer("rồi", ())
    known = told.knowledge()
    tile = ProgrammeTile(programme=("chưa", "rồi"))
    texts = said(drawn(TILE, tile, known, Rect(0, 0, 922, 443), sheet_of()))
    assert "–" in texts
    assert not any(text.startswith("Không có") for text in texts)
    one = ProgrammeTile(programme=("rồi",))
    texts = said(drawn(TILE, one, known, Rect(0, 0, 922, 443), sheet_of()))
    assert any(text.startswith("Không có") for text in texts)
