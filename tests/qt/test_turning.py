"""A running wall of several windows turns to its next scene at once, and loses nothing meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from services.cache import Cache
from services.clock import HeldClock
from services.wall_file.schedule import Schedule
from tests.qt.test_wall import AT, Room, opened
from ui.fonts import measure
from ui.keys import Scene
from ui.windows import WallWindow
from widgets.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.face import Face

pytestmark = pytest.mark.usefixtures("qapp")
SCREENS = ("trái", "phải")
SCHEDULE = Schedule.model_validate(
    {"rotation": [{"scene": "một", "dwell": "1 min"}, {"scene": "hai", "dwell": "1 min"}]}
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.in_memory(clock), clock) as made:
        windows = [
            WallWindow({name: (0, 0, 640, 360)}, measure(), output=(640 * n, 0, 640, 360))
            for n, name in enumerate(SCREENS)
        ]
        made.wall.decide(made.wall.decided, lambda: windows)
        for window in windows:
            window.setGeometry(*window.output or ())
            window.show()
        QApplication.processEvents()
        yield made
        made.wall.end()
        for window in windows:
            window.hide()
            window.deleteLater()


@pytest.fixture
def presented(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Screens that showed what was painted beforehand."""
    told: list[str] = []
    present = WallWindow.present

    def noting(self: WallWindow, *said: object) -> bool:
        told.append(next(iter(self.areas)))
        return present(self, *said)  # type: ignore[arg-type] # as it came

    monkeypatch.setattr(WallWindow, "present", noting)
    return told


def shown(room: Room) -> list[str]:
    """The scene that each window shows."""
    return [
        window.sight.faces[screen].scene for window in room.wall.windows for screen in window.areas
    ]


def turn_until_shown(room: Room) -> None:
    for _ in range(50):
        QApplication.processEvents()
        if not room.wall._switching.waiting:
            return
    pytest.fail("it was never shown")


def rotate(room: Room) -> None:
    """From now on by the schedule."""
    file = room.wall.stage.wall.model_copy(update={"schedule": SCHEDULE})
    room.wall.restage(replace(room.wall.stage, wall=file))
    room.wall.steering.release().do()
    turn_until_shown(room)


def clock_of(face: Face) -> str:
    return next(i.text for i in face.heading if isinstance(i, Text) and i.role == "clock")


def test_all_windows_turn_together_and_the_wall_already_says_where_it_is(
    room: Room, presented: list[str]
) -> None:
    room.wall.obey(Scene(1))
    assert room.wall.setting.scene == "hai"
    assert shown(room) == ["một", "một"]
    while room.wall._switching.waiting:
        assert shown(room) == ["một", "một"]
        QApplication.processEvents()
    assert shown(room) == ["hai", "hai"]
    assert presented == list(SCREENS)


def test_two_quick_wishes_are_two_steps(room: Room) -> None:
    room.wall.obey(Scene(1))
    room.wall.obey(Scene(0))
    turn_until_shown(room)
    assert room.wall.setting.scene == "một"
    assert shown(room) == ["một", "một"]


def test_what_is_news_while_the_next_scene_is_painted_is_on_it(room: Room) -> None:
    room.wall.obey(Scene(1))
    QApplication.processEvents()
    assert room.wall._switching.waiting
    room.answer(tram=1700, xa=142)
    room.clock.move(timedelta(seconds=3))
    turn_until_shown(room)
    room.look()
    room.look(second=True)
    assert "142" in room.texts("trái")
    assert "1.700" in room.texts("phải")


def test_clocks_of_the_old_scene_go_on_while_the_next_is_painted(room: Room) -> None:
    before = clock_of(room.wall.windows[0].sight.faces["trái"])
    room.wall.obey(Scene(1))
    room.kept()
    room.clock.move(timedelta(seconds=1))
    room.wall._tick()
    assert room.wall._switching.waiting
    assert clock_of(room.wall.windows[0].sight.faces["trái"]) != before


def test_a_scene_that_time_brings_is_painted_before_its_time_and_has_the_right_clock(
    room: Room, presented: list[str]
) -> None:
    wall = room.wall
    rotate(room)
    assert wall.program is not None
    assert wall.program.until is not None
    now, turns = room.clock.now(), wall.program.until
    scene, other = shown(room)[0], {"một": "hai", "hai": "một"}[shown(room)[0]]
    presented.clear()
    room.clock.move(turns - now - timedelta(seconds=2))
    wall._tick()
    for _ in range(20):
        QApplication.processEvents()
    assert len(wall._switching._pictures) == 2
    assert shown(room) == [scene, scene]
    room.answer(tram=1700, xa=142)
    room.clock.move(timedelta(seconds=2))
    wall._tick()
    assert shown(room) == [other, other]
    assert presented == list(SCREENS)
    assert not wall._switching._pictures
    said = f"{turns + timedelta(hours=7):%H:%M:%S}"
    assert [clock_of(wall.faces[screen]) for screen in SCREENS] == [said, said]
    room.look()
    assert "142" in room.texts("trái")


def test_a_scene_that_is_chosen_before_its_time_drops_what_was_painted(room: Room) -> None:
    wall = room.wall
    rotate(room)
    assert wall.program is not None
    assert wall.program.until is not None
    room.clock.move(wall.program.until - room.clock.now() - timedelta(seconds=2))
    wall._tick()
    for _ in range(20):
        QApplication.processEvents()
    wanted = 1 - ["một", "hai"].index(shown(room)[0])
    wall.obey(Scene(wanted))
    turn_until_shown(room)
    assert shown(room) == [["một", "hai"][wanted]] * 2
    assert not wall._switching._pictures
    assert not wall._foresight.faces
