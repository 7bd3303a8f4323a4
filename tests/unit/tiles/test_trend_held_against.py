"""What a trend's values are held against: thresholds, plans, events; figures of periods; very many points."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from services.freshness import State
from services.records import (
    Alert,
    AlertState,
    Incident,
    Observation,
    Record,
    Sample,
    Task,
)
from tests.unit.tiles.world import AT, ODD, Told, drawn, faults, said, sheet_of, source
from widgets.course import thinned, unbroken
from widgets.drawing import Band, Box, Curve, Ink, Rect, Text
from widgets.tiles.trend import TILE, TrendTile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.drawing import Item
    from widgets.tiles.trend.view import TrendView

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BANDS = [
    {"from": 600, "to": 900, "meaning": "nhiều", "priority": "medium"},
    {"from": 900, "meaning": "rất nhiều", "priority": "high"},
]
SIZES = [(1864, 906), (1236, 520), (922, 906), (922, 443), (608, 443), *ODD]


def points(values: Sequence[int], step: timedelta = HOUR) -> tuple[Sample, ...]:
    last = len(values) - 1
    return tuple(
        Sample(uid="a", indicator="a", at=AT - 5 * MINUTE - step * (last - n), value=Decimal(value))
        for n, value in enumerate(values)
    )


def monthly(
    values: Sequence[int | None], *, first: int = 2022, publication: str | None = None
) -> list[Record]:
    return [
        Observation(
            uid=f"{first + n // 12}-{n % 12 + 1:02}",
            indicator="a",
            value=Decimal(value),
            period=f"{first + n // 12}-{n % 12 + 1:02}",
            publication=publication,
        )
        for n, value in enumerate(values)
        if value is not None
    ]


def known(
    records: Sequence[Record] = (),
    series: tuple[Sample, ...] = (),
    state: State = State.LIVE,
    events: Sequence[Record] | None = None,
    **indicator: Any,
) -> Any:
    told = Told()
    told.be("nguon", state, records)
    told.series = series
    if events is not None:
        told.answer("su-kien", events)
    declared = {"name": "Sự kiện", "unit": "sự kiện", "source": "nguon", **indicator}
    return told.knowledge({"sources": {"nguon": source("nguon")}, "indicators": {"a": declared}})


def seen(knowledge: Any, **tile: Any) -> TrendView:
    return TILE.look_up(TrendTile(trend=("a",), **tile), knowledge)


def items(knowledge: Any, size: tuple[int, int] = (1236, 520), **tile: Any) -> list[Item]:
    box = Rect(20, 20, *size)
    return drawn(TILE, TrendTile(trend=("a",), **tile), knowledge, box, sheet_of())


def curves(found: list[Item]) -> list[Curve]:
    return [one for one in found if isinstance(one, Curve) and one.end]


WAVE = [300, 340, 420, 510, 560, 610, 570, 480, 390, 330, 310, 305, 300, 302]


def test_thresholds_are_quiet_grounds_with_their_values_beside_the_edges() -> None:
    found = items(known(series=points(WAVE), bands=BANDS))
    grounds = [one for one in found if isinstance(one, Band)]
    assert grounds
    assert {one.ink for one in grounds} == {Ink.SECOND}
    assert all(one.strength < 0.2 for one in grounds)
    assert "ngưỡng 600" in said(found, "context")


def test_a_threshold_far_from_all_values_does_not_flatten_them() -> None:
    found = items(known(series=points([10, 12, 11, 14, 13]), bands=BANDS))
    assert not any("ngưỡng" in text for text in said(found))
    assert not any(isinstance(one, Band) for one in found)


def test_without_bands_or_plans_there_are_none() -> None:
    found = items(known(series=points(WAVE)))
    assert not any("ngưỡng" in text or "kế hoạch" in text for text in said(found))
    assert seen(known(series=points(WAVE), bands=BANDS), bands=False).zones == ()


def test_only_bands_with_a_priority_and_in_force_are_grounds() -> None:
    bands = [
        {"to": 600, "meaning": "đạt"},
        {"from": 600, "meaning": "cũ", "priority": "low", "until": "2025-12-31"},
        {"from": 700, "meaning": "mới", "priority": "low", "since": "2026-01-01"},
        {"from": 90, "of": "plan", "meaning": "của kế hoạch", "priority": "low"},
    ]
    assert [one.least for one in seen(known(series=points(WAVE), bands=bands)).zones] == [700]


def test_no_threshold_is_held_to_a_published_figure() -> None:
    told = monthly([500, 610], publication="Báo Lâm Đồng 22/12/2023")
    assert seen(known(told, bands=BANDS)).zones == ()


def test_a_plan_is_drawn_over_the_period_that_it_was_assigned_for() -> None:
    plans = [
        {"value": 520, "period": "2022", "document": "Kế hoạch 1"},
        {"value": 560, "period": "2023", "document": "Kế hoạch 2"},
    ]
    view = seen(known(monthly(range(400, 560, 10)), plans=plans))
    assert sorted((str(one.value), str(one.start)) for one in view.targets) == [
        ("520", "2021-12-31 17:00:00+00:00"),
        ("560", "2022-12-31 17:00:00+00:00"),
    ]
    found = items(known(monthly(range(400, 560, 10)), plans=plans))
    assert any(text.startswith("kế hoạch") for text in said(found, "context"))


def test_a_years_plan_is_no_line_for_the_sums_of_months() -> None:
    plans = [{"value": 6000, "period": "2023", "document": "Kế hoạch 2"}]
    assert seen(known(monthly(range(400, 560, 10)), plans=plans, sums=True)).targets == ()


def test_months_are_told_by_their_own_period_and_not_by_an_age() -> None:
    view = seen(known(monthly(range(400, 630, 10))))
    assert view.period == "2023-11"
    assert view.until == datetime.fromisoformat("2023-12-01T00:00:00+07:00")
    found = items(known(monthly(range(400, 630, 10))))
    assert "Tháng 11/2023" in said(found, "period")
    assert said(found, "age") == []


def test_no_line_leads_over_a_missing_month_nor_slants_from_one_to_the_next() -> None:
    values: list[int | None] = [400, 420, 440, None, None, 500, 510]
    [curve] = curves(items(known(monthly(values))))
    assert [len(one) for one in curve.stretches] == [6, 4]
    for stretch in curve.stretches:
        for (x1, y1), (x2, y2) in itertools.pairwise(stretch):
            assert x1 == x2 or y1 == y2


def test_sums_are_columns_from_0_and_a_missing_month_is_no_0() -> None:
    values: list[int | None] = [40, 0, 44, None, 50, 51]
    found = items(known(monthly(values), sums=True))
    assert not curves(found)
    columns = [one.rect for one in found if isinstance(one, Box) and one.fill is Ink.DATA]
    assert len(columns) == 5
    feet = {round(one.bottom, 3) for one in columns}
    assert len(feet) == 1
    assert min(one.h for one in columns) > 1
    dashes = [
        one.rect
        for one in found
        if isinstance(one, Box) and one.fill is Ink.OUTLINE and one.rect.w > 2 * one.rect.h
    ]
    assert len(dashes) == 1
    assert columns[2].right < dashes[0].x < dashes[0].right < columns[3].x


def test_columns_below_0_hang_from_it() -> None:
    found = items(known(monthly([20, -10, 15]), sums=True))
    first, second, _ = (one.rect for one in found if isinstance(one, Box) and one.fill is Ink.DATA)
    assert second.y == pytest.approx(first.bottom)


def test_five_years_of_months_are_sixty_and_the_years_are_named() -> None:
    told = known(monthly(range(100, 196), first=2016))
    assert len(seen(told, last="5 years").series[0].periods) == 60
    assert {"2019", "2020", "2021", "2022", "2023"} <= set(
        said(items(told, (1864, 906), last="5 years"), "axis")
    )


def test_figures_alone_of_the_last_period_are_one_point() -> None:
    assert "Mới có một điểm số liệu" in said(items(known(monthly([400]))), "cell")


def incident(ago: timedelta, **more: Any) -> Incident:
    return Incident(uid=str(ago), title="Sự cố", opened=AT - ago, **more)


def test_events_are_counted_where_they_stand_together() -> None:
    records = [incident(HOUR * ago) for ago in (20, 19.9, 6, 40)]
    found = items(known(series=points(WAVE), events=records), events="su-kien", records="incidents")
    assert set(said(found, "context")) >= {"2 sự cố", "1 sự cố"}
    ticks = [one for one in found if isinstance(one, Box) and one.fill is Ink.SECOND]
    assert len(ticks) == 3, "40 hours ago is before the span"


def test_events_are_chosen_by_a_condition_and_suppressed_ones_are_none() -> None:
    alerts: list[Record] = [
        Alert(uid="a", title="a", severity=5, starts=AT - HOUR),
        Alert(uid="b", title="b", severity=2, starts=AT - 2 * HOUR),
        Alert(uid="c", title="c", severity=5, starts=AT - 3 * HOUR, state=AlertState.SUPPRESSED),
        Alert(uid="d", title="d", severity=5, starts=AT - 4 * HOUR, state=AlertState.RESOLVED),
        Alert(uid="e", title="e", severity=5),
    ]
    told = known(series=points(WAVE), events=alerts)
    view = seen(told, events="su-kien", where="severity >= 4")
    assert view.events is not None
    assert view.events.times == (AT - 4 * HOUR, AT - HOUR)
    assert view.figures()["events"] == 2


def test_of_very_many_events_each_is_counted_though_few_are_held() -> None:
    alerts: list[Record] = [
        Alert(uid=str(n), title="a", starts=AT - timedelta(seconds=10 + n)) for n in range(9000)
    ]
    told = known(series=points(WAVE), events=alerts)
    view = seen(told, events="su-kien")
    assert view.events is not None
    assert len(view.events.times) <= 5000
    assert view.figures()["events"] == 9000
    assert "9.000 cảnh báo" in said(items(told, events="su-kien"), "context")


def test_where_the_source_of_events_never_answered_their_number_is_unknown() -> None:
    told = Told()
    told.be("nguon", State.LIVE)
    told.be("su-kien", State.NEVER)
    told.series = points(WAVE)
    declared = {"name": "Sự kiện", "source": "nguon"}
    view = seen(told.knowledge({"indicators": {"a": declared}}), events="su-kien")
    assert view.figures()["events"] is None
    assert view.standing.state is State.NEVER
    assert view.dimmed is False


def test_thousands_of_events_are_a_few_words() -> None:
    records = [Task(uid=str(n), title="x", due=AT - MINUTE - n * MINUTE / 3) for n in range(4000)]
    found = items(
        known(series=points(WAVE), events=records),
        events="su-kien",
        records="tasks",
    )
    assert "4.000 nhiệm vụ đến hạn" in said(found, "context")
    assert len([one for one in found if isinstance(one, Box)]) < 1400


@pytest.mark.parametrize(
    ("tile", "words"),
    [
        ({"where": "severity >= 4"}, "chỉ dùng cùng events"),
        ({"records": "incidents"}, "chỉ dùng cùng events"),
        ({"events": "x", "records": "organs"}, "không phải sự kiện"),
        ({"events": "x", "records": "tasks", "where": "nope == 1"}, "nope"),
        ({"last": "20 s"}, "ngắn hơn một phút"),
        ({"last": "11 years"}, "dài quá mười năm"),
        ({"last": 7}, "không phải khoảng thời gian"),
    ],
)
def test_wrong_settings_say_what_is_wrong(tile: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        TrendTile.model_validate({"trend": "a", **tile})


def test_years_are_a_span_as_hours_are() -> None:
    assert TrendTile.model_validate({"trend": "a", "last": "5 years"}).last == 1830 * DAY
    assert TrendTile.model_validate({"trend": "a", "last": "90 min"}).last == 90 * MINUTE


def test_a_hundred_thousand_samples_keep_their_peak_and_are_a_bounded_picture() -> None:
    values = [500 + n % 7 for n in range(100_000)]
    values[61_234], values[23_456] = 990, 12
    told = known(series=points(values, timedelta(seconds=0.8)))
    view = seen(told)
    [one] = view.series
    assert one.count == 100_000
    assert sum(map(len, one.stretches)) <= 4 * 4001
    assert (view.figures()["series"][0]["least"], view.figures()["series"][0]["most"]) == (  # type: ignore[index,call-overload]
        "12",
        "990",
    )
    [curve] = curves(items(told))
    [stretch] = curve.stretches
    assert len(stretch) <= 4 * 1240
    heights = [y for _, y in stretch]
    usual = sorted(heights)[len(heights) // 2]
    assert min(heights) < usual - 100
    assert max(heights) > usual + 100


def test_holes_stay_holes_among_very_many_samples() -> None:
    every = points([500] * 50_000, timedelta(seconds=1.7))
    told = known(series=tuple(one for n, one in enumerate(every) if not 20_000 < n < 20_020))
    [curve] = curves(items(told))
    assert len(curve.stretches) == 2


@given(
    st.lists(st.integers(0, 10_000), min_size=1, max_size=200).map(sorted),
    st.data(),
    st.floats(0.5, 2000),
)
def test_what_is_painted_of_many_values_has_the_least_and_the_most_of_each_column(
    across: list[int], data: Any, column: float
) -> None:
    values = data.draw(st.lists(st.integers(-50, 50), min_size=len(across), max_size=len(across)))
    kept = thinned(across, values, column)
    assert kept == sorted(set(kept))
    assert {0, len(across) - 1} <= set(kept)
    for part in {x // column for x in across}:
        own = [n for n, x in enumerate(across) if x // column == part]
        mine = [n for n in kept if n in own]
        assert len(mine) <= 4
        assert min(values[n] for n in mine) == min(values[n] for n in own)
        assert max(values[n] for n in mine) == max(values[n] for n in own)


@given(st.lists(st.floats(0, 1e6), max_size=60).map(sorted))
def test_stretches_hold_every_value_once(seconds: list[float]) -> None:
    found = unbroken(seconds)
    assert [n for first, last in found for n in range(first, last)] == [*range(len(seconds))]


LONG = "Số sự kiện an toàn thông tin mạng ghi nhận tại các hệ thống dùng chung ẪỔỀẲẠỰỘ " * 3
NUMBERS = st.one_of(
    st.integers(-(10**17), 10**17), st.integers(-5, 5), st.just(0), st.integers(90, 110)
)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(NUMBERS, max_size=40),
    st.sampled_from(SIZES),
    st.sampled_from([State.LIVE, State.STALE, State.FAULTY]),
    st.booleans(),
    st.sampled_from(["vi", "en"]),
)
def test_whatever_the_values_nothing_overlaps_is_clipped_or_leaves_the_tile(
    values: list[int], size: tuple[int, int], state: State, sums: Any, lang: str
) -> None:
    told: dict[str, Any] = {
        "state": state,
        "sums": sums,
        "bands": BANDS,
        "name": LONG,
        "unit": "sự kiện an toàn thông tin mỗi phút",
        "plans": [{"value": 100, "period": "2023", "document": "x"}],
        "events": [incident(HOUR * n) for n in range(0, 24, 5)],
    }
    box, sheet = Rect(20, 20, *size), sheet_of(lang=lang)
    tile = TrendTile(trend=("a",), events="su-kien", records="incidents", last=None)
    for knowledge in (
        known(series=points(values), **told),
        known(monthly(values), **told),
    ):
        found = drawn(TILE, tile, knowledge, box, sheet)
        assert faults(found, box, sheet) == []
        lines = [
            spot for one in found if isinstance(one, Curve) for s in one.stretches for spot in s
        ]
        assert all(box.x <= x <= box.right and box.y <= y <= box.bottom for x, y in lines)


def test_labels_of_thresholds_lie_on_no_line() -> None:
    for size in SIZES:
        found = items(known(series=points(WAVE), bands=BANDS), size)
        labels = [
            one.rect for one in found if isinstance(one, Text) and one.text.startswith("ngưỡng")
        ]
        spots = [spot for one in curves(found) for line in one.stretches for spot in line]
        assert not any(
            label.x <= x <= label.right and label.y <= y <= label.bottom
            for label in labels
            for x, y in spots
        )
