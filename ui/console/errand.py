"""Work for a page that would hold up the interface: done on a thread of its own, one at a time."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from services.asking.threads import Raised, Returned

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.asking.threads import Outcome

PATIENCE = 5.0
"""Seconds for what is under way when the wall ends; a disk that hangs is left behind."""


class GivenUp(Exception):  # noqa: N818 - nothing went wrong
    """Nobody waits for it any more."""


class Errand(QObject):
    done = Signal(object)
    """What the work returned."""
    failed = Signal()
    """It raised a defect, which is raised where this is delivered."""
    _came = Signal(object)
    """An `Outcome`, from its thread."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()
        self._came.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    @property
    def under_way(self) -> bool:
        return self._thread is not None

    def start(self, work: Callable[[], object]) -> bool:
        """False: something else is under way, or it has ended."""
        if self.under_way or self._ending.is_set():
            return False
        self._thread = threading.Thread(
            target=self._run, args=(work,), name=self._name, daemon=True
        )
        self._thread.start()
        return True

    def rest(self, seconds: float) -> None:
        """For the work itself: lets others go first; raises `GivenUp` where it isn't wanted any more."""
        if self._ending.wait(seconds):
            raise GivenUp

    def end(self) -> None:
        self._ending.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _run(self, work: Callable[[], object]) -> None:
        try:
            outcome: Outcome[object] = Returned(work())
        except BaseException as error:  # noqa: BLE001 - the poller's border: it becomes a value
            outcome = Raised(error)
        with suppress(RuntimeError):  # the wall has ended meanwhile
            self._came.emit(outcome)

    def _arrive(self, outcome: Outcome[object]) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()  # it has said its last word
        match outcome:
            case Raised(error=GivenUp()):
                pass
            case Raised(error=error):
                self.failed.emit()
                raise error
            case Returned(value=value):
                self.done.emit(value)
