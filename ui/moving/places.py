"""Files by which frames are handed over: in memory where there is room, for our eyes alone."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from services.moving.frames import Frames

_SHARED = Path("/dev/shm")  # noqa: S108 - memory, and the folder in it is made for its owner alone


class Places:
    def __init__(self, shared: Path = _SHARED) -> None:
        self._shared = shared
        self._made: dict[Path | None, TemporaryDirectory[str]] = {}
        self._count = 0

    def frames(self, size: tuple[int, int]) -> tuple[Path, Frames]:
        """For frames of up to that many pixels; on the disk where memory has no room. `OSError`."""
        if self._shared.is_dir() and os.access(self._shared, os.W_OK):
            with suppress(OSError):  # a container may have hardly any
                return self._in(self._shared, size)
        return self._in(None, size)

    def _in(self, place: Path | None, size: tuple[int, int]) -> tuple[Path, Frames]:
        if place not in self._made:
            self._made[place] = TemporaryDirectory(
                prefix="langbiang-", dir=place, ignore_cleanup_errors=True
            )
        folder = Path(self._made[place].name)
        folder.mkdir(0o700, exist_ok=True)  # whoever rendered the last picture took it away
        self._count += 1
        path = folder / f"{self._count}.frames"
        try:
            return path, Frames(path, *size, make=True)
        except OSError:
            path.unlink(missing_ok=True)
            raise

    def end(self) -> None:
        for made in self._made.values():
            with suppress(OSError):
                made.cleanup()
        self._made.clear()
