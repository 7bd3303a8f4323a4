from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.asking.pace import HEEDED, OPENING, Pace, back_off, opening

EVERY = st.timedeltas(min_value=timedelta(milliseconds=50), max_value=timedelta(days=31))
DRAW = st.floats(0, 1)
TOOK = st.timedeltas(min_value=timedelta(), max_value=timedelta(hours=2))
RETRY = st.none() | st.timedeltas(min_value=timedelta(), max_value=timedelta(days=400))
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def run_of_outages(pace: Pace, number: int, draw: float = 1.0) -> list[timedelta]:
    waits: list[timedelta] = []
    for _ in range(number):
        pace, wait = pace.failed(None, draw)
        waits.append(wait)
    return waits


def test_outages_are_asked_again_soon_and_then_ever_later_up_to_five_minutes() -> None:
    seconds = [wait / SECOND for wait in run_of_outages(Pace(timedelta(seconds=10)), 8)]
    assert seconds == [10, 20, 40, 80, 160, 300, 300, 300]


def test_a_source_asked_hourly_is_asked_again_after_thirty_seconds_and_backs_off_to_an_hour() -> (
    None
):
    seconds = [wait / SECOND for wait in run_of_outages(Pace(timedelta(hours=1)), 9)]
    assert seconds == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


@given(EVERY, st.integers(1, 10_000), DRAW)
def test_the_first_wait_and_the_longest_wait_are_bounded(
    every: timedelta, outages: int, draw: float
) -> None:
    _, first = Pace(every).failed(None, draw)
    assert timedelta() < first <= min(every, timedelta(seconds=30))
    _, later = Pace(every, outages=outages).failed(None, draw)
    longest = max(every, 5 * MINUTE)
    assert min(every, timedelta(seconds=30)) * 0.75 <= later <= longest
    assert back_off(every, outages) <= back_off(every, outages + 1) <= longest


@given(EVERY, st.lists(DRAW, min_size=1), TOOK)
def test_an_answer_brings_back_full_speed_whatever_went_before(
    every: timedelta, draws: list[float], took: timedelta
) -> None:
    pace = Pace(every)
    for draw in draws:
        pace, _ = pace.failed(None, draw)
    pace, wait = pace.answered(took, draws[0])
    assert pace.outages == 0
    assert wait <= every * 1.06
    assert pace.failed(None, 1.0)[1] == min(every, timedelta(seconds=30))


@given(EVERY, DRAW, DRAW, TOOK)
def test_asks_follow_each_other_by_every_and_never_without_a_breath(
    every: timedelta, first_draw: float, draw: float, took: timedelta
) -> None:
    pace, second = Pace(every).answered(timedelta(), first_draw)
    assert 0.49 * every <= second <= every
    _, wait = pace.answered(took, draw)
    assert wait >= min(every, SECOND) * 0.94
    if took <= 0.5 * every - SECOND:
        # from ask to ask, not from answer to ask
        assert 0.94 * every <= took + wait <= 1.06 * every


@given(EVERY, RETRY, DRAW)
def test_retry_after_is_heeded_but_not_for_longer_than_an_hour(
    every: timedelta, retry_after: timedelta | None, draw: float
) -> None:
    _, wait = Pace(every).failed(retry_after, draw)
    if retry_after is not None:
        assert wait >= min(retry_after, HEEDED)
    assert wait <= max(HEEDED, every)


@given(EVERY, st.integers(1, 200), DRAW)
def test_first_asks_come_one_after_another_and_all_soon(
    every: timedelta, of: int, draw: float
) -> None:
    waits = [opening(every, nth, of, draw) for nth in range(of)]
    assert waits == sorted(waits)
    assert all(timedelta() <= wait <= min(every, OPENING) for wait in waits)


def test_fifty_sources_of_one_rhythm_do_not_fire_together() -> None:
    openings = [opening(10 * SECOND, nth, 50, 0.5) for nth in range(50)]
    assert len(set(openings)) == 50
    assert max(openings) - min(openings) > SECOND
    draws = [nth / 49 for nth in range(50)]
    seconds = [
        at + Pace(10 * SECOND).answered(timedelta(), draw)[1]
        for at, draw in zip(openings, draws, strict=True)
    ]
    # the second asks lie over half a rhythm
    assert max(seconds) - min(seconds) > 5 * SECOND
