"""What the interface is doing when it hangs, written down by a thread beside it."""

from __future__ import annotations

import sys
import threading
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from services.ownership import make_file

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

_ENDING = 2.0
"""Seconds that the thread has to end."""


class Stack:
    """The thread looks at the frames of the one that begins this, as Python hands them out.

    While what hangs keeps Python from running anything else, nothing is written. `faulthandler` would write
    then too, but it reads frames that may be running again, as after a computer was suspended, and can end
    the program.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self._path, self._patience = path, patience
        self._file: FileIO | None = None
        self._beaten = threading.Event()
        self._ended = False
        self._watched = 0
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Where the file can't be written, nothing is."""
        make_file(self._path)
        with suppress(OSError):
            self._file = self._path.open("wb", buffering=0)
        if self._file is not None:
            self._watched = threading.get_ident()
            self._thread = threading.Thread(target=self._wait, name="stack", daemon=True)
            self._thread.start()

    def alive(self) -> None:
        """It doesn't hang now; what was written of an earlier time is over."""
        self._beaten.set()
        with self._lock, suppress(OSError):
            if self._file is not None and self._file.tell():
                self._file.seek(0)
                self._file.truncate()

    def end(self) -> None:
        self._ended = True
        self._beaten.set()
        if self._thread is not None:
            self._thread.join(_ENDING)
            self._thread = None
        if self._file is not None:
            with self._lock:
                self._file.close()
                self._file = None
            with suppress(OSError):
                self._path.unlink()

    def _wait(self) -> None:
        """One stack a hang; before the first beat the wall is still opening."""
        self._beaten.wait()
        while not self._ended:
            self._beaten.clear()
            if not self._beaten.wait(self._patience):
                self._write()
                self._beaten.wait()

    def _write(self) -> None:
        frame = sys._current_frames().get(self._watched)  # noqa: SLF001 - its only, and documented, name
        said = "".join(traceback.format_stack(frame)).encode("utf-8", "backslashreplace")
        with self._lock, suppress(OSError):
            if self._file is not None:
                self._file.write(said)
