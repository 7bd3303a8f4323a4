from __future__ import annotations

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.records import Observation
from services.words import MISSING, Words

VI = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
EN = Words("en", ZoneInfo("Asia/Ho_Chi_Minh"))


def figure(
    value: Decimal | None = None,
    *,
    qualifier: str | None = None,
    ratio: tuple[int, int] | None = None,
    text: str | None = None,
) -> Observation:
    return Observation(
        uid="x",
        indicator="x",
        value=value,
        qualifier=qualifier,
        text=text,
        numerator=Decimal(ratio[0]) if ratio else None,
        denominator=Decimal(ratio[1]) if ratio else None,
    )


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (1700, None, "1.700", "1,700"),
        (93.5, 1, "93,5", "93.5"),
        (105.16, 2, "105,16", "105.16"),
        (Decimal(2850), None, "2.850", "2,850"),
        (Decimal("93.50"), None, "93,50", "93.50"),
        (Decimal("80.7"), 2, "80,70", "80.70"),
        (Decimal("0.125"), 2, "0,13", "0.13"),
        (Decimal("-3.2"), None, "-3,2", "-3.2"),
        (-1234567, None, "-1.234.567", "-1,234,567"),
        (Decimal("-0.04"), 1, "0,0", "0.0"),
        (0, None, "0", "0"),
        (0.1 + 0.2, None, "0,3", "0.3"),
        (Decimal("1E+3"), None, "1.000", "1,000"),
        (999, None, "999", "999"),
        (1000, None, "1.000", "1,000"),
    ],
)
def test_a_number_is_written_with_the_marks_of_its_language(
    value: Decimal | float, decimals: int | None, vietnamese: str, english: str
) -> None:
    assert VI.number(value, decimals) == vietnamese
    assert EN.number(value, decimals) == english


@pytest.mark.parametrize(
    "value", [None, Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity"), float("nan")]
)
def test_what_is_no_number_is_a_dash_and_never_zero(value: Decimal | float | None) -> None:
    assert VI.number(value) == VI.shortened(value) == MISSING == "–"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("123456789012345.678", "123.456.789.012.345,678", "123,456,789,012,345.678"),
        ("1234567890123456", "1,23 triệu tỷ", "1.23 quadrillion"),
        ("-1e20", "-100 tỷ tỷ", "-100 quintillion"),
        ("1e90000000", ">999 tỷ tỷ", ">999 quintillion"),
        ("-1e90000000", "<-999 tỷ tỷ", "<-999 quintillion"),
        ("1e-90000000", "<0,000001", "<0.000001"),
        ("-1e-9", ">-0,000001", ">-0.000001"),
        ("0e90000000", "0", "0"),
        ("0e-90000000", "0", "0"),
        ("0.30000000000000004", "0,3", "0.3"),
        ("0." + "9" * 100_000, "1", "1"),
        ("9" * 100_000, ">999 tỷ tỷ", ">999 quintillion"),
    ],
)
def test_no_number_is_too_long_to_be_painted(value: str, vietnamese: str, english: str) -> None:
    assert VI.number(Decimal(value)) == vietnamese
    assert EN.number(Decimal(value)) == english


def test_what_is_rounded_is_bounded_too() -> None:
    assert VI.number(Decimal("1e-90000000"), 2) == "0,00"
    assert VI.number(Decimal("1e90000000"), 2) == ">999 tỷ tỷ"
    assert VI.number(Decimal("0.5"), 50) == "0,500000"


@given(st.decimals() | st.floats() | st.integers(), st.none() | st.integers(0, 6), st.booleans())
def test_a_written_number_is_bounded_and_has_no_exponent(
    value: Decimal | float,
    decimals: int | None,
    signed: bool,  # noqa: FBT001 - hypothesis hands it in by name
) -> None:
    for text in (VI.number(value, decimals, signed=signed), VI.shortened(value, signed=signed)):
        assert len(text) <= 30
        assert "E" not in text
        assert "e" not in text


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=3))
def test_what_is_written_is_read_back_as_the_same_number(value: Decimal) -> None:
    for words in (VI, EN):
        assert words.read_number(words.number(value)) == value


def test_a_large_number_is_shortened_by_words_from_a_million_on() -> None:
    assert VI.shortened(23000) == "23.000"
    assert VI.shortened(999_999) == "999.999"
    assert VI.shortened(1_300_000) == "1,3 triệu"
    assert VI.shortened(2_850_000_000) == "2,85 tỷ"
    assert VI.shortened(2_850_000_000_000) == "2,85 nghìn tỷ"
    assert VI.shortened(999_999_999) == "1 tỷ"
    assert VI.shortened(-1_300_000) == "-1,3 triệu"
    assert EN.shortened(2_850_000_000) == "2.85 billion"


def test_a_number_that_a_person_writes_is_read_by_the_marks_of_the_language() -> None:
    assert VI.read_number("93,5") == Decimal("93.5")
    assert VI.read_number("2.850") == 2850
    assert VI.read_number("-2.850,25") == Decimal("-2850.25")
    for wrong in ("93.5", "2.85", "1e5", "", "٣", "1.0000", "NaN", "1" * 1000):
        assert VI.read_number(wrong) is None
    assert EN.read_number("93.5") == Decimal("93.5")


def test_a_change_carries_its_sign_and_no_change_carries_none() -> None:
    assert VI.number(70, signed=True) == "+70"
    assert VI.number(-70, signed=True) == "-70"
    assert VI.number(Decimal("0.0"), signed=True) == "0,0"


def test_a_size_is_said_in_binary_units() -> None:
    assert VI.size(123456789) == "117,74 MiB"
    assert EN.size(2 * 1024 * 1024) == "2 MiB"
    assert VI.size(1000) == "1.000 byte"


def test_a_percent_is_written_without_a_space_and_another_unit_stands_beside() -> None:
    percent = VI.figure(figure(value=Decimal("93.5")), "%")
    assert (percent.text, percent.unit, percent.full) == ("93,5%", "", "93,5%")
    stations = VI.figure(figure(value=Decimal(1700)), "trạm")
    assert (stations.text, stations.unit, stations.full) == ("1.700", "trạm", "1.700 trạm")
    assert EN.figure(figure(value=Decimal("93.5")), "%").text == "93.5%"


def test_a_qualifier_is_part_of_the_figure() -> None:
    estimate = figure(value=Decimal(2850), qualifier="ước")
    assert VI.figure(estimate, "tỷ đồng").text == "ước 2.850"
    assert VI.figure(estimate, "tỷ đồng").full == "ước 2.850 tỷ đồng"
    assert EN.figure(estimate).text == "est. 2,850"
    assert VI.figure(figure(value=Decimal(3000), qualifier="hơn")).text == "hơn 3.000"
    assert EN.figure(figure(value=Decimal(3000), qualifier="chừng")).text == "chừng 3,000"


def test_a_ratio_keeps_both_its_numbers() -> None:
    cloud = figure(value=Decimal(4), ratio=(4, 8))
    assert VI.figure(cloud, "hệ thống").text == "4/8"
    assert VI.figure(figure(ratio=(10, 12))).text == "10/12"


def test_a_figure_without_a_value_is_a_dash_without_percent_or_qualifier() -> None:
    assert VI.figure(figure(qualifier="ước"), "%").text == "–"
    assert VI.figure(figure(value=Decimal("NaN"), qualifier="ước"), "%").text == "–"


def test_an_indicator_that_is_no_number_shows_its_word() -> None:
    assert VI.figure(figure(text="đang thử nghiệm"), "trạng thái").text == "đang thử nghiệm"
