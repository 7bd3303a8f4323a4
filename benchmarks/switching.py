"""How long a change of scene is under way for who looks at the wall, `python -m benchmarks.switching`: from
the first pixel that changes to the last one, on four and on sixteen panels of 1920 × 1080.

Looked at from outside, in the memory of the X server, a line every 60 pixels of each panel without its clock.
The baseline in the same run is the plain way: every window is told to paint itself.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.contenders import ROOT
from benchmarks.screen import Box, Screen
from services.acts import Journal
from services.cache import Cache
from services.clock import HeldClock
from services.wall_file import installed, load
from ui.acts import Acts
from ui.asked import named_figures
from ui.decided import Setting
from ui.face import staged
from ui.fonts import measure
from ui.keys import Act
from ui.opening import speaker
from ui.placeholders import answers
from ui.wall import Wall
from ui.windows import WallWindow

if TYPE_CHECKING:
    from services.wall_file.shape import WallFile

WIDE, TALL = 1920, 1080
_HEADING = 150
_EVERY = 60
"""Pixels between the lines that are looked at."""
_SETTLES, _OVER = 0.7, 0.7
"""Seconds without a change before and after."""
_GIVE_UP = 20.0
_SCENES = ("tong-quan", "an-toan")
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Switched:
    panels: int
    name: str
    spread: tuple[float, ...]
    """Milliseconds from the first changed pixel to the last, of each change."""
    stood: tuple[float, ...]
    """Milliseconds for which the event loop, and so every clock, stood still."""


def switching(rounds: int) -> list[Switched]:
    found: list[Switched] = []
    for across in (2, 4):
        for name in ("plain", "prepared"):
            one = _measured(name, across, rounds)
            found.append(one)
            print(
                f"{one.panels} panels, {name}: first to last pixel "
                f"{statistics.median(one.spread):.1f} ms (worst {max(one.spread):.1f}), "
                f"stood still {statistics.median(one.stood):.0f} ms",
                flush=True,
            )
    return found


def _measured(name: str, across: int, rounds: int) -> Switched:
    boxes = [
        Box(WIDE * (n % across), TALL * (n // across), WIDE, TALL) for n in range(across * across)
    ]
    places = [(box, y) for box in boxes for y in range(box.y + _HEADING, box.y + TALL, _EVERY)]
    spread: list[float] = []
    stood: list[float] = []
    with tempfile.TemporaryDirectory(prefix="langbiang-switch-") as folder:
        screen_folder = Path(folder) / "screen"
        with Screen(screen_folder, (WIDE * across, TALL * across)) as screen:
            wall = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.switching", "--wall", name, str(across)],
                cwd=ROOT,
                env={**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            assert wall.stdin is not None
            assert wall.stdout is not None
            try:
                wall.stdout.readline()
                for _ in range(rounds):
                    spread.append(_change(screen, places, wall.stdin))
                    stood.append(float(wall.stdout.readline()))
            finally:
                wall.stdin.close()
                wall.wait(_GIVE_UP)
                wall.stdout.close()
    return Switched(len(boxes), name, tuple(spread), tuple(stood))


def _change(screen: Screen, places: list[tuple[Box, int]], wall: IO[bytes]) -> float:
    time.sleep(_SETTLES)
    before = screen.lines(places)
    wall.write(b"\n")
    wall.flush()
    first = last = 0.0
    asked = time.perf_counter()
    while True:
        now, seen = time.perf_counter(), screen.lines(places)
        if seen != before:
            first, last, before = first or now, now, seen
        if first and now - last > _OVER:
            return (last - first) * 1000
        if now - asked > _GIVE_UP:
            sys.exit("no other scene was shown")


def _wall_of(across: int) -> WallFile:
    """The default one, its four screens as often as there is room."""
    loaded = load(ROOT / "resources" / "walls" / "lam-dong.yaml", installed()).wall
    assert loaded is not None
    screens, panels = [], {scene: dict(loaded.scenes[scene].panels) for scene in _SCENES}
    for n in range(across * across):
        one = loaded.screens[n % 4]
        name = f"{one.name}-{n}"
        at = (WIDE * (n % across), TALL * (n // across))
        screens.append(one.model_copy(update={"name": name, "at": at}))
        for scene in _SCENES:
            panels[scene][name] = panels[scene][one.name]
    scenes = {scene: loaded.scenes[scene].model_copy() for scene in _SCENES}
    for scene, made in scenes.items():
        made.__pydantic_extra__ |= panels[scene]
    return loaded.model_copy(update={"screens": tuple(screens), "scenes": scenes})


class _Stillness:
    """The longest time between two turns of the event loop."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def forget(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def _show(name: str, across: int) -> int:
    """The wall that is looked at; each line of its input turns it to the other scene."""
    app = QApplication(["wall"])
    clock = HeldClock(AT)
    file, plugins = _wall_of(across), installed()
    cache = Cache.in_memory(clock)
    cache.name_figures(named_figures(file))
    for batch in answers(file, AT):
        cache.record(batch).result()
    windows = [
        WallWindow({s.name: (0, 0, WIDE, TALL)}, measure(), output=(*(s.at or (0, 0)), WIDE, TALL))
        for s in file.screens
    ]
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "acts", clock)
        wall = Wall(
            stage=staged(file, plugins, measure(), speaker(file, "vi")),
            setting=Setting(_SCENES[0], "vi", "toi"),
            cache=cache,
            windows=windows,
            clock=clock,
            ran=time.monotonic,
            acts=Acts(journal, cache, clock),
        )
        wall.begin()
        for window in windows:
            window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            window.setGeometry(*(window.output or ()))
            window.show()
        _listen(app, wall, name)
        status = app.exec()
        wall.end()
        journal.close()
        cache.close()
    return status


def _listen(app: QApplication, wall: Wall, name: str) -> None:
    stillness, rest = _Stillness(), QTimer(app, singleShot=True, interval=400)
    rest.timeout.connect(lambda: _say(f"{stillness.longest * 1000:.1f}"))
    if name == "plain":
        show = wall._switching.show  # noqa: SLF001 - the way before there was another
        wall._switching.show = lambda *told, **_: show(*told, at_once=True)  # type: ignore[method-assign] # noqa: SLF001

    def turn() -> None:
        if not sys.stdin.buffer.readline():
            app.exit(0)  # quit() asks the windows, which ask people
            return
        stillness.forget()
        wall.obey(Act.NEXT_SCENE)
        rest.start()

    ending = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, app)
    ending.activated.connect(turn)
    QTimer.singleShot(500, lambda: _say("ready"))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    told = argparse.ArgumentParser(prog="python -m benchmarks.switching", description=__doc__)
    told.add_argument("--rounds", type=int, default=15)
    told.add_argument("--json", action="store_true")
    told.add_argument("--wall", nargs=2, help=argparse.SUPPRESS)
    asked = told.parse_args()
    if asked.wall:
        return _show(asked.wall[0], int(asked.wall[1]))
    found = switching(asked.rounds)
    if asked.json:
        _say(json.dumps([[one.panels, one.name, one.spread, one.stood] for one in found]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
