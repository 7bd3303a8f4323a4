from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.servers.edid import edid
from tests.servers.xorg import OUTPUTS
from tools import debian
from tools.set_up import QT

if TYPE_CHECKING:
    from tests.servers import Xorg

LIST = """
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
for s in app.screens():
    print(s.name(), s.geometry().getRect(), s.physicalSize().toTuple(), s.model(), s.serialNumber())
"""


def as_qt_has_it(display: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LIST],
        env=debian.environment(QT) | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert not done.stderr
    return done.stdout.splitlines()


def test_outputs_are_where_they_were_placed_and_qt_reads_what_their_monitors_say(
    xorg: Xorg,
) -> None:
    xorg.describe("DUMMY1", edid("SAM", "QM55R", "SN0001"))
    xorg.describe("DUMMY2", edid("DEL", "U2720Q"), (597, 336))
    xorg.place({"DUMMY1": (0, 0, 1920, 1080), "DUMMY2": (1920, 0, 1080, 1920)})
    assert xorg.shown() == {"DUMMY1": (0, 0, 1920, 1080), "DUMMY2": (1920, 0, 1080, 1920)}
    assert as_qt_has_it(xorg.display) == [
        "DUMMY1 (0, 0, 1920, 1080) (1210.0, 680.0) QM55R SN0001",
        "DUMMY2 (1920, 0, 1080, 1920) (597.0, 336.0) U2720Q ",
    ]


def test_an_output_goes_and_comes_with_another_monitor(xorg: Xorg) -> None:
    xorg.describe("DUMMY3", edid("SAM", "QM55R", "SN0001"))
    xorg.place({"DUMMY3": (0, 0, 1280, 720)})
    xorg.place({"DUMMY3": None})
    assert not xorg.shown()
    xorg.describe("DUMMY3", b"")
    xorg.place({"DUMMY3": (0, 0, 640, 360)})
    assert as_qt_has_it(xorg.display) == ["DUMMY3 (0, 0, 640, 360) (1210.0, 680.0)  "]


def test_sixteen_outputs_are_on_at_once(xorg: Xorg) -> None:
    grid = {name: (n % 4 * 1920, n // 4 * 1080, 1920, 1080) for n, name in enumerate(OUTPUTS)}
    xorg.place(grid)
    assert xorg.shown() == grid
    picture = xorg.pixels((7679, 4319, 1, 1))
    assert (picture.width, picture.height, len(picture.bgrx)) == (1, 1, 4)
