from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.words import Words

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
VI, EN = Words("vi", ZONE), Words("en", ZONE)
AT = datetime(2023, 12, 22, 7, 5, 37, tzinfo=UTC)


def test_a_day_is_written_in_official_style() -> None:
    assert VI.day(AT) == "Thứ Sáu, 22/12/2023"
    assert VI.day(date(2023, 12, 24)) == "Chủ Nhật, 24/12/2023"
    assert EN.day(AT) == "Friday, 22 December 2023"
    assert [VI.weekday(date(2023, 12, d)) for d in range(18, 25)] == [
        "T2",
        "T3",
        "T4",
        "T5",
        "T6",
        "T7",
        "CN",
    ]
    assert EN.weekday(AT) == "Fri"


def test_times_are_those_of_the_walls_zone() -> None:
    assert VI.time(AT, seconds=True) == "14:05:37"
    assert VI.moment(AT) == "22/12/2023 14:05"
    assert EN.moment(AT) == "22 Dec 2023 14:05"
    late = datetime(2023, 12, 22, 17, 0, tzinfo=UTC)
    assert VI.date(late) == "23/12/2023"
    assert VI.moment(late) == "23/12/2023 00:00"


def test_a_beginning_of_another_day_carries_its_date() -> None:
    assert VI.since(datetime(2023, 12, 22, 6, 20, tzinfo=UTC), AT) == "13:20"
    # 23:20 local time of the day before, though the same day in UTC would be another matter
    assert VI.since(datetime(2023, 12, 21, 16, 20, tzinfo=UTC), AT) == "21/12/2023 23:20"
    assert VI.since(datetime(2023, 12, 21, 17, 20, tzinfo=UTC), AT) == "00:20"


@pytest.mark.parametrize(
    ("period", "vietnamese", "english"),
    [
        ("2023", "Năm 2023", "Year 2023"),
        ("2023-A1", "Năm 2023", "Year 2023"),
        ("2023-Q3", "Quý III/2023", "Q3 2023"),
        ("2023Q4", "Quý IV/2023", "Q4 2023"),
        ("2023-11", "Tháng 11/2023", "November 2023"),
        ("2023-M01", "Tháng 1/2023", "January 2023"),
        ("2023-W05", "Tuần 5/2023", "Week 5, 2023"),
        ("2023-H1", "6 tháng đầu năm 2023", "First half of 2023"),
        ("2023-S2", "6 tháng cuối năm 2023", "Second half of 2023"),
        ("2023-11-05", "Ngày 05/11/2023", "5 Nov 2023"),
        ("2021-2025", "Giai đoạn 2021–2025", "2021–2025"),
        ("2021 – 2025", "Giai đoạn 2021–2025", "2021–2025"),
    ],
)
def test_a_period_is_said_in_words(period: str, vietnamese: str, english: str) -> None:
    assert VI.period(period) == vietnamese
    assert EN.period(period) == english


@pytest.mark.parametrize(
    "period", ["2023-13", "2023-Q5", "2023-W54", "2023-02-30", "2025-2021", "kỳ 3", "", "<b>2023"]
)
def test_an_unknown_period_is_shown_as_it_came(period: str) -> None:
    assert VI.period(period) == period
    assert EN.period(period) == period
