"""What the interface is doing when it hangs: Python itself writes that down then, whatever holds it up."""

from __future__ import annotations

import faulthandler
from contextlib import suppress
from typing import TYPE_CHECKING

from services.ownership import make_file

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path


class Stack:
    def __init__(self, path: Path, patience: float) -> None:
        self._path, self._patience = path, patience
        self._file: FileIO | None = None

    def begin(self) -> None:
        """Where the file can't be written, nothing is."""
        make_file(self._path)
        with suppress(OSError):
            self._file = self._path.open("wb", buffering=0)

    def alive(self) -> None:
        """It doesn't hang now; what was written of an earlier time is over."""
        if self._file is None:
            return
        faulthandler.cancel_dump_traceback_later()
        with suppress(OSError):
            if self._file.tell():
                self._file.seek(0)
                self._file.truncate()
        faulthandler.dump_traceback_later(self._patience, file=self._file)

    def end(self) -> None:
        if self._file is not None:
            faulthandler.cancel_dump_traceback_later()
            self._file.close()
            self._file = None
            with suppress(OSError):
                self._path.unlink()
