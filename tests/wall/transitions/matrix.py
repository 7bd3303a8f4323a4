"""The running wall on a real X server, its pixels held against pictures that are drawn by what the rules in
`model` say.
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QImage

from services.cache import Cache
from services.clock import HeldClock
from services.views import Knowledge
from services.wall_file import installed, load_texts
from services.words import Words
from tests.wall.transitions.model import declared, seated, turned, wall_file
from tests.wall.transitions.watched import AT, told
from tests.wall.transitions.watching import PATIENCE, watching
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
    from tests.wall.transitions.model import Area, Screen, Seats, Size, World
    from tests.wall.transitions.watching import Watched


LOOKS = 50
"""At least, before it is believed that a picture doesn't come: the computer itself may have stood still."""


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
        upright = frozenset(name for name, (width, height) in sizes.items() if width < height)
        seats, _ = seated(self._screens, frozenset(sizes), upright)
        lying = {name: _as_lies(name, seats[name], size) for name, size in sizes.items()}
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


def _as_lies(screen: str, seats: Seats, size: Size) -> Seats:
    return turned(screen, seats) if size[0] < size[1] else seats


@dataclass
class Matrix:
    """The wall, the server it is on, and what hangs at its cables."""

    xorg: Xorg
    screens: tuple[Screen, ...]
    pictures: Pictures
    world: World
    wall: Watched
    folder: Path
    lasted: list[float] = field(default_factory=list)
    """Seconds of each step, the opening among them."""

    def move(self, world: World) -> None:
        """The cables are as `world` has them, and every output comes to show what it should. Who hangs
        another monitor at a cable needs longer than the wall to hear that the first one went: Qt never
        asks a monitor again whose coming it missed.
        """
        before = self.world
        other = [
            name
            for name, cable in world.cables.items()
            if cable.monitor != before.cables[name].monitor
        ]
        if other:
            gone = {name: None for name in other if before.cables[name].on}
            self.xorg.place(gone)
            self.wall.comes_to(lambda state: gone.keys().isdisjoint(state["outputs"]))
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

    def wrong(self) -> list[str]:
        """Outputs that don't show what they should, now."""
        return self._seen(self.xorg.shown(), self.expected())

    def shows(self) -> None:
        """Waits until all of it is to be seen; fails with what is seen instead, in the folder."""
        expected, areas = self.expected(), self.xorg.shown()
        assert areas.keys() == expected.keys(), self.world.history
        began = time.monotonic()
        looks = 0
        while wrong := self._wrong(areas, expected):
            looks += 1
            if looks > LOOKS and time.monotonic() - began > PATIENCE:
                seen = "; ".join(
                    self._keep(name, areas[name], expected[name]) for name in wrong if name in areas
                )
                told = json.dumps(self.wall.state())
                pytest.fail(
                    f"{seen or wrong} after {self.world.history}: {told}; see {self.folder}"
                )
            time.sleep(0.03)
        self.lasted.append(time.monotonic() - began)

    def _wrong(self, areas: Mapping[str, Area], expected: Mapping[str, QImage | None]) -> list[str]:
        """What was right before the wall has even heard may be wrong afterwards."""
        if not (wrong := self._seen(areas, expected)) and self.wall.state()["unsettled"]:
            return ["unsettled"]
        return wrong or self._seen(areas, expected)

    def _seen(self, areas: Mapping[str, Area], expected: Mapping[str, QImage | None]) -> list[str]:
        return [name for name, area in areas.items() if not self._right(area, expected[name])]

    def _right(self, area: Area, expected: QImage | None) -> bool:
        seen = image(self.xorg.pixels(area))
        if expected is None:
            return _black(seen)
        return seen == expected

    def _keep(self, name: str, area: Area, wanted: QImage | None) -> str:
        """What is seen of an output, in words, and in the folder."""
        seen = image(self.xorg.pixels(area))
        seen.save(str(self.folder / f"{name}-seen.png"))
        if wanted is None:
            return f"{name} is not black"
        wanted.save(str(self.folder / f"{name}-expected.png"))
        return f"{name} {_told_apart(seen, wanted)}"

    def nothing_left(self, before: Mapping[str, int]) -> None:
        """What is closed may take a moment to go."""
        self.wall.comes_to(lambda state: state["counts"] == before)


def image(pixels: Pixels) -> QImage:
    return QImage(
        pixels.bgrx, pixels.width, pixels.height, pixels.width * 4, QImage.Format.Format_RGB32
    ).copy()


def _black(seen: QImage) -> bool:
    blank = QImage(seen.size(), QImage.Format.Format_RGB32)
    blank.fill(0)
    return seen == blank


def _told_apart(seen: QImage, wanted: QImage) -> str:
    """Where two pictures differ, or that nothing is seen."""
    if seen.size() != wanted.size():
        return f"is {seen.size().toTuple()} and should be {wanted.size().toTuple()}"
    if _black(seen):
        return "is black"
    other = [
        (x, y)
        for y in range(seen.height())
        for x in range(seen.width())
        if seen.pixel(x, y) != wanted.pixel(x, y)
    ]
    if not other:
        return "is right by now"
    columns, rows = zip(*other, strict=True)
    box = min(columns), min(rows), max(columns), max(rows)
    return f"differs in {len(other)} pixels within {box}"


@contextmanager
def matrix(xorg: Xorg, folder: Path, screens: tuple[Screen, ...], world: World) -> Iterator[Matrix]:
    """A wall that has opened on these cables."""
    for name, cable in world.cables.items():
        xorg.describe(name, cable.monitor.edid)
    xorg.place({name: place for name, place in world.places().items() if place is not None})
    pictures = Pictures(screens)
    try:
        with watching(xorg, folder, declared(screens)) as wall:
            made = Matrix(xorg, screens, pictures, world, wall, folder)
            made.shows()
            yield made
    finally:
        pictures.close()
