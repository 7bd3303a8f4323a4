from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from services.views import Knowledge
from tests.plugins.packages import LINES, install, write
from tests.qt.reload.reloading import REFUSED, SLOW, TAKEN, running
from ui.layers import Form

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wall.system import System

pytestmark = pytest.mark.usefixtures("qapp")


def with_lights(text: str, plugins: str, tile: str = "{light: tram}") -> str:
    named = text.replace("name: thu", f"name: thu\nplugins: [{plugins}]")
    return named.replace("{number: tram}, {number: xa}", f"{tile}, {{number: xa}}", 1)


async def test_a_package_named_while_the_wall_runs_has_its_tile_and_one_no_longer_named_has_none(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    folder = tmp_path / "phan mo rong"
    install(LINES, folder)
    async with running(tmp_path, SLOW.format(url=systems[0].url), plugins=folder) as room:
        await room.hears_of("so")
        good = room.file
        room.write(with_lights(good, "langbiang-lines"))
        await room.says(TAKEN)
        assert {"Tắc", "1.700 trạm"} <= set(room.texts())
        systems[0].figures["tram"] = 12
        faces = room.showing.wall.faces
        line, column = place_of(room.file, "light: tram")
        for dropped in ("", "langbiang-linse"):
            room.write(with_lights(good, dropped))
            assert f"{room.path}:{line}:{column}:" in await room.says(REFUSED)
            assert room.showing.wall.faces is faces
        room.write(with_lights(good, "langbiang-lines", "{lihgt: tram}"))
        line, column = place_of(room.file, "lihgt: tram")
        assert f"{room.path}:{line}:{column}:" in await room.says(REFUSED)
        assert "Tắc" in room.texts()
        room.write(good)
        await room.says(TAKEN)
        assert "Tắc" not in room.texts()


async def test_what_the_edited_file_lacks_is_told_at_the_console_too(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    async with running(tmp_path, SLOW.format(url=systems[0].url)) as room:
        remarks = room.opened.terminal.remarks
        assert remarks is not None
        remarks.clear()
        room.write(with_lights(room.file, "langbiang-vang", "{drum: tram}"))
        await room.says(TAKEN)
        assert any("langbiang-vang" in str(one.said) for one in remarks)
        assert all(one.grave for one in remarks)


def place_of(text: str, part: str) -> tuple[int, int]:
    line, said = next((n, one) for n, one in enumerate(text.splitlines(), 1) if part in one)
    return line, said.index(part) + 1


MOODY = """
    from pathlib import Path
    from services.settings import Tile, Wording
    from widgets.drawing import Weight
    from widgets.tile import View

    class MoodyTile(Tile):
        "Ô thất thường."
        moody: str
        "Tệp mà khi có thì ô hỏng."

        def sources(self):
            if Path(self.moody).exists():
                raise ValueError("hỏng")
            return ("so",)

    class Moody:
        name = "moody"
        settings = MoodyTile
        own_notes = False

        def look_up(self, settings, knowledge):
            return View(title=Wording(vi=", ".join(settings.sources())))

        def lay_out(self, view, room, sheet):
            return [sheet.line("badge", "bình thường", room.box, weight=Weight.BOLD)]

    TILE = Moody()
"""


async def test_a_guests_settings_that_answered_once_may_fail_later_in_their_own_tile(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    folder, mood = tmp_path / "phan mo rong", tmp_path / "hong"
    write(folder, "langbiang-moody", MOODY, tiles={"moody": "TILE"})
    tile = f'{{moody: "{mood}"}}'
    text = with_lights(SLOW.format(url=systems[0].url), "langbiang-moody", tile)
    async with running(tmp_path, text, plugins=folder) as room:
        wall = room.showing.wall
        assert "bình thường" in room.texts()
        mood.touch()
        wall.restage(replace(wall.stage))
        (id,) = wall.faces["trái"].failed
        assert "Phần mở rộng “langbiang-moody” bị lỗi ở ô này" in room.texts()
        assert "142" in " ".join(room.texts()) or "Xã" in room.texts()
        mood.unlink()
        with room.cache.picture() as picture:
            wall.faces["trái"].look_up(Knowledge(wall.stage.wall, picture))
        assert id not in wall.faces["trái"].failed
        assert "bình thường" in room.texts()


async def test_a_guest_that_is_put_up_with_its_sources_may_fail_later_in_its_own_tile(
    tmp_path: Path, systems: tuple[System, System]
) -> None:
    folder, mood = tmp_path / "phan mo rong", tmp_path / "hong"
    write(folder, "langbiang-moody", MOODY, tiles={"moody": "TILE"})
    text = with_lights(
        SLOW.format(url=systems[0].url), "langbiang-moody", f'{{moody: "{mood}", id: buồn}}'
    )
    async with running(tmp_path, text, plugins=folder) as room:
        wall = room.showing.wall
        assert wall.deeds.perform(wall.steering.put("buồn", "phải", Form.DETAIL))
        assert len(wall.faces["phải"].tiles) == 2
        mood.touch()
        wall.restage(replace(wall.stage))
        assert list(wall.faces["phải"].tiles) == ["buồn"]
        wall.steering.put("buồn", "trái", Form.DETAIL)
