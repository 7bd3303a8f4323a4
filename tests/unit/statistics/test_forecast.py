from __future__ import annotations

from statistics import linear_regression
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.statistics import Forecast, Method, forecast
from tests.unit.statistics.telling import fact, months, series

if TYPE_CHECKING:
    from decimal import Decimal

    from services.statistics import Series


def trend(one: Series, least: int = 6, *, sums: bool = True) -> Forecast | None:
    return forecast(one, Method.TREND, least, sums=sums)


def numbers(one: Forecast) -> list[int]:
    """Value, low, high."""
    return [round(number) for number in (one.value, one.low, one.high)]


def test_a_steady_year_goes_on_steadily() -> None:
    found = trend(series(*months(2026, *[250] * 8)))
    assert found is not None
    assert numbers(found) == [3000, 3000, 3000]
    assert (found.year, found.count) == (2026, 8)
    assert found.half == 0


def test_a_state_is_forecast_by_its_own_values() -> None:
    found = trend(series(*months(2026, 1700, 1705, 1710, 1715, 1720, 1725)), sums=False)
    assert found is not None
    assert found.value == 1755


def test_the_band_is_as_wide_as_the_year_was_uneven() -> None:
    even = trend(series(*months(2026, 100, 101, 99, 100, 101, 99)))
    uneven = trend(series(*months(2026, 10, 190, 30, 170, 20, 180)))
    assert even is not None
    assert uneven is not None
    assert uneven.high - uneven.low > even.high - even.low > 0
    assert uneven.low >= 600, "what has been counted stays counted"


@pytest.mark.parametrize(
    "one",
    [
        series(*months(2026, *[5] * 5)),
        series(*months(2026, *[5] * 12)),
        series(fact(5, "2026")),
        series(fact(5)),
        series(*months(2026, 1, 2, 3, 4, 5, 6)[:-1], fact(6, "2026-06", publication="Báo")),
        series(*months(2026, 1, 2, 3, 4, 5, 6)[:-1], fact(6, "2026-06", round="dot-1")),
        series(*months(2026, 1, 2, 3, 4, 5, 6, 7)[1:]),
        series(*months(5, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_nothing_is_forecast_of_too_little_or_of_what_is_published_closed_or_over(
    one: Series,
) -> None:
    assert trend(one) is None


def test_less_than_four_periods_are_never_enough() -> None:
    assert trend(series(*months(2026, 1, 2, 3)), least=2) is None


def test_quarters_and_figures_of_the_year_so_far_are_periods_too() -> None:
    whole = [fact(n * 30, f"2026-01/2026-{n:02}") for n in (2, 3, 4, 5)]
    found = trend(series(*whole), least=4)
    assert found is not None
    assert numbers(found) == [360, 360, 360]
    assert found.count == 4


def test_the_share_of_earlier_years_says_where_this_one_goes() -> None:
    past = [one for year in (2023, 2024, 2025) for one in months(year, *[10] * 11, year - 2000)]
    found = forecast(series(*past, *months(2026, *[20] * 6)), Method.SHARE, 3, sums=True)
    assert found is not None
    assert numbers(found) == [268, 266, 270]
    assert found.count == 3


def test_a_share_needs_its_years_and_figures_that_add_up() -> None:
    past = [one for year in (2024, 2025) for one in months(year, *[10] * 12)]
    one = series(*past, *months(2026, *[20] * 6))
    assert forecast(one, Method.SHARE, 3, sums=True) is None
    assert forecast(one, Method.SHARE, 2, sums=False) is None
    assert forecast(one, Method.SHARE, 2, sums=True) is not None


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=4, max_size=11))
def test_the_line_is_that_of_least_squares(values: list[Decimal]) -> None:
    found = trend(series(*months(2026, *map(str, values))), 4, sums=False)
    assert found is not None
    line = linear_regression(range(1, len(values) + 1), [float(v) for v in values])
    assert float(found.value) == pytest.approx(line.slope * 12 + line.intercept, abs=1)
    assert found.low <= found.value <= found.high


@given(st.lists(st.integers(0, 10**6), min_size=4, max_size=11))
def test_what_is_only_ever_added_to_is_never_forecast_below_what_is_there(
    values: list[int],
) -> None:
    found = trend(series(*months(2026, *values)), 4)
    assert found is not None
    assert sum(values) <= found.low <= found.value <= found.high
