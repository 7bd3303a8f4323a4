"""Outputs go, come, move, change, and every time each of them shows the right picture: the running wall on a
real X server, its pixels held against pictures that are drawn by what the rules in `transitions.model` say.

What is drawn by chance is said with its seed; LANGBIANG_SEED draws it again. `make transitions` goes through
every order.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QImage

from services.cache import Cache
from services.clock import HeldClock
from services.views import Knowledge
from services.wall_file import installed, load_texts
from services.words import Words
from tests.wall.program import LONGEST, MAIN
from tests.wall.transitions.model import (
    FOUR,
    World,
    at_home,
    declared,
    seated,
    turned,
    wall_file,
)
from tests.wall.transitions.watched import AT, told
from tools import debian
from tools.set_up import QT
from ui.canvas import panel_image
from ui.face import staged
from ui.fonts import measure
from widgets.look import palette_of
from widgets.painting import Painting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.servers import Xorg
    from tests.servers.x_client import Pixels
    from tests.wall.transitions.model import Area, Screen, Seats, Size

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X servers are Linux's"),
]
PATIENCE = 20.0
"""Seconds for a picture that is promised within two: this computer has other work too."""
DESK = "DUMMY8"
"""A monitor that is no screen of the wall's, as large as one."""


class Pictures:
    """What screens show, drawn without a window from a wall file that says so."""

    def __init__(self, screens: tuple[Screen, ...]) -> None:
        self._screens = screens
        self._clock = HeldClock(AT)
        self._cache = Cache.in_memory(self._clock)
        self._drawn: dict[str, dict[str, QImage]] = {}
        self._told = False

    def of(self, sizes: Mapping[str, Size]) -> dict[str, QImage]:
        """By screen, of those that are there with their sizes."""
        seats, _ = seated(self._screens, frozenset(sizes))
        lying = {name: _as_lies(seats[name], size) for name, size in sizes.items()}
        text = wall_file(self._screens, sizes, lying)
        if text not in self._drawn:
            self._drawn[text] = self._draw(text)
        return self._drawn[text]

    def _draw(self, text: str) -> dict[str, QImage]:
        plugins = installed()
        loaded = load_texts({"w.yaml": text}, "w.yaml", plugins)
        assert loaded.wall is not None, loaded.faults
        wall = loaded.wall
        if not self._told:
            told(wall, self._cache)
            self._told = True
        faces = staged(wall, plugins, measure(), Words("vi", ZoneInfo(wall.zone))).faces("canh")
        painting = Painting(palette_of(wall, "toi"))
        with self._cache.picture() as picture:
            for face in faces.values():
                face.look_up(Knowledge(wall, picture))
        return {name: panel_image(face, painting) for name, face in faces.items()}

    def close(self) -> None:
        self._cache.close()


def _as_lies(seats: Seats, size: Size) -> Seats:
    return turned(seats) if size[0] < size[1] else seats


