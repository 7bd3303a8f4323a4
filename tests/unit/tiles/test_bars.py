"""Bars: what is counted, what is known of each hour, and how it is drawn."""

from __future__ import annotations

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
from tests.unit.tiles.bars import (
    DAY,
    HOURS,
    LONG,
    SIZES,
    attacks,
    bar_widths,
    figures_tile,
    hourly,
    known,
    looked,
    room,
    rows,
    tile,
)
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of
from widgets.drawing import Curve, Ink, Mark, Rect
from widgets.tiles.bars import TILE

if TYPE_CHECKING:
    from services.records import Record


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
