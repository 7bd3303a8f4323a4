"""Hears of outputs that come, go, move and change. What is done about it is decided elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ui.placing.found import found_outputs

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

    from ui.placing.output import Output

SETTLED = 200
"""Milliseconds without another change after which the outputs are as they will be for a while."""
_LONGEST = 1000
"""Milliseconds that a cable with a loose contact may hold up all others."""
_STAND_IN = re.compile(r":\d+(\.\d+)?|WinDisc")
"""What Qt calls a screen that is none: it keeps the last that went, with its size and its EDID."""


class Hotplug(QObject):
    """Qt tells most changes; a look each second finds the rest: that the last output went, that another
    monitor hangs at the same cable.
    """

    stirred = Signal()
    """Something is other than it was. Windows on what is gone show their pictures elsewhere now."""
    settled = Signal()
    """It is over: `outputs` are those from now on. Also when they are what they were: Qt or the window
    system may have moved windows meanwhile.
    """

    def __init__(self) -> None:
        super().__init__()
        self._gone: str | None = None
        self._met = False
        """Outputs that are real have been seen."""
        self._last = self.outputs
        self._first = QElapsedTimer()
        self._settling = QTimer(self, singleShot=True)
        self._settling.timeout.connect(self._settle)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        self._app = app
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self._removed)
        app.primaryScreenChanged.connect(self._stir)
        for screen in app.screens():
            self._hear(screen)

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Those that are on, by their places."""
        found = [output for output in found_outputs() if output.name != self._gone]
        real = [output for output in found if not _STAND_IN.fullmatch(output.name)]
        self._met = self._met or bool(real)
        there = real if self._met else found
        return tuple(sorted(there, key=lambda one: (one.area[1], one.area[0], one.name)))

    @property
    def unsettled(self) -> bool:
        return self._settling.isActive() or self.outputs != self._last

    def begin(self) -> None:
        self._second.start()

    def end(self) -> None:
        self._second.stop()
        self._settling.stop()
        self._app.screenAdded.disconnect(self._added)
        self._app.screenRemoved.disconnect(self._removed)
        self._app.primaryScreenChanged.disconnect(self._stir)
        for screen in self._app.screens():
            screen.geometryChanged.disconnect(self._stir)
            screen.physicalSizeChanged.disconnect(self._stir)

    def again(self) -> None:
        """`settled` once more, in a second."""
        self._settling.start(1000)

    def _hear(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._stir)
        screen.physicalSizeChanged.connect(self._stir)

    def _added(self, screen: QScreen) -> None:
        self._hear(screen)
        self._stir()

    def _removed(self, screen: QScreen) -> None:
        # Said before the windows on it are moved, and while it may still be listed.
        self._gone = screen.name()
        self._stir()
        self._gone = None

    def _stir(self, *_: object) -> None:
        if not self._settling.isActive():
            self._first.start()
        if self._first.elapsed() < _LONGEST:
            self._settling.start(SETTLED)
        self.stirred.emit()

    def _settle(self) -> None:
        self._last = self.outputs
        self.settled.emit()

    def _look(self) -> None:
        if self.unsettled and not self._settling.isActive():
            self._stir()
