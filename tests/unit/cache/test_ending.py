"""However a wall ends, what it said was written is there, and the order of learning goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from services import database
from services.cache import Cache, pruning, rounds
from services.news import Batch, Covers
from services.records import Alert
from tests.unit.cache.telling import NOON, answer, figure, only, outage, thin, titles

if TYPE_CHECKING:
    import pytest

    from services.clock import HeldClock

ROOT = Path(__file__).resolve().parents[3]
WALL = """
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from services.cache import Cache
from services.clock import OffsetClock
from services.news import Batch, Covers
from services.records import Alert, Observation
start = datetime(2026, 11, 24, 5, tzinfo=UTC) - timedelta(hours=int(sys.argv[2]))
clock = OffsetClock(start)
cache = Cache.open(Path(sys.argv[1]), "w", clock)
n = int(sys.argv[3])
while True:
    n += 1
    records = (Observation(uid="n", indicator="n", value=Decimal(n)),
               *(Alert(uid=str(n + i), title="x" * 300) for i in range(20)))
    now = clock.now()
    cache.record(Batch(source="s", records=records, asked=now, received=now)).result()
    print(n, flush=True)
"""


def _killed(folder: Path, hours_back: int, number: int, lines: int) -> int:
    """A wall that is killed while it writes; the last number that it said was recorded."""
    wall = subprocess.Popen(
        [sys.executable, "-c", WALL, str(folder), str(hours_back), str(number)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert wall.stdout is not None
    with wall:
        for _ in range(lines):
            number = int(wall.stdout.readline())
        wall.kill()
        for line in wall.stdout:  # what it still said before it died
            if line.endswith("\n"):
                number = int(line)
    return number


def test_a_wall_that_is_killed_at_any_moment_loses_nothing_that_it_recorded(
    tmp_path: Path, clock: HeldClock
) -> None:
    number = 0
    for hours_back, lines in ((0, 1), (5, 30), (2, 7), (9, 61), (1, 13)):
        number = _killed(tmp_path, hours_back, number, lines)
        connection = database.writer(tmp_path / "w.db")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        cache = Cache.open(tmp_path, "w", clock)
        assert cache.trouble is None
        fact = only(cache, "n")
        assert fact.record.value is not None
        assert fact.record.value >= number
        assert len(titles(cache)) == 20
        number = int(fact.record.value)
        cache.close()
    connection = database.writer(tmp_path / "w.db")
    told = connection.execute("SELECT body FROM fact WHERE key = 1 ORDER BY learned").fetchall()
    connection.close()
    # One version a number, in their order, though the clock went back between the runs.
    assert [body for (body,) in told] == [
        f'{{"indicator":"n","value":"{n}"}}' for n in range(1, number + 1)
    ]


def test_closing_writes_what_was_recorded_and_ends_the_thread(
    tmp_path: Path, clock: HeldClock
) -> None:
    before = set(threading.enumerate())
    cache = Cache.open(tmp_path, "w", clock)
    now = clock.now()
    written = [
        cache.record(Batch(source="s", records=(figure(str(n)),), asked=now, received=now))
        for n in range(200)
    ]
    cache.close()
    assert all(future.result() == frozenset({"s"}) for future in written)
    assert set(threading.enumerate()) == before
    assert not (tmp_path / "w.db-wal").exists()
    cache = Cache.open(tmp_path, "w", clock)
    assert only(cache).record == figure("199")
    cache.close()


def test_a_picture_that_is_still_open_neither_holds_up_writing_nor_moves(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1"))
    with cache.picture() as picture:
        answer(cache, clock, figure("2"))
        with cache.picture() as later:
            assert later.figures("s", "bts")[0].record == figure("2")
        assert picture.figures("s", "bts")[0].record == figure("1")


def test_a_picture_is_read_while_a_transaction_is_open(tmp_path: Path, clock: HeldClock) -> None:
    cache = Cache.open(tmp_path, "w", clock)
    answer(cache, clock, figure("1"))
    inside, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> None:
        inside.set()
        assert go_on.wait(60)

    clock.move(timedelta(seconds=1))
    writing = cache._writer.submit(slow)
    assert inside.wait(60)
    with cache.picture() as picture:
        assert picture.figures("s", "bts")[0].record == figure("1")
        assert picture.at < clock.now()
    go_on.set()
    writing.result()
    cache.close()


def test_pictures_on_many_threads_are_each_of_one_instant(tmp_path: Path, clock: HeldClock) -> None:
    """Two sources' figures are told in turns: a whole picture never sees the second ahead."""
    cache = Cache.open(tmp_path, "w", clock)
    torn: list[object] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            with cache.picture() as picture:
                first = picture.figures("one", "n")
                second = picture.figures("two", "n")
            if second and (not first or first[0].record.value < second[0].record.value):  # type: ignore[operator] # always told
                torn.append((first, second))

    lookers = [threading.Thread(target=look) for _ in range(3)]
    for looker in lookers:
        looker.start()
    for n in range(150):
        now = clock.now()
        told = [
            Batch(source=source, records=(figure(str(n), "n"),), asked=now, received=now)
            for source in ("one", "two")
        ]
        for written in [cache.record(batch) for batch in told]:
            written.result()
    done.set()
    for looker in lookers:
        looker.join()
    cache.close()
    assert torn == []


