"""Windows of a wall on which all happens at once: each monitor ends with the picture of what is shown."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from services.cache import Cache
from services.clock import HeldClock
from services.wall_file.schedule import Schedule
from tests.qt.test_wall import Room, opened
from ui.face import restaged
from ui.fonts import measure
from ui.windows import WallWindow

if TYPE_CHECKING:
    from pathlib import Path

    from services.wall_file.shape import Screen

pytestmark = pytest.mark.usefixtures("qapp")
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
TURNS = Schedule.model_validate(
    {"rotation": [{"scene": "một", "dwell": "7 s"}, {"scene": "hai", "dwell": "5 s"}]}
)

_ROUNDED = 2
"""Of 255, by which the edges of letters differ where they are painted in parts."""


class Desk:
    """A window for each screen that is there."""

    def __init__(self, room: Room, chance: random.Random) -> None:
        self.room, self.chance = room, chance
        self.file = room.wall.stage.wall
        self.windows: dict[str, WallWindow] = {}
        self.gone: list[WallWindow] = []
        self.place(self.file.screens)

    def place(self, screens: tuple[Screen, ...]) -> None:
        decided = replace(self.room.wall.decided, there=screens)
        self.room.wall.decide(decided, lambda: self._open(screens))

    def _open(self, screens: tuple[Screen, ...]) -> list[WallWindow]:
        names = [one.name for one in screens]
        for name in [name for name in self.windows if name not in names]:
            window = self.windows.pop(name)
            window.hide()
            self.gone.append(window)
        for n, name in enumerate(names):
            if name not in self.windows:
                area = (n * 640, 0, 320, 180)
                window = WallWindow({name: (0, 0, 640, 360)}, measure(), output=area)
                window.setGeometry(*area)
                self.windows[name] = window
        return [self.windows[name] for name in names]

    def step(self) -> None:
        chance = self.chance
        acts = (self.choose, self.choose, self.colour, self.undo, self.answer, self.plug)
        chance.choice((*acts, self.edit, self.resize, self.put))()
        self.room.clock.move(timedelta(seconds=chance.choice((0, 0.3, 1, 4))))
        if chance.random() < 0.7:
            self.room.wall._tick()
        if chance.random() < 0.5:
            QApplication.processEvents()

    def choose(self) -> None:
        wall, chance = self.room.wall, self.chance
        scene, screen = chance.choice(("một", "hai")), chance.choice(("", "trái", "phải"))
        wall.deeds.perform(wall.steering.scene(scene, screen))

    def colour(self) -> None:
        wall = self.room.wall
        wall.deeds.perform(wall.steering.theme(self.chance.choice(("toi", "sang"))))

    def undo(self) -> None:
        self.room.wall.deeds.undo()

    def put(self) -> None:
        wall = self.room.wall
        wall.deeds.perform(wall.steering.put("number-xa", "trái", lasts=timedelta(seconds=9)))

    def answer(self) -> None:
        self.room.answer(tram=self.chance.randrange(5000), xa=self.chance.randrange(200))

    def plug(self) -> None:
        there = self.chance.sample(self.file.screens, self.chance.randint(1, 2))
        self.place(tuple(one for one in self.file.screens if one in there))
        for window in self.windows.values():
            window.show()

    def edit(self) -> None:
        wall = self.room.wall
        update = {"schedule": self.chance.choice((None, TURNS))}
        wall.restage(restaged(wall.stage, self.file.model_copy(update=update)))
        self.place(tuple(one for one in self.file.screens if one.name in self.windows))

    def resize(self) -> None:
        window = self.chance.choice([*self.windows.values()])
        window.resize(320 + self.chance.choice((0, 32)), 180)

    def settle(self) -> None:
        for _ in range(20):
            self.room.wall._looking.again()
            QApplication.processEvents()
        self.room.look(second=True)
        for _ in range(5):
            QApplication.processEvents()

    def judge(self) -> None:
        wall = self.room.wall
        assert not wall._switching.waiting
        assert set(wall.faces) == set(self.windows)
        for window in self.windows.values():
            seen = window.screen().grabWindow(window.winId()).toImage()
            now = window.grab().toImage()
            assert _unlike(seen, now) <= _ROUNDED
            assert all(window.sight.faces[name] is wall.faces[name] for name in window.areas)
        assert not wall._looking._pending
        with self.room.cache.picture() as picture:
            facts = {
                one.record.indicator: one.record.value for one in picture.figures("so", "xa", ())
            }
        said = [t for name in wall.faces for t in self.room.texts(name)]
        for face in wall.faces.values():
            if facts and "number-xa" in face.tiles:
                assert str(facts["xa"]) in said

    def end(self) -> None:
        for window in (*self.gone, *self.windows.values()):
            window.hide()
            window.deleteLater()


def _unlike(one: QImage, other: QImage) -> int:
    """The largest difference of a channel of any pixel."""
    form = QImage.Format.Format_RGB32
    images = (one.convertToFormat(form), other.convertToFormat(form))
    assert images[0].size() == images[1].size()
    first, second = (bytes(image.constBits()) for image in images)
    return max((abs(a - b) for a, b in zip(first, second, strict=True) if a != b), default=0)


@pytest.mark.parametrize("seed", [*range(6), 117, 154])
def test_each_monitor_ends_with_the_picture_of_what_is_shown(tmp_path: Path, seed: int) -> None:
    clock = HeldClock(NOON)
    with opened(tmp_path, Cache.in_memory(clock), clock) as room:
        desk = Desk(room, random.Random(seed))
        try:
            for window in desk.windows.values():
                window.show()
            room.window.hide()
            QApplication.processEvents()
            for n in range(40):
                desk.step()
                if n % 5 == 4:
                    desk.settle()
                    try:
                        desk.judge()
                    except AssertionError as error:
                        raise AssertionError(f"after step {n}") from error
        finally:
            desk.end()
