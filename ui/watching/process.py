"""The process that watches, from the wall's side: started, told what is painted, started again when it
ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from PySide6.QtCore import QProcess, QProcessEnvironment, Signal

from ui.child import Child, wait_for_end

if TYPE_CHECKING:
    from ui.watching.beats import Beat, Begin

CALLED = "--watching"
"""As `main.py` is called for it."""
MOST = 64 * 1024
"""Bytes that may wait for a process that doesn't read; beats beyond them are let go."""
DEAF = 60
"""Beats let go in a row, after which it hangs."""
AGAIN, LONGEST = 1.0, 300.0
"""Seconds until it is started again, doubled each time up to the longest."""
_ENDING = 2.0


class Process(Child):
    stopped = Signal()
    """It ended without being asked to, and is started again in a while."""

    def __init__(self, begin: Begin, again: float = AGAIN) -> None:
        super().__init__("canh tường", again, LONGEST)
        self._begin = begin
        self._lost = 0

    def begin(self) -> None:
        self._start()

    def tell(self, beat: Beat) -> bool:
        """False: it was let go, for nobody waits for one who doesn't read."""
        if self._process is None:
            return False
        if self._process.bytesToWrite() <= MOST:
            self._lost = 0
            return self._process.write(beat.line()) >= 0
        self._lost += 1
        if self._lost >= DEAF:
            self._process.kill()
        return False

    def end(self) -> None:
        """Asks it to, and returns when it has."""
        self._again.stop()
        process = self._let_go()
        if process is not None:
            process.closeWriteChannel()
            wait_for_end(process, _ENDING, _ENDING)

    @override
    def _start(self) -> None:
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUTF8", "1")
        # When the interface hangs, nobody in the wall could hand on what is said.
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._lost = 0
        self._launch(process, environment, CALLED, self._begin.argument())

    @override
    def _over(self) -> None:
        self._wait_longer()
        self.stopped.emit()
