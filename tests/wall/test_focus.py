from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.wall.program import MAIN

if TYPE_CHECKING:
    from tests.wall.program import Home

WINDOWS = """
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from ui.fonts import measure
from ui.placing.focus import Focus
from ui.windows import WallWindow

app = QApplication([])
app.setQuitOnLastWindowClosed(False)
windows = [WallWindow({name: (0, 0, 640, 360)}, measure()) for name in "ab"]
console = QWidget()
every = {"a": windows[0], "b": windows[1], "console": console}
focus = Focus(lambda: windows)
for window in every.values():
    window.show()
    QTest.qWaitForWindowExposed(window)


def after(change):
    change()
    QTest.qWait(300)
    now = QGuiApplication.focusWindow()
    print(next((name for name, one in every.items() if one.windowHandle() is now), None))


after(windows[0].activateWindow)
after(windows[0].hide)
after(console.activateWindow)
after(console.hide)
"""


def test_keys_of_a_window_that_goes_are_the_wall_s_where_no_window_manager_gives_them(
    xvfb: str, home: Home
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS],
        cwd=MAIN.parent,
        env=home.environment(DISPLAY=xvfb, QT_QPA_PLATFORM="xcb"),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["a", "b", "console", "b"]
