from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from services.cache import CacheTrouble
from services.phrase import phrase
from tests.qt.reload.reloading import (
    MENDED,
    PATIENCE,
    REFUSED,
    SLOW,
    TAKEN,
    asked,
    running,
    texts_over,
    waiting,
)
from tests.wall.system import WALL, System
from ui.face import staged

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("qapp")


async def test_what_fails_while_it_is_shown_is_told_and_tried_again_and_nobody_goes_unasked(
    tmp_path: Path, systems: tuple[System, System], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = systems
    monkeypatch.setattr("ui.reload.REST", 0.5)
    async with running(tmp_path, SLOW.format(url=one.url)) as room:
        failing = Failing(room.showing.restage)
        monkeypatch.setattr(room.showing, "restage", failing)
        await room.hears_of("so")
        asked(one)
        room.write(room.file.replace(f'"{one.url}"', f'"{other.url}"'))
        await room.says("lỗi của chương trình khi đưa tệp vào dùng")
        assert any("tường giữ bản trước" in text for text in texts_over(room))
        with room.cache.picture() as picture:
            text = picture.wall_file()
        assert text is not None
        assert text.hash == room.opened.loaded.hash
        async with asyncio.timeout(PATIENCE):
            while not asked(one):
                await waiting(0.02)
        failing.over = True
        await room.says(TAKEN)
        assert not any("tường giữ bản trước" in text for text in texts_over(room))
        async with asyncio.timeout(PATIENCE):
            while not other.asked.acquire(blocking=False):
                await waiting(0.02)


@dataclass
class Failing[**P, T]:
    """A fake of a defect that ends."""

    call: Callable[P, T]
    error: Exception = field(default_factory=lambda: KeyError("a defect"))
    over: bool = False
    failed: int = 0

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        if not self.over:
            self.failed += 1
            raise self.error
        return self.call(*args, **kwargs)


async def test_what_cannot_be_laid_out_changes_nothing_at_all(
    tmp_path: Path, systems: tuple[System, System], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        await room.hears_of("so")
        asked(systems[0])
        good, faces = room.file, room.showing.wall.faces
        monkeypatch.setattr("ui.showing.staged", Failing(staged))
        room.write(good.replace(f'"{systems[0].url}"', f'"{systems[1].url}"'))
        await room.says("lỗi của chương trình khi đưa tệp vào dùng")
        room.write(good)
        await room.says(MENDED)
        assert not any("tuong.yaml" in text for text in texts_over(room))
        assert room.showing.wall.faces is faces
        assert (asked(systems[0]), asked(systems[1])) == (0, 0)


async def test_a_file_is_in_force_once_it_is_shown_and_a_bad_edit_meanwhile_is_noticed(
    tmp_path: Path, systems: tuple[System, System], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.reload.AGAIN", 0.05)
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        unread = Failing(room.showing._restaging, CacheTrouble(phrase("Không đọc được bộ nhớ")))
        monkeypatch.setattr(room.showing, "_restaging", unread)
        good = room.file
        edited = good.replace("Tường thử", "Tường khác")
        room.write(edited)
        async with asyncio.timeout(PATIENCE):
            while unread.failed < 2:
                await waiting(0.02)
        with room.cache.picture() as picture:
            text = picture.wall_file()
        assert text is not None
        assert text.hash == room.opened.loaded.hash
        said = [room.lines.get_nowait() for _ in range(room.lines.qsize())]
        assert not any("Tệp tường" in line for line in said)
        room.write(edited.replace("number: tram", "number: tran"))
        await room.says(REFUSED)
        unread.over = True
        room.write(edited)
        await room.says(TAKEN)
        assert "Tường khác" in room.texts()


async def test_a_share_that_hangs_holds_up_neither_the_wall_nor_its_end(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    hung, entered = threading.Event(), threading.Event()

    def hanging(_path: Path) -> os.stat_result:
        """A fake of `os.stat` on a network share whose server is gone."""
        entered.set()
        hung.wait()
        raise OSError

    try:
        text = WALL.format(url=systems[0].url)
        async with running(tmp_path, text, status=hanging) as room:
            while not entered.is_set():
                await waiting(0.02)
            for _ in range(2):
                await room.hears_of("so")
            assert sum(t.name == "asking wall file" for t in threading.enumerate()) == 1
    finally:
        hung.set()
