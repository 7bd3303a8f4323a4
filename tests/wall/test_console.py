"""The operator's console beside a running wall: on the desk's own monitor, and back when that returns."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from tests.wall.program import FIRST_PICTURE, running
from widgets.drawing import Ink
from widgets.palette import DARK

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.xorg import Xorg
    from tests.wall.program import Home

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X servers are Linux's"),
]
WALLS = {"DUMMY0": (0, 0, 640, 360), "DUMMY1": (640, 0, 640, 360)}
DESK = {"DUMMY2": (1280, 0, 1280, 720)}
SETTLED = 2.0
"""Seconds in which windows of a monitor that went are somewhere else, or hidden."""
PATIENCE = 20.0
"""Seconds for what is there at once: this computer has other work too."""


def picture(xorg: Xorg, output: str) -> QImage:
    pixels = xorg.pixels(xorg.shown()[output])
    size = pixels.width, pixels.height
    return QImage(pixels.bgrx, *size, pixels.width * 4, QImage.Format.Format_RGB32).copy()


def has_console(image: QImage) -> bool:
    """Its list of pages at the left, with the selected one, and its line at the foot."""
    colours = {ink: QColor(DARK.inks[ink]).rgb() for ink in (Ink.DATA_DIM, Ink.TILE, Ink.GROUND)}
    left = {image.pixel(x, y) for x in range(4, 200, 3) for y in range(4, 60, 2)}
    foot = {image.pixel(x, image.height() - 3) for x in range(0, image.width(), 5)}
    return colours[Ink.DATA_DIM] in left and foot == {colours[Ink.TILE]}


def awaited(xorg: Xorg, output: str, *, there: bool) -> QImage:
    """What the monitor shows as soon as the console is there, or is not."""
    until = time.monotonic() + PATIENCE
    while True:
        image = picture(xorg, output)
        if has_console(image) is there:
            return image
        if time.monotonic() > until:
            pytest.fail(f"the console is {'not ' if there else ''}on {output}")
        time.sleep(0.2)


def test_it_opens_on_the_desks_monitor_and_is_there_again_when_that_returns(
    xorg: Xorg, home: Home, wall: Path
) -> None:
    xorg.place({**WALLS, **DESK}, primary="DUMMY0")
    text = wall.read_text(encoding="utf-8")
    for n, name in enumerate(("trái", "phải")):
        text = text.replace(f"name: {name},", f"name: {name}, output: {{connector: DUMMY{n}}},")
    wall.write_text(f"{text}console: {{output: {{connector: DUMMY2}}}}\n", encoding="utf-8")
    display = {"DISPLAY": xorg.display, "QT_QPA_PLATFORM": "xcb"}
    with running(home, str(wall), **display) as program:
        program.wait_for(FIRST_PICTURE)
        awaited(xorg, "DUMMY2", there=True)
        assert not has_console(picture(xorg, "DUMMY0"))
        assert not has_console(picture(xorg, "DUMMY1"))
        xorg.place({"DUMMY2": None})
        time.sleep(SETTLED)
        for output in WALLS:
            assert not has_console(picture(xorg, output)), "it doesn't lie on the wall instead"
        xorg.place(DESK)
        awaited(xorg, "DUMMY2", there=True)
