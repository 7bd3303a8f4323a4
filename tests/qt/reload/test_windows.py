from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from tests.qt.reload.reloading import PATIENCE, SLOW, TAKEN, asked, running, waiting

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wall.system import System
    from ui.windows import WallWindow

pytestmark = pytest.mark.usefixtures("qapp")


async def test_other_screens_come_into_the_same_window_with_a_picture_at_once(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        window = room.window
        more = "  - {name: ba, size: [640, 360], pitch: 2 mm, seat: 4 m}\nscenes:"
        tiles = "    ba: {grid: [1, 1], tiles: [{number: xa}]}\n  hai:"
        room.write(room.file.replace("scenes:", more).replace("  hai:", tiles))
        await room.says(TAKEN)
        assert room.showing.wall.windows == (window,)
        assert list(window.areas) == ["trái", "phải", "ba"]
        assert list(room.showing.wall.faces) == ["trái", "phải", "ba"]
        assert window.isVisible()


async def gone(window: WallWindow) -> None:
    async with asyncio.timeout(PATIENCE):
        while shiboken6.isValid(window) and window.isVisible():
            await waiting(0.02)


async def test_a_window_that_goes_stays_until_the_one_that_comes_is_painted(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        miniature, good = room.window, room.file
        size = QApplication.primaryScreen().size()
        lines = good.splitlines(keepends=True)
        right = [n for n, line in enumerate(lines) if "phải" in line]
        alone = "".join(line for n, line in enumerate(lines) if n not in right)
        room.write(alone.replace("[640, 360]", f"[{size.width()}, {size.height()}]"))
        await room.says(TAKEN)
        assert room.window is not miniature
        assert not room.window.miniature
        await gone(miniature)
        assert room.window._seen
        full = room.window
        room.write(good)
        await room.says(TAKEN)
        await gone(full)
        assert room.window._seen
        assert room.window.miniature


async def test_a_wall_of_sources_alone_becomes_one_that_says_what_it_shows_and_back(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    whole = SLOW.format(url=systems[0].url)
    sources = whole[: whole.index("indicators:")]
    async with running(tmp_path, sources) as room:
        await room.hears_of("so")
        asked(systems[0])
        made = list(room.showing.wall.faces)
        room.write(whole)
        await room.says(TAKEN)
        assert list(room.showing.wall.faces) == ["trái", "phải"]
        assert room.showing.wall.setting.scene == "một"
        room.write(sources + "# như trước\n")
        await room.says(TAKEN)
        assert list(room.showing.wall.faces) == made
        assert asked(systems[0]) == 0
