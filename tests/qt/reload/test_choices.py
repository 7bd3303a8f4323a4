from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import pytest

from tests.qt.reload.reloading import SLOW, TAKEN, running
from tests.unit.acts.telling import done
from ui.acts import journal_path

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wall.system import System

pytestmark = pytest.mark.usefixtures("qapp")


async def test_what_people_chose_stays_and_what_they_did_not_choose_is_the_files(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        wall = room.showing.wall
        wall.deeds.perform(wall.steering.scene("hai"))
        room.write(room.file.replace("wall: 1", "wall: 1\nlang: en\ntheme: sang"))
        await room.says(TAKEN)
        assert (wall.setting.scene, wall.setting.lang, wall.setting.theme) == ("hai", "en", "sang")
        wall.deeds.perform(wall.steering.language("vi"))
        room.write(room.file.replace("theme: sang", "theme: dem"))
        await room.says(TAKEN)
        assert (wall.setting.scene, wall.setting.lang, wall.setting.theme) == ("hai", "vi", "dem")
        room.write(room.file[: room.file.index("  hai:")] + "# một cảnh\n")
        await room.says(TAKEN)
        assert wall.setting.scene == "một"


async def test_a_reload_is_an_act(tmp_path: Path, systems: tuple[System, System]) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        room.write(room.file.replace("Tường thử", "Tường khác"))
        await room.says(TAKEN)
    ((what, before, after),) = done(journal_path(tmp_path, "thu"))
    assert what == "reload"
    assert (before == room.opened.loaded.hash, after == before) == (True, False)


async def test_a_reload_that_no_journal_takes_says_so(
    tmp_path: Path, systems: tuple[System, System], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.reload.RECORDED", 0.05)
    journal_path(tmp_path, "thu").mkdir()
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        room.write(room.file.replace("Tường thử", "Tường khác"))
        await room.says("đã có hiệu lực, nhưng chưa ghi được vào nhật ký thao tác")
        assert "Tường khác" in room.texts()


async def test_a_language_that_the_disk_has_not_taken_yet_outlasts_another_wall_file(
    tmp_path: Path, systems: tuple[System, System], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        wall = room.showing.wall
        late: list[Future[object]] = []

        def held_up(*_: object) -> Future[object]:
            late.append(Future())
            return late[-1]

        monkeypatch.setattr(room.cache, "keep", held_up)
        wall.deeds.perform(wall.steering.language("en"))
        room.showing.restage(room.opened)
        assert wall.setting.lang == "en"
        wall.deeds.undo()
        room.showing.restage(room.opened)
        assert wall.setting.lang == "vi"
        for one in late:
            one.cancel()


async def test_a_language_that_a_newer_program_kept_is_that_of_the_wall_file(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        room.cache.remember("lang", "", "fr")
        room.showing.restage(room.opened)
        assert room.showing.wall.setting.lang == "vi"
