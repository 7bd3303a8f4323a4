"""A clock that was ahead and is corrected: fresh answers are live at once, old ones never."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from services.cache import Cache, Named
from tests.unit.cache.telling import NOON, SECOND, answer, figure, only, outage

if TYPE_CHECKING:
    from pathlib import Path

    from services.clock import HeldClock

YEAR = timedelta(days=365)


def _ahead(cache: Cache, clock: HeldClock, by: timedelta = YEAR) -> None:
    """One ask while the clock is wrong; then it is corrected."""
    answer(cache, clock, figure("1"))
    clock.move(10 * SECOND)
    clock.jump(clock.now() + by)
    answer(cache, clock, figure("1"))
    clock.jump(clock.now() - by)


@pytest.mark.parametrize("by", [YEAR, timedelta(minutes=5), timedelta(seconds=10)])
def test_a_fresh_answer_after_a_correction_is_fresh_and_replays_as_it_was(
    cache: Cache, clock: HeldClock, by: timedelta
) -> None:
    _ahead(cache, clock, by)
    seen = []
    for n in range(5):
        clock.move(10 * SECOND)
        answer(cache, clock, figure(str(n)))
        clock.move(SECOND)
        with cache.picture() as picture:
            fact = picture.figures("s", "bts")[0]
            assert fact.confirmed is not None
            assert round((picture.now - fact.confirmed) / SECOND, 3) == 1
            seen.append((picture.at, picture.now, fact))
    for at, now, fact in seen:
        with cache.picture(at) as picture:
            assert (picture.now, picture.figures("s", "bts")[0]) == (now, fact)


def test_what_was_confirmed_while_the_clock_was_ahead_grows_old_from_the_correction_on(
    cache: Cache, clock: HeldClock
) -> None:
    _ahead(cache, clock)
    corrected = clock.now()
    with cache.picture():
        pass
    clock.move(timedelta(hours=1))
    with cache.picture() as picture:
        assert picture.figures("s", "bts")[0].confirmed == corrected
        assert picture.asks("s").last_answered == corrected
        assert round((picture.now - corrected) / SECOND, 3) == 3600
    answer(cache, clock)  # without the figure
    answer(cache, clock, figure("2"))
    outage(cache, clock)
    assert only(cache).confirmed == clock.now()


def test_what_is_carried_on_over_the_correction_is_of_no_later_day(
    cache: Cache, clock: HeldClock
) -> None:
    cache.name_figures([Named(source="s", indicator="bts")])
    clock.jump(NOON + YEAR)
    answer(cache, clock, figure("1"))
    answer(cache, clock)  # without the figure: its last confirmation is kept
    clock.jump(NOON)
    answer(cache, clock, figure(None))  # broken: the same confirmation goes on under other words
    clock.move(SECOND)
    assert (only(cache).confirmed, only(cache).changed) == (NOON, NOON)
    answer(cache, clock, figure("1"))  # the same figure again: it has not changed since
    assert (only(cache).confirmed, only(cache).changed) == (NOON + SECOND, NOON)


def test_an_ask_that_lasted_over_the_correction_is_no_answer_of_the_future(
    cache: Cache, clock: HeldClock
) -> None:
    clock.jump(NOON + YEAR)
    answer(cache, clock, figure("1"))
    future = clock.now()
    clock.jump(NOON)
    answer(cache, clock, figure("2"), asked=future, received=future)
    with cache.picture() as picture:
        confirmed = picture.figures("s", "bts")[0].confirmed
        assert confirmed is not None
        assert confirmed <= picture.now


def test_the_correction_outlives_a_restart_and_is_known_beside_the_wall(
    tmp_path: Path, clock: HeldClock
) -> None:
    cache = Cache.open(tmp_path, "w", clock)
    _ahead(cache, clock)
    clock.move(10 * SECOND)
    answer(cache, clock, figure("2"))
    with cache.picture() as picture:
        at, now = picture.at, picture.now
    cache.close()
    clock.move(60 * SECOND)
    again = Cache.open(tmp_path, "w", clock)
    archive = Cache.read_only(tmp_path, "w", clock)
    for reader in (again, archive):
        with reader.picture(at) as picture:
            assert picture.now == now
        with reader.picture() as picture:
            assert timedelta() <= picture.now - clock.now() < SECOND / 1000
            assert picture.figures("s", "bts")[0].confirmed == clock.now() - 60 * SECOND
    assert archive.learned(now + SECOND) == at + SECOND / 2
    archive.close()
    again.close()
