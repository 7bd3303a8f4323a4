"""The log of what was seen from outside: a file of its own, for when the interface stands nobody else can
say so.
"""

from __future__ import annotations

from contextlib import suppress
from logging import LogRecord
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, override

if TYPE_CHECKING:
    from pathlib import Path

LARGEST, KEPT = 256 * 1024, 2
"""Bytes of the file, and how many older ones are kept beside it."""
_STACK = 32 * 1024
"""Bytes of what the wall was doing when it hung."""


def log_path(folder: Path, name: str) -> Path:
    """Beside the cache of the wall `name`."""
    return folder / f"{name}.watch.log"


def stack_path(folder: Path, name: str) -> Path:
    return folder / f"{name}.watch.stack"


class _Quiet(RotatingFileHandler):
    @override
    def handleError(self, record: LogRecord) -> None:
        """A full disk keeps nobody from watching."""


class Log:
    def __init__(self, path: Path | None) -> None:
        self._file: _Quiet | None = None
        if path is not None:
            with suppress(OSError):
                self._file = _Quiet(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")

    def write(self, text: str) -> None:
        if self._file is not None:
            self._file.emit(LogRecord("watch", 0, "", 0, text, None, None))

    def close(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()


def stack_in(path: Path | None) -> str:
    """What the wall wrote there when it hung; empty where it couldn't, or hasn't yet."""
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return file.read(_STACK).decode("utf-8", "replace").strip()
    except OSError:
        return ""
