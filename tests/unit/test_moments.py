from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from services.moments import day, due, moment
from services.writing import Times, Unreadable, Writing

VIETNAM = "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize(
    ("times", "text", "there"),
    [
        ("day_first", "05/11/2026", (5, 0, 0, 0)),
        ("day_first", "5-11-2026 9:05", (5, 9, 5, 0)),
        ("day_first", "05.11.2026 21:05:30", (5, 21, 5, 30)),
        ("day_first", "05/11/2026 9:05 CH", (5, 21, 5, 0)),
        ("day_first", "05/11/2026 12:05 SA", (5, 0, 5, 0)),
        ("day_first", "2026-11-05T09:05:00", (5, 9, 5, 0)),
        ("month_first", "11/05/2026, 9:05 PM", (5, 21, 5, 0)),
        ("month_first", "11/5/2026", (5, 0, 0, 0)),
    ],
)
def test_a_date_of_people_is_read_as_it_is_declared(
    times: Times, text: str, there: tuple[int, int, int, int]
) -> None:
    read = moment(text, Writing(times=times, zone=VIETNAM))
    assert (read.day, read.hour, read.minute, read.second) == _utc(*there)


def _utc(on: int, hour: int, minute: int, second: int) -> tuple[int, int, int, int]:
    """Of a time of November in Vietnam."""
    return (on, hour - 7, minute, second) if hour >= 7 else (on - 1, hour + 17, minute, second)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "05/13/2026",
        "05/11/26",
        "05/11-2026",
        "05/11/2026 25:00",
        "05/11/2026 13:00 CH",
    ],
)
def test_a_date_that_no_calendar_has_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        moment(text, Writing(times="day_first", zone=VIETNAM))


def test_an_undeclared_date_says_which_setting_decides() -> None:
    for read in (moment, due, day):
        with pytest.raises(Unreadable) as caught:
            read("05/11/2026", Writing(zone=VIETNAM))
        assert caught.value.words is not None
        assert "times: day_first" in caught.value.words.text


def test_a_time_without_its_zone_says_which_setting_decides() -> None:
    with pytest.raises(Unreadable) as caught:
        moment("2026-11-05T09:05:00", Writing())
    assert caught.value.words is not None
    assert "zone" in caught.value.words.text


def test_a_day_is_that_of_the_zone_and_a_due_date_lasts_until_its_end() -> None:
    writing = Writing(times="day_first", zone=VIETNAM)
    assert day("05/11/2026 23:30", writing) == date(2026, 11, 5)
    assert due("05/11/2026", writing) == datetime(2026, 11, 5, 16, 59, 59, 999999, UTC)
