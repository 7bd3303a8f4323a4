"""Tasks by five states, and those that wait for somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from services.duties import Stage
from services.freshness import State
from services.records import Record, Task
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Box, Hatch, Ink, Mark, Rect
from widgets.tiles.tasks import TILE, TasksTile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from widgets.tiles.tasks.view import TasksView

DAY = timedelta(days=1)
SIZES = [(1864, 906), (922, 906), (922, 443), (608, 443), (451, 288), (1864, 200)]
TILE_OF_ALL = TasksTile(tasks=("viec",))


def task(name: str, due: datetime | None = None, done: datetime | None = None, **more: Any) -> Task:
    return Task(uid=name, title=name, due=due, finished=done, **more)


def knowledge(records: Iterable[Record], state: State = State.LIVE, **wall: Any) -> Any:
    told = Told()
    told.be("viec", state, records)
    return told.knowledge({"sources": {"viec": source("viec", name="Nhiệm vụ được giao")}, **wall})


def seen(records: Iterable[Record], settings: TasksTile = TILE_OF_ALL, **more: Any) -> TasksView:
    return TILE.look_up(settings, knowledge(records, **more))


ALL: list[Record] = [
    task("muộn hai ngày", AT - 2 * DAY, lead_unit="Sở TT&TT"),
    task("muộn mười ngày", AT - 10 * DAY),
    task("mai đến hạn", AT + DAY),
    task("còn lâu", AT + 60 * DAY),
    task("không hạn"),
    task("xong đúng", AT - DAY, AT - 2 * DAY),
    task("xong muộn", AT - 9 * DAY, AT - 2 * DAY),
]


def test_tasks_stand_in_five_states_and_each_is_counted_once() -> None:
    assert dict(seen(ALL).counts) == {
        Stage.OVERDUE: 2,
        Stage.DUE_SOON: 1,
        Stage.RUNNING: 2,
        Stage.DONE_LATE: 1,
        Stage.DONE_IN_TIME: 1,
    }


def test_the_longest_overdue_comes_first_and_what_is_done_is_not_listed() -> None:
    assert [one.title for one in seen(ALL).duties] == [
        "muộn mười ngày",
        "muộn hai ngày",
        "mai đến hạn",
        "còn lâu",
        "không hạn",
    ]
    assert [one.over for one in seen(ALL).duties[:2]] == [10, 2]


def test_while_its_source_is_silent_no_task_becomes_overdue() -> None:
    told = [task("lúc ấy chưa", AT - timedelta(minutes=20))]
    assert dict(seen(told).counts)[Stage.OVERDUE] == 1
    assert dict(seen(told, state=State.DISCONNECTED).counts)[Stage.OVERDUE] == 0


def test_only_tasks_of_an_assigner_a_group_or_a_unit_may_be_wanted() -> None:
    told = [
        task("a", assigner="Ban Chỉ đạo 35", group="nhiem-vu", lead_unit="X"),
        task("b", assigner="UBND tỉnh", group="dieu-hanh", lead_unit="Y"),
    ]
    for settings in (
        TasksTile(tasks=("viec",), assigner="Ban Chỉ đạo 35"),
        TasksTile(tasks=("viec",), group="nhiem-vu"),
        TasksTile(tasks=("viec",), unit="X"),
    ):
        assert [one.title for one in seen(told, settings).duties] == ["a"]


BCD = {"bcd35": {"name": {"vi": "Ban Chỉ đạo 35"}, "names": ["BCĐ 35"]}}


def test_a_filter_knows_an_organ_by_any_of_its_names() -> None:
    organs = {"stttt": {"name": "Sở Thông tin và Truyền thông", "names": ["Sở TT&TT"]}}
    told = [
        task("a", assigner="BCĐ 35", lead_unit="stttt"),
        task("b", assigner="UBND tỉnh", lead_unit="Sở Y tế"),
    ]
    for settings in (
        TasksTile(tasks=("viec",), assigner="Ban Chỉ đạo 35"),
        TasksTile(tasks=("viec",), unit="Sở TT&TT"),
    ):
        view = seen(told, settings, organs=organs, committees=BCD)
        assert [one.title for one in view.duties] == ["a"]


def test_tasks_of_an_organ_that_is_gone_are_its_successors() -> None:
    organs = {
        "cu": {"name": "Sở cũ", "to": "2025-02-28", "successor": "moi"},
        "moi": {"name": "Sở mới", "from": "2025-03-01"},
    }
    told = [task("a", lead_unit="Sở cũ"), task("b", lead_unit="Sở khác")]
    view = seen(told, TasksTile(tasks=("viec",), unit="Sở mới"), organs=organs)
    assert [one.title for one in view.duties] == ["a"]


def test_of_tasks_due_together_the_higher_assigners_come_first_and_others_by_name() -> None:
    told = [
        task("a", AT - DAY, assigner="Bộ TT&TT"),
        task("b", AT - DAY, assigner="BCĐ 35"),
        task("c", AT - DAY),
        task("d", AT - DAY, assigner="Chính phủ"),
        task("e", AT - 2 * DAY, assigner="Ai đó"),
    ]
    assert [one.title for one in seen(told, committees=BCD).duties] == ["e", "d", "b", "a", "c"]


def test_of_very_many_tasks_all_that_are_not_shown_are_counted() -> None:
    told = [task(f"{n:04}", AT - DAY) for n in range(1000)]
    items = drawn(TILE, TILE_OF_ALL, knowledge(told), Rect(0, 0, 922, 906), sheet_of())
    rows = sum(text.startswith("quá 1 ngày") for text in said(items, "cell"))
    assert f"và {1000 - rows} nhiệm vụ khác" in said(items, "context")


def test_a_unit_is_called_as_the_wall_calls_it_and_a_strange_one_as_it_came() -> None:
    organs = {"stttt": {"name": {"vi": "Sở Thông tin và Truyền thông", "short": "Sở TT&TT"}}}
    told = [task("a", AT - DAY, lead_unit="stttt"), task("b", AT - DAY, lead_unit="Đơn vị lạ")]
    units = [one.unit for one in seen(told, organs=organs).duties]
    assert getattr(units[0], "vi", None) == "Sở Thông tin và Truyền thông"
    assert units[1] == "Đơn vị lạ"


def test_what_is_overdue_wears_a_pennant_and_its_days() -> None:
    box = Rect(0, 0, 1864, 906)
    items = drawn(TILE, TILE_OF_ALL, knowledge(ALL), box, sheet_of())
    assert "quá 10 ngày" in said(items, "cell")
    assert "2 quá hạn" in said(items, "value")
    pennants = [one for one in items if isinstance(one, Mark) and one.shape == "pennant"]
    assert [one.ink for one in pennants] == [Ink.OVERDUE] * 3


@pytest.mark.parametrize(
    ("state", "words"), [(State.NEVER, "–"), (State.LIVE, "Không có nhiệm vụ nào")]
)
def test_nothing_heard_is_not_no_task(state: State, words: str) -> None:
    items = drawn(TILE, TILE_OF_ALL, knowledge([], state), Rect(0, 0, 922, 443), sheet_of())
    assert said(items, "cell") == [words]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("count", [1, 7, 200])
def test_nothing_overlaps_or_leaves_the_tile(size: tuple[int, int], lang: str, count: int) -> None:
    long = "Rà soát, cập nhật cơ sở dữ liệu dùng chung của Ủy ban nhân dân huyện Đạ Tẻh ẪỔỀẲẠỰỘ"
    told = [
        task(f"{n} {long}", AT + (n % 40 - 20) * DAY, AT if n % 3 == 0 else None, lead_unit=long)
        for n in range(count)
    ]
    box, sheet = Rect(20, 20, *size), sheet_of(lang=lang)
    items = drawn(TILE, TILE_OF_ALL, knowledge(told), box, sheet)
    assert [fault for fault in faults(items, box, sheet) if not fault.startswith("clipped")] == []


def test_none_of_one_source_is_not_none_while_another_never_answered() -> None:
    told = Told()
    told.be("chưa", State.NEVER)
    told.answer("rồi", ())
    known = told.knowledge()
    tile = TasksTile(tasks=("chưa", "rồi"))
    texts = said(drawn(TILE, tile, known, Rect(0, 0, 922, 443), sheet_of()))
    assert "–" in texts
    assert not any(text.startswith("Không có") for text in texts)
    one = TasksTile(tasks=("rồi",))
    texts = said(drawn(TILE, one, known, Rect(0, 0, 922, 443), sheet_of()))
    assert any(text.startswith("Không có") for text in texts)


def test_the_bar_runs_as_its_legend_does_and_stripes_tell_late_from_in_time() -> None:
    day = timedelta(days=1)
    told = [
        task("quá", AT - 3 * day),
        task("xong", AT - day, AT - 2 * day),
        task("muộn", AT - 3 * day, AT - day),
    ]
    items = drawn(TILE, TILE_OF_ALL, knowledge(told), Rect(0, 0, 1236, 700), sheet_of())
    over, done = (
        next(one.rect for one in items if isinstance(one, Box) and one.fill is ink)
        for ink in (Ink.OVERDUE, Ink.DATA)
    )
    [late] = [one.rect for one in items if isinstance(one, Hatch) and one.rect.y == over.y]
    assert over.x < late.x < done.x
