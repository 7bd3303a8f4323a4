"""Bars: what is counted, what is known of each hour, and how it is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.freshness import State
from services.records import (
    Alert,
    AlertState,
    Endpoint,
    FeedItem,
    Mention,
    Observation,
    Programme,
    SecurityEvent,
    Task,
    Tone,
    labels,
)
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, said, sheet_of
from widgets.drawing import Box, Curve, Ink, Mark, Rect, Text
from widgets.tile import Room
from widgets.tiles.bars import TILE
from widgets.tiles.bars.settings import BarsTile

if TYPE_CHECKING:
    from services.records import Record
    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.tiles.bars.view import BarsView

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SIZES = [
    (1864, 906), (1864, 443), (922, 906), (922, 443), (608, 443), (451, 443), (420, 260), *ODD,
]  # fmt: skip
LONG = "Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh Lâm Đồng ẪỔỀẲẠỰỘ"
HOURS: dict[str, Any] = {"records": "security_events", "by": "hour"}


def tile(**settings: Any) -> BarsTile:
    return BarsTile.model_validate({"bars": "soc", "by": "entity", **settings})


def figures_tile(**settings: Any) -> BarsTile:
    return BarsTile.model_validate({"bars": "indicators", **settings})


def known(records: list[Record], ago: timedelta = timedelta()) -> Knowledge:
    told = Told()
    told.answer("soc", records, ago=ago)
    return told.knowledge()


def looked(settings: BarsTile, records: list[Record], **more: Any) -> BarsView:
    return TILE.look_up(settings, known(records, **more))


def attacks(**counts: int) -> list[Record]:
    return [
        SecurityEvent(uid=f"{dst}{n}", time=AT - HOUR, signature="S", dst=dst)
        for dst, count in counts.items()
        for n in range(count)
    ]


def hourly(counts: dict[int, int]) -> list[Record]:
    """So many events so many whole hours before the running one, which began at 14:00."""
    return [
        SecurityEvent(
            uid=f"{ago}-{n}",
            time=AT - ago * HOUR + timedelta(minutes=5 if ago else 0),
            signature="S",
            severity=n % 6,
        )
        for ago, many in counts.items()
        for n in range(many)
    ]


def rows(view: BarsView) -> list[tuple[object, object]]:
    bars: Any = view.figures()["bars"]
    return [(bar["name"], bar["value"]) for bar in bars]


def values(view: BarsView) -> list[object]:
    columns: Any = view.figures()["columns"]
    return [column["value"] for column in columns]


def bar_widths(items: list[Item], *inks: Ink) -> list[float]:
    return [
        one.rect.w for one in items if isinstance(one, Box) and one.fill in (inks or (Ink.DATA,))
    ]


def room(box: Rect) -> Room:
    return Room(box=box)


# --- what is counted


def test_most_comes_first_and_all_beyond_the_limit_are_one_sum() -> None:
    view = looked(tile(records="security_events", by="dst", limit=2), attacks(a=2, b=9, c=5, d=1))
    assert (rows(view), view.total, view.figures()["rest"]) == ([("b", 9), ("c", 5)], 4, 3)
    box, sheet = Rect(0, 0, 922, 443), sheet_of()
    items = TILE.lay_out(view, room(box), sheet)
    assert said(items, "label")[-1] == "Còn lại, 2 mục"
    assert said(items, "value")[-1] == "3"


def test_what_no_record_says_is_counted_as_unsaid_and_lists_give_each_of_theirs() -> None:
    items: list[Record] = [
        FeedItem(uid="1", title="A", tags=("mưa", "Đà Lạt")),
        FeedItem(uid="2", title="B", tags=("mưa",)),
        FeedItem(uid="3", title="C"),
    ]
    assert rows(looked(tile(records="feed_items", by="tags"), items)) == [
        ("mưa", 2),
        ("(không ghi)", 1),
        ("Đà Lạt", 1),
    ]


def test_priorities_stand_in_their_own_order_with_their_own_shapes() -> None:
    alerts: list[Record] = [
        Alert(uid=str(n), title="A", severity=severity)
        for n, severity in enumerate((2, 2, 2, 5, 4, 4, 3))
    ]
    view = looked(tile(by="priority"), alerts)
    assert [name for name, _ in rows(view)] == ["urgent", "high", "medium", "low"]
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 443)), sheet_of())
    assert [one.shape for one in items if isinstance(one, Mark)] == [
        "diamond",
        "triangle",
        "square",
        "circle",
    ]
    assert bar_widths(items, Ink.URGENT, Ink.HIGH, Ink.MEDIUM, Ink.LOW)


def test_alerts_that_are_over_are_not_counted_and_suppressed_ones_are_told_of() -> None:
    alerts: list[Record] = [
        Alert(uid=state, title="A", entity="x", state=state) for state in AlertState
    ]
    view = looked(tile(), alerts)
    assert (rows(view), view.hidden) == ([("x", 2)], 1)
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 443)), sheet_of())
    assert said(items, "context") == ["1 đang ẩn"]


def test_a_number_of_the_records_is_summed_and_keeps_its_decimals() -> None:
    programmes: list[Record] = [
        Programme(uid="1", name="A", state="chạy", disbursed=Decimal("1.50")),
        Programme(uid="2", name="B", state="chạy", disbursed=Decimal("0.25")),
        Programme(uid="3", name="C", state="dừng"),
    ]
    view = looked(tile(records="programmes", by="state", sum="disbursed"), programmes)
    assert rows(view) == [("chạy", "1.75"), ("dừng", None)]


def test_figures_of_other_periods_are_not_added_up() -> None:
    told: list[Record] = [
        Observation(uid=str(n), indicator="calls", value=Decimal(5), period=period,
                    labels=labels({"consumer": name}))
        for n, (name, period) in enumerate([("a", "2022"), ("a", "2023"), ("b", "2023")])
    ]  # fmt: skip
    view = looked(tile(records="observations", by="labels.consumer", sum="value"), told)
    assert rows(view) == [("b", "5"), ("a", None)]


def test_more_than_four_parts_are_three_and_what_is_left() -> None:
    records = [
        SecurityEvent(uid=f"{action}{n}", time=AT, signature="S", dst="máy", action=action)
        for action, many in (("a", 5), ("b", 4), ("c", 3), ("d", 2), ("e", 1))
        for n in range(many)
    ]
    view = looked(tile(records="security_events", by="dst", stack="action"), [*records])
    assert view.figures()["parts"] == ["a", "b", "c", "Còn lại"]
    assert view.bars[0].parts == (5, 4, 3, 3)


def test_the_worst_tone_is_the_first_part() -> None:
    told: list[Record] = [
        Mention(uid=f"{tone}{n}", time=AT, topic="t", tone=tone)
        for tone, many in ((Tone.POSITIVE, 5), (Tone.NEGATIVE, 1), (Tone.NEUTRAL, 3))
        for n in range(many)
    ]
    view = looked(tile(records="mentions", by="topic", stack="tone"), told)
    assert view.figures()["parts"] == ["Tiêu cực", "Trung lập", "Tích cực"]


def test_the_longest_bar_is_the_largest_and_all_begin_at_0() -> None:
    view = looked(tile(records="security_events", by="dst"), attacks(a=40, b=10))
    long, short = bar_widths(TILE.lay_out(view, room(Rect(0, 0, 922, 443)), sheet_of()))
    assert long / short == pytest.approx(4, rel=0.01)


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


# --- rooms, languages, hostile answers


@pytest.mark.parametrize("state", [*State])
@pytest.mark.parametrize("size", SIZES)
def test_hours_fit_in_every_room_and_state(size: tuple[int, int], state: State) -> None:
    told = Told()
    told.be("soc", state, hourly({n: 1 + n * 37 % 11 for n in range(24)}), simulated=True)
    box = Rect(0, 0, *size)
    for lang in ("vi", "en"):
        sheet = sheet_of(lang=lang)
        for more in ({}, {"threshold": 8}, {"stack": "priority"}):
            items = drawn(TILE, tile(**HOURS, **more), told.knowledge(), box, sheet)
            assert not faults(items, box, sheet), more


@pytest.mark.parametrize("state", [*State])
@pytest.mark.parametrize("size", SIZES)
def test_lists_fit_in_every_room_and_state(size: tuple[int, int], state: State) -> None:
    records = [
        SecurityEvent(uid=f"{n}-{k}", time=AT, signature="S", severity=k % 6,
                      dst=f"{LONG} {n}" if n % 2 else f"máy {n}", action="chặn" if k % 3 else None)
        for n in range(30)
        for k in range(31 - n)
    ]  # fmt: skip
    told = Told()
    told.be("soc", state, records, simulated=True)
    box = Rect(0, 0, *size)
    for lang in ("vi", "en"):
        sheet = sheet_of(lang=lang)
        for more in ({}, {"threshold": 20}, {"stack": "action", "unit": "sự kiện"}):
            settings = tile(records="security_events", by="dst", **more)
            items = drawn(TILE, settings, told.knowledge(), box, sheet)
            assert not faults(items, box, sheet), more


@pytest.mark.parametrize(("width", "height", "seat"), [(3840, 2160, 6000), (1280, 720, 3000)])
def test_other_screens_and_seats_are_no_trouble(width: int, height: int, seat: float) -> None:
    sheet = sheet_of(width, height, seat=seat)
    for share in (1, 2, 3):
        box = Rect(0, 0, width / share, height / share)
        for settings in (tile(**HOURS), tile(records="security_events", by="dst")):
            items = drawn(TILE, settings, known(hourly({1: 70, 4: 3})), box, sheet)
            assert not faults(items, box, sheet)


def test_all_that_is_counted_is_in_the_list_however_small() -> None:
    counts = {f"hệ_thống_{n}": 40 - n for n in range(30)}
    for size in SIZES:
        box, sheet = Rect(0, 0, *size), sheet_of()
        settings = tile(records="security_events", by="dst")
        shown = said(drawn(TILE, settings, known(attacks(**counts)), box, sheet), "value")
        numbers = [int(text.replace(".", "")) for text in shown]
        assert len(numbers) == 1 or sum(numbers) == sum(counts.values())


def test_hostile_answers_neither_break_a_layout_nor_fill_a_view() -> None:
    huge = Decimal(10) ** 40
    told: list[Record] = [
        Endpoint(uid=f"{n}", name="x" * 4000, unit=("\u202e<b>{n}" + LONG * 40) if n % 2 else None)
        for n in range(3000)
    ]
    sheet, box = sheet_of(), Rect(0, 0, 922, 443)
    view = looked(tile(records="endpoints", by="unit"), told)
    assert len(view.bars) <= 60
    assert not faults(TILE.lay_out(view, room(box), sheet), box, sheet)
    sums: list[Record] = [
        Programme(uid=str(n), name=str(n), disbursed=huge if n else -huge) for n in range(90)
    ]
    view = looked(tile(records="programmes", by="name", sum="disbursed"), sums)
    assert (len(view.bars), view.total) == (60, 90)
    assert not faults(TILE.lay_out(view, room(box), sheet), box, sheet)


def test_never_heard_is_a_dash_and_heard_of_nothing_a_sentence() -> None:
    sheet, box = sheet_of(), Rect(0, 0, 922, 443)
    told = Told()
    told.be("soc", State.NEVER)
    for settings in (tile(), tile(by="hour")):
        assert said(drawn(TILE, settings, told.knowledge(), box, sheet), "value") == ["–"]
    items = drawn(TILE, tile(), known([]), box, sheet)
    assert said(items, "cell") == ["Không có cảnh báo nào đang mở"]


# --- settings


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"by": "entty"}, "bản ghi alerts không có trường “entty”"),
        ({"by": None}, "chưa nói đếm bản ghi theo gì"),
        ({"stack": "mức"}, "bản ghi alerts không có trường “mức”"),
        ({"sum": "title"}, "bản ghi alerts không có trường số “title”"),
        ({"by": "hour", "time": "title"}, "bản ghi alerts không có trường thời gian “title”"),
        ({"by": "hour", "records": "goals"}, "bản ghi goals không có trường thời gian nào"),
        ({"by": "hour", "last": "30 d"}, "khoảng last ra 720 cột"),
        ({"by": "hour", "last": "1 h"}, "khoảng last ra 1 cột"),
        ({"by": "hour", "sort": "most"}, "“sort” không dùng khi xếp theo thời gian"),
        ({"last": "24 h"}, "“last” chỉ dùng cùng by: hour, day hoặc month"),
        ({"where": "severty > 1"}, "bản ghi alerts không có trường “severty”"),
        ({"indicators": ["a"]}, "“indicators” chỉ dùng khi so các chỉ số"),
        ({"bars": "indicators"}, "chưa nói so các chỉ số nào"),
        ({"bars": "indicators", "indicators": "a", "stack": "x"}, "“stack” không dùng khi so"),
        (
            {"bars": "indicators", "indicators": "a", "by": "day"},
            "chỉ số không đếm theo “day” được",
        ),
        ({"threshold": "600"}, "“600” không phải là số"),
        ({"limit": 0}, "limit"),
    ],
)
def test_what_bars_cant_show_is_refused(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        tile(**settings)


def test_what_a_tile_needs_of_its_sources() -> None:
    settings = tile(records="document_states", by="organ", where="due < now")
    assert settings.sources() == ("soc",)
    assert settings.kinds() == {"document_states", "documents"}
    figures = figures_tile(indicators=["a", "b"])
    assert (figures.sources(), figures.indicators(), figures.kinds()) == (
        (),
        ("a", "b"),
        frozenset(),
    )


def test_a_threshold_of_a_list_is_drawn_through_its_bars() -> None:
    view = looked(tile(records="security_events", by="dst", threshold=5), attacks(a=9, b=2))
    items = TILE.lay_out(view, room(Rect(0, 0, 922, 443)), sheet_of())
    assert "Ngưỡng 5" in said(items, "label")
    assert [one for one in items if isinstance(one, Curve)]


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


@pytest.mark.parametrize("by", ["entity", "hour"])
def test_of_a_source_that_never_answered_not_even_nought_is_told(by: str) -> None:
    told = Told()
    told.be("soc", State.NEVER)
    data = TILE.look_up(tile(by=by), told.knowledge()).figures()
    counts = {"rest", "total", "suppressed", "undated", "ahead"} & set(data)
    assert counts
    assert all(data[name] is None for name in counts)


def test_stages_are_counted_together_however_many_days_over_each_is() -> None:
    told: list[Record] = [Task(uid=str(n), title="t", due=AT - n * DAY) for n in range(1, 5)]
    view = looked(tile(by="stage", records="tasks"), told)
    assert [bar.amount for bar in view.bars] == [4]
    divided = looked(tile(by="assigner", records="tasks", stack="stage"), told)
    assert [bar.parts for bar in divided.bars] == [(4,)]


@pytest.mark.parametrize("first", [0, 3])
def test_a_priority_is_not_called_by_the_word_of_one_of_its_alerts(first: int) -> None:
    told: list[Record] = [
        Alert(uid="a", title="t", severity=first, severity_word="bất thường"),
        Alert(uid="b", title="t", severity=3 - first, severity_word="bất thường"),
    ]
    items = drawn(TILE, tile(by="priority"), known(told), Rect(0, 0, 922, 443), sheet_of())
    assert "Trung bình" in said(items, "label")


def test_the_legend_counts_what_lies_beyond_the_limit_as_well() -> None:
    told: list[Record] = [
        Alert(uid=f"{n}.{k}", title="t", severity=5, entity=f"máy {n}")
        for n in range(10)
        for k in range(10 - n)
    ]
    settings = tile(stack="priority", limit=2)
    items = drawn(TILE, settings, known(told), Rect(0, 0, 1200, 800), sheet_of())
    assert "55" in said(items, "value")


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
