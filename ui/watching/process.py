"""The process that watches, from the wall's side: started, told what is painted, started again when it
ends.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from services.simulation.child import program
from ui.watching.beats import read

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
_STEADY = 60.0
"""Seconds after which one that ends is no longer one that fails to start."""
_ENDING = 2.0

_log = logging.getLogger(__name__)


class Process(QObject):
    said = Signal(object)
    """A line that it told, as a dictionary."""
    stopped = Signal()
    """It ended without being asked to, and is started again in a while."""

    def __init__(self, begin: Begin, again: float = AGAIN) -> None:
        super().__init__()
        self._begin, self._wait = begin, again
        self._process: QProcess | None = None
        self._failures = 0
        self._lost = 0
        self._rest = b""
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.begin)
        self._steady = QTimer(self, singleShot=True, interval=round(_STEADY * 1000))
        self._steady.timeout.connect(self._well)

    @property
    def pid(self) -> int:
        """0: it doesn't run."""
        return 0 if self._process is None else int(self._process.processId())

    def begin(self) -> None:
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUTF8", "1")
        process.setProcessEnvironment(environment)
        # When the interface hangs, nobody in the wall could hand on what is said.
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._erred)
        self._process, self._rest, self._lost = process, b"", 0
        command, *arguments = program()
        process.start(command, [*arguments, CALLED, self._begin.argument()])
        self._steady.start()

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
        self._steady.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)  # noqa: FBT003 - Qt's
        process.closeWriteChannel()
        if not process.waitForFinished(round(_ENDING * 1000)):
            process.kill()
            process.waitForFinished(round(_ENDING * 1000))
        process.deleteLater()

    def _read(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (
            self._rest + bytes(self._process.readAllStandardOutput().data())
        ).split(b"\n")
        for one in lines:
            said = read(one)
            if said.get("say") == "defect":
                _log.error("tiến trình canh tường: lỗi của chương trình\n%s", said.get("why"))
            elif said:
                self.said.emit(said)

    def _erred(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finished()

    def _finished(self, *_: Any) -> None:  # noqa: ANN401 - Qt's, of two kinds
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        self._steady.stop()
        wait = min(self._wait * 2.0 ** min(self._failures, 16), LONGEST)
        self._failures += 1
        self._again.start(round(wait * 1000))
        self.stopped.emit()

    def _well(self) -> None:
        self._failures = 0
