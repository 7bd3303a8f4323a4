from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.cache.times import micros
from services.news import Covers
from services.records import Document, Sample, SecurityEvent
from tests.unit.cache.telling import NOON, SECOND, answer, figure, only

if TYPE_CHECKING:
    from services.cache import Cache
    from services.cache.recorder import Recorder
    from services.clock import HeldClock
    from services.database import Connection


def test_the_latest_source_time_is_kept_though_the_value_is_the_same(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1", at=NOON - SECOND))
    learned = only(cache).learned
    with cache.picture() as picture:
        then = picture.at
    clock.move(10 * SECOND)
    answer(cache, clock, figure("1", at=NOON + 9 * SECOND))
    fact = only(cache)
    assert (fact.source_time, fact.record.at) == (NOON + 9 * SECOND, NOON + 9 * SECOND)
    assert fact.learned == learned
    assert only(cache, at=then).source_time == NOON - SECOND
    answer(cache, clock, figure("1"))
    assert only(cache).source_time is None


def test_a_stream_dates_only_what_it_carries(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1", "x"), covers=Covers.NEW, at=NOON)
    later = NOON + timedelta(hours=1)
    answer(cache, clock, figure("1", "y"), covers=Covers.NEW, at=later)
    assert (only(cache, "x").source_time, only(cache, "y").source_time) == (NOON, later)


def test_a_partial_answer_without_a_time_does_not_wear_an_older_answers(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1"), at=NOON - SECOND)
    answer(cache, clock, figure("1"), covers=Covers.PART)
    assert only(cache).source_time is None
    answer(cache, clock, figure("1"), at=NOON)
    assert only(cache).source_time == NOON


def test_a_record_that_comes_back_without_a_time_has_none(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, figure("1", at=NOON - SECOND))
    answer(cache, clock)
    answer(cache, clock, figure("1"))
    assert only(cache).source_time is None


YEAR_1 = datetime(1, 1, 1, tzinfo=UTC)
YEAR_9999 = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize("absurd", [YEAR_1, YEAR_9999])
def test_dates_that_cannot_be_do_not_enter(
    cache: Cache, clock: HeldClock, absurd: datetime
) -> None:
    document = Document(uid="d", number="1/UBND", due=absurd, promulgated=absurd.date())
    event = SecurityEvent(uid="e", time=absurd, signature="x")
    point = Sample(uid="p", indicator="bts", value=Decimal(1), at=absurd)
    answer(cache, clock, figure("1", at=absurd), document, event, point, at=absurd)
    fact = only(cache)
    assert (str(fact.record.value), fact.source_time) == ("1", None)
    assert fact.fault is not None
    with cache.picture() as picture:
        (kept,) = picture.facts("s", Document)
        assert kept.record == Document(uid="d", number="1/UBND")
        assert picture.facts("s", SecurityEvent) == ()
        assert picture.asks("s").source_time is None
        assert len(picture.asks("s").notes) == 2
        assert picture.samples("s", "bts", since=YEAR_1, until=YEAR_9999) == ()


def test_a_cache_that_has_dates_that_cannot_be_is_read(cache: Cache, clock: HeldClock) -> None:
    event = SecurityEvent(uid="e", time=NOON, signature="x")
    answer(cache, clock, figure("1", at=NOON), event, Document(uid="d", number="1", due=NOON))

    def age(connection: Connection, recorder: Recorder, _: int) -> None:
        connection.execute("UPDATE dated SET source_time = ?", (micros(YEAR_1),))
        connection.execute("UPDATE ask SET source_time = ?", (micros(YEAR_9999),))
        connection.execute("UPDATE fact SET body = replace(body, '2026-', '9999-')")
        recorder.forget()

    cache._writer.submit(age).result()
    assert (str(only(cache).record.value), only(cache).source_time) == ("1", None)
    with cache.picture() as picture:
        assert picture.facts("s", SecurityEvent) == ()
        assert picture.facts("s", Document)[0].record.due is None
        assert picture.asks("s").source_time is None
    answer(cache, clock, figure("2", at=NOON), event, Document(uid="d", number="1", due=NOON))
    with cache.picture() as picture:
        assert picture.facts("s", SecurityEvent)[0].record == event
        assert picture.facts("s", Document)[0].record.due == NOON


def _points(cache: Cache, hours: float, at: object = None) -> list[str]:
    with cache.picture(at) as picture:  # type: ignore[arg-type] # a time or None
        found = picture.samples("s", "bts", since=NOON - timedelta(hours=hours), until=NOON)
    return [str(sample.value) for sample in found]


def test_a_backfilled_series_does_not_pretend_that_it_was_known(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock)
    with cache.picture() as picture:
        then = picture.at
    told = [
        Sample(uid="s", indicator="bts", value=Decimal(f"{i}.0"), at=NOON - timedelta(hours=i))
        for i in range(4)
    ]
    answer(cache, clock, *told, covers=Covers.NEW)
    assert _points(cache, 2) == ["2.0", "1.0", "0.0"]
    assert _points(cache, 2, then) == []


def test_a_corrected_point_is_seen_as_it_was_known(cache: Cache, clock: HeldClock) -> None:
    answer(cache, clock, Sample(uid="s", indicator="bts", value=Decimal(1), at=NOON))
    with cache.picture() as picture:
        then = picture.at
    answer(cache, clock, Sample(uid="s", indicator="bts", value=Decimal(2), at=NOON))
    answer(cache, clock, Sample(uid="s", indicator="bts", value=Decimal(2), at=NOON))
    assert (_points(cache, 1), _points(cache, 1, then)) == (["2"], ["1"])
