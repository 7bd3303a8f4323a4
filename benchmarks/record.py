"""What recording costs: facts a second into the cache, and the time of one "what did the wall know at T".

Baselines of the same run: the same number of rows by plain `executemany`, and one bare statement that
looks the same 48 values up.
"""

from __future__ import annotations

import random
import statistics
import time
from collections import deque
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks import work
from services.cache import Cache
from services.clock import SystemClock
from services.database import reader, writer
from services.news import Batch
from services.records import Observation
from services.views import Knowledge
from services.wall_file import installed, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from services.database import Connection

_BATCH = 50
"""Facts of one answer."""
_AT_ONCE = 8
"""Systems whose answers arrive together."""
_TABLE = """CREATE TABLE fact (key INTEGER NOT NULL, learned INTEGER NOT NULL, body TEXT NOT NULL,
PRIMARY KEY (key, learned)) WITHOUT ROWID"""
_PLAIN = """SELECT body FROM key CROSS JOIN fact ON fact.key = key.id AND fact.learned =
(SELECT max(learned) FROM fact AS f WHERE f.key = key.id AND f.learned <= ?)"""


@dataclass(frozen=True, slots=True)
class Recording:
    facts: float
    """A second, through `Cache.record`, each one a version of its own in a batch of 50."""
    rows: float
    """A second, plain rows into one table by `executemany`, WAL, 50 a transaction."""


@dataclass(frozen=True, slots=True)
class Recall:
    versions: int
    knowledge: tuple[float, ...]
    """Milliseconds of 48 figures with state, age and marks at a random instant, through `Knowledge`."""
    statement: tuple[float, ...]
    """Milliseconds of the bare statement for the same 48 at the same instants."""


def recording(folder: Path, seconds: float = 10.0) -> Recording:
    """Each of the two for so long."""
    with closing(Cache.open(folder, "ghi", SystemClock())) as cache:
        waiting: deque[Future[frozenset[str]]] = deque()

        def record(turn: int) -> None:
            """As many systems answer at once: the recording of one is not waited for by the next."""
            waiting.append(cache.record(_batch(f"nguon-{turn % _AT_ONCE}", _BATCH, turn)))
            if len(waiting) >= _AT_ONCE:
                waiting.popleft().result()

        turns = _counted(seconds, record)
        for last in waiting:
            last.result()
    with closing(writer(folder / "tran.db")) as plain:
        plain.execute("PRAGMA journal_mode=WAL")
        plain.execute("PRAGMA synchronous=NORMAL")
        plain.execute(_TABLE)

        def write(turn: int) -> None:
            plain.execute("BEGIN")
            rows = [(n, turn, f'{{"value": "{turn}.{n}"}}') for n in range(_BATCH)]
            plain.executemany("INSERT INTO fact VALUES (?, ?, ?)", rows)
            plain.execute("COMMIT")

        bare = _counted(seconds, write)
    return Recording(turns * _BATCH, bare * _BATCH)


def _counted(seconds: float, act: Callable[[int], object]) -> float:
    """Acts a second."""
    began, turn = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        turn += 1
        act(turn)
    return turn / (time.perf_counter() - began)


def _batch(source: str, count: int, turn: int) -> Batch:
    at = datetime.now(UTC)
    figures = tuple(
        Observation(
            uid=f"so-{n}", indicator=f"so-{n}", value=Decimal(turn) + Decimal(n) / 100, at=at
        )
        for n in range(count)
    )
    return Batch(source=source, records=figures, asked=at, received=at)


def recall(folder: Path, wall: Path, versions: int, looks: int = 300) -> Recall:
    """`wall` has 48 sources of one figure each, `chi-so-NN`. The versions are a year's, evenly, made by one
    real answer of each source and copies of its row at earlier instants.
    """
    loaded = load(wall, installed()).wall
    assert loaded is not None
    clock = SystemClock()
    with closing(Cache.open(folder, "nho", clock)) as cache:
        for name in loaded.sources:
            at = clock.now()
            figure = Observation(uid=name, indicator=name, value=Decimal("57.31"), at=at)
            news = Batch(source=name, records=(figure,), asked=at, received=at)
            cache.record(news).result()
    end = datetime.now(UTC)
    path = next(folder.glob("nho*.db"))
    with closing(writer(path)) as filling:
        _fill(filling, versions // work.SOURCES)
    chance = random.Random(7)
    moments = [end - timedelta(days=365) * chance.random() for _ in range(looks)]
    archive = Cache.read_only(folder, "nho", clock)
    with closing(archive), closing(reader(path)) as plain:

        def known(at: datetime) -> None:
            with archive.picture(at) as picture:
                knowledge = Knowledge(loaded, picture)
                for id in loaded.indicators:
                    knowledge.figure(id)

        def bare(at: datetime) -> None:
            plain.execute(_PLAIN, (round(at.timestamp() * 1e6),)).fetchall()

        return Recall(versions, tuple(_timed(known, moments)), tuple(_timed(bare, moments)))


def _timed(look: Callable[[datetime], None], moments: list[datetime]) -> Iterator[float]:
    for at in moments:
        began = time.perf_counter()
        look(at)
        yield (time.perf_counter() - began) * 1000


def _fill(connection: Connection, versions: int) -> None:
    """That many versions of each key before the one that stands, and one ask for every tenth."""
    step = round(timedelta(days=365).total_seconds() * 1e6) // versions
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    for table, columns, every in (
        ("fact", _columns(connection, "fact"), 1),
        ("ask", _columns(connection, "ask"), 10),
    ):
        kept = [name for name in columns if name != "id"]
        chosen = ", ".join(_shifted(name) for name in kept)
        connection.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + {every} FROM n WHERE i < {versions}) "
            f"INSERT INTO {table} ({', '.join(kept)}) SELECT {chosen} FROM {table}, n",
            {"step": step},
        )
    connection.execute("COMMIT")


def _columns(connection: Connection, table: str) -> list[str]:
    return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]


_TIMES = {"learned", "changed", "asked", "received", "answered", "wide_learned", "wide", "all_time"}


def _shifted(column: str) -> str:
    """A column of a copy that lies `i` steps earlier."""
    if column == "superseded":
        return "learned - (i - 1) * :step"
    if column == "body":
        return "replace(body, '57.31', printf('%d.%02d', 20 + i % 70, i % 100))"
    return f"{column} - i * :step" if column in _TIMES else column


def median(values: tuple[float, ...]) -> float:
    return statistics.median(values)


def late(values: tuple[float, ...]) -> float:
    """99 in a hundred are quicker."""
    return statistics.quantiles(values, n=100)[-1]
