"""Tasks by unit, by assigner and by group of indicators."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from services.duties import Stage
from services.freshness import State
from services.records import Record, Task
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Box, Ink, Mark, Rect
from widgets.tiles.tasks import TILE, TasksTile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from widgets.tiles.tasks.view import TasksView

DAY = timedelta(days=1)
SIZES = [(1864, 906), (922, 906), (922, 443), (608, 443), (1864, 300), (400, 240), *ODD]
BY_UNIT = TasksTile(tasks=("viec",), by="unit")


def task(unit: str | None, due: datetime | None, done: datetime | None = None, **more: Any) -> Task:
    return Task(
        uid=f"{unit}{due}{done}", title="việc", lead_unit=unit, due=due, finished=done, **more
    )


def knowledge(records: Iterable[Record], state: State = State.LIVE, **wall: Any) -> Any:
    told = Told()
    told.be("viec", state, records)
    return told.knowledge({"sources": {"viec": source("viec", name="Nhiệm vụ")}, **wall})


def seen(records: Iterable[Record], by: str = "unit", **more: Any) -> TasksView:
    return TILE.look_up(TasksTile(tasks=("viec",), by=by), knowledge(records, **more))


ALL: list[Record] = [
    task("Sở Y tế", AT + 20 * DAY),
    task("Sở Y tế", AT - DAY, AT - 2 * DAY),
    task("UBND huyện Di Linh", AT - 3 * DAY),
    task("UBND huyện Di Linh", AT - 12 * DAY),
    task("Công an tỉnh", AT - 40 * DAY),
    task("Công an tỉnh", AT + DAY),
    task(None, AT - 90 * DAY),
]


def test_units_come_worst_first_and_what_names_no_unit_comes_last() -> None:
    assert [one.name for one in seen(ALL).shares] == [
        "UBND huyện Di Linh",
        "Công an tỉnh",
        "Sở Y tế",
        None,
    ]


def test_a_unit_tells_how_many_are_done_overdue_and_for_how_long() -> None:
    first, second, third, _ = seen(ALL).shares
    assert (first.overdue, first.longest, first.done, first.total) == (2, 12, 0, 2)
    assert (second.overdue, second.longest) == (1, 40)
    assert (third.overdue, third.longest, third.done, third.total) == (0, None, 1, 2)
    assert dict(second.counts)[Stage.DUE_SOON] == 1


def test_what_was_done_late_is_over_and_counts_no_more_days() -> None:
    [share] = seen([task("A", AT - 30 * DAY, AT - 2 * DAY)]).shares
    assert (share.overdue, share.longest, share.done) == (0, None, 1)


def test_groups_stand_in_the_wall_files_order_under_its_names() -> None:
    groups = {"hai": {"name": "Nhóm hai"}, "mot": {"name": "Nhóm một"}}
    told = [
        task("A", AT, group="mot"),
        task("B", AT, group="hai"),
        task("C", AT, group="la"),
        task("D", AT),
    ]
    names = [one.name for one in seen(told, "group", groups=groups).shares]
    assert [getattr(name, "vi", name) for name in names] == ["Nhóm hai", "Nhóm một", "la", None]


def test_assigners_stand_as_the_wall_file_orders_them_whatever_they_are_called() -> None:
    told = [
        task("A", AT, assigner="Sở khác"),
        task("B", AT, assigner="UBND tỉnh"),
        task("C", AT + DAY, assigner="ubnd tỉnh"),
        task("D", AT, assigner="Chính phủ"),
    ]
    shares = seen(told, "assigner").shares
    assert [one.name for one in shares] == ["Chính phủ", "UBND tỉnh", "Sở khác"]
    assert shares[1].total == 2


def test_while_its_source_is_silent_nothing_grows_older() -> None:
    view = seen([task("A", AT - timedelta(minutes=20))], state=State.DISCONNECTED)
    assert [one.overdue for one in view.shares] == [0]


def test_wall_json_has_the_rows_and_no_list_of_tasks() -> None:
    told = seen(ALL).figures()
    assert told["by"] == "unit"
    rows: Any = told["rows"]
    assert rows[0] == {
        "name": "UBND huyện Di Linh",
        "stages": {
            "quá hạn": 2,
            "sắp đến hạn": 0,
            "đang thực hiện trong hạn": 0,
            "hoàn thành quá hạn": 0,
            "hoàn thành đúng hạn": 0,
        },
        "done": 0,
        "of": 2,
        "longest": 12,
    }


def test_each_task_that_is_due_soon_is_a_stripe_of_its_own() -> None:
    told = [task("A", AT + timedelta(hours=n + 1)) for n in range(3)]
    items = drawn(TILE, BY_UNIT, knowledge(told), Rect(0, 0, 1864, 443), sheet_of())
    stripes = [one for one in items if isinstance(one, Box) and one.fill is Ink.TEXT]
    assert len(stripes) == 3 + 1  # and the legend's


def test_what_is_overdue_has_a_pennant_and_its_days() -> None:
    items = drawn(TILE, BY_UNIT, knowledge(ALL), Rect(0, 0, 1864, 443), sheet_of())
    assert "2, lâu nhất 12 ngày" in said(items)
    pennants = [one for one in items if isinstance(one, Mark) and one.shape == "pennant"]
    assert len(pennants) == 3 + 1  # and the legend's


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("by", ["unit", "assigner", "group"])
def test_nothing_is_cut_off_or_lies_over_another(size: tuple[int, int], lang: str, by: str) -> None:
    many: list[Record] = [
        Task(
            uid=f"{n}",
            title="việc",
            lead_unit=f"Ủy ban nhân dân thị trấn số {n} ẪỔỀẲẠỰỘ rất dài của huyện",
            due=AT - n * DAY,
        )
        for n in range(300)
    ]
    sheet, box = sheet_of(lang=lang), Rect(0, 0, *size)
    for state in (State.LIVE, State.STALE, State.DISCONNECTED, State.NEVER):
        for told in (many, ALL, []):
            known = knowledge(told, state)
            items = drawn(TILE, TasksTile(tasks=("viec",), by=by), known, box, sheet)
            assert faults(items, box, sheet) == []


def test_of_hundreds_of_units_the_view_holds_few_and_says_how_many_there_are() -> None:
    view = seen([task(f"Đơn vị {n}", AT - DAY) for n in range(900)])
    assert len(view.shares) == 200
    assert view.gathered == 900
