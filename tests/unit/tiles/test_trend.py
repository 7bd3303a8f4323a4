"""Trends: one span for all, gaps that stay gaps, a scale with few round labels."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.freshness import State
from services.records import Observation, Sample
from services.views import SEVERAL
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Curve, Ink, Rect
from widgets.tiles.trend import TILE, TrendTile
from widgets.tiles.trend.scale import scale

if TYPE_CHECKING:
    from widgets.tiles.trend.view import TrendView

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SIZES = [(1864, 906), (922, 906), (922, 443), (608, 443), (1864, 443), (451, 288)]


def told(
    *, count: int = 288, hole: range = range(0), state: State = State.LIVE, names: int = 1
) -> Told:
    known = Told()
    known.be("lgsp", state)
    received = known.asked["lgsp"].last_answered or AT
    known.series = tuple(
        Sample(
            uid=f"s{n}",
            indicator=f"so{n}",
            at=received - 5 * MINUTE * back,
            value=Decimal(round(100 * (n + 1) + 80 * math.sin(back / 20))),
        )
        for n in range(names)
        for back in range(count - 1, -1, -1)
        if back not in hole
    )
    return known


def knowledge(known: Told, names: int = 1, units: tuple[str, ...] = ("lượt",) * 4) -> Any:
    indicators = {
        f"so{n}": {"name": f"Số liệu thứ {n}", "unit": units[n], "source": "lgsp"}
        for n in range(names)
    }
    return known.knowledge({"sources": {"lgsp": source("lgsp")}, "indicators": indicators})


def seen(known: Told, names: int = 1, **more: Any) -> TrendView:
    settings = TrendTile(trend=tuple(f"so{n}" for n in range(names)))
    return TILE.look_up(settings, knowledge(known, names, **more))


def items(
    known: Told, size: tuple[int, int] = (922, 443), names: int = 1, **more: Any
) -> list[Any]:
    settings = TrendTile(trend=tuple(f"so{n}" for n in range(names)))
    box = Rect(20, 20, *size)
    return drawn(TILE, settings, knowledge(known, names, **more), box, sheet_of())


def curves(found: list[Any]) -> list[Curve]:
    return [one for one in found if isinstance(one, Curve) and one.end]


def test_no_line_joins_values_between_which_some_are_missing() -> None:
    [whole] = curves(items(told()))
    assert len(whole.stretches) == 1
    [holed] = curves(items(told(hole=range(100, 140))))
    assert [len(one) for one in holed.stretches] == [148, 100]


def test_the_span_ends_when_the_source_last_answered_and_not_now() -> None:
    view = seen(told(state=State.DISCONNECTED))
    assert view.until == AT - 40 * MINUTE
    assert view.standing.state is State.DISCONNECTED


def test_a_series_that_fell_silent_early_begins_where_the_common_span_does() -> None:
    known = told(names=2)
    known.be("im", State.DISCONNECTED)
    half = timedelta(hours=12)
    known.asked["im"] = replace(known.asked["im"], last_answered=AT - half)
    known.series = tuple(
        replace(one, at=one.at - half) if one.indicator == "so1" and one.at else one
        for one in known.series
    )
    indicators = {
        "so0": {"name": "A", "unit": "lượt", "source": "lgsp"},
        "so1": {"name": "B", "unit": "lượt", "source": "im"},
    }
    known_all = known.knowledge({"indicators": indicators})
    settings, box = TrendTile(trend=("so0", "so1")), Rect(20, 20, 1864, 906)
    found = curves(drawn(TILE, settings, known_all, box, sheet_of()))
    early = [x for stretch in found[0].stretches for x, _ in stretch]
    assert 100 < len(early) < 150
    assert len(set(early)) == len(early), "no wall of points at the edge"


def test_several_series_of_one_indicator_are_not_joined_to_one() -> None:
    known = told(count=20)
    known.series += tuple(replace(one, uid="khác", value=one.value + 900) for one in known.series)
    view = seen(known)
    assert view.series[0].stretches == ()
    assert view.standing.words == SEVERAL
    assert not curves(items(known))


def test_the_end_of_a_span_of_another_day_has_its_date() -> None:
    known = told()
    back = timedelta(days=3)
    known.be("lgsp", State.DISCONNECTED)
    known.asked["lgsp"] = replace(known.asked["lgsp"], last_answered=AT - back)
    known.series = tuple(replace(one, at=one.at and one.at - back) for one in known.series)
    assert "21/11/2026 14:00" in said(items(known, (1864, 906)), "axis")


def test_a_young_series_begins_where_it_began() -> None:
    [short] = curves(items(told(count=60)))
    xs = [x for x, _ in short.stretches[0]]
    [whole] = curves(items(told()))
    left = min(x for x, _ in whole.stretches[0])
    assert xs[0] > left + 0.7 * (xs[-1] - left)


def test_several_series_share_a_scale_where_they_are_measured_alike() -> None:
    found = items(told(names=3), (1864, 906), names=3)
    assert [one.ink for one in curves(found)] == [Ink.SECOND, Ink.TEXT, Ink.DATA]
    assert len(said(found, "axis")) >= 5


def test_series_of_other_units_have_no_scale_that_could_be_read_wrongly() -> None:
    found = items(told(names=2), (1864, 906), names=2, units=("lượt", "ms", "", ""))
    assert {len(text) for text in said(found, "axis")} == {2}, "hours alone"
    assert len(curves(found)) == 2


@pytest.mark.parametrize(
    ("count", "words"), [(0, "Chưa có chuỗi số liệu"), (1, "Mới có một điểm số liệu")]
)
def test_too_few_points_are_no_curve(count: int, words: str) -> None:
    found = items(told(count=count))
    assert not curves(found)
    assert words in said(found, "cell")


def test_old_figures_have_an_older_ink() -> None:
    [curve] = curves(items(told(state=State.STALE)))
    assert curve.ink is Ink.OLD


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("names", [1, 2, 4])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_overlaps_or_leaves_the_tile(size: tuple[int, int], names: int, lang: str) -> None:
    settings = TrendTile(trend=tuple(f"so{n}" for n in range(names)))
    box, sheet = Rect(20, 20, *size), sheet_of(lang=lang)
    found = drawn(TILE, settings, knowledge(told(names=names), names), box, sheet)
    assert faults(found, box, sheet) == []
    for curve in curves(found):
        for stretch in curve.stretches:
            assert all(box.x <= x <= box.right and box.y <= y <= box.bottom for x, y in stretch)


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=3),
    st.decimals(min_value=0, max_value=10**12, places=3),
    st.integers(2, 6),
)
def test_a_scale_holds_its_values_in_few_round_steps(
    least: Decimal, breadth: Decimal, parts: int
) -> None:
    found = scale(least, least + breadth, parts)
    assert found.least <= least
    assert found.most >= least + breadth
    assert 2 <= len(found.ticks) <= parts + 1
    assert found.ticks[-1] == found.most
    digits = found.step.normalize().as_tuple().digits
    assert digits in {(1,), (1, 2), (1, 5), (2,), (2, 5), (3,), (4,), (5,), (6,), (8,)}


@pytest.mark.parametrize("least", ["1000000000000000000000000000000", "-1e300", "0.1"])
def test_values_that_hardly_differ_in_fifty_digits_have_a_scale(least: str) -> None:
    near = Decimal(least).copy_abs().scaleb(-30)
    most = Context(prec=60).add(Decimal(least), near)
    made = scale(Decimal(least), most, 3)
    assert made.most > made.least
    assert 0 <= made.share(Decimal(least)) <= made.share(most) <= 1


def test_figures_of_periods_beside_points_are_drawn_within_the_span_and_say_their_period() -> None:
    known = told(count=20)
    year = Observation(uid="y", indicator="so1", value=Decimal(6), period="2023")
    known.answer("lgsp", [year, replace(year, uid="x", value=Decimal(5), period="2022")])
    view = seen(known, 2)
    assert view.series[1].periods == ()
    settings = TrendTile(trend=("so0", "so1"))
    box, sheet = Rect(0, 0, 1200, 600), sheet_of()
    items = drawn(TILE, settings, knowledge(known, 2), box, sheet)
    assert any(text.startswith("Số liệu thứ 1 · Năm 2023") for text in said(items, "label"))
    assert faults(items, box, sheet) == []


@pytest.mark.parametrize("period", ["9999", "0001", "9999-W52", "0001-01"])
def test_a_period_at_the_ends_of_the_calendar_breaks_nothing(period: str) -> None:
    known = told(count=0)
    year = Observation(uid="y", indicator="so0", value=Decimal(6), period=period)
    known.answer("lgsp", [year])
    assert seen(known).series[0].number.observation == year


def test_the_largest_numbers_that_a_source_may_say_have_places_on_the_plot() -> None:
    known = told(count=20)
    known.series = tuple(
        replace(one, value=Decimal("9e308").copy_negate() if n % 2 else Decimal("9e308"))
        for n, one in enumerate(known.series)
    )
    box = Rect(0, 0, 1200, 600)
    items = drawn(TILE, TrendTile(trend=("so0",)), knowledge(known), box, sheet_of())
    lines = [line for one in items if isinstance(one, Curve) for line in one.stretches]
    assert lines
    assert all(box.y <= y <= box.bottom for line in lines for _, y in line)
