"""A picture of areas and points, drawn row by row into a PNG of few colours."""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

type Place = tuple[float, float]
"""Pixels from the upper left corner."""

COLOURS = (
    *((255, 255, 255), (226, 236, 226), (214, 228, 238), (240, 232, 214), (232, 222, 238)),
    *((120, 132, 140), (36, 110, 176), (200, 60, 60)),
)
GROUND, GROUNDS, EDGE, SOUND, ILL = 0, (1, 2, 3, 4), 5, 6, 7
_QUICK = 1
"""zlib's level: the picture is made while somebody waits."""
_DOT = 3


@dataclass(slots=True)
class Canvas:
    width: int
    height: int
    below: bytes | None = None
    """Pixels to begin with, row by row."""
    rows: list[bytearray] = field(init=False)

    def __post_init__(self) -> None:
        pixels, wide = self.below or bytes(self.width * self.height), self.width
        self.rows = [bytearray(pixels[n * wide : (n + 1) * wide]) for n in range(self.height)]

    @property
    def pixels(self) -> bytes:
        return b"".join(self.rows)

    def area(self, ring: Sequence[Place], colour: int) -> None:
        """Filled, with its edge."""
        crossings: dict[int, list[float]] = {}
        pairs = list(zip(ring, (*ring[1:], ring[0]), strict=True))
        for pair in pairs:
            (x0, y0), (x1, y1) = sorted(pair, key=lambda place: place[1])
            if y0 == y1:
                continue
            slope = (x1 - x0) / (y1 - y0)
            first, last = max(math.ceil(y0 - 0.5), 0), min(math.ceil(y1 - 0.5), self.height)
            for row in range(first, last):
                crossings.setdefault(row, []).append(x0 + (row + 0.5 - y0) * slope)
        for row, places in crossings.items():
            places.sort()
            for left, right in zip(places[::2], places[1::2], strict=False):
                self._span(row, left, right, colour)
        for start, end in pairs:
            self._line(start, end)

    def dots(self, places: Iterable[Place], colour: int) -> None:
        for x, y in places:
            if abs(x) < self.width * 2 and abs(y) < self.height * 2:
                for row in range(round(y) - _DOT, round(y) + _DOT + 1):
                    half = math.sqrt(max((_DOT + 0.5) ** 2 - (row - round(y)) ** 2, 0))
                    self._span(row, x - half, x + half, colour)

    def _span(self, row: int, left: float, right: float, colour: int) -> None:
        if not 0 <= row < self.height:
            return
        first, last = max(round(left), 0), min(round(right), self.width)
        if last > first:
            self.rows[row][first:last] = bytes((colour,)) * (last - first)

    def _line(self, start: Place, end: Place) -> None:
        """Only what lies within is walked along: a box far away would have endless edges."""
        (x0, y0), (x1, y1) = start, end
        steps = min(int(max(abs(x1 - x0), abs(y1 - y0))) + 1, 4 * (self.width + self.height))
        for step in range(steps + 1):
            x, y = round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps)
            if 0 <= x < self.width and 0 <= y < self.height:
                self.rows[y][x] = EDGE

    def png(self, *, transparent: bool) -> bytes:
        """Eight bits a pixel, colours by their number; the ground can be seen through."""
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in self.rows), _QUICK)
        palette = b"".join(map(bytes, COLOURS))
        seen = _chunk(b"tRNS", b"\0") if transparent else b""
        return b"".join(
            (
                b"\x89PNG\r\n\x1a\n",
                _chunk(b"IHDR", header),
                _chunk(b"PLTE", palette),
                seen,
                _chunk(b"IDAT", pixels),
                _chunk(b"IEND", b""),
            )
        )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
