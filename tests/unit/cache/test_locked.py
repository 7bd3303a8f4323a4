"""A file that another program holds for a while: waited for, then memory, then the file again."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services import database
from services.cache import Cache, writer
from services.news import Batch, Covers
from services.records import Alert, Observation, Sample
from tests.unit.cache.telling import NOON, SECOND, alert, answer, figure, only, outage, titles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.cache import Picture
    from services.clock import HeldClock
    from services.database import Connection


@pytest.fixture
def other(tmp_path: Path, clock: HeldClock) -> Iterator[Connection]:
    """Another program's connection to the wall's file, in which something happened before."""
    cache = Cache.open(tmp_path, "w", clock)
    answer(cache, clock, figure("1"), figure("7", "kept"), alert("gone"), cursor="1")
    answer(cache, clock, figure("2"), figure("7", "kept"), alert("a"))
    cache.close()
    connection = database.writer(tmp_path / "w.db")
    yield connection
    connection.close()


@pytest.fixture
def cache(
    tmp_path: Path, clock: HeldClock, other: Connection, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cache]:
    assert not other.in_transaction
    monkeypatch.setattr(database, "BUSY", 0.001)
    monkeypatch.setattr(writer, "REST", 0.001)
    made = Cache.open(tmp_path, "w", clock)
    yield made
    made.close()


def test_a_lock_is_waited_for_and_nothing_is_lost(
    cache: Cache, clock: HeldClock, other: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "TRIES", 10**9)
    other.execute("BEGIN IMMEDIATE")
    now = clock.now()
    written = cache.record(Batch(source="s", records=(figure("3"),), asked=now, received=now))
    with cache.picture() as picture:
        assert str(picture.figures("s", "bts")[0].record.value) == "2"
    clock.move(SECOND)
    assert not written.done()
    other.execute("ROLLBACK")
    assert written.result(60) == {"s"}
    assert (str(only(cache).record.value), cache.trouble) == ("3", None)


def _whole(picture: Picture) -> object:
    return (
        picture.facts("s", Observation),
        picture.facts("s", Alert),
        picture.asks("s"),
        picture.settings("scene"),
        picture.samples("s", "bts", since=NOON, until=NOON + timedelta(hours=1)),
    )


def test_after_long_waiting_the_wall_goes_on_in_memory_and_later_in_its_file(
    cache: Cache, tmp_path: Path, clock: HeldClock, other: Connection
) -> None:
    with cache.picture() as picture:
        before = picture.at
    clock.move(SECOND)
    other.execute("BEGIN IMMEDIATE")
    point = figure("4", "new")
    answer(cache, clock, figure("3"), alert("gone"), point, cursor="2")
    locked = cache.trouble
    assert locked is not None
    assert "khóa" in locked.text
    cache.remember("scene", "", "đêm")
    clock.move(SECOND)
    sample = Sample(uid="p", indicator="bts", value=Decimal(9), at=clock.now())
    answer(cache, clock, figure("3"), point, sample, covers=Covers.PART)
    with cache.picture() as picture:
        meanwhile, seen = picture.at, _whole(picture)
    clock.move(timedelta(seconds=61))
    outage(cache, clock)
    assert cache.trouble == locked  # tried, and still locked
    other.execute("ROLLBACK")
    clock.move(timedelta(seconds=61))
    outage(cache, clock)
    assert cache.trouble is not None
    assert "đã ghi lại được" in cache.trouble.text
    assert (str(only(cache).record.value), titles(cache)) == ("3", ["Quét cổng"])
    assert str(only(cache, at=before).record.value) == "2"
    assert cache.cursor("s") == "2"
    clock.move(timedelta(seconds=61))
    outage(cache, clock)
    assert cache.trouble is None
    answer(cache, clock, figure("5"), alert("b"))
    clock.move(SECOND)
    cache.close()
    again = Cache.open(tmp_path, "w", clock)
    with again.picture(meanwhile) as picture:
        assert _whole(picture) == seen
    assert str(only(again).record.value) == "5"
    assert str(only(again, at=before).record.value) == "2"
    again.close()


def test_what_is_in_memory_at_the_end_is_written_if_it_can_be(
    cache: Cache, tmp_path: Path, clock: HeldClock, other: Connection
) -> None:
    other.execute("BEGIN IMMEDIATE")
    answer(cache, clock, figure("3"))
    assert cache.trouble is not None
    other.execute("ROLLBACK")
    cache.close()
    again = Cache.open(tmp_path, "w", clock)
    assert str(only(again).record.value) == "3"
    again.close()
