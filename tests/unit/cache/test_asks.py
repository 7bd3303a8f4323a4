"""The asks that have ended, one by one, and how long they took."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from services import database
from services.cache import Cache
from services.news import Covers, Reason
from services.views.latency import Latency, latency
from tests.unit.cache.telling import NOON, SECOND, answer, figure, outage

if TYPE_CHECKING:
    from pathlib import Path

    from services.clock import HeldClock


def told(cache: Cache, clock: HeldClock) -> None:
    for seconds in (1, 2, 3, 4):
        clock.move(timedelta(minutes=1))
        answer(cache, clock, figure(), asked=clock.now() - seconds * SECOND)
    clock.move(timedelta(minutes=1))
    outage(cache, clock)
    outage(cache, clock, Reason.REFUSED)


def test_each_ask_is_known_with_what_came_of_it(cache: Cache, clock: HeldClock) -> None:
    told(cache, clock)
    answer(cache, clock, unchanged=True)
    answer(cache, clock, figure(), covers=Covers.PART)
    with cache.picture() as picture:
        asks = picture.finished("s", timedelta(hours=1))
    assert [ask.reason for ask in asks[:4]] == [None, None, Reason.REFUSED, Reason.DEADLINE]
    assert (asks[0].partial, asks[1].unchanged, asks[4].took) == (True, True, 4 * SECOND)
    assert asks[2].words is not None


def test_only_those_within_the_span_and_the_latest_of_very_many(
    cache: Cache, clock: HeldClock
) -> None:
    told(cache, clock)
    with cache.picture() as picture:
        near = picture.finished("s", timedelta(seconds=90))
        two = picture.finished("s", timedelta(hours=1), 2)
        nobody = picture.finished("nobody", timedelta(hours=1))
    assert len(near) == 3
    assert [ask.reason for ask in two] == [Reason.REFUSED, Reason.DEADLINE]
    assert nobody == ()


def test_a_picture_of_the_past_knows_the_asks_of_its_time(cache: Cache, clock: HeldClock) -> None:
    told(cache, clock)
    with cache.picture(NOON + timedelta(minutes=2, seconds=30)) as picture:
        assert len(picture.finished("s", timedelta(hours=1))) == 2


def test_the_median_and_the_slow_are_of_answers_alone(cache: Cache, clock: HeldClock) -> None:
    told(cache, clock)
    with cache.picture() as picture:
        found = latency(picture.finished("s", timedelta(hours=1)))
    assert (found.median, found.slow) == (2 * SECOND, 4 * SECOND)
    assert (found.asks, found.failures, found.in_a_row) == (6, 2, 2)
    assert [took for _, took, fine in found.points if fine] == [n * SECOND for n in (1, 2, 3, 4)]


def test_of_a_source_that_was_never_asked_nothing_is_known() -> None:
    assert latency(()) == Latency()


def test_a_reason_that_only_a_newer_program_knows_is_another_reason(
    tmp_path: Path, clock: HeldClock
) -> None:
    with closing(Cache.open(tmp_path, "w", clock)) as cache:
        told(cache, clock)
    with closing(database.writer(tmp_path / "w.db")) as connection:
        connection.execute("UPDATE ask SET reason = 'quantum' WHERE reason <> ''")
    with closing(Cache.open(tmp_path, "w", clock)) as cache, cache.picture() as picture:
        asks, asked = picture.finished("s", timedelta(hours=1)), picture.asks("s")
    assert [ask.reason for ask in asks[:2]] == [Reason.REFUSED, Reason.REFUSED]
    assert (asked.reason, asked.outages[0]) == (Reason.REFUSED, Reason.REFUSED)