@dataclass
class Matrix:
    """The wall, the server it is on, and what hangs at its cables."""

    xorg: Xorg
    screens: tuple[Screen, ...]
    pictures: Pictures
    world: World
    process: subprocess.Popen[str]
    folder: Path
    slowest: float = 0.0
    steps: int = 0

    def move(self, world: World) -> None:
        """The cables are as `world` has them, and every output comes to show what it should."""
        before = self.world
        other = [
            name
            for name, cable in world.cables.items()
            if cable.monitor != before.cables[name].monitor
        ]
        if other:
            self.xorg.place({name: None for name in other if before.cables[name].on})
            for name in other:
                self.xorg.describe(name, world.cables[name].monitor.edid)
        places = world.places()
        moved = {
            name: place
            for name, place in places.items()
            if name in other or place != before.places()[name]
        }
        changed = before.primary != world.primary
        if moved or changed:
            self.xorg.place(moved, world.primary if changed else None)
        self.world = world
        self.steps += 1
        self.shows()

    def expected(self) -> dict[str, QImage | None]:
        """By connector of what is on; None: nothing of the wall."""
        found = self.world.outputs(self.screens)
        sizes = {screen: self.world.cables[name].size for screen, name in found.items()}
        pictures = self.pictures.of(sizes) if sizes else {}
        at = {name: screen for screen, name in found.items()}
        on = [name for name, cable in self.world.cables.items() if cable.on]
        return {name: pictures[at[name]] if name in at else None for name in on}

    def shows(self) -> None:
        """Waits until all of it is to be seen; fails with what is seen instead, in the folder."""
        expected, areas = self.expected(), self.xorg.shown()
        assert areas.keys() == expected.keys(), self.world.history
        began = time.monotonic()
        while wrong := [
            name for name, area in areas.items() if not self._right(area, expected[name])
        ]:
            if time.monotonic() - began > PATIENCE:
                self._keep(areas, expected)
                told = json.dumps(self.state()["windows"])
                pytest.fail(f"{wrong} after {self.world.history}: {told}; see {self.folder}")
            time.sleep(0.03)
        self.slowest = max(self.slowest, time.monotonic() - began)

    def _right(self, area: Area, expected: QImage | None) -> bool:
        seen = image(self.xorg.pixels(area))
        if expected is None:
            return _black(seen)
        return seen == expected

    def _keep(self, areas: Mapping[str, Area], expected: Mapping[str, QImage | None]) -> None:
        for name, area in areas.items():
            image(self.xorg.pixels(area)).save(str(self.folder / f"{name}-seen.png"))
            if (wanted := expected[name]) is not None:
                wanted.save(str(self.folder / f"{name}-expected.png"))

    def state(self) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the wall ended"
        return dict(json.loads(line))

    def nothing_left(self, before: Mapping[str, int]) -> None:
        """What is closed may take a moment to go."""
        give_up = time.monotonic() + PATIENCE
        while (now := self.state()["counts"]) != before:
            assert time.monotonic() < give_up, (now, before, self.world.history)
            time.sleep(0.05)


def image(pixels: Pixels) -> QImage:
    return QImage(
        pixels.bgrx, pixels.width, pixels.height, pixels.width * 4, QImage.Format.Format_RGB32
    ).copy()


def _black(seen: QImage) -> bool:
    blank = QImage(seen.size(), QImage.Format.Format_RGB32)
    blank.fill(0)
    return seen == blank


@contextmanager
def matrix(xorg: Xorg, folder: Path, screens: tuple[Screen, ...], world: World) -> Iterator[Matrix]:
    """A wall that has opened on these cables."""
    for name, cable in world.cables.items():
        xorg.describe(name, cable.monitor.edid)
    xorg.place({name: place for name, place in world.places().items() if place is not None})
    wall = folder / "tuong.yaml"
    wall.write_text(declared(screens), encoding="utf-8")
    pictures = Pictures(screens)
    environment = debian.environment(QT) | {"DISPLAY": xorg.display, "QT_QPA_PLATFORM": "xcb"}
    with (folder / "stderr").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.wall.transitions.watched", str(wall), str(folder)],
            cwd=MAIN.parent,
            env=environment | {"HOME": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
    try:
        made = Matrix(xorg, screens, pictures, world, process, folder)
        made.shows()
        yield made
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(LONGEST) == 0
        assert not (folder / "stderr").read_text("utf-8")
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()
        pictures.close()


@pytest.fixture
def four(xorg: Xorg, tmp_path: Path) -> Iterator[Matrix]:
    with matrix(xorg, tmp_path, FOUR, at_home(FOUR, DESK)) as made:
        yield made


def off(world: World, *names: str) -> World:
    cables = {name: replace(world.cables[name], on=False) for name in names}
    return world.but(f"{' and '.join(names)} off", **cables)


def touched(state: Mapping[str, Any], screen: str) -> dict[str, int]:
    return {what: n for what, n in state["touched"].items() if what.startswith(f"{screen} ")}


def test_important_tiles_of_a_screen_that_goes_move_and_come_back_with_it(four: Matrix) -> None:
    home, before = four.world, four.state()
    four.move(off(home, "DUMMY1"))
    gone = four.state()
    assert gone["said"] == ["mất màn hình phai-tren (DUMMY1)"]
    assert gone["unshown"] == ["number-a-1", "number-b-1", "number-b-3", "number-c-2"]
    four.move(home)
    back = four.state()
    assert len(back["said"]) == 1
    assert back["said"][0].startswith("màn hình phai-tren đã trở lại sau ")
    assert not back["unshown"]
    for screen in ("trai-tren", "trai-duoi", "phai-duoi"):
        assert touched(before, screen) == touched(gone, screen) == touched(back, screen)
    four.nothing_left(before["counts"])
