"""Short words for telling a cache what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.cache import pruning
from services.cache.times import micros
from services.news import Batch, Outage, Reason
from services.phrase import phrase
from services.records import Alert, Observation
from services.wall_file.shape import WallFile

if TYPE_CHECKING:
    from services.cache import Cache, Fact
    from services.cache.recorder import Recorder
    from services.clock import HeldClock
    from services.database import Connection
    from services.records import Record

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)
FAULT = phrase("Giá trị “{giatri}” không đọc được.", giatri="n/a")


def figure(value: str | None = "1", indicator: str = "bts", **more: Any) -> Observation:
    number = None if value is None else Decimal(value)
    made = Observation(uid=indicator, indicator=indicator, value=number)
    return replace(made, **more)


def alert(uid: str, title: str = "Quét cổng", **more: Any) -> Alert:
    return replace(Alert(uid=uid, title=title, severity=3), **more)


def answer(cache: Cache, clock: HeldClock, *records: Record, **more: Any) -> None:
    now = clock.now()
    batch = Batch(source="s", records=records, asked=now, received=now)
    cache.record(replace(batch, **more)).result()


def outage(cache: Cache, clock: HeldClock, reason: Reason = Reason.DEADLINE) -> None:
    now = clock.now()
    words = phrase("Không trả lời trong {giay} giây.", giay=10)
    cache.record(
        Outage(source="s", reason=reason, words=words, asked=now - SECOND, received=now)
    ).result()


def thin(cache: Cache, before: datetime, asks_before: datetime | None = None) -> int:
    """As a wall that is idle does step by step; the number of rows removed."""
    cuts = micros(before), micros(asks_before or before)

    def step(connection: Connection, recorder: Recorder, _: int) -> int:
        return pruning.step(connection, recorder, *cuts)

    removed = 0
    while now := cache._writer.submit(step).result():
        removed += now
    return removed


def only(cache: Cache, indicator: str = "bts", at: datetime | None = None) -> Fact[Observation]:
    with cache.picture(at) as picture:
        (fact,) = picture.figures("s", indicator)
    return fact


def wall_of(figures: dict[str, tuple[str, ...]], **source: str) -> WallFile:
    """A wall file of these sources and their indicators; ids of indicators are their names, with the
    source before them where there are several."""
    alone = len(figures) == 1
    sources = {id: {"connector": "http_json", "url": "http://10.1.0.9", **source} for id in figures}
    indicators = {
        name if alone else f"{id}-{name}": {"name": name, "source": id, "metric": name}
        for id, names in figures.items()
        for name in names
    }
    return WallFile.model_validate({"wall": 1, "sources": sources, "indicators": indicators})


def titles(cache: Cache, at: datetime | None = None) -> list[str]:
    with cache.picture(at) as picture:
        return [fact.record.title for fact in picture.facts("s", Alert)]


WALL = wall_of({"s": ("bts",)}, every="10 s")
"""Names one figure of one source."""
