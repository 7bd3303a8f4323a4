"""A virtual screen whose pixels lie in a file: looking at them costs the wall nothing."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import sys
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from benchmarks import work
from tools import debian
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_PATIENCE = 15.0
_PIXEL = 4
"""Bytes."""
_HEADER = 25
"""32-bit words of an XWD file's header that are looked at."""


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels of the screen."""

    x: int
    y: int
    width: int
    height: int


class Screen:
    """An Xvfb, of the work's size where none is said, ended with the block."""

    def __init__(self, folder: Path, size: tuple[int, int] = (work.WIDTH, work.HEIGHT)) -> None:
        program = debian.found("Xvfb", SERVERS)
        if program is None:
            sys.exit("Xvfb is not there: `make bench` unpacks it into .tools/servers")
        folder.mkdir()
        told, tell = os.pipe()
        self._process = subprocess.Popen(
            [
                *(str(program), "-displayfd", str(tell), "-fbdir", str(folder), "-noreset"),
                *("-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp"),
            ],
            pass_fds=[tell],
            env=debian.environment(SERVERS),
            cwd=SERVERS if SERVERS.exists() else folder,
            stderr=subprocess.DEVNULL,
        )
        os.close(tell)
        with os.fdopen(told) as said:
            self.display = f":{said.readline().strip()}"
        path = folder / "Xvfb_screen0"
        self._wait_for(path, size[0] * size[1] * _PIXEL)
        with path.open("rb") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(f">{_HEADER}I", self._pixels[: _HEADER * 4])
        size, stride, colours = header[0], header[12], header[19]
        self._start, self._stride = size + colours * 12, stride

    @property
    def pid(self) -> int:
        return self._process.pid

    def ink(self, box: Box) -> int:
        """Pixels of every fourth line that differ from the box's first one."""
        ground = self._line(box, box.y)[:_PIXEL]
        lines = [self._line(box, y) for y in range(box.y, box.y + box.height, 4)]
        return sum(len(line) // _PIXEL - line.count(ground) for line in lines)

    def print(self, box: Box) -> int:
        """Changes when the box does."""
        found = 0
        for y in range(box.y, box.y + box.height, 3):
            found = zlib.crc32(self._line(box, y), found)
        return found

    def lines(self, places: Iterable[tuple[Box, int]]) -> list[bytes]:
        """Each a line of a box, at that height."""
        return [self._line(box, y) for box, y in places]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pixels.close()
        self._process.terminate()
        self._process.wait(_PATIENCE)

    def _line(self, box: Box, y: int) -> bytes:
        start = self._start + y * self._stride + box.x * _PIXEL
        return self._pixels[start : start + box.width * _PIXEL]

    def _wait_for(self, path: Path, size: int) -> None:
        give_up = time.monotonic() + _PATIENCE
        while not path.exists() or path.stat().st_size < size:
            if time.monotonic() > give_up or self._process.poll() is not None:
                sys.exit("Xvfb did not begin")
            time.sleep(0.02)
