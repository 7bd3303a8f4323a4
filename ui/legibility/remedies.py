"""What would do: a coarser grid or a nearer seat, found by laying a tile out again."""

from __future__ import annotations

from dataclasses import dataclass
from operator import methodcaller
from typing import TYPE_CHECKING

from ui.legibility.judging import Kind, complaints
from widgets.sheet import FLOOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ui.legibility.judging import Complaint, Contrast
    from ui.legibility.laid import Content, Laid

_STEP = 500.0
"""Millimetres between the seats that are tried; half as many where that is too far."""
_MOST_SEATS = 64
_SHORTEST = 20
"""Characters: no address worth a code is shorter."""
_SHORT = (62, 42, 26)
"""Characters that fill a code of 33, 29 and 25 squares a side."""
_FINE = 16
"""Cells of a grid above which it is a ruler, not a table of tiles."""
_WORSE = frozenset({Kind.CLIPPED, Kind.OVERLAP, Kind.OUTSIDE, Kind.NOTHING})
"""What a remedy doesn't leave a tile with, if it can be had without."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """None: nothing that was tried helps."""

    span: tuple[int, int] | None = None
    """Where the grid is so fine that tiles are as large as their spans say."""
    grid: tuple[int, int] | None = None
    seat: float | None = None
    """Millimetres, the farthest that does."""
    code: int | None = None
    """Characters of a QR code, the most that do."""
    both: bool = False
    """Only span and code together do."""


def remedy(found: Complaint, all_laid: Sequence[Laid], contrast: Contrast) -> Remedy:
    """`all_laid`: the same tile in every language and state of knowledge; what helps must help in each."""
    first = all_laid[0]
    if first.content is None:
        return Remedy(seat=_seat_of_heading(found, first))

    if any(laid.content is None or laid.content.broken for laid in all_laid):
        return Remedy()
    alone = frozenset({found.kind})
    if found.kind is Kind.CODE:
        return _of_code(all_laid, first.content, _Trial(all_laid, alone, contrast))
    for mended in (_WORSE | alone, alone):
        trial = _Trial(all_laid, mended, contrast)
        span = grid = None
        if found.kind is not Kind.SIZE:
            span = _span(first.content, trial)
            grid = None if span else _grid(first.content.grid, trial)
        seat = _seat(first.sheet.seat, trial)
        if span or grid or seat:
            return Remedy(span, grid, seat)
    return Remedy()


@dataclass(frozen=True, slots=True)
class _Trial:
    all_laid: Sequence[Laid]
    mended: frozenset[Kind]
    """What there may be nothing of any more."""
    contrast: Contrast

    def helps(self, again: Callable[[Laid], Laid]) -> bool:
        try:
            return not any(
                one.kind in self.mended
                for laid in self.all_laid
                for one in complaints(again(laid), self.contrast)
            )
        except Exception:  # noqa: BLE001 - a tile's border: where it can't be laid out, it isn't mended
            return False


def _of_code(all_laid: Sequence[Laid], content: Content, trial: _Trial) -> Remedy:
    """Fewer characters make larger squares. A span only where no other tile is in the way, and no
    seat: nobody moves a room for one code.
    """
    length = max(len(one.content.code or "") for one in all_laid if one.content)
    fewer = range(length - 1, _SHORTEST - 1, -1)
    most = _first(fewer, lambda n: trial.helps(lambda laid: laid.coding(n)))
    span = _span(content, trial, within=content.free)
    if most or span or content.grid[0] * content.grid[1] <= _FINE:
        return Remedy(span, None if most or span else _grid(content.grid, trial), code=most)
    for n in _SHORT:
        coding = methodcaller("coding", n)
        if n < length and (span := _span(content, trial, within=content.free, before=coding)):
            return Remedy(span=span, code=n, both=True)
    return Remedy()


def _seat_of_heading(found: Complaint, laid: Laid) -> float | None:
    """A screen too low for larger letters: the nearer the seat, the larger they look."""
    if found.kind is not Kind.SIZE:
        return None
    return max(
        (
            seat
            for seat in _seats(laid.sheet.seat)
            if seat * FLOOR <= found.degree * laid.sheet.seat
        ),
        default=None,
    )


def _span(
    content: Content,
    trial: _Trial,
    within: Callable[[int, int], bool] = lambda _columns, _rows: True,
    before: Callable[[Laid], Laid] = lambda laid: laid,
) -> tuple[int, int] | None:
    """The one of fewest cells that helps: wider, higher, or both; of those `within`. `before`: what is
    changed as well.
    """
    (columns, rows), spot = content.grid, content.placed
    if columns * rows <= _FINE:
        return None
    ways = (
        [(n, spot.rows) for n in range(spot.columns + 1, columns + 1)],
        [(spot.columns, n) for n in range(spot.rows + 1, rows + 1)],
        [
            (min(spot.columns + n, columns), min(spot.rows + n, rows))
            for n in range(1, max(columns, rows))
        ],
    )
    free = [[one for one in way if within(*one)] for way in ways]
    fitting = _fitting(free, lambda one: trial.helps(lambda laid: before(laid).spanning(*one)))
    return min(fitting, key=lambda one: one[0] * one[1], default=None)


def _grid(grid: tuple[int, int], trial: _Trial) -> tuple[int, int] | None:
    """The one of most cells that helps: with fewer columns, fewer rows, or both."""
    columns, rows = grid
    ways = (
        [(n, rows) for n in range(columns - 1, 0, -1)],
        [(columns, n) for n in range(rows - 1, 0, -1)],
        [(max(columns - n, 1), max(rows - n, 1)) for n in range(1, max(columns, rows))],
    )
    fitting = _fitting(ways, lambda one: trial.helps(lambda laid: laid.in_grid(*one)))
    return max(fitting, key=lambda one: one[0] * one[1], default=None)


def _fitting(
    ways: Iterable[Sequence[tuple[int, int]]], helps: Callable[[tuple[int, int]], bool]
) -> list[tuple[int, int]]:
    """The first of each way that helps."""
    firsts = (_first(way, helps) for way in ways)
    return [one for one in firsts if one is not None]


def _seat(seat: float, trial: _Trial) -> float | None:
    return _first(_seats(seat), lambda one: trial.helps(lambda laid: laid.nearer(one)))


def _seats(seat: float) -> list[float]:
    """Nearer ones in steps of half a metre, or of a tenth where people sit at a desk; farthest first."""
    step = _STEP if seat > 2 * _STEP else _STEP / 5
    count = -(-seat // step) - 1
    stride = max(-(-count // _MOST_SEATS), 1)
    return [n * step for n in range(int(count), 0, -int(stride))]


def _first[T](tried: Sequence[T], helps: Callable[[T], bool]) -> T | None:
    """The first that helps, where all that follow do too: found by halving."""
    low, high = 0, len(tried)
    while low < high:
        middle = (low + high) // 2
        if helps(tried[middle]):
            high = middle
        else:
            low = middle + 1
    return tried[low] if low < len(tried) else None
