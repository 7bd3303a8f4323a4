"""All windows of a wall show the next scene in one turn of the event loop."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from services.cache import Cache
from services.clock import HeldClock
from services.views import Knowledge
from services.wall_file import installed, load_texts
from services.words import Words
from ui.face import staged
from ui.fonts import measure
from ui.switching import Switching
from ui.windows import Ready, WallWindow
from widgets.painting import Painting
from widgets.palette import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QPaintEvent

    from ui.face import Face

pytestmark = pytest.mark.usefixtures("qapp")
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
NAMES = ("a", "b", "c", "d")
_SIZE = (320, 240)


def text() -> str:
    screens = "".join(
        f"  - {{name: {name}, size: [320, 240], pitch: 2 mm, seat: 2 m}}\n" for name in NAMES
    )
    scenes = "".join(
        f"  {scene}:\n"
        + "".join(
            f"    {name}: {{grid: [1, 1], title: {scene} {name}, "
            f"tiles: [{{systems: all, title: Giờ {scene}}}]}}\n"
            for name in NAMES
        )
        for scene in ("một", "hai")
    )
    return f"wall: 1\nscreens:\n{screens}scenes:\n{scenes}"


@dataclass
class Room:
    windows: dict[str, WallWindow]
    faces: Callable[[str], dict[str, Face]]
    switching: Switching = field(default_factory=Switching)
    painting: Painting = field(default_factory=lambda: Painting(THEMES["toi"]))
    told: list[str] = field(default_factory=list)
    """What happened, in order: `turn`, `picture a`, `flush a`, `paint a`, `shown`."""

    def show(self, faces: dict[str, Face], *, at_once: bool = False) -> None:
        windows = tuple(self.windows.values())
        then = self.told.append
        self.switching.show(windows, faces, self.painting, lambda _: then("shown"), at_once=at_once)

    def seen(self, name: str) -> QImage:
        """What the monitor has, not what the window would paint."""
        window = self.windows[name]
        there = window.screen().grabWindow(window.winId())
        return there.toImage().convertToFormat(QImage.Format.Format_RGB32)

    def until_shown(self) -> None:
        for _ in range(50):
            QApplication.processEvents()
            if "shown" in self.told:
                return
        pytest.fail("it was never shown")


@contextmanager
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    plugins = installed()
    wall = load_texts({"tuong.yaml": text()}, "tuong.yaml", plugins).wall
    assert wall is not None
    cache = Cache.in_memory(HeldClock(AT))
    stage = staged(wall, plugins, measure(), Words("vi", AT.tzinfo))  # type: ignore[arg-type] # UTC is a zone

    def faces(scene: str) -> dict[str, Face]:
        made = stage.faces(scene)
        with cache.picture() as picture:
            for face in made.values():
                face.look_up(Knowledge(wall, picture))
        return made

    windows = {
        name: WallWindow({name: (0, 0, *_SIZE)}, measure(), output=(n * 320, 0, *_SIZE))
        for n, name in enumerate(NAMES)
    }
    room = Room(windows, faces)
    _note(monkeypatch, room)
    try:
        for name, window in windows.items():
            window.show_faces(room.faces("một"), room.painting)
            window.setGeometry(NAMES.index(name) * 320, 0, *_SIZE)
            window.show()
        QApplication.processEvents()
        room.told.clear()
        yield room
    finally:
        room.switching.end()
        room.switching.deleteLater()
        for window in windows.values():
            window.hide()
            window.deleteLater()
        cache.close()


def _note(monkeypatch: pytest.MonkeyPatch, room: Room) -> None:
    paint, picture, flush = WallWindow.paintEvent, WallWindow.picture, WallWindow.flush

    def painting(self: WallWindow, event: QPaintEvent) -> None:
        paint(self, event)
        room.told.append(f"paint {next(iter(self.areas))}")

    def preparing(self: WallWindow, faces: dict[str, Face], told: Painting) -> Ready:
        room.told.append(f"picture {next(iter(self.areas))}")
        return picture(self, faces, told)

    def flushing(self: WallWindow) -> None:
        room.told.append(f"flush {next(iter(self.areas))}")
        flush(self)

    monkeypatch.setattr(WallWindow, "flush", flushing)
    monkeypatch.setattr(WallWindow, "paintEvent", painting)
    monkeypatch.setattr(WallWindow, "picture", preparing)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    with opened(monkeypatch) as made:
        yield made


@pytest.fixture
def turns(room: Room) -> Iterator[None]:
    """Each turn of the event loop is told."""
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: room.told.append("turn"))
    timer.start()
    yield
    timer.stop()


@pytest.mark.usefixtures("turns")
def test_a_window_is_painted_in_each_turn_and_all_are_shown_in_one(room: Room) -> None:
    before = {name: room.seen(name) for name in NAMES}
    room.show(room.faces("hai"))
    while "picture d" not in room.told:
        # Nothing of the next scene is seen while any of it is still to be painted.
        assert {name: room.seen(name) for name in NAMES} == before
        assert not any(one.startswith("paint") for one in room.told)
        QApplication.processEvents()
    room.until_shown()
    told = room.told
    pictures = [told.index(f"picture {name}") for name in NAMES]
    assert pictures == sorted(pictures)
    for one, other in pairwise(pictures):
        assert "turn" in told[one:other]
    flushed = told.index("flush a")
    assert told[flushed : flushed + 5] == [*(f"flush {name}" for name in NAMES), "shown"]


def test_each_monitor_has_the_old_picture_or_the_new_one_and_never_a_part_of_any(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = room.faces("hai")
    old = {name: room.seen(name) for name in NAMES}
    new = {
        name: window.picture(after, room.painting).image for name, window in room.windows.items()
    }
    assert all(old[name] != new[name] for name in NAMES)
    seen: list[bool] = []
    flush = WallWindow.flush

    def looking(self: WallWindow) -> None:
        seen.append(all(room.seen(name) in (old[name], new[name]) for name in NAMES))
        flush(self)
        seen.append(all(room.seen(name) in (old[name], new[name]) for name in NAMES))

    monkeypatch.setattr(WallWindow, "flush", looking)
    room.show(after)
    room.until_shown()
    assert seen == [True] * 8
    assert {name: room.seen(name) for name in NAMES} == new


def test_what_was_prepared_is_shown_without_being_painted_again(room: Room) -> None:
    after = room.faces("hai")
    windows = tuple(room.windows.values())
    room.switching.prepare(windows, after, room.painting)
    for _ in range(20):
        QApplication.processEvents()
    assert room.told == [f"picture {name}" for name in NAMES]
    room.told.clear()
    room.show(after)
    assert room.told == [*(f"flush {name}" for name in NAMES), "shown"]
    assert not room.switching._pictures


def test_what_was_prepared_for_something_else_is_dropped(room: Room) -> None:
    room.switching.prepare(tuple(room.windows.values()), room.faces("hai"), room.painting)
    QApplication.processEvents()
    after = room.faces("hai")
    room.show(after)
    room.until_shown()
    assert all(window.sight.faces is after for window in room.windows.values())
    room.switching.prepare(tuple(room.windows.values()), room.faces("một"), room.painting)
    QApplication.processEvents()
    room.switching.forget()
    room.told.clear()
    QApplication.processEvents()
    assert not room.told
    assert not room.switching._pictures


def test_the_last_wish_is_shown_and_no_other(room: Room) -> None:
    room.show(room.faces("hai"))
    QApplication.processEvents()
    assert room.switching.waiting
    back = room.faces("một")
    room.show(back)
    room.until_shown()
    assert room.told.count("shown") == 1
    assert all(window.sight.faces is back for window in room.windows.values())


def test_a_screen_that_shows_what_it_showed_is_not_painted_at_all(room: Room) -> None:
    before, after = room.windows["a"].sight.faces, room.faces("hai")
    room.show({**after, "a": before["a"]})
    room.until_shown()
    assert "picture a" not in room.told
    assert "flush a" not in room.told
    assert "paint a" not in room.told
    assert room.windows["a"].sight.faces["b"] is after["b"]


def test_at_once_waits_for_no_picture(room: Room) -> None:
    after = room.faces("hai")
    room.show(after, at_once=True)
    assert room.told == ["shown"]
    assert all(window.sight.faces is after for window in room.windows.values())
    QApplication.processEvents()
    assert room.told == ["shown", *(f"paint {name}" for name in NAMES)]


def test_a_window_that_became_another_size_meanwhile_is_painted_anew(room: Room) -> None:
    after = room.faces("hai")
    room.switching.prepare(tuple(room.windows.values()), after, room.painting)
    for _ in range(20):
        QApplication.processEvents()
    room.windows["c"].resize(400, 240)
    room.show(after)
    QApplication.processEvents()
    assert room.seen("c") == room.windows["c"].picture(after, room.painting).image


def test_other_colours_are_another_picture_of_every_window(room: Room) -> None:
    faces = dict(room.windows["a"].sight.faces)
    room.painting = Painting(THEMES["sang"])
    room.show(faces)
    room.until_shown()
    assert [one for one in room.told if one.startswith("picture")] == [
        f"picture {name}" for name in NAMES
    ]
