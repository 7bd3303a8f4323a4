from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from services.cache import Cache
from services.clock import SystemClock
from services.news import Reason
from services.phrase import phrase
from services.simulation.child import ProvinceFailed
from services.words import Words
from tests.wall.system import System
from ui.following import Following
from ui.opening import open_wall
from ui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from services.cache.journal import Asked

WALL = """\
wall: 1
province: {{seed: 1}}
sources:
  that:
    connector: http_json
    url: "{url}"
    every: 1 s
    observations: {{each: "chi_so[]", indicator: ma, value: gia_tri}}
  tinh:
    connector: http_json
    url: /reports/chi-so
    every: 1 h
    observations: {{each: "chi_so[]", indicator: ma, value: gia_tri}}
"""
PATIENCE = 30.0
BEAT = 600.0


@pytest.fixture
def system() -> Iterator[System]:
    with System() as answering:
        yield answering


class Child:
    """A province that answers until it dies."""

    def __init__(self) -> None:
        self.system = System()
        self.root_url = self.system.url
        self.alive = True

    def die(self) -> None:
        self.system.close()
        self.alive = False

    def close(self) -> None:
        if self.alive:
            self.die()


@dataclass
class Room:
    """`starts`: what comes of each start of the province in turn, then nothing but failures."""

    path: Path
    cache: Cache
    following: Following | None = None
    starts: list[Child] = field(default_factory=list)
    news: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    waits: asyncio.Queue[float] = field(default_factory=asyncio.Queue)

    def start(self) -> Child:
        if not self.starts:
            raise ProvinceFailed(phrase("không mở được tỉnh mô phỏng: {why}", why="thử"))
        return self.starts.pop(0)

    def refresh(self, changed: frozenset[str]) -> None:
        for source in changed:
            self.news.put_nowait(source)

    async def wait(self, seconds: float) -> None:
        """Back-off takes no time here, a source's own beat does; both are noted."""
        self.waits.put_nowait(seconds)
        await asyncio.sleep(seconds if seconds > BEAT else 0.01)

    async def heard_of(self, source: str) -> Asked:
        async with asyncio.timeout(PATIENCE):
            while await self.news.get() != source:
                pass
        return self.asks(source)

    async def edit(self, text: str) -> None:
        """What a reload does about the sources."""
        self.path.write_text(text, encoding="utf-8")
        opened = open_wall(self.path, "vi", Terminal(Words("vi", ZoneInfo("UTC"))))
        assert self.following is not None
        await self.following.leave(opened.wall)
        await self.following.take(opened)

    def asks(self, source: str) -> Asked:
        with self.cache.picture() as picture:
            return picture.asks(source)


@asynccontextmanager
async def followed(folder: Path, url: str, *starts: Child) -> AsyncIterator[Room]:
    path = folder / "tuong.yaml"
    path.write_text(WALL.format(url=url), encoding="utf-8")
    opened = open_wall(path, "vi", Terminal(Words("vi", ZoneInfo("UTC"))))
    clock = SystemClock()
    room = Room(path, Cache.in_memory(clock), starts=list(starts))
    following = room.following = Following(
        opened, room.cache, clock, room.refresh, starting=room.start, waiting=room.wait
    )
    following.begin()
    try:
        yield room
    finally:
        await following.end()
        room.cache.close()
        for child in starts:
            child.close()


async def test_a_province_that_does_not_start_stops_no_real_source(
    tmp_path: Path, system: System, capsys: pytest.CaptureFixture[str]
) -> None:
    async with followed(tmp_path, system.url) as room:
        assert (await room.heard_of("that")).last_answered is not None
        lost = await room.heard_of("tinh")
        await room.heard_of("tinh")
    assert lost.reason is Reason.UNREACHABLE
    assert lost.words == phrase("Tỉnh mô phỏng không mở được")
    assert capsys.readouterr().err == "không mở được tỉnh mô phỏng: thử\n"


async def test_a_province_is_tried_again_later_each_time(tmp_path: Path, system: System) -> None:
    async with followed(tmp_path, system.url) as room:
        async with asyncio.timeout(PATIENCE):
            for longer in (2.0, 4.0, 8.0, 16.0):
                while await room.waits.get() != longer:
                    pass
        room.starts.append(Child())
        while (await room.heard_of("tinh")).last_answered is None:
            pass


async def test_a_province_that_dies_is_started_again_and_its_sources_are_asked_at_once(
    tmp_path: Path,
    system: System,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    first, second = Child(), Child()
    async with followed(tmp_path, system.url, first, second) as room:
        assert (await room.heard_of("tinh")).reason is None
        second.system.figures["tram"] = 1800
        assert not second.system.asked.acquire(blocking=False)
        first.die()
        await room.heard_of("tinh")
        assert second.system.asked.acquire(blocking=False)
    assert not second.alive
    assert capsys.readouterr().err == "Tỉnh mô phỏng đã dừng, đang mở lại.\n"
    assert "Tỉnh mô phỏng đã dừng, đang mở lại." in caplog.messages, "the console's log tells of it"


async def test_a_province_that_the_file_no_longer_wants_ends_and_another_begins(
    tmp_path: Path, system: System
) -> None:
    first, second = Child(), Child()
    async with followed(tmp_path, system.url, first, second) as room:
        assert (await room.heard_of("tinh")).reason is None
        text = WALL.format(url=system.url)
        without = text[: text.index("  tinh:")].replace("province: {seed: 1}\n", "")
        await room.edit(without)
        assert not first.alive
        assert not second.system.asked.acquire(blocking=False)
        await room.edit(text)
        assert (await room.heard_of("tinh")).reason is None
        assert second.system.asked.acquire(blocking=False)
    assert not second.alive


async def test_sources_of_a_province_that_goes_on_are_not_disturbed_by_an_edit(
    tmp_path: Path, system: System
) -> None:
    child = Child()
    async with followed(tmp_path, system.url, child) as room:
        await room.heard_of("tinh")
        assert child.system.asked.acquire(blocking=False)
        more = "  tinh-hai:\n    connector: http_json\n    url: /reports/chi-so\n    every: 1 h\n"
        mapping = '    observations: {each: "chi_so[]", indicator: ma, value: gia_tri}\n'
        await room.edit(WALL.format(url=system.url) + more + mapping)
        await room.heard_of("tinh-hai")
        assert child.alive
        assert child.system.asked.acquire(blocking=False)
        assert not child.system.asked.acquire(blocking=False)
