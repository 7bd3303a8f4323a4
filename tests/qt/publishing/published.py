"""A wall that publishes, on a loop whose seconds pass as fast as they can."""

from __future__ import annotations

import asyncio
import json
import zlib
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from services.cache import Cache
from services.clock import HeldClock
from services.news import Batch
from services.records import Observation
from services.words import Words
from ui.decided import Setting
from ui.leftovers import STATE
from ui.opening import open_wall
from ui.publishing.publishing import Publishing
from ui.publishing.state import BEGINS, ENDS
from ui.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from services.phrase import Phrase
    from ui.opening import Opened

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
PATIENCE = 30.0
"""Seconds: two cores are shared by everything."""
WALL = """\
wall: 1
name: thu
title: {{vi: Tường thử, en: Trial wall}}
sources:
  so:
    connector: http_json
    url: "http://127.0.0.1:9/"
    sensitivity: public
    observations: {{each: "chi_so[]", indicator: ma, value: gia_tri, time: luc}}
indicators:
  tram:
    name: {{vi: Trạm, en: Stations}}
    unit: {{vi: trạm, en: stations}}
    source: so
    sensitivity: public
  xa: {{name: {tile}, source: so, sensitivity: public}}
screens:
  - {{name: trái, size: [640, 360], pitch: 2 mm, seat: 4 m, at: [0, 0]}}
  - {{name: phải, size: [640, 360], pitch: 2 mm, seat: 4 m, at: [640, 0]}}
scenes:
  một:
    title: {{vi: Cảnh một, en: Scene one}}
    audience: {audience}
    trái:
      title: Bên trái
      grid: [2, 1]
      tiles: [{{number: tram, sensitivity: public}}, {{number: xa, sensitivity: public}}]
    phải: {{grid: [1, 1], tiles: [{{number: xa, sensitivity: public}}]}}
  hai:
    title: {{vi: Cảnh hai, en: Scene two}}
    audience: public
    trái: {{grid: [1, 1], tiles: [{{number: tram, sensitivity: public}}]}}
  kín:
    title: {{vi: Cảnh kín, en: Inner scene}}
    audience: restricted
    trái: {{grid: [1, 1], tiles: [{{number: tram, sensitivity: public}}]}}
publish: {publish}
"""


def wall(publish: str, *, audience: str = "public", tile: str = "{vi: Xã, en: Communes}") -> str:
    return WALL.format(publish=publish, audience=audience, tile=tile)


@dataclass
class Room:
    """What a running wall has of it."""

    path: Path
    opened: Opened
    cache: Cache
    clock: HeldClock = field(default_factory=lambda: HeldClock(AT))
    setting: Setting = field(default_factory=lambda: Setting(scene="một", lang="vi", theme="toi"))
    said: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    waited: Callable[[float], None] = lambda _: None
    publishing: Publishing | None = None
    waits_for_disks: bool = False
    """Its seconds don't pass while a folder is being written."""

    def say(self, text: str) -> None:
        """The wall's file, from now on."""
        self.path.write_text(text, encoding="utf-8")
        self.opened = _opened(self.path)

    def answer(self, **figures: int) -> None:
        now = self.clock.now()
        records = tuple(
            Observation(uid=name, indicator=name, value=Decimal(value), at=now)
            for name, value in figures.items()
        )
        self.cache.record(Batch(source="so", records=records, asked=now, received=now)).result()

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.waited(seconds)
        await asyncio.sleep(0.001)
        while self.waits_for_disks and self._is_writing():  # noqa: ASYNC110 - a thread does it, and tells only the loop
            await asyncio.sleep(0.001)
        self.clock.move(timedelta(seconds=seconds))

    def _is_writing(self) -> bool:
        lines = () if self.publishing is None else self.publishing._lines.values()
        return any(line.writing is not None and not line.writing.done() for line in lines)

    def tell(self, said: Phrase) -> None:
        self.said.append(Words("vi", ZoneInfo("UTC")).say(said))

    def folder(self, name: str = "cong-bo") -> Path:
        return self.path.parent / name


@contextmanager
def room(folder: Path, text: str) -> Iterator[Room]:
    path = folder / "tuong.yaml"
    path.write_text(text, encoding="utf-8")
    clock = HeldClock(AT)
    made = Room(path, _opened(path), Cache.in_memory(clock), clock)
    try:
        made.answer(tram=1700, xa=142)
        yield made
    finally:
        made.cache.close()


@asynccontextmanager
async def running(room: Room) -> AsyncIterator[Publishing]:
    publishing = Publishing(
        lambda: (room.opened, room.setting),
        room.cache,
        room.clock,
        kept=room.path.parent,
        tell=room.tell,
        waiting=room.wait,
    )
    room.publishing = publishing
    publishing.begin()
    try:
        yield publishing
    finally:
        await publishing.end()


async def until(met: Callable[[], Any]) -> Any:
    """What it comes to, once that is true: a folder tells nobody that it has changed."""
    async with asyncio.timeout(PATIENCE):
        while not (found := met()):  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.005)
        return found


def told(folder: Path) -> dict[str, Any] | None:
    """What the page in a folder is told; None where there is none yet. Its pictures must be those."""
    if not (folder / STATE).exists():
        return None
    text = (folder / STATE).read_text("ascii").partition("// ")[0]
    assert text.startswith(BEGINS)
    assert text.endswith(ENDS)
    found: dict[str, Any] = json.loads(text.removeprefix(BEGINS).removesuffix(ENDS))
    return found


def sums(state: dict[str, Any]) -> dict[str, int]:
    return {one["png"]: one["sum"] for scene in state["scenes"] for one in scene["panels"]}


def sums_of(folder: Path) -> dict[str, int]:
    """As the pictures are that lie there."""
    return {one.name: zlib.crc32(one.read_bytes()) for one in folder.glob("*.png")}


def publish_once(room: Room, folder: Path) -> dict[str, Any]:
    """Runs until something is published that wasn't there before."""
    before = told(folder)

    async def go() -> dict[str, Any]:
        async with running(room):
            found: dict[str, Any] = await until(
                lambda: state if (state := told(folder)) != before else None
            )
            return found

    return asyncio.run(go())


def _opened(path: Path) -> Opened:
    return open_wall(path, "vi", Terminal(Words("vi", ZoneInfo("UTC"))))
