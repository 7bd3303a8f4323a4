"""The order of learning: strict, and later than all that was shown."""

from __future__ import annotations

from datetime import timedelta

from services.cache.stamps import Stamps
from services.cache.times import instant, micros
from services.clock import HeldClock
from tests.unit.cache.telling import NOON, SECOND


def test_stamps_strictly_increase_while_the_clock_stands_still_or_goes_back() -> None:
    clock = HeldClock(NOON)
    stamps = Stamps(clock)
    given = []
    for back in (0, 0, 3600, 3600):
        clock.jump(NOON - timedelta(seconds=back))
        with stamps.stamp() as stamp:
            given.append(stamp)
    assert given == [micros(NOON) + i for i in range(4)]


def test_a_live_instant_lies_before_the_open_transaction_and_after_all_committed_ones() -> None:
    clock = HeldClock(NOON)
    stamps = Stamps(clock)
    with stamps.stamp() as first:
        assert stamps.now() < first
        clock.move(SECOND)
        assert stamps.now() == first - 1
    shown = stamps.now()
    assert shown == micros(clock.now()) > first
    with stamps.stamp() as second:
        assert second > shown


def test_the_order_goes_on_after_a_restart_though_the_clock_was_set_back() -> None:
    clock = HeldClock(NOON - timedelta(days=1))
    stamps = Stamps(clock, micros(NOON))
    assert stamps.now() == micros(NOON) + 1
    with stamps.stamp() as stamp:
        assert stamp == micros(NOON) + 2


def test_ages_go_on_growing_while_a_clock_that_was_set_back_catches_up() -> None:
    clock = HeldClock(NOON)
    stamps = Stamps(clock)
    assert instant(stamps.now()) == NOON
    clock.jump(NOON - 100 * SECOND)
    stamps.now()
    shown = []
    for _ in range(6):
        clock.move(50 * SECOND)
        shown.append(round((instant(stamps.now()) - NOON) / SECOND, 3))
    assert shown == [25, 50, 75, 100, 150, 200]
