from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from services.records import Alert, Mention, SecurityEvent, Task
from tests.unit.tiles.bars import (
    DAY,
    HOUR,
    HOURS,
    LONG,
    SIZES,
    attacks,
    bar_widths,
    hourly,
    known,
    looked,
    room,
    tile,
)
from tests.unit.tiles.world import AT, Told, drawn, said, sheet_of
from widgets.drawing import Box, Curve, Ink, Mark, Rect, Text
from widgets.tiles.bars import TILE

if TYPE_CHECKING:
    from services.records import Record
    from widgets.tiles.bars.view import BarsView


def values(view: BarsView) -> list[object]:
    columns: Any = view.figures()["columns"]
    return [column["value"] for column in columns]


# --- along time


def test_the_running_hour_is_the_last_and_is_not_whole() -> None:
    view = looked(tile(**HOURS, reach="24 h"), hourly({0: 3, 1: 5}), ago=timedelta())
    assert (len(view.columns), values(view)[-2:]) == (24, [5, 3])
    assert [column.whole for column in view.columns[-2:]] == [True, False]


def test_before_the_oldest_record_nobody_knows_and_that_is_not_0() -> None:
    view = looked(tile(**HOURS), hourly({2: 4, 5: 1}))
    assert values(view)[-7:] == [None, 1, 0, 0, 4, 0, 0]
    assert values(view)[:17] == [None] * 17
    begun = view.columns[-6]
    assert (begun.amount, begun.whole) == (1, False)


def test_a_source_that_keeps_a_day_had_none_in_the_hours_without() -> None:
    view = looked(tile(**HOURS, reach="24 h"), hourly({2: 4}))
    assert values(view)[:3] == [0, 0, 0]


def test_an_older_record_that_the_condition_leaves_out_still_tells_that_the_source_was_there() -> (
    None
):
    records = [*hourly({2: 4}), SecurityEvent(uid="old", time=AT - 30 * HOUR, signature="khác")]
    view = looked(tile(**HOURS, where='signature == "S"'), records)
    assert values(view)[:3] == [0, 0, 0]


def test_the_hour_in_which_a_window_of_time_begins_is_not_whole() -> None:
    records: list[Record] = [
        SecurityEvent(uid=str(n), time=AT - timedelta(minutes=n), signature="S")
        for n in range(45, 300, 15)
    ]
    windowed = tile(**HOURS, where="time >= now - hours(2)")
    view = looked(windowed, records, ago=timedelta(minutes=40))
    assert values(view)[-4:] == [0, 2, 4, 2]
    assert [column.whole for column in view.columns[-3:]] == [False, True, False]


def test_the_hour_in_which_a_window_of_time_ends_is_not_whole() -> None:
    records: list[Record] = [
        SecurityEvent(uid=str(n), time=AT - timedelta(minutes=n), signature="S")
        for n in range(45, 300, 15)
    ]
    windowed = tile(**HOURS, where="time <= now - hours(1)")
    view = looked(windowed, records, ago=timedelta(minutes=40))
    assert [column.whole for column in view.columns[-3:]] == [True, False, False]


def test_a_condition_that_looks_at_more_than_the_time_says_nothing_of_hours() -> None:
    records: list[Record] = [
        Task(uid=str(n), title="T", finished=AT - n * HOUR, due=AT - (9 - n) * HOUR)
        for n in range(1, 9)
    ]
    view = looked(
        tile(records="tasks", by="hour", time="finished", where="finished > due"), records
    )
    assert [column.whole for column in view.columns[-3:]] == [True, True, False]


def test_while_the_source_is_silent_no_column_moves() -> None:
    told = Told()
    told.answer("soc", hourly({1: 5}))
    before = TILE.look_up(tile(**HOURS), told.knowledge())
    told.at += 5 * HOUR
    after = TILE.look_up(tile(**HOURS), told.knowledge())
    assert before.columns == after.columns
    assert before.standing.state != after.standing.state


def test_what_lies_ahead_or_has_no_time_is_in_no_column_but_told_of() -> None:
    records: list[Record] = [
        Alert(uid="1", title="A", starts=AT + 3 * HOUR),
        Alert(uid="2", title="A"),
        Alert(uid="3", title="A", starts=AT - HOUR),
    ]
    view = looked(tile(by="hour"), records)
    assert (view.ahead, view.undated) == (1, 1)
    items = TILE.lay_out(view, room(Rect(0, 0, 1240, 700)), sheet_of())
    assert said(items, "context") == ["1 không ghi thời gian · 1 ghi giờ ở tương lai"]


