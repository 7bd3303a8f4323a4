"""What lies over the programme, as a cache keeps it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ui.layers import Form, Put, put_of, step_of


def test_what_is_put_up_is_read_as_it_was_kept() -> None:
    put = Put("number-tram", Form.DETAIL, datetime(2026, 11, 24, 7, tzinfo=UTC))
    assert put_of(put.as_json()) == put


@pytest.mark.parametrize(
    "instant", ["x", "2026-11-24T07:00:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"]
)
def test_of_an_instant_with_which_nobody_can_reckon_nothing_is_read(instant: str) -> None:
    assert put_of(f'{{"tile": "clock", "form": "tile", "until": "{instant}"}}') is None
    assert step_of(f'{{"briefing": "giao-ban", "step": 0, "began": "{instant}"}}') is None