def test_a_defect_in_a_job_is_raised_to_its_caller_and_the_next_job_goes_on(
    cache: Cache, clock: HeldClock
) -> None:
    def defect(*_: object) -> None:
        raise ZeroDivisionError

    assert isinstance(cache._writer.submit(defect).exception(), ZeroDivisionError)
    answer(cache, clock, figure("1"))
    assert only(cache).record == figure("1")
    assert cache.trouble is None


def _count(cache: Cache, table: str) -> int:
    counting = cache._writer.submit(
        lambda connection, *_: connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    )
    return int(counting.result()[0])


def test_pruning_removes_only_what_was_superseded_before_the_cut(
    cache: Cache, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "REST", timedelta.max)
    answer(cache, clock, figure("1"), figure("7", "still"), Alert(uid="a", title="A"))
    for n in range(2, 2002, 1000):
        clock.move(timedelta(days=1))
        answer(cache, clock, figure(str(n)), figure("7", "still"))
    clock.move(timedelta(days=500))
    outage(cache, clock)
    outage(cache, clock)
    before = only(cache), only(cache, "still")
    assert thin(cache, NOON + timedelta(days=400), clock.now() - timedelta(days=365)) > 0
    assert (only(cache), only(cache, "still")) == before
    with cache.picture() as picture:
        asked = picture.asks("s")
        assert asked.last_answered == NOON + timedelta(days=2)
        assert asked.ever
    with cache.picture(NOON + timedelta(days=450)) as picture:
        assert picture.figures("s", "bts")[0].record == figure("1002")
    rows = {table: _count(cache, table) for table in ("fact", "key", "ask")}
    assert rows == {"fact": 2, "key": 2, "ask": 3}
    answer(cache, clock, figure("1003"), Alert(uid="a", title="A"))
    assert (only(cache).record, titles(cache)) == (figure("1003"), ["A"])


def test_a_wall_thins_its_cache_by_itself_when_idle_step_by_step(
    cache: Cache, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "STEP", 1)
    for n in range(4):
        answer(cache, clock, figure(str(n)), figure("7", "still"))
    clock.move(timedelta(minutes=59))
    answer(cache, clock, figure("4"), figure("7", "still"))
    assert _count(cache, "fact") == 6
    clock.move(timedelta(days=366))
    left = []
    for _ in range(7):
        answer(cache, clock, figure("4"), figure("7", "still"))
        left.append(_count(cache, "fact"))
    assert left == sorted(left, reverse=True)
    assert left[-1] == 2
    assert len(set(left)) > 2
    assert only(cache, "still").record == figure("7", "still")
    assert only(cache).confirmed == clock.now()


def test_a_clock_that_was_set_ahead_costs_no_past(cache: Cache, clock: HeldClock) -> None:
    for n in range(4):
        answer(cache, clock, figure(str(n)))
    clock.move(timedelta(minutes=61))
    clock.jump(clock.now() + timedelta(days=400))
    for _ in range(5):
        answer(cache, clock, figure("4"))
    assert _count(cache, "fact") == 5


def test_a_key_that_takes_the_number_of_a_pruned_one_has_nothing_of_its_past(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1", "old"), covers=Covers.PART)
    answer(cache, clock)
    clock.move(timedelta(days=1))
    thin(cache, clock.now(), NOON)
    answer(cache, clock, figure("1", "new"), covers=Covers.PART)
    assert only(cache, "new").confirmed == clock.now()


def test_a_key_that_takes_the_number_of_one_thinned_away_by_the_wall_has_nothing_of_its_past(
    cache: Cache, clock: HeldClock
) -> None:
    answer(cache, clock, figure("1", "old"), covers=Covers.PART)
    answer(cache, clock)
    clock.move(timedelta(days=366))
    while _count(cache, "key"):
        answer(cache, clock)
    clock.move(timedelta(minutes=1))
    answer(cache, clock, figure("1", "new"), covers=Covers.PART)
    assert only(cache, "new").confirmed == clock.now()


def test_pruning_gives_pages_back(tmp_path: Path, clock: HeldClock) -> None:
    cache = Cache.open(tmp_path, "w", clock)
    answer(cache, clock, *(Alert(uid=str(n), title="x" * 2000) for n in range(600)))
    answer(cache, clock)
    clock.move(timedelta(days=2))
    pages = "PRAGMA page_count"
    before = cache._writer.submit(lambda c, *_: c.execute(pages).fetchone()[0]).result()
    thin(cache, clock.now(), NOON)
    after = cache._writer.submit(lambda c, *_: c.execute(pages).fetchone()[0]).result()
    assert after < before / 2
    cache.close()
