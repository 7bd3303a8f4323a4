"""A running wall of sources alone: composed anew after news, its pages turned by the clock."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from services.acts import Journal
from tests.unit.automatic.walls import PLUGINS, Room, figure, wall_of
from ui.acts import Acts, journal_path
from ui.automatic import DEFECT, Composing, composer
from ui.decided import Setting
from ui.face import staged
from ui.fonts import measure
from ui.geometry import areas
from ui.keys import Act, Scene
from ui.opening import speaker
from ui.wall import Wall
from ui.windows import WallWindow
from widgets.automatic.turning import TURN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.cache import Picture
    from services.wall_file.shape import WallFile

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("qapp")


@dataclass
class Running:
    room: Room
    wall: Wall
    composing: Composing

    def answer(self, *names: str) -> None:
        self.room.answer("so", *(figure(name) for name in names))
        self.composing.refresh(frozenset({"so"}))
        self.composing._look()

    def after(self, seconds: int) -> str:
        """The scene that is seen so much later."""
        self.room.clock.move(timedelta(seconds=seconds))
        self.composing._look()
        return self.wall.setting.scene

    @property
    def tiles(self) -> int:
        return sum(len(face.tiles) for face in self.wall.faces.values())

    def kept(self) -> str | None:
        """What a wall that opens again would find."""
        QApplication.processEvents()
        self.room.answer("so")  # in order: what was kept before is written
        with self.room.cache.picture() as picture:
            return picture.setting("scene")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    room = Room(wall_of("so"))
    with ExitStack() as stack:
        stack.callback(room.close)
        composing = Composing(composer(room.wall, PLUGINS), room.cache, room.clock)
        stack.callback(composing.end)
        window = WallWindow(areas(composing.wall.screens), measure())
        stack.callback(window.deleteLater)
        journal = Journal(journal_path(tmp_path, "tuong"), room.clock)
        stack.callback(journal.close)
        stage = staged(composing.wall, PLUGINS, measure(), speaker(room.wall, None))
        wall = Wall(
            stage=stage,
            setting=Setting(scene=composing.page, lang="vi", theme="toi"),
            cache=room.cache,
            windows=(window,),
            clock=room.clock,
            ran=room.clock.monotonic,
            acts=Acts(journal, room.cache, room.clock),
        )
        stack.callback(wall.deleteLater)
        stack.callback(wall.end)
        wall.begin()
        composing.begin(wall, stage)
        yield Running(room, wall, composing)


def test_news_of_another_figure_is_another_tile(running: Running) -> None:
    running.answer("a", "b")
    assert running.tiles == 2
    running.answer("a", "b", "c")
    assert running.tiles == 3


def test_pages_turn_by_the_clock_and_nobody_chose_them(running: Running) -> None:
    running.answer(*(f"x{n}" for n in range(30)))
    seen = {running.after(20) for _ in range(3)}
    assert seen == {"tu-dong", "tu-dong-2", "tu-dong-3"}
    assert running.kept() is None


def test_a_page_that_somebody_chose_stays_for_two_minutes(running: Running) -> None:
    running.answer(*(f"x{n}" for n in range(30)))
    running.wall.obey(Scene(number=1))
    assert {running.after(20) for _ in range(5)} == {"tu-dong-2"}
    assert running.after(25) == "tu-dong-3"
    assert running.kept() == "tu-dong-2"


def test_a_page_is_held_by_its_own_key(running: Running) -> None:
    running.answer(*(f"x{n}" for n in range(30)))
    shown = running.after(20)
    running.wall.obey(Scene(number=list(running.composing.wall.scenes).index(shown)))
    assert {running.after(20) for _ in range(5)} == {shown}
    running.wall.obey(Act.NEXT_SCENE)
    assert running.after(60) != shown


def test_fewer_pages_leave_nobody_on_one_that_is_gone(running: Running) -> None:
    running.answer(*(f"x{n}" for n in range(30)))
    running.wall.obey(Scene(number=2))
    running.answer("a")
    assert running.wall.setting.scene == "tu-dong"
    assert running.tiles == 1


def test_a_page_that_is_up_stays_when_there_are_more_pages_and_after_an_opening(
    running: Running,
) -> None:
    running.answer(*(f"x{n}" for n in range(30)))
    composing, clock = running.composing, running.room.clock
    kept = 0
    for count in range(40, 90, 10):
        before, turn = running.after(20), (clock.now() - EPOCH) // TURN
        running.answer(*(f"x{n}" for n in range(count)))
        if (clock.now() - EPOCH) // TURN == turn:
            kept += 1
            assert running.wall.setting.scene == before
    assert kept
    running.room.cache.remember("theme", "", "toi")  # in order: what was kept before is written
    again = Composing(composer(running.room.wall, PLUGINS), running.room.cache, clock)
    assert again.page == composing.page


def test_answers_of_one_second_are_composed_once_and_shown_at_once(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.answer("a")
    composer, composed = running.composing._composer, 0
    compose = composer.composed

    def counted(picture: Picture) -> WallFile:
        nonlocal composed
        composed += 1
        return compose(picture)

    monkeypatch.setattr(composer, "composed", counted)
    for value in range(5):
        running.room.answer("so", figure("a", value))
        running.composing.refresh(frozenset({"so"}))
        assert "so" in running.wall._looking._pending
    assert composed == 0
    running.composing._look()
    assert composed == 1
    running.composing._look()
    assert composed == 1


def test_a_defect_in_composing_keeps_the_last_composition_and_is_told_once(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    running.answer("a", "b")

    def failing(_picture: object) -> object:
        """A fake of a defect."""
        raise KeyError("a defect")

    with monkeypatch.context() as patched:
        patched.setattr(running.composing._composer, "composed", failing)
        running.answer("a", "b", "c")
        running.after(1)
        assert running.tiles == 2
        assert running.wall.notices.defect == DEFECT
        assert len(caplog.records) == 1
    running.after(1)
    assert running.tiles == 3
    assert running.wall.notices.defect is None
