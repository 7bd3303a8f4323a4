"""Keys after the window that had them is gone: without a window manager they would go nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QWindow

    from ui.windows import WallWindow


class Focus(QObject):
    """Nothing is taken from other programs: only keys that a window of ours had, and lost by going."""

    def __init__(self, windows: Callable[[], Sequence[WallWindow]]) -> None:
        """`windows`: the wall's, of which the first that is seen gets them."""
        super().__init__()
        self._windows = windows
        self._had: QWindow | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._changed)

    def _changed(self, now: QWindow | None) -> None:
        before, self._had = self._had, now
        if now is not None or before is None:
            return
        if _seen(before):
            return  # somebody went elsewhere
        for window in self._windows():
            if window.isVisible() and window.windowHandle() is not before:
                window.activateWindow()
                return


def _seen(window: QWindow) -> bool:
    try:
        return window.isVisible()
    except RuntimeError:  # Qt has deleted it
        return False
