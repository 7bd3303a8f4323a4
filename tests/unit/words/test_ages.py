from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.words import Words, age_step, next_step

VI = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
EN = Words("en", ZoneInfo("Asia/Ho_Chi_Minh"))
AGES = st.timedeltas(min_value=timedelta(days=-2), max_value=timedelta(days=40000))


@pytest.mark.parametrize(
    ("age", "vietnamese", "english"),
    [
        ({"seconds": -5}, "vừa xong", "just now"),
        ({"seconds": 29}, "vừa xong", "just now"),
        ({"seconds": 30}, "30 giây", "30 s"),
        ({"seconds": 60}, "1 phút", "1 min"),
        ({"minutes": 2}, "2 phút", "2 min"),
        ({"minutes": 9, "seconds": 59}, "5 phút", "5 min"),
        ({"minutes": 10}, "10 phút", "10 min"),
        ({"minutes": 29}, "15 phút", "15 min"),
        ({"minutes": 42}, "30 phút", "30 min"),
        ({"hours": 1}, "1 giờ", "1 h"),
        ({"hours": 5, "minutes": 59}, "2 giờ", "2 h"),
        ({"hours": 6}, "6 giờ", "6 h"),
        ({"hours": 23, "minutes": 59}, "12 giờ", "12 h"),
        ({"hours": 24}, "1 ngày", "1 day"),
        ({"days": 2, "hours": 23}, "2 ngày", "2 days"),
        ({"days": 1500}, "1.500 ngày", "1,500 days"),
    ],
)
def test_an_age_is_said_by_the_largest_step_below_it(
    age: dict[str, int], vietnamese: str, english: str
) -> None:
    assert VI.age(timedelta(**age)) == vietnamese
    assert EN.age(timedelta(**age)) == english


@given(AGES, AGES)
def test_the_words_stay_until_the_next_step_and_change_there(
    age: timedelta, other: timedelta
) -> None:
    soonest = next_step(age)
    assert age_step(age) <= max(age, timedelta()) < soonest
    assert VI.age(soonest - timedelta(microseconds=1)) == VI.age(age)
    assert VI.age(soonest) != VI.age(age)
    if other > age:
        assert age_step(other) >= age_step(age)


def test_the_longest_age_has_words_too() -> None:
    assert VI.age(timedelta.max) == "999.999.999 ngày"
    assert next_step(timedelta.max) == timedelta(days=999_999_999)


def test_a_duration_is_said_by_its_two_largest_units() -> None:
    assert VI.duration(timedelta(seconds=42)) == "42 giây"
    assert VI.duration(timedelta(minutes=42)) == "42 phút"
    assert VI.duration(timedelta(hours=1, minutes=20, seconds=9)) == "1 giờ 20 phút"
    assert VI.duration(timedelta(days=2, minutes=5)) == "2 ngày"
    assert VI.duration(timedelta()) == "0 giây"
    assert EN.duration(timedelta(days=1, hours=3)) == "1 day 3 h"