def test_days_and_months_are_of_the_walls_zone() -> None:
    late = AT.replace(hour=17, minute=30) - DAY
    view = looked(tile(records="mentions", by="day", last="3 d"), [Mention(uid="1", time=late)])
    assert values(view) == [None, None, 1]
    tasks: list[Record] = [
        Task(uid="1", title="A", assigned=date(2026, 10, 31)),
        Task(uid="2", title="B", assigned=date(2026, 11, 1)),
    ]
    view = looked(tile(records="tasks", by="month", last="92 d"), tasks)
    assert values(view) == [None, 1, 1]


def test_the_worst_hour_has_its_count_and_a_pennant_above_the_threshold() -> None:
    view = looked(tile(**HOURS, reach="24 h", threshold=106), hourly({1: 105, 3: 109, 4: 107}))
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 330)), sheet_of())
    assert said(items, "value") == ["109"]
    assert said(items, "label") == ["Ngưỡng 106 · vượt 2 giờ"]
    assert len(bar_widths(items, Ink.OVERDUE)) == 2
    assert [one.shape for one in items if isinstance(one, Mark)] == ["pennant"]


def test_an_hour_of_exactly_the_threshold_is_not_above_it() -> None:
    view = looked(tile(**HOURS, reach="24 h", threshold=5), hourly({1: 5}))
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 330)), sheet_of())
    assert not bar_widths(items, Ink.OVERDUE)
    assert said(items, "label") == ["Ngưỡng 5"]


def test_the_label_of_the_threshold_lies_over_no_column() -> None:
    counts = dict.fromkeys(range(24), 9)
    view = looked(tile(**HOURS, reach="24 h", threshold=6), hourly(counts))
    for size in SIZES:
        items = TILE.lay_out(view, room(Rect(0, 0, *size)), sheet_of())
        label = next((one for one in items if isinstance(one, Text) and one.role == "label"), None)
        columns = [one.rect for one in items if isinstance(one, Box) and one.fill is Ink.OVERDUE]
        assert label is None or not any(label.rect.meets(rect) for rect in columns)


def test_a_gap_says_that_nothing_is_known_there() -> None:
    view = looked(tile(**HOURS), hourly({2: 4}))
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 330)), sheet_of())
    assert said(items, "label") == ["Chưa có dữ liệu"]
    assert [one.dashed for one in items if isinstance(one, Box) and one.dashed] == [True]


def test_no_record_in_the_span_is_said_and_drawn_as_0() -> None:
    view = looked(tile(**HOURS, reach="24 h"), [])
    assert values(view) == [0] * 24
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 330)), sheet_of())
    assert said(items, "value") == ["Không có bản ghi nào trong khoảng này"]


def test_labels_under_hours_are_few_and_end_with_the_running_one() -> None:
    view = looked(tile(**HOURS, reach="24 h"), hourly({1: 5}), ago=timedelta())
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 330)), sheet_of())
    told = said(items, "axis")
    assert told[-1] == "14"
    assert set(told[:-1]) <= {"00", "03", "06", "09", "12", "15", "18", "21"}


def test_a_threshold_far_over_all_columns_is_said_and_crushes_none() -> None:
    view = looked(tile(**HOURS, reach="24 h", threshold=600), hourly({1: 5}))
    made = TILE.lay_out(view, room(Rect(0, 0, 922, 330)), sheet_of())
    assert said(made, "label") == ["Dưới ngưỡng 600"]
    assert max(one.rect.h for one in made if isinstance(one, Box) and one.fill is Ink.DATA) > 100
    assert not [one for one in made if isinstance(one, Curve)]


def test_no_count_is_ever_cut() -> None:
    counts = {f"{LONG} {n}": 999 - n for n in range(9)}
    for size in SIZES:
        box, sheet = Rect(0, 0, *size), sheet_of()
        settings = tile(records="security_events", by="dst")
        made = drawn(TILE, settings, known(attacks(**counts)), box, sheet)
        assert not any("…" in text for text in said(made, "value"))
