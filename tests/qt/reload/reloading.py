"""A wall whose file is edited while it runs."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, override
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication

from services.acts import Journal
from services.cache import Cache
from services.clock import SystemClock
from services.words import Words
from tests.wall.system import WALL, System
from ui.acts import Acts, journal_path
from ui.canvas import part_rect
from ui.following import Following
from ui.opening import open_wall
from ui.past import force
from ui.reload import Reload
from ui.showing import Showing
from ui.terminal import Terminal
from widgets.drawing import Text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from PySide6.QtCore import QRect

    from ui.opening import Opened
    from ui.windows import WallWindow
    from widgets.drawing import Item


PATIENCE = 30.0
TAKEN = "Tệp tường vừa sửa đã có hiệu lực."
REFUSED = "Tệp tường vừa sửa chưa có hiệu lực"
MENDED = "Tệp tường lại như đang dùng."
SLOW = WALL.replace("every: 1 s", "every: 1 h")


@dataclass(frozen=True, slots=True)
class Told(Terminal):
    """What a wall says on its terminal, as it comes."""

    lines: asyncio.Queue[str] = field(kw_only=True)

    @override
    def note(self, text: str) -> None:
        self.lines.put_nowait(text)


async def waiting(seconds: float) -> None:
    """Windows go on meanwhile; an hour isn't waited for in small steps."""
    ends = asyncio.get_running_loop().time() + seconds
    while (left := ends - asyncio.get_running_loop().time()) > 0 and seconds < PATIENCE:
        QApplication.processEvents()
        await asyncio.sleep(min(left, 0.02))
    if seconds >= PATIENCE:
        await asyncio.sleep(seconds)
    QApplication.processEvents()


@dataclass
class Room:
    """A running wall, what it says on its terminal, and of which sources it has news."""

    path: Path
    opened: Opened
    cache: Cache
    showing: Showing
    lines: asyncio.Queue[str]
    changed: asyncio.Queue[str]

    @property
    def window(self) -> WallWindow:
        return self.showing.wall.windows[0]

    @property
    def file(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def write(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")

    async def says(self, words: str) -> str:
        async with asyncio.timeout(PATIENCE):
            while words not in (line := await self.lines.get()):
                pass
        return line

    async def hears_of(self, source: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while await self.changed.get() != source:
                pass
        self.showing.wall._looking.look(due=True)

    def texts(self, screen: str = "trái") -> list[str]:
        face = self.showing.wall.faces[screen]
        items = [*face.heading, *(item for tile in face.tiles.values() for item in tile.items)]
        return [item.text for item in items if isinstance(item, Text)]

    def place(self, screen: str, id: str) -> QRect:
        face = self.showing.wall.faces[screen]
        return self.window.sight.covered(screen, part_rect(face, id))


@asynccontextmanager
async def running(
    folder: Path,
    text: str,
    *,
    lang: str | None = None,
    status: Callable[[Path], os.stat_result] = os.stat,
    plugins: Path | None = None,
) -> AsyncIterator[Room]:
    path = folder / "tuong.yaml"
    path.write_text(text, encoding="utf-8")
    lines: asyncio.Queue[str] = asyncio.Queue()
    told = Told(Words("vi", ZoneInfo("UTC")), lines=lines, remarks=deque())
    opened = open_wall(path, None, told, plugins=plugins)
    clock = SystemClock()
    cache = Cache.in_memory(clock)
    journal = Journal(journal_path(folder, "thu"), clock)
    acts = Acts(journal, cache, clock)
    force(opened, cache)
    showing = Showing(opened, cache, acts, clock, ran=clock.monotonic, lang=lang)
    changed: asyncio.Queue[str] = asyncio.Queue()

    def refresh(sources: frozenset[str]) -> None:
        showing.refresh(sources)
        for source in sources:
            changed.put_nowait(source)

    following = Following(opened, cache, clock, refresh, waiting=waiting)
    reload = Reload(
        opened,
        showing,
        cache,
        acts,
        following,
        now=clock.now,
        monotonic=clock.monotonic,
        status=status,
        waiting=waiting,
    )
    showing.begin()
    following.begin()
    reload.begin()
    try:
        yield Room(path, opened, cache, showing, lines, changed)
    finally:
        await reload.end()
        await following.end()
        showing.end()
        showing.wall.deleteLater()
        showing.deleteLater()
        journal.close()
        cache.close()


def asked(system: System) -> int:
    """How often since the last time."""
    times = 0
    while system.asked.acquire(blocking=False):
        times += 1
    return times


def texts_over(room: Room) -> list[str]:
    """What lies over the wall, whole."""
    wall = room.showing.wall
    from ui import notices  # noqa: PLC0415 - its inside is looked at here alone

    shown = wall.notices._shown
    assert shown is not None
    sheet = room.window.overlay_sheet()
    items: list[Item] = [
        item for over in notices._items(shown, sheet, miniature=False) for item in over
    ]
    return [item.full for item in items if isinstance(item, Text)]
