"""The table of the rules of truth, line by line and at its edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.freshness import WORST_FIRST, Factors, Known, Rhythm, State, age, state, worst
from services.news import Reason

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
EVERY = timedelta(seconds=10)
RHYTHM = Rhythm(every=EVERY)
TICK = timedelta(microseconds=1)
FRESH = Known(recorded=True, confirmed=NOON)


def ago(**span: float) -> datetime:
    return NOON - timedelta(**span)


def test_what_was_confirmed_just_now_is_live() -> None:
    assert state(FRESH, RHYTHM, NOON) is State.LIVE


def test_nothing_recorded_is_never_even_while_paused_or_disconnected() -> None:
    known = Known(recorded=False, paused=True, outages=(Reason.DEADLINE, Reason.DEADLINE))
    assert state(known, RHYTHM, NOON) is State.NEVER


def test_a_pause_comes_before_all_that_is_wrong() -> None:
    known = replace(FRESH, paused=True, broken=True, outages=(Reason.DEADLINE, Reason.DEADLINE))
    assert state(known, RHYTHM, NOON) is State.MAINTENANCE


@pytest.mark.parametrize(
    "reason", [Reason.UNREACHABLE, Reason.DEADLINE, Reason.NO_SUCH_NAME, Reason.CERTIFICATE]
)
def test_two_outages_whose_latest_is_of_the_connection_are_a_disconnection(reason: Reason) -> None:
    known = replace(FRESH, outages=(reason, Reason.MALFORMED))
    assert state(known, RHYTHM, NOON) is State.DISCONNECTED


@pytest.mark.parametrize(
    "reason", [Reason.UNAUTHORISED, Reason.REFUSED, Reason.TOO_LARGE, Reason.MALFORMED]
)
def test_two_outages_whose_latest_is_of_another_kind_are_a_fault(reason: Reason) -> None:
    known = replace(FRESH, outages=(reason, Reason.UNREACHABLE))
    assert state(known, RHYTHM, NOON) is State.FAULTY


def test_one_outage_is_a_blink() -> None:
    assert state(replace(FRESH, outages=(Reason.DEADLINE,)), RHYTHM, NOON) is State.LIVE


def test_a_broken_figure_is_faulty_before_it_is_skewed_or_stale() -> None:
    known = replace(FRESH, broken=True, source_time=NOON + timedelta(hours=1))
    assert state(known, RHYTHM, NOON + timedelta(days=1)) is State.FAULTY


def test_a_source_time_more_than_two_minutes_ahead_is_skewed() -> None:
    ahead = NOON + timedelta(minutes=2)
    assert state(replace(FRESH, source_time=ahead), RHYTHM, NOON) is State.LIVE
    assert state(replace(FRESH, source_time=ahead + TICK), RHYTHM, NOON) is State.SKEWED


@pytest.mark.parametrize(
    ("silent", "expected"),
    [
        (2 * EVERY, State.LIVE),
        (2 * EVERY + TICK, State.LATE),
        (5 * EVERY, State.LATE),
        (5 * EVERY + TICK, State.STALE),
    ],
)
def test_silence_makes_late_after_two_rounds_and_stale_after_five(
    silent: timedelta, expected: State
) -> None:
    assert state(FRESH, RHYTHM, NOON + silent) is expected


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        (timedelta(minutes=90), State.LIVE),
        (timedelta(minutes=90) + TICK, State.LATE),
        (timedelta(hours=3), State.LATE),
        (timedelta(hours=3) + TICK, State.STALE),
    ],
)
def test_a_gateway_that_repeats_an_old_answer_is_late_then_stale(
    old: timedelta, expected: State
) -> None:
    rhythm = Rhythm(every=EVERY, cadence=timedelta(hours=1))
    assert state(replace(FRESH, source_time=NOON - old), rhythm, NOON) is expected


def test_an_old_source_time_without_a_cadence_says_nothing() -> None:
    assert state(replace(FRESH, source_time=ago(days=400)), RHYTHM, NOON) is State.LIVE


def test_a_figure_is_late_once_a_newer_one_was_due() -> None:
    rhythm = Rhythm(every=EVERY, due=NOON)
    assert state(FRESH, rhythm, NOON) is State.LIVE
    assert state(replace(FRESH, confirmed=NOON + TICK), rhythm, NOON + TICK) is State.LATE


def test_a_value_that_no_answer_confirms_is_never_live() -> None:
    assert state(Known(recorded=True), RHYTHM, NOON) is State.STALE


def test_the_factors_are_settings() -> None:
    eager = Factors(late_every=1, stale_every=1.5)
    assert state(FRESH, RHYTHM, NOON + 1.2 * EVERY, eager) is State.LATE
    assert state(FRESH, RHYTHM, NOON + 1.6 * EVERY, eager) is State.STALE


def test_age_counts_from_source_time_where_there_is_one() -> None:
    assert age(FRESH, NOON + EVERY) == EVERY
    known = replace(FRESH, source_time=ago(minutes=5))
    assert age(known, NOON) == timedelta(minutes=5)


def test_a_skewed_age_counts_from_when_it_was_received() -> None:
    known = replace(FRESH, source_time=NOON + timedelta(hours=1))
    assert age(known, NOON + EVERY) == EVERY


def test_an_age_is_never_negative_and_none_without_a_time() -> None:
    assert age(replace(FRESH, source_time=NOON + timedelta(minutes=1)), NOON) == timedelta()
    assert age(Known(recorded=False), NOON) is None


def test_a_tile_wears_the_worst_of_its_inputs() -> None:
    assert worst(list(State)) is State.NEVER
    assert worst([State.LIVE, State.STALE, State.LATE]) is State.STALE
    assert worst([]) is None
    assert set(WORST_FIRST) == set(State)
