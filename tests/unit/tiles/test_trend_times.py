"""Times at which an axis is labelled: round ones of the wall's clock, few enough to be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.words import Words
from widgets.tiles.trend.times import Mark, marks

if TYPE_CHECKING:
    from collections.abc import Callable

END = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)
"""14:05 at Đà Lạt."""
VI = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
EN = Words("en", ZoneInfo("Asia/Ho_Chi_Minh"))


def few(most: int = 9) -> Callable[[list[Mark]], bool]:
    return lambda made: len(made) <= most


def said(span: timedelta, words: Words = VI, most: int = 9, end: datetime = END) -> list[str]:
    return [mark.text for mark in marks(end - span, end, words, few(most))]


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (timedelta(hours=1), ["13:10", "13:20", "13:30", "13:40", "13:50", "14:00"]),
        (timedelta(hours=6), ["09", "10", "11", "12", "13", "14"]),
        (DAY, ["15", "18", "21", "00", "03", "06", "09", "12"]),
        (7 * DAY, ["T3", "T4", "T5", "T6", "T7", "CN", "T2", "T3"]),
        (30 * DAY, ["26/10", "02/11", "09/11", "16/11", "23/11"]),
        (365 * DAY, ["01/2026", "03", "05", "07", "09", "11"]),
        (730 * DAY, ["01/2025", "04/2025", "07/2025", "10/2025", "01/2026", "04/2026"]),
        (1830 * DAY, ["2021", "2022", "2023", "2024", "2025", "2026"]),
        (3660 * DAY, ["2018", "2020", "2022", "2024", "2026"]),
    ],
)
def test_each_span_has_its_own_kind_of_round_times(span: timedelta, expected: list[str]) -> None:
    assert said(span)[: len(expected)] == expected


def test_english_days_and_months_cannot_be_read_two_ways() -> None:
    assert said(30 * DAY, EN)[:2] == ["26 Oct", "2 Nov"]
    assert said(365 * DAY, EN)[:2] == ["Jan 2026", "Mar"]


def test_nothing_is_labelled_where_not_even_one_has_room() -> None:
    assert said(DAY, most=0) == []


def test_an_hour_that_the_clocks_leave_out_has_no_label_and_one_that_comes_twice_has_one() -> None:
    words = Words("vi", ZoneInfo("Europe/Berlin"))
    spring = datetime(2026, 3, 29, 4, 0, tzinfo=UTC)
    assert said(timedelta(hours=6), words, end=spring) == ["23", "00", "01", "03", "04", "05", "06"]
    autumn = datetime(2026, 10, 25, 4, 0, tzinfo=UTC)
    assert said(timedelta(hours=6), words, end=autumn) == ["00", "01", "02", "03", "04", "05"]


@settings(deadline=None)
@given(
    st.datetimes(datetime(2019, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.timedeltas(timedelta(minutes=1), 3660 * DAY),
    st.sampled_from(["Asia/Ho_Chi_Minh", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu"]),
    st.integers(1, 12),
)
def test_marks_ascend_within_the_span_on_the_walls_own_round_times(
    end: datetime, span: timedelta, zone: str, most: int
) -> None:
    words = Words("vi", ZoneInfo(zone))
    found: list[Mark] = marks(end - span, end, words, few(most))
    assert len(found) <= most
    assert [mark.at for mark in found] == sorted({mark.at for mark in found})
    for mark in found:
        assert mark.at <= end
        assert (mark.end or mark.at) >= end - span
        local = mark.at.astimezone(words.zone)
        assert (local.second, local.microsecond) == (0, 0)
        if span > timedelta(hours=36):
            assert (local.hour, local.minute) == (0, 0)
