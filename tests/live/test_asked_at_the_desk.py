"""A real server that changes its answer, hangs and is paused: what the desk does to it and sees of it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from services.cache import PAUSE, Cache, Pause
from services.clock import SystemClock
from services.freshness import State
from services.views import Knowledge
from services.words import Words
from tests.wall.system import System
from ui.following import Following
from ui.opening import open_wall
from ui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from services.wall_file.shape import WallFile

WALL = """\
wall: 1
sources:
  so:
    connector: http_json
    url: "{url}"
    every: {every}
    deadline: 2 s
    auth: {{bearer: "khoa-bi-mat-1234567890"}}
    observations: {{each: "chi_so[]", indicator: ma, value: gia_tri}}
"""
PATIENCE = 30.0


@dataclass
class Room:
    following: Following
    cache: Cache
    wall: WallFile

    async def until(self, holds: Callable[[], bool]) -> None:
        """What is waited for has no event: it is looked at again and again."""
        async with asyncio.timeout(PATIENCE):
            for _ in iter(holds, True):  # noqa: FBT003 - what it is to come to
                await asyncio.sleep(0.01)

    def text(self) -> str:
        last = self.following.answers.of("so")
        return "" if last is None or not last.parts else last.parts[0].text

    def state(self) -> State:
        with self.cache.picture() as picture:
            return Knowledge(self.wall, picture).source("so").state

    def asks(self) -> int:
        with self.cache.picture() as picture:
            return len(picture.finished("so", timedelta(hours=1)))


@pytest.fixture
def system() -> Iterator[System]:
    with System() as answering:
        yield answering


@asynccontextmanager
async def followed(
    folder: Path, system: System, every: str = "1 h", *, paused: Pause | None = None
) -> AsyncIterator[Room]:
    path = folder / "tuong.yaml"
    path.write_text(WALL.format(url=system.url, every=every), encoding="utf-8")
    opened = open_wall(path, "vi", Terminal(Words("vi", ZoneInfo("UTC"))))
    clock = SystemClock()
    cache = Cache.in_memory(clock)
    if paused is not None:
        cache.remember(PAUSE, "so", paused.as_json())
    heard: list[frozenset[str]] = []
    following = Following(opened, cache, clock, heard.append, waiting=asyncio.sleep)
    room = Room(following, cache, opened.wall)
    following.begin()
    try:
        yield room
    finally:
        await following.end()
        cache.close()


async def test_a_source_that_is_asked_now_answers_now_and_its_answer_is_there_as_it_came(
    tmp_path: Path, system: System
) -> None:
    async with followed(tmp_path, system) as room:
        await room.until(lambda: room.asks() == 1)
        assert '"gia_tri": 142' in room.text()
        system.figures["xa"] = "khoa-bi-mat-1234567890"
        assert room.following.call("so") is None
        await room.until(lambda: room.asks() == 2)
        assert '"gia_tri": "•••"' in room.text(), "what it repeats of a secret goes no further"
        coming = room.following.next("so")
        assert coming is not None
        assert coming.due is not None


async def test_a_source_that_hangs_is_asked_once_and_says_since_when(
    tmp_path: Path, system: System
) -> None:
    async with followed(tmp_path, system) as room:
        await room.until(lambda: room.asks() == 1)
        system.silent.set()
        assert room.following.call("so") is None
        await room.until(
            lambda: (one := room.following.next("so")) is not None and bool(one.under_way)
        )
        assert room.following.call("so") is not None
        await room.until(lambda: room.asks() == 2)
        last = room.following.answers.of("so")
        assert last is not None
        assert last.parts, "the answer before it is still there"
        assert last.failed is not None
        with room.cache.picture() as picture:
            asks = picture.finished("so", timedelta(hours=1))
        assert asks[0].took >= timedelta(seconds=1)
        system.ending.set()


async def test_a_source_that_was_paused_before_is_not_asked_until_its_pause_is_over(
    tmp_path: Path, system: System
) -> None:
    pause = Pause("thay ổ đĩa", SystemClock().now() + timedelta(seconds=1.5))
    async with followed(tmp_path, system, paused=pause) as room:
        assert not system.asked.acquire(timeout=0)
        await room.until(lambda: room.asks() == 1)
        assert pause.until is not None
        assert SystemClock().now() >= pause.until
        assert room.state() is State.LIVE


async def test_a_paused_source_is_in_maintenance_and_asked_at_once_when_it_is_resumed(
    tmp_path: Path, system: System
) -> None:
    async with followed(tmp_path, system, every="200 ms") as room:
        await room.until(lambda: room.asks() >= 1)
        room.cache.remember(PAUSE, "so", Pause("bảo trì").as_json())
        room.following.hold("so", None)
        assert room.state() is State.MAINTENANCE
        await room.until(
            lambda: (one := room.following.next("so")) is not None and not one.under_way
        )
        before = room.asks()
        await asyncio.sleep(0.6)
        assert room.asks() == before, "three of its beats have passed"
        room.cache.remember(PAUSE, "so", None)
        room.following.let_go("so")
        await room.until(lambda: room.asks() > before)
        assert room.state() is State.LIVE
