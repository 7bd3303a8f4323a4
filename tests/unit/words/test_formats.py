"""How numbers, dates and lists are written in Vietnamese: the same on every computer, since nobody asks a
locale.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from services.records import Observation
from services.words import MISSING, Words, fold, sort_key

VI = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
EN = Words("en", ZoneInfo("Asia/Ho_Chi_Minh"))
AT = datetime(2023, 12, 22, 7, 5, 9, tzinfo=UTC)


def figure(value: str, unit: str, qualifier: str | None = None) -> str:
    told = Observation(uid="x", indicator="x", value=Decimal(value), qualifier=qualifier)
    return VI.figure(told, unit).full


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1700, None, "1.700"),
        (93.5, 1, "93,5"),
        (105.16, 2, "105,16"),
        (23000, None, "23.000"),
        (2_850_000_000_000, None, "2.850.000.000.000"),
    ],
)
def test_thousands_are_parted_by_a_point_and_decimals_by_a_comma(
    value: float, decimals: int | None, written: str
) -> None:
    assert VI.number(value, decimals) == written


def test_money_is_said_in_the_units_of_reports() -> None:
    assert figure("2850", "tỷ đồng") == "2.850 tỷ đồng"
    assert figure("2850", "tỷ đồng", "ước đạt") == "ước đạt 2.850 tỷ đồng"
    assert figure("3000", "", "hơn") == "hơn 3.000"
    assert figure("93.5", "%") == "93,5%"


def test_where_room_is_short_a_million_is_a_word() -> None:
    assert VI.shortened(23_000) == "23.000"
    assert VI.shortened(1_300_000) == "1,3 triệu"
    assert VI.shortened(2_850_000_000_000) == "2,85 nghìn tỷ"


def test_numbers_are_read_as_they_are_written() -> None:
    assert VI.read_number("93,5") == Decimal("93.5")
    assert VI.read_number("2.850") == 2850
    assert VI.read_number("93.5") is None


def test_a_day_is_written_in_the_three_official_ways() -> None:
    day = date(2023, 12, 22)
    assert VI.date(day) == "22/12/2023"
    assert VI.official_day(day) == "Thứ Sáu, ngày 22 tháng 12 năm 2023"
    assert f"{VI.day(AT)} {VI.time(AT, seconds=True)}" == "Thứ Sáu, 22/12/2023 14:05:09"
    assert EN.official_day(day) == "Friday, 22 December 2023"


def test_small_days_and_the_first_two_months_have_a_zero_before_them() -> None:
    assert VI.official_day(date(2024, 2, 5)) == "Thứ Hai, ngày 05 tháng 02 năm 2024"
    assert VI.official_day(date(2024, 3, 31)) == "Chủ Nhật, ngày 31 tháng 3 năm 2024"


def test_days_of_the_week_have_a_short_name() -> None:
    days = [VI.weekday(date(2023, 12, day)) for day in range(18, 25)]
    assert days == ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]


@pytest.mark.parametrize(
    ("day", "vietnamese"),
    [
        (date(2023, 12, 22), "10/11 (Quý Mão)"),
        (date(2024, 2, 10), "1/1 (Giáp Thìn)"),
        (date(2025, 1, 29), "1/1 (Ất Tỵ)"),
        (date(2025, 7, 30), "6/6 nhuận (Ất Tỵ)"),
        (date(2026, 2, 16), "29/12 (Ất Tỵ)"),
        (date(2026, 2, 17), "1/1 (Bính Ngọ)"),
        (date(2024, 1, 1), "20/11 (Quý Mão)"),
    ],
)
def test_the_lunar_date_names_its_year(day: date, vietnamese: str) -> None:
    assert VI.lunar(day) == vietnamese


def test_the_lunar_day_of_an_instant_is_that_of_the_walls_day() -> None:
    late = datetime(2024, 2, 9, 17, 0, tzinfo=UTC)
    assert VI.lunar(late) == "1/1 (Giáp Thìn)"


def test_of_years_that_nobody_reckoned_there_is_no_lunar_date() -> None:
    assert VI.lunar(date(1899, 12, 31)) is None
    assert VI.lunar(date(2101, 1, 1)) is None


def test_what_there_is_not_is_a_dash_and_years_are_joined_by_one() -> None:
    assert MISSING == "–"
    assert VI.period("2021-2025") == "Giai đoạn 2021–2025"


def test_several_names_are_joined_by_commas_and_a_word() -> None:
    assert VI.join(["Đà Lạt", "Đức Trọng", "Lạc Dương"]) == "Đà Lạt, Đức Trọng và Lạc Dương"
    assert VI.join(["Đà Lạt", "Đức Trọng"]) == "Đà Lạt và Đức Trọng"
    assert VI.join(["Đà Lạt"]) == "Đà Lạt"


def test_sizes_are_binary() -> None:
    assert VI.size(123456789) == "117,74 MiB"


def test_capitals_keep_their_marks() -> None:
    assert "đạ tẻh".upper() == "ĐẠ TẺH"


def test_letters_tones_and_numbers_have_the_vietnamese_order() -> None:
    districts = [
        *("Bảo Lâm", "Bảo Lộc", "Cát Tiên", "Di Linh", "Đạ Huoai", "Đà Lạt", "Đạ Tẻh"),
        *("Đam Rông", "Đơn Dương", "Đức Trọng", "Lạc Dương", "Lâm Hà"),
    ]
    assert sorted(sorted(districts), key=sort_key) == districts
    tones = ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"]
    assert sorted(sorted(tones), key=sort_key) == tones
    wards = ["Phường 1", "Phường 2", "Phường 10"]
    assert sorted(sorted(wards), key=sort_key) == wards


def test_a_search_without_marks_finds_what_has_them() -> None:
    assert fold("da teh") in fold("Huyện Đạ Tẻh")
    assert fold("DON DUONG") == fold("Đơn Dương")
