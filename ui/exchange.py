"""Windows that give way to others: a wall is never without a picture, so they go when those have theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui.monitors import close

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.windows import WallWindow


class Exchange(QObject):
    def __init__(self) -> None:
        super().__init__()
        self._gone: list[WallWindow] = []
        self._unpainted: list[WallWindow] = []

    def begin(self, before: Sequence[WallWindow], now: Sequence[WallWindow]) -> list[WallWindow]:
        """Those of `now` that weren't there before, to be shown now."""
        fresh = [window for window in now if window not in before]
        self._gone += [window for window in before if window not in now]
        self._unpainted = [window for window in self._unpainted if window in now] + fresh
        for window in fresh:
            # Queued: its picture reaches the monitor after it was painted.
            window.first_painted.connect(self._painted, Qt.ConnectionType.QueuedConnection)
        return fresh

    def go_on(self) -> None:
        """Those that nobody sees needn't wait for others."""
        done = [one for one in self._gone if not self._unpainted or not one.isVisible()]
        self._gone = [window for window in self._gone if window not in done]
        close(done)

    def end(self) -> None:
        close(self._gone)

    def _painted(self) -> None:
        self._unpainted = [window for window in self._unpainted if not window.painted]
        self.go_on()
