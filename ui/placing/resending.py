"""What is on the wall is sent to its monitors once more after these have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.windows import WallWindow

LATER = 1000
"""Milliseconds: drivers and monitors have come to rest too."""


class Resending(QObject):
    """Drivers and window systems lose what a monitor showed now and then, and tell nobody: a screen without
    news would stay black or torn. Nothing is painted; a window in each turn of the event loop.
    """

    def __init__(self, windows: Callable[[], Sequence[WallWindow]]) -> None:
        super().__init__()
        self._windows = windows
        self._left: list[WallWindow] = []
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._begin)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._send_one)

    def soon(self) -> None:
        self._turn.stop()
        self._later.start()

    def end(self) -> None:
        self._turn.stop()
        self._later.stop()
        self._left.clear()

    def _begin(self) -> None:
        self._left = list(self._windows())
        self._turn.start()

    def _send_one(self) -> None:
        if not self._left:
            self._turn.stop()
            return
        window = self._left.pop()
        if window in self._windows():
            window.resend()
