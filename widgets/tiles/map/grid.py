"""Every place that a name may have, row by row, and which of them are taken: a name is looked for among
thousands of them, and each is a bit rather than a box that is held against all others.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from widgets.drawing import Rect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from widgets.tiles.map.spans import Spans

_SLACK = 0.5
"""Pixels that two boxes may share (`Rect.meets`)."""


def steps(first: float, last: float, step: float) -> list[float]:
    """The last one at the very end."""
    if last < first:
        return []
    return [*(first + step * n for n in range(int((last - first) / step) + 1)), last]


class Grid:
    """Places of boxes of one size within a box."""

    def __init__(self, within: Rect, size: tuple[float, float], step: float) -> None:
        self._width, self._height = size
        self._across = steps(within.x, within.right - self._width, step)
        self._down = steps(within.y, within.bottom - self._height, step)
        self._rights = [x + self._width for x in self._across]
        self._bottoms = [y + self._height for y in self._down]
        self._taken = 0
        """A bit for each place, row by row."""
        self._columns = _columns(len(self._across), len(self._down))

    @classmethod
    def bare(cls, within: Rect, size: tuple[float, float], step: float, spans: Spans) -> Self:
        """Of places under which there is no unit; what is found of one size is remembered in the spans."""
        grid = cls(within, size, step)
        key = within, size, step
        if key in spans.found:
            grid._taken = spans.found[key]
        else:
            grid.cover(spans)
            spans.found[key] = grid._taken
        return grid

    def take(self, boxes: Iterable[Rect]) -> None:
        """What meets one of those is no place."""
        rights = [right - _SLACK for right in self._rights]
        bottoms = [bottom - _SLACK for bottom in self._bottoms]
        for box in boxes:
            left, right = self._between(self._across, rights, box.x, box.right - _SLACK)
            top, bottom = self._between(self._down, bottoms, box.y, box.bottom - _SLACK)
            self._fill(left, right, top, bottom)

    def cover(self, spans: Spans) -> None:
        """What has any unit under it is no place."""
        lines = [spans.lines(*ends) for ends in zip(self._down, self._bottoms, strict=True)]
        for line, stretches in spans.covered.items():
            rows = [n for n, its in enumerate(lines) if line in its]
            if rows:
                for one, other in stretches:
                    left, right = self._between(self._across, self._rights, one, other)
                    self._fill(left, right, rows[0], rows[-1] + 1)

    def nearest(self, at: tuple[float, float], within: float) -> Iterator[tuple[float, int, Rect]]:
        """What is free, by how far its nearest point lies from `at`, with its number, row by row."""
        aside = [
            at[0] - min(max(at[0], x), right)
            for x, right in zip(self._across, self._rights, strict=True)
        ]
        above = [
            at[1] - min(max(at[1], y), bottom)
            for y, bottom in zip(self._down, self._bottoms, strict=True)
        ]
        wide = len(aside)
        taken = f"{self._taken:0{wide * len(above)}b}"[::-1] if aside and above else ""
        found: list[tuple[float, int]] = []
        for row, dy in enumerate(above):
            if abs(dy) < within:
                begin = row * wide
                found += [
                    (away, begin + n)
                    for n, dx in enumerate(aside)
                    if taken[begin + n] == "0" and (away := math.hypot(dx, dy)) < within
                ]
        for away, number in sorted(found):
            row, column = divmod(number, wide)
            place = Rect(self._across[column], self._down[row], self._width, self._height)
            yield away, number, place

    @staticmethod
    def _between(
        begins: list[float], ends: list[float], first: float, last: float
    ) -> tuple[int, int]:
        """Of ascending stretches those that end after `first` and begin before `last`."""
        return bisect_right(ends, first), bisect_left(begins, last)

    def _fill(self, left: int, right: int, top: int, bottom: int) -> None:
        if right > left and bottom > top:
            block = ((1 << (right - left)) - 1) * self._columns[bottom - top]
            self._taken |= block << (top * len(self._across) + left)


@lru_cache(maxsize=64)
def _columns(wide: int, tall: int) -> tuple[int, ...]:
    """The bits of one column's places, by how many rows."""
    made = [0]
    for row in range(tall):
        made.append(made[-1] | 1 << (row * wide))
    return tuple(made)
