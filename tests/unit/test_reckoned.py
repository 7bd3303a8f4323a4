"""An indicator that a formula makes of others and of records: what it says and how it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.cache import Cache
from services.clock import HeldClock
from services.freshness import State
from services.news import Batch, Covers
from services.records import Alert, Observation, Organ, Round
from services.views import Knowledge
from services.views.naming import Naming
from services.wall_file.indicator import Indicator
from services.wall_file.shape import WallFile
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Rect
from widgets.tiles.number import TILE, NumberTile

if TYPE_CHECKING:
    from datetime import datetime

    from services.views import Figure

MINUTE = timedelta(minutes=1)
INDICATORS: dict[str, Any] = {
    "a": {"name": "Đã xử lý", "source": "s"},
    "b": {"name": "Tổng số", "source": "s"},
    "c": {"name": "Nguồn khác", "source": "t"},
}


def seen(name: str, value: int | None, **fields: Any) -> Observation:
    number = None if value is None else Decimal(value)
    return Observation(uid=name, indicator=name, value=number, **fields)


def known(told: Told, formula: str, **more: Any) -> Knowledge:
    indicators = {**INDICATORS, "x": {"name": "X", "formula": formula, **more}}
    return told.knowledge(
        {"sources": {"s": source("s"), "t": source("t")}, "indicators": indicators}
    )


def figure(told: Told, formula: str, **more: Any) -> Figure:
    return known(told, formula, **more).figure("x")


def test_it_is_reckoned_of_other_figures_and_says_no_more_digits_than_are_meant() -> None:
    told = Told()
    told.answer("s", [seen("a", 2, period="2023"), seen("b", 3, period="2023")])
    found = figure(told, "a / b * 100")
    assert found.observation is not None
    assert (found.observation.value, found.observation.period) == (Decimal("66.67"), "2023")
    assert found.unit is None
    assert found.standing.state is State.LIVE
    exact = figure(told, "a / b * 100", decimals=4).observation
    assert exact is not None
    assert exact.value == Decimal("66.6667")


@pytest.mark.parametrize(
    ("formula", "value"),
    [("a / b", "0.667"), ("a / b / 1000", "0.000667"), ("a + b", "5"), ("b / 2", "1.5"), ("a / 2", "1"),
     ("a * 1000", "2000"), ("a - a", "0")],
)  # fmt: skip
def test_digits_that_a_division_made_are_left_out(formula: str, value: str) -> None:
    told = Told()
    told.answer("s", [seen("a", 2), seen("b", 3)])
    observation = figure(told, formula).observation
    assert observation is not None
    assert str(observation.value) == value


def test_it_wears_the_worst_of_its_inputs() -> None:
    told = Told()
    told.answer("s", [seen("a", 2, publication="Báo Lâm Đồng 22/12/2023")], ago=2 * MINUTE)
    told.be("t", State.DISCONNECTED, [seen("c", 4)], simulated=True)
    standing = figure(told, "a / c").standing
    assert standing.state is State.DISCONNECTED
    assert standing.words == told.asks("t").words
    assert standing.age == 30 * MINUTE
    assert standing.simulated
    assert standing.publications == ("Báo Lâm Đồng 22/12/2023",)
    assert standing.sources == ("s", "t")
    assert standing.received == AT - 40 * MINUTE


def test_it_lacks_what_its_sources_lack() -> None:
    told = Told()
    told.answer("s", [seen("a", 2)], partial=True, missing=5)
    told.answer("t", [Alert(uid="1", title="A")], partial=True, missing=7)
    standing = figure(told, "count(alerts) / a", source="t").standing
    assert (standing.partial, standing.missing) == (True, 12)


def test_records_of_several_sources_are_counted_as_of_their_last_confirmation() -> None:
    told = Told()
    alerts = [Alert(uid=str(n), title="A", starts=AT - n * MINUTE) for n in (1, 70, 90)]
    told.answer("s", alerts, ago=3 * MINUTE)
    told.answer("t", alerts, ago=20 * MINUTE)
    formula = "count(alerts, starts > now - hours(1))"
    observation = figure(told, formula, sources=["s", "t"]).observation
    assert observation is not None
    assert observation.value == 4  # an hour back from 13:40, when the older of both confirmed
    later = known(told.at_a_later(timedelta(hours=5)), formula, sources=["s", "t"])
    again = later.figure("x")
    assert again.observation == observation
    assert again.standing.state is State.STALE


def test_it_is_judged_by_its_thresholds_as_what_is_measured_is() -> None:
    bands = [{"from": 5, "meaning": "nhiều", "priority": "high"}]
    told = Told()
    told.answer("s", [seen("a", 2), seen("b", 3)])
    found = figure(told, "a + b", bands=bands).band
    assert found is not None
    assert found.meaning.vi == "nhiều"
    assert figure(told, "b - a", bands=bands).band is None


def test_thresholds_of_ours_judge_nothing_that_is_made_of_a_published_figure() -> None:
    told = Told()
    told.answer("s", [seen("a", 2, publication="Báo Lâm Đồng 22/12/2023"), seen("b", 3)])
    assert figure(told, "a + b", bands=[{"from": 5, "meaning": "nhiều"}]).band is None


def test_of_a_source_that_never_answered_there_is_no_count() -> None:
    told = Told()
    told.be("s", State.NEVER)
    found = figure(told, "count(alerts)", source="s")
    assert found.observation is None
    assert found.standing.state is State.NEVER
    told.be("s", State.LIVE)
    nought = figure(told, "count(alerts)", source="s").observation
    assert nought is not None
    assert nought.value == 0


def test_without_a_value_it_says_what_is_missing() -> None:
    told = Told()
    told.answer("s", [seen("a", 2)])
    found = figure(told, "a / b")
    assert found.observation is None
    assert found.standing.state is State.NEVER
    assert found.standing.words is not None
    assert found.standing.words.text == "thiếu {name}: {why}"
    assert dict(found.standing.words.values)["name"] == "Tổng số"


def test_a_denominator_of_nought_is_no_fault_of_the_source() -> None:
    told = Told()
    told.answer("s", [seen("a", 2), seen("b", 0)])
    box, sheet = Rect(0, 0, 922, 443), sheet_of()
    items = drawn(TILE, NumberTile(number=("x",)), known(told, "a / b"), box, sheet)
    assert "–" in said(items, "value")
    assert said(items, "context") == ["mẫu số bằng 0"]
    assert said(items, "badge") == []
    assert not faults(items, box, sheet)


def test_figures_of_two_periods_are_not_reckoned_together_unless_one_is_named() -> None:
    told = Told()
    told.answer("s", [seen("a", 2, period="2022"), seen("b", 3, period="2023")])
    found = figure(told, "a / b")
    assert found.observation is None
    assert found.standing.words is not None
    assert found.standing.words.text == "các chỉ số khác kỳ: {periods}"
    indicators = {
        **INDICATORS,
        "a": {**INDICATORS["a"], "where": {"period": "2022"}},
        "x": {"name": "X", "formula": "b / a"},
    }
    growth = told.knowledge({"sources": {"t": source("t")}, "indicators": indicators}).figure("x")
    assert growth.observation is not None
    assert (growth.observation.value, growth.observation.period) == (Decimal("1.5"), None)


def test_a_share_is_shown_in_percent_and_a_ratio_with_both_numbers() -> None:
    told = Told()
    told.answer("s", [Alert(uid=str(n), title="A", severity=n) for n in range(1, 5)])
    box, sheet = Rect(0, 0, 922, 443), sheet_of()
    for formula, text in (
        ("share(alerts, severity == 4)", "25%"),
        ("ratio(count(alerts, severity == 4), count(alerts))", "1/4"),
    ):
        knowledge = known(told, formula, source="s")
        items = drawn(TILE, NumberTile(number=("x",)), knowledge, box, sheet)
        assert said(items, "value") == [text]
        (number,) = TILE.look_up(NumberTile(number=("x",)), knowledge).numbers
        assert number.observation is not None
        assert number.observation.numerator == 1
        assert number.observation.denominator == 4


def test_a_replay_reckons_what_was_reckoned_then() -> None:
    clock = HeldClock(AT)
    cache = Cache.in_memory(clock)
    wall = WallFile.model_validate(
        {
            "wall": 1,
            "sources": {"s": source("s")},
            "indicators": {
                "x": {"name": "X", "source": "s", "formula": "share(alerts, severity > 3)"}
            },
        }
    )
    seen: dict[datetime, Figure] = {}
    for step in range(4):
        now = clock.now()
        alerts = tuple(Alert(uid=str(n), title="A", severity=n) for n in range(step, 6))
        news = Batch(source="s", records=alerts, asked=now, received=now)
        part = replace(news, covers=Covers.PART, missing=step) if step % 2 else news
        cache.record(part).result()
        with cache.picture() as picture:
            seen[picture.at] = Knowledge(wall, picture).figure("x")
        clock.move(MINUTE)
    for at, figure_then in seen.items():
        with cache.picture(at) as picture:
            assert Knowledge(wall, picture).figure("x") == figure_then
    assert len({str(one.observation) for one in seen.values()}) > 1
    cache.close()


def test_records_are_counted_as_of_their_own_source_however_old_another_input_is() -> None:
    told = Told()
    old = timedelta(hours=23)
    told.answer(
        "s", [Alert(uid=str(n), title="A", starts=AT - n * timedelta(hours=1)) for n in range(60)]
    )
    told.answer("t", [seen("c", 100)], ago=old)
    counted = figure(told, "count(alerts, starts > now - hours(24)) / c", source="s")
    assert counted.observation is not None
    assert counted.observation.value == Decimal("0.25"), "those of 24 hours and five seconds"


def test_a_round_that_fewer_eyes_may_see_is_not_told_of() -> None:
    told = Told()
    told.answer("mo", [seen("a", 2, round="dot-1")])
    told.answer("mat", [Round(uid="dot-1", name="Kiểm kê hệ thống mật", as_of=AT.date())])
    for sensitivity, heard in (("restricted", False), ("internal", True)):
        sources = {"mo": source("mo"), "mat": source("mat", sensitivity=sensitivity)}
        indicators = {"a": {"name": "A", "source": "mo"}}
        known = told.knowledge({"sources": sources, "indicators": indicators})
        assert (known.figure("a").round is not None) is heard


def test_an_organ_is_not_called_by_a_source_that_fewer_eyes_may_see() -> None:
    told = Told()
    told.answer("mo", [])
    told.answer("mat", [Organ(uid="x", id="d-7", names=("Đội đặc nhiệm",))])
    for sensitivity, name in (("restricted", "d-7"), ("internal", "Đội đặc nhiệm")):
        sources = {"mo": source("mo"), "mat": source("mat", sensitivity=sensitivity)}
        called = Naming(told.knowledge({"sources": sources}), ("mo",)).organ("d-7")
        assert getattr(called, "vi", called) == name


def test_a_plan_of_what_is_reckoned_is_compared_with_it_and_its_thresholds_hold() -> None:
    told = Told()
    told.answer("s", [seen("a", 1, period="2023"), seen("b", 2, period="2023")])
    plan = {"value": 95, "period": "2023", "document": "Nghị quyết 1"}
    risk = {"to": 60, "of": "plan", "meaning": "Nguy cơ không đạt", "priority": "high"}
    found = figure(told, "a / b * 100", plans=[plan], bands=[risk])
    assert found.comparison.reached == Decimal("52.63")
    assert found.band is not None


@pytest.mark.parametrize("key", ["forecast", "history"])
def test_what_a_formula_cannot_have_is_refused(key: str) -> None:
    value = {"forecast": {}, "history": "5 years"}[key]
    with pytest.raises(ValidationError, match=key):
        Indicator.model_validate({"name": "X", "formula": "a / b", key: value})
