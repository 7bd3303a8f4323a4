from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from services.phrase import phrase
from services.records import Level, labels
from services.statistics import Base, Comparison, compared
from services.wall_file.statistics import Plan
from tests.unit.statistics.telling import fact, months, series

if TYPE_CHECKING:
    from services.statistics import Series

TODAY = date(2026, 11, 24)


def held(one: Series, *plans: Plan, sums: bool = False) -> Comparison:
    return compared(one, plans, TODAY, sums=sums)


def plan(value: float, period: str = "2026", **more: Any) -> Plan:
    said = {"value": value, "period": period, "document": "Nghị quyết 12/NQ-HĐND", **more}
    return Plan.model_validate(said)


def value(base: Base | None) -> str | None:
    return None if base is None else str(base.value)


def test_the_sources_own_comparisons_go_before_what_the_wall_finds() -> None:
    own = fact(5, "2026-09", previous=Decimal(4), same_period=Decimal(3), plan=Decimal(10))
    found = held(series(fact(40, "2026-08"), fact(30, "2025-09"), own))
    assert (value(found.previous), value(found.same_period)) == ("4", "3")
    assert (value(found.plan), str(found.reached)) == ("10", "50.00")


def test_other_periods_of_the_same_source_are_the_bases_however_they_are_written() -> None:
    found = held(series(fact(40, "Tháng 8/2026"), fact(30, "2025-M09"), fact(5, "2026-09")))
    assert found.previous == Base(value=Decimal(40), period="Tháng 8/2026")
    assert found.same_period == Base(value=Decimal(30), period="2025-M09")


@pytest.mark.parametrize(
    "other",
    [
        {"territory": "672"},
        {"labels": labels({"loai": "nặng"})},
        {"publication": "Báo Lâm Đồng 22/12/2023"},
        {"simulated": True},
        {"fault": phrase("Nguồn ghi chú về số liệu này")},
        {"round": "dot-1"},
    ],
)
def test_what_is_of_another_kind_is_no_base(other: dict[str, Any]) -> None:
    assert held(series(fact(40, "2026-08", **other), fact(5, "2026-09"))).previous is None


def test_a_figure_without_a_period_has_no_others() -> None:
    assert held(series(fact(40, "2026-08"), fact(5))) == Comparison()


def test_of_one_period_the_most_final_figure_is_the_base() -> None:
    early = fact(39, "2026-08", uid="x", level=Level.ESTIMATE)
    final = fact(40, "2026-08", uid="b", level=Level.OFFICIAL)
    assert value(held(series(early, final, fact(5, "2026-09"))).previous) == "40"


def test_an_earlier_level_under_a_uid_of_its_own_is_said_to_be_replaced() -> None:
    early = fact(2840, "2025", uid="so-bo", level=Level.PRELIMINARY)
    seen = series(early, fact(2855, "2025", uid="cuoi", level=Level.OFFICIAL)).seen
    assert (str(seen.replaced), seen.replaced_level) == ("2840", Level.PRELIMINARY)


def test_only_figures_that_add_up_are_added_and_only_where_no_month_is_lacking() -> None:
    whole = series(*months(2026, 1, 2, 3))
    assert value(held(whole, sums=True).cumulative) == "6"
    assert held(whole).cumulative is None
    first, _, third = months(2026, 1, 2, 3)
    assert held(series(first, third), sums=True).cumulative is None


def test_the_year_so_far_as_the_source_says_it_goes_before_a_sum() -> None:
    told = fact(60, "9 tháng 2026")
    assert value(held(series(told, *months(2026, *range(9))), sums=True).cumulative) == "60"


def test_a_figure_that_is_the_year_so_far_has_no_other() -> None:
    found = held(series(fact(60, "2026-01/2026-09")), plan(80), sums=True)
    assert (found.cumulative, str(found.reached)) == (None, "75.00")


def test_the_plan_of_a_year_is_reached_by_the_year_so_far_or_not_known() -> None:
    known = held(series(*months(2026, 10, 20, 30)), plan(240), sums=True)
    assert str(known.reached) == "25.00"
    unknown = held(series(fact(30, "2026-03")), plan(240), sums=True)
    assert (value(unknown.plan), unknown.reached) == ("240", None)


def test_the_plan_of_a_state_is_reached_by_the_state() -> None:
    assert str(held(series(fact(1710, "2026-09")), plan(1800)).reached) == "95.00"
    assert str(held(series(fact(1710)), plan(1800)).reached) == "95.00"


def test_of_plans_the_figures_own_period_then_the_latest_document_in_force_counts() -> None:
    year, quarter = plan(100), plan(30, "2026-Q3")
    raised = plan(120, document="Quyết định 5", date="2026-06-30")
    future = plan(150, document="Quyết định 9", date="2026-12-01")
    seen = series(fact(24, "2026-Q3"))
    assert value(held(seen, year, quarter, raised).plan) == "30"
    found = held(seen, raised, year, future)
    assert found.plan == Base(value=Decimal(120), period="2026", document="Quyết định 5")
    assert held(seen, plan(9, "2025")).plan is None


def test_the_plan_of_a_year_is_none_of_the_stretch_that_begins_with_it() -> None:
    assert held(series(fact(24, "2021-2025")), plan(5, "2021")).plan is None


@pytest.mark.parametrize(("done", "whole"), [("1", "0"), ("1", "-5"), ("1E+40", "1")])
def test_a_percentage_that_says_nothing_is_not_said(done: str, whole: str) -> None:
    assert held(series(fact(done, "2026", plan=Decimal(whole)))).reached is None
