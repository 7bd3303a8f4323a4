"""Pages that turn by themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from widgets.turning import turn


@given(
    st.timedeltas(timedelta(seconds=5), timedelta(days=3660)),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
)
def test_a_turn_ends_later_than_now_and_the_next_begins_when_it_ends(
    every: timedelta, at: datetime
) -> None:
    count, until = turn(every, at)
    assert at < until <= at + every
    assert turn(every, until)[0] == count + 1
    assert turn(every, until - timedelta(microseconds=1)) == (count, until)
