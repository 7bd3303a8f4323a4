"""How wide the columns of a table are: all of them in sight, what is longest cut first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HEAD, _LEAST = 3, 3
"""Lines' heights: how far heads are cut where room is scarce, and how narrow a column becomes."""
_KEPT = 1.7
"""How much wider than others a column stays that is to stretch."""
_HALVINGS = 12


def widths(
    cells: Sequence[int], heads: Sequence[int], stretched: Sequence[bool], room: int, line: int
) -> list[int]:
    """Of columns whose cells and heads are so wide, in pixels. Where they are too wide together, heads are
    cut first, then the widest columns, those the least that are to stretch. `line`: the height of a line
    of text, of which any column keeps some.
    """

    def headed(most: float) -> list[int]:
        cut = max(int(most), _HEAD * line)
        return [max(cell, min(head, cut)) for cell, head in zip(cells, heads, strict=True)]

    def capped(most: float) -> list[int]:
        return [
            min(width, max(int(most * (_KEPT if one else 1)), _LEAST * line))
            for width, one in zip(headed(0), stretched, strict=True)
        ]

    found = _largest(headed, max(heads, default=0), room)
    if sum(found) > room:
        found = _largest(capped, max(cells, default=0), room)
    spare, many = max(room - sum(found), 0), sum(stretched)
    return [
        width + spare // many if one else width for width, one in zip(found, stretched, strict=True)
    ]


def _largest(of: Callable[[float], list[int]], most: float, room: int) -> list[int]:
    """The widths of the largest measure up to `most` with which they fit, else those of none at all."""
    if sum(found := of(most)) <= room:
        return found
    low, high = 0.0, most
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(of(middle)) <= room else (low, middle)
    return of(low)
