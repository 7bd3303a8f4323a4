from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.numerals import Numerals, ambiguous, written


@pytest.mark.parametrize(
    ("numerals", "text", "value"),
    [
        (Numerals.PLAIN, "1700.50", "1700.50"),
        (Numerals.PLAIN, "1e3", "1E+3"),
        (Numerals.WHOLE, "1700", "1700"),
        (Numerals.WHOLE, " -12 ", "-12"),
        (Numerals.POINT, "1,234,567.50", "1234567.50"),
        (Numerals.POINT, "1234.5", "1234.5"),
        (Numerals.POINT, ".5", "0.5"),
        (Numerals.COMMA, "1.234.567,50", "1234567.50"),
        (Numerals.COMMA, "1 234,5", "1234.5"),
        (Numerals.COMMA, "1\u00a0234\u00a0567,5", "1234567.5"),
        (Numerals.COMMA, "1\u202f234", "1234"),
        (Numerals.COMMA, "1234,5", "1234.5"),
        (Numerals.COMMA, "-0,5", "-0.5"),
        (Numerals.COMMA, "12,5%", "12.5"),
        (Numerals.COMMA, "12,5 %", "12.5"),
        (Numerals.COMMA, "1,5E3", "1.5E+3"),
    ],
)
def test_a_number_is_read_as_it_is_declared_and_keeps_its_digits(
    numerals: Numerals, text: str, value: str
) -> None:
    assert written(text, numerals) == Decimal(value)
    assert str(written(text, numerals)) == value


@pytest.mark.parametrize(
    ("numerals", "text"),
    [
        (Numerals.COMMA, "1.23"),
        (Numerals.COMMA, "0.123"),
        (Numerals.COMMA, "12.34.567"),
        (Numerals.COMMA, "1.2345"),
        (Numerals.COMMA, "1234.567"),
        (Numerals.COMMA, "1.234 567"),
        (Numerals.COMMA, "1,234.5"),
        (Numerals.COMMA, "1.234,5,6"),
        (Numerals.POINT, "1,23"),
        (Numerals.POINT, "1.234,5"),
        (Numerals.POINT, "0,123"),
        (Numerals.POINT, "12 ha"),
        (Numerals.WHOLE, "1.234"),
        (Numerals.WHOLE, "12,5"),
        (Numerals.WHOLE, "1e3"),
        (Numerals.PLAIN, "12%"),
        (Numerals.PLAIN, "1,234"),
    ],
)
def test_what_may_be_another_number_is_none(numerals: Numerals, text: str) -> None:
    assert written(text, numerals) is None


@pytest.mark.parametrize("text", ["", " ", "%", ".", ",", "-", "e5", "1" * 60, "NaN", "Infinity"])
@pytest.mark.parametrize("numerals", [*Numerals])
def test_what_is_no_number_is_none_in_any_writing(numerals: Numerals, text: str) -> None:
    assert written(text, numerals) is None


def test_only_what_would_be_a_number_is_ambiguous() -> None:
    assert ambiguous("1.234")
    assert ambiguous("12,5")
    assert not ambiguous("12 ha")
    assert not ambiguous("1.234,5.6")


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9
    )
)
def test_a_number_that_was_written_in_groups_is_read_back(number: Decimal) -> None:
    by_points = f"{number:,.2f}"
    by_commas = by_points.translate({ord(","): ".", ord("."): ","})
    assert written(by_points, Numerals.POINT) == number
    assert written(by_commas, Numerals.COMMA) == number
