"""Frames handed from one process to another through a file that both have mapped into memory.

Two slots, written in turn: the header names the newer one and is written last, so that whoever reads
never waits for whoever writes, and sees a whole frame or knows that it didn't. A frame is rows of
32-bit pixels (blue, green, red, unused) without padding.
"""

from __future__ import annotations

import mmap
import os
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services import ownership

if TYPE_CHECKING:
    from pathlib import Path

PIXEL = 4
"""Bytes."""
LARGEST = 7680, 4320
"""Pixels of one frame; no place on a wall is larger."""
_NUMBER = struct.Struct("<Q")
_SIZE = struct.Struct("<II")
_HEAD = 64
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Frame:
    number: int
    """Counted from 1."""
    width: int
    height: int
    rows: bytes = field(repr=False)


def _reserve(file: int, whole: int) -> None:
    """`OSError` where there is no room. What is only promised and then written to kills whoever writes, and
    a page that nobody wrote yet whoever reads it.
    """
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file, 0, whole)


class Frames:
    """A file for frames up to `width` × `height`. Whoever makes it reads; the other side writes."""

    def __init__(self, path: Path, width: int, height: int, *, make: bool = False) -> None:
        """Raises `OSError`, and `ValueError` where the file is too small for such frames."""
        self.width, self.height = min(width, LARGEST[0]), min(height, LARGEST[1])
        self._slot = _SIZE.size + self.width * self.height * PIXEL
        whole = _HEAD + 2 * self._slot
        if make:
            ownership.make_file(path)
            with path.open("r+b") as file:
                _reserve(file.fileno(), whole)
                file.truncate(whole)
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), whole)

    @property
    def number(self) -> int:
        """Of the newest frame; 0: there is none yet."""
        return int(_NUMBER.unpack_from(self._map)[0])

    def put(self, width: int, height: int, rows: bytes | bytearray | memoryview) -> None:
        if not (0 < width <= self.width and 0 < height <= self.height):
            raise ValueError(f"a frame of {width} × {height}")
        if len(rows) != width * height * PIXEL:
            raise ValueError("a frame of another size than it says")
        number = self.number + 1
        place = self._place(number)
        _SIZE.pack_into(self._map, place, width, height)
        begin = place + _SIZE.size
        self._map[begin : begin + len(rows)] = bytes(rows)
        _NUMBER.pack_into(self._map, 0, number)

    def newest(self) -> Frame | None:
        """None where there is none yet, or where the other side wrote faster than it could be read."""
        for _ in range(_TRIES):
            number = self.number
            if not number:
                return None
            place = self._place(number)
            width, height = _SIZE.unpack_from(self._map, place)
            if not (0 < width <= self.width and 0 < height <= self.height):
                return None
            begin = place + _SIZE.size
            rows = self._map[begin : begin + width * height * PIXEL]
            if self.number == number:
                return Frame(number, width, height, rows)
        return None

    def close(self) -> None:
        self._map.close()

    def _place(self, number: int) -> int:
        return _HEAD + (number % 2) * self._slot
