"""What a written number or date leaves open is never settled by a guess."""

from __future__ import annotations

import pytest

from services.survey.handwriting import Number, Time, hand, number, time


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12", Number.WHOLE),
        ("-7", Number.WHOLE),
        ("12.5", Number.POINT),
        ("0.234", Number.POINT),
        ("1234.567", Number.POINT),
        ("1,234.5", Number.POINT),
        ("1,234,567", Number.POINT),
        ("1e6", Number.POINT),
        ("12,5", Number.COMMA),
        ("0,234", Number.COMMA),
        ("1.234,5", Number.COMMA),
        ("1.234.567", Number.COMMA),
        ("1.234", Number.EITHER),
        ("1,234", Number.EITHER),
        ("-999.999", Number.EITHER),
        ("abc", None),
        ("", None),
        ("1 234", None),
        ("٣", None),
        ("1.234.5", None),
    ],
)
def test_a_written_number_allows_what_it_allows(text: str, kind: Number | None) -> None:
    assert number(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026-11-24", Time.ISO_HERE),
        ("2026-11-24 07:00", Time.ISO_HERE),
        ("2026-11-24T07:00:00Z", Time.ISO),
        ("2026-11-24T07:00:00.5+07:00", Time.ISO),
        ("24/11/2026", Time.DAY_FIRST),
        ("24/11/2026 07:30", Time.DAY_FIRST),
        ("11/24/2026", Time.MONTH_FIRST),
        ("03/04/2026", Time.EITHER),
        ("2026-13-45", None),
        ("99/99/2026", None),
        ("hôm qua", None),
    ],
)
def test_a_written_date_allows_what_it_allows(text: str, kind: Time | None) -> None:
    assert time(text) is kind


def test_one_plain_number_settles_what_others_leave_open() -> None:
    assert hand(["1.234", "0,5"], []).decimals == "comma"
    assert hand(["1.234", "12.75"], []).decimals == "point"


def test_a_number_with_two_readings_alone_is_left_open_and_named() -> None:
    found = hand(["12", "1.234"], [])
    assert (found.decimals, found.two_readings) == (None, "1.234")


def test_numbers_in_both_styles_settle_nothing() -> None:
    found = hand(["12,5", "12.5"], [])
    assert (found.decimals, found.two_readings, found.odd) == (None, None, "12,5")


def test_one_date_after_the_twelfth_settles_the_order_of_all() -> None:
    found = hand([], ["03/04/2026", "25/04/2026"])
    assert (found.times, found.dated, found.here) == ("day_first", True, True)


def test_dates_up_to_the_twelfth_alone_have_no_order() -> None:
    found = hand([], ["03/04/2026", "05/06/2026"])
    assert (found.times, found.two_dates, found.dated) == (None, "03/04/2026", False)


def test_dates_in_both_orders_are_not_read() -> None:
    assert not hand([], ["25/04/2026", "04/25/2026"]).dated
