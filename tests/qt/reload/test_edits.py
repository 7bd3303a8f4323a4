"""A wall that runs while its file is edited: real files, real systems, real windows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.qt.reload.reloading import (
    MENDED,
    REFUSED,
    SLOW,
    TAKEN,
    asked,
    running,
    texts_over,
    waiting,
)
from ui.console.banner import said_of
from ui.face import HEADING

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QRect

    from tests.wall.system import System

pytestmark = pytest.mark.usefixtures("qapp")


async def test_a_good_edit_changes_the_pixels_of_its_tile_and_of_no_other(
    tmp_path: Path, systems: tuple[System, System], painted: list[QRect]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        await room.hears_of("so")
        room.showing.wall.notices._opened -= 60  # the way out has been shown
        room.showing.wall.lay_over()
        await waiting(0)
        asked(systems[0])
        tram, heading = room.place("trái", "number-tram"), room.place("trái", HEADING)
        headings = heading.united(room.place("phải", HEADING))
        before = room.window.grab().toImage()
        painted.clear()
        room.write(room.file.replace("{number: xa}]", "{number: xa, title: Xã phường}]", 1))
        await room.says(TAKEN)
        await waiting(0)
        edited = room.place("trái", "number-xa")
        assert "Xã phường" in room.texts()
        # A second passes meanwhile: headings have a clock.
        assert any(edited.contains(rect) for rect in painted)
        assert all(edited.contains(rect) or headings.contains(rect) for rect in painted)
        after = room.window.grab().toImage()
        assert before.copy(edited) != after.copy(edited)
        assert before.copy(tram) == after.copy(tram)
        assert asked(systems[0]) == 0
        with room.cache.picture() as picture:
            text = picture.wall_file()
        assert text is not None
        assert "Xã phường" in text.texts["tuong.yaml"]


async def test_a_bad_edit_shows_its_first_fault_and_changes_nothing_until_it_is_mended(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        await room.hears_of("so")
        asked(systems[0])
        good, faces = room.file, room.showing.wall.faces
        room.write(good.replace("number: tram", "number: tran"))
        line = await room.says(REFUSED)
        assert f"{room.path}:21:43:" in line
        over = texts_over(room)
        assert any("tường giữ bản trước. tuong.yaml dòng 21:" in text for text in over)
        assert room.showing.wall.faces is faces
        room.write(good)
        await room.says(MENDED)
        assert not any("tuong.yaml" in text for text in texts_over(room))
        assert room.showing.wall.faces is faces
        assert asked(systems[0]) == 0
        with room.cache.picture() as picture:
            text = picture.wall_file()
        assert text is not None
        assert text.hash == room.opened.loaded.hash


async def test_a_deleted_file_changes_nothing_and_is_compared_when_it_is_back(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        good, faces = room.file, room.showing.wall.faces
        room.path.unlink()
        await room.says("Không còn thấy tệp tường")
        await waiting(0)
        notices, words = room.showing.wall.notices, room.opened.terminal.words
        assert [one.split(" ")[:3] for one in said_of(notices, words)] == [["Không", "còn", "thấy"]]
        assert room.showing.wall.faces is faces
        assert not any("tuong.yaml" in text for text in texts_over(room))
        room.write(good)
        await room.says(MENDED)
        assert not said_of(notices, words)
        assert room.showing.wall.faces is faces


async def test_a_source_is_asked_again_only_when_it_is_asked_otherwise(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    one, other = systems
    second = SLOW.format(url=one.url).replace(
        "indicators:", SOURCE.format(id="hai", url=one.url) + "indicators:"
    )
    async with running(tmp_path, second) as room:
        await room.hears_of("so")
        await room.hears_of("hai")
        assert asked(one) == 2
        room.write(room.file.replace("system: reports", "system: reports\n    contact: Tổ trực"))
        await room.says(TAKEN)
        room.write(room.file.replace(SOURCE.format(id="hai", url=one.url), ""))
        await room.says(TAKEN)
        three = SOURCE.format(id="ba", url=other.url)
        room.write(room.file.replace("indicators:", three + "indicators:"))
        await room.says(TAKEN)
        await room.hears_of("ba")
        assert (asked(one), asked(other)) == (0, 1)
        other.figures["tram"] = 1800
        room.write(room.file.replace(f'"{one.url}"', f'"{other.url}"'))
        await room.says(TAKEN)
        await room.hears_of("so")
        assert (asked(one), asked(other)) == (0, 1)
        assert "1.800" in room.texts()


SOURCE = """\
  {id}:
    connector: http_json
    url: "{url}"
    every: 1 h
    observations: {{each: "chi_so[]", indicator: ma, value: gia_tri, time: luc}}
"""


async def test_an_answer_to_a_question_that_was_changed_meanwhile_is_not_recorded(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    one, other = systems
    one.silent.set()
    text = SLOW.format(url=one.url).replace("deadline: 1 s", "deadline: 1 min")
    async with running(tmp_path, text) as room:
        while not one.asked.acquire(blocking=False):
            await waiting(0.02)
        room.write(room.file.replace(f'"{one.url}"', f'"{other.url}"'))
        await room.says(TAKEN)
        await room.hears_of("so")
        one.ending.set()
        with room.cache.picture() as picture:
            asks = picture.asks("so")
        assert asks.reason is None
        assert asks.outages == ()


async def test_a_name_of_another_cache_is_refused_and_the_wall_goes_on(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        room.write(room.file.replace("name: thu", "name: khac"))
        line = await room.says(REFUSED)
        assert f"{room.path}:2:1: tên tường đổi từ “thu” thành “khac”" in line
        assert "đóng rồi mở lại tường" in line
        assert "Tường thử" in room.texts()


async def test_twenty_saves_a_second_are_shown_while_they_go_on(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        good, over = room.file, asyncio.Event()

        async def save() -> None:
            n = 0
            while not over.is_set():
                n += 1
                fresh = tmp_path / "fresh"
                fresh.write_text(good.replace("Tường thử", f"Tường thử {n}"), encoding="utf-8")
                fresh.replace(room.path)
                await asyncio.sleep(0.05)

        saving = asyncio.create_task(save())
        for _ in range(2):
            await room.says(TAKEN)
        over.set()
        await saving
        room.write(good.replace("Tường thử", "Tường cuối"))
        await room.says(TAKEN)
        while "Tường cuối" not in room.texts():
            await room.says(TAKEN)
