"""A process of ours that works for the wall: started, heard, started again when it ends."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from services.json_lines import Lines
from services.simulation.child import program

if TYPE_CHECKING:
    from PySide6.QtCore import QProcessEnvironment

_STEADY = 60.0
"""Seconds after which one that ends is no longer one that fails to start."""

_log = logging.getLogger(__name__)


class Child(QObject):
    said = Signal(object)
    """A line that it told, as a dictionary."""

    def __init__(self, called: str, again: float, longest: float) -> None:
        """`called`: in the log. Started again after `again` seconds, doubled each time up to `longest`."""
        super().__init__()
        self._called, self._wait, self._longest = called, again, longest
        self._process: QProcess | None = None
        self._lines = Lines()
        self._failures = 0
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._start)
        self._steady = QTimer(self, singleShot=True, interval=round(_STEADY * 1000))
        self._steady.timeout.connect(self._well)

    @property
    def pid(self) -> int:
        """0: it doesn't run."""
        return 0 if self._process is None else int(self._process.processId())

    def _start(self) -> None:
        """Calls `_launch`."""
        raise NotImplementedError

    def _over(self) -> None:
        """It has ended while somebody listened, or could not be started; `_process` is None again."""
        raise NotImplementedError

    def _launch(self, process: QProcess, environment: QProcessEnvironment, *arguments: str) -> None:
        """`process`: its channels are set."""
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._hear)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._erred)
        self._process, self._lines = process, Lines()
        command, *first = program()
        self._steady.start()  # before, for where it fails at once it has ended already
        process.start(command, [*first, *arguments])

    def _hear(self) -> None:
        if self._process is None:
            return
        for said in self._lines.take(bytes(self._process.readAllStandardOutput().data())):
            if said.get("say") == "defect":
                _log.error("tiến trình %s: lỗi của chương trình\n%s", self._called, said.get("why"))
            else:
                self.said.emit(said)

    def _wait_longer(self) -> float:
        """It is started again in so many seconds."""
        wait = min(self._wait * 2.0 ** min(self._failures, 16), self._longest)
        self._failures += 1
        self._again.start(round(wait * 1000))
        return wait

    def _let_go(self) -> QProcess | None:
        """What happens to it from now on is nobody's concern."""
        self._steady.stop()
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)  # noqa: FBT003 - Qt's
        return process

    def _erred(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._finished()

    def _finished(self, *_: Any) -> None:  # noqa: ANN401 - Qt's, of two kinds
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        self._steady.stop()
        self._over()

    def _well(self) -> None:
        self._failures = 0


def wait_for_end(process: QProcess, seconds: float, killed: float) -> None:
    """Returns when it has ended; killed after `seconds`, and awaited for `killed` more."""
    if not process.waitForFinished(round(seconds * 1000)):
        process.kill()
        process.waitForFinished(round(killed * 1000))
    process.deleteLater()
