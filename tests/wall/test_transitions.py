"""Outputs go, come, move, change, and every time each of them shows the right picture: the running wall on a
real X server, its pixels held against pictures that are drawn by what the rules in `transitions.model` say.

What is drawn by chance is said with its seed; LANGBIANG_SEED draws it again. `make transitions` goes through
every order.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from PySide6.QtGui import QImage

from services.cache import Cache
from services.clock import HeldClock
from services.views import Knowledge
from services.wall_file import installed, load_texts
from services.words import Words
from tests.thoroughness import THOROUGH
from tests.wall.program import LONGEST, MAIN
from tests.wall.transitions.model import (
    FOUR,
    SIXTEEN,
    World,
    at_home,
    declared,
    seated,
    turned,
    wall_file,
)
from tests.wall.transitions.walk import DESK, WALL, off, on, walk
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
    lasted: list[float] = field(default_factory=list)
    """Seconds of each step, the opening among them."""

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
        # All of them, for xrandr may have moved others when those went.
        self.xorg.place(world.places(), world.primary)
        self.world = world
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
        while wrong := self._wrong(areas, expected):
            if time.monotonic() - began > PATIENCE:
                self._keep(areas, expected)
                told = json.dumps(self.state()["windows"])
                pytest.fail(f"{wrong} after {self.world.history}: {told}; see {self.folder}")
            time.sleep(0.03)
        self.lasted.append(time.monotonic() - began)

    def _wrong(self, areas: Mapping[str, Area], expected: Mapping[str, QImage | None]) -> list[str]:
        """What was right before the wall has even heard may be wrong afterwards."""
        if not (wrong := self._seen(areas, expected)) and self.state()["unsettled"]:
            return ["unsettled"]
        return wrong or self._seen(areas, expected)

    def _seen(self, areas: Mapping[str, Area], expected: Mapping[str, QImage | None]) -> list[str]:
        return [name for name, area in areas.items() if not self._right(area, expected[name])]

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


def touched(state: Mapping[str, Any], screen: str) -> dict[str, int]:
    """How often its window was shown, hidden, moved, resized, and painted as a whole."""
    return {what: n for what, n in state["touched"].items() if what.startswith(f"{screen} ")}


def test_important_tiles_of_a_screen_that_goes_move_and_come_back_with_it(four: Matrix) -> None:
    home, before = four.world, four.state()
    four.move(off(home, "DUMMY1"))
    gone = four.state()
    assert gone["said"] == ["mất màn hình phai-tren (DUMMY1)"]
    assert gone["unshown"] == ["number-a-1", "number-b-1", "number-b-3", "number-c-2"]
    four.move(home)
    back = four.state()
    assert len(back["said"]) == 2
    assert back["said"][1].startswith("màn hình phai-tren đã trở lại sau ")
    assert not back["unshown"]
    for screen in ("trai-tren", "trai-duoi", "phai-duoi"):
        assert touched(before, screen) == touched(gone, screen) == touched(back, screen)
    four.nothing_left(before["counts"])


def test_every_output_shows_its_picture_after_every_step_of_a_walk(four: Matrix) -> None:
    home, counts = four.world, four.state()["counts"]
    seed = int(os.environ.get("LANGBIANG_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    print(f"LANGBIANG_SEED={seed}")  # noqa: T201 - shown when the test fails
    for world in walk(home, random.Random(seed), times=3 if thorough() else 1):
        before = four.world
        state = four.state()
        four.move(world)
        unmoved(four, before, state)
        if world == home:
            four.nothing_left(counts)
    steps = sorted(four.lasted[1:])
    middle, last = steps[len(steps) // 2], steps[-1]
    print(f"{len(steps)} steps, half within {middle:.2f} s, all within {last:.2f} s")  # noqa: T201


def unmoved(matrix: Matrix, before: World, then: Mapping[str, Any]) -> None:
    """The windows of outputs that stay as they are, with the screens that they have, weren't touched."""
    now, world = matrix.state(), matrix.world
    screens = matrix.screens
    had, has = before.outputs(screens), world.outputs(screens)
    placed, places = before.places(), world.places()
    if not (before.cables[DESK].on and world.cables[DESK].on):
        return  # the one that is always at 0, 0: without it xrandr may move all others there
    for screen, name in has.items():
        same = had.get(screen) == name and placed[name] == places[name]
        if same and before.cables[name].monitor == world.cables[name].monitor:
            assert touched(then, screen) == touched(now, screen), (screen, world.history[-3:])


def thorough() -> bool:
    return settings.get_current_profile_name() == THOROUGH


def test_outputs_go_and_come_in_any_order(four: Matrix) -> None:
    home, counts = four.world, four.state()["counts"]
    orders = list(permutations(WALL))
    chosen = orders if thorough() else random.Random(4).sample(orders, 2)
    for order in chosen:
        for change in (off, on):
            for name in order:
                four.move(change(four.world, name))
        assert four.world == home
        four.nothing_left(counts)


def test_sixteen_outputs_have_their_pictures_and_have_them_again(
    xorg: Xorg, tmp_path: Path
) -> None:
    home = at_home(SIXTEEN)
    with matrix(xorg, tmp_path, SIXTEEN, home) as sixteen:
        counts = sixteen.state()["counts"]
        half = [f"DUMMY{n}" for n in range(0, 16, 2)]
        sixteen.move(off(home, *half))
        assert len(sixteen.state()["unshown"]) == 8
        sixteen.move(off(home, *home.cables))
        sixteen.move(home)
        sixteen.nothing_left(counts)
