from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.periods import Period, Span, first_months, period_of, years
from services.words.periods import written_period


def a(text: str) -> Period:
    found = period_of(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("period", "previous", "year_before"),
    [
        ("2023", "2022", "2022"),
        ("2023-Q1", "2022-Q4", "2022-Q1"),
        ("2023-Q3", "2023-Q2", "2022-Q3"),
        ("2023-H1", "2022-H2", "2022-H1"),
        ("2023-H2", "2023-H1", "2022-H2"),
        ("2023-01", "2022-12", "2022-01"),
        ("2024-02", "2024-01", "2023-02"),
        ("2021-W01", "2020-W53", "2020-W01"),
        ("2024-03-01", "2024-02-29", "2023-03-01"),
        ("2021-2025", "2016-2020", None),
        ("9 tháng năm 2023", None, "9 tháng năm 2022"),
        ("2020-W53", "2020-W52", None),
        ("2024-02-29", "2024-02-28", None),
    ],
)
def test_what_lies_before_a_period(
    period: str, previous: str | None, year_before: str | None
) -> None:
    assert a(period).previous == (previous and a(previous))
    assert a(period).year_before == (year_before and a(year_before))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Năm 2023", "2023"),
        ("Quý III/2023", "2023-Q3"),
        ("quý 3 năm 2023", "2023-Q3"),
        ("Tháng 11/2023", "2023-11"),
        ("tháng 1 năm 2023", "2023-M01"),
        ("Tuần 5/2023", "2023-W05"),
        ("6 tháng đầu năm 2023", "2023-H1"),
        ("6 tháng cuối năm 2023", "2023-S2"),
        ("9 tháng  2023", "2023-01/2023-09"),
        ("12 tháng năm 2023", "2023"),
        ("Giai đoạn 2021–2025", "2021-2025"),
        ("Ngày 05/11/2023", "2023-11-05"),
    ],
)
def test_people_and_systems_write_the_same_period(said: str, written: str) -> None:
    assert a(said) == a(written)


@pytest.mark.parametrize(
    "text",
    ["2023-13", "2023-Q5", "2021-W53", "2023-02-30", "2025-2021", "kỳ 3", "", "0000", "13 tháng 2023",
     "9 tháng cuối năm 2023", "2023-01/2024-09", "quý V/2023", "99 tháng 2023"],
)  # fmt: skip
def test_what_is_no_period_is_none(text: str) -> None:
    assert period_of(text) is None


PERIODS = st.one_of(
    st.builds(lambda y, n: a(f"{y:04}-Q{n}"), st.integers(2, 9998), st.integers(1, 4)),
    st.builds(lambda y, n: a(f"{y:04}-{n:02}"), st.integers(2, 9998), st.integers(1, 12)),
    st.builds(lambda y, n: a(f"{y:04}-H{n}"), st.integers(2, 9998), st.integers(1, 2)),
    st.builds(lambda y, n: a(f"{y:04}-W{n:02}"), st.integers(2, 9998), st.integers(1, 52)),
    st.builds(lambda d: a(d.isoformat()), st.dates(date(2, 1, 2))),
    st.builds(lambda y: a(f"{y:04}"), st.integers(2, 9998)),
    st.builds(first_months, st.integers(2, 9998), st.integers(1, 12)),
    st.builds(lambda y, n: years(y, y + n), st.integers(100, 9000), st.integers(1, 30)),
)


@given(PERIODS)
def test_the_previous_period_is_of_the_same_span_and_ends_the_day_before(period: Period) -> None:
    before = period.previous
    if period.span is Span.MONTHS:
        assert before is None
        return
    assert before is not None
    assert before.span is period.span
    assert before.last == period.first - timedelta(days=1)


@given(PERIODS)
def test_the_same_period_of_last_year_has_its_number_and_the_year_before(period: Period) -> None:
    before = period.year_before
    if before is not None:
        assert (before.span, before.number) == (period.span, period.number)
        assert before.year == period.year - 1


@given(PERIODS)
def test_a_period_that_is_said_is_understood_again(period: Period) -> None:
    written = {
        Span.YEARS: f"{period.first.year:04}-{period.last.year:04}",
        Span.YEAR: f"{period.year:04}",
        Span.HALF: f"{period.year:04}-H{period.number}",
        Span.QUARTER: f"{period.year:04}-Q{period.number}",
        Span.MONTHS: f"{period.year:04}-01/{period.year:04}-{period.number:02}",
        Span.MONTH: f"{period.year:04}-{period.number:02}",
        Span.WEEK: f"{period.year:04}-W{period.number:02}",
        Span.DAY: period.first.isoformat(),
    }[period.span]
    assert a(written) == period
    if period.year > 999 and period.span is not Span.WEEK:
        assert a(written_period("vi", written)) == period


@given(st.text(max_size=40))
def test_no_text_is_more_than_a_period_or_none(text: str) -> None:
    found = period_of(text)
    assert found is None or found.first <= found.last


@pytest.mark.parametrize("text", ["0001", "0001-01", "9999", "9999-W52", "ngày 31/12/9999"])
def test_what_nothing_comes_before_or_after_is_no_period(text: str) -> None:
    assert period_of(text) is None
