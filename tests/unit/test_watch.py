from __future__ import annotations

import itertools
import threading
import time
from contextlib import suppress
from functools import partial

import pytest

from services.watch import TookTooLong, within

LONG = 60.0


def _loop() -> None:
    for _ in itertools.count():
        pass


def test_a_call_that_ends_in_time_gives_what_it_returns_or_raises() -> None:
    assert within(LONG, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(LONG, lambda: 1 // 0)


def test_a_call_that_loops_for_ever_is_ended() -> None:
    with pytest.raises(TookTooLong):
        within(0.01, _loop)


def test_a_call_that_swallows_every_exception_of_its_own_is_ended() -> None:
    def stubborn() -> None:
        while True:
            try:
                _loop()
            except Exception:  # noqa: BLE001 - what a stranger may write
                continue

    with pytest.raises(TookTooLong):
        within(0.01, stubborn)


def test_a_call_on_another_thread_is_ended_there() -> None:
    ended: list[bool] = []

    def work() -> None:
        try:
            within(0.01, _loop)
        except TookTooLong:
            ended.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ended == [True]


def test_nothing_is_raised_after_the_call_wherever_its_end_and_the_limit_meet() -> None:
    """Calls that last about as long as their limit: each ends one way or the other, and the code
    after it is never hit."""
    limit, ended = 0.0003, 0
    for nth in range(300):
        until = time.perf_counter() + limit * (0.5 + nth % 100 / 100)
        with suppress(TookTooLong):
            within(limit, partial(_busy, until))
        ended += 1
        for _ in range(20):
            time.sleep(0)
    assert ended == 300


def _busy(until: float) -> None:
    while time.perf_counter() < until:
        pass
