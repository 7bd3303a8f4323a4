"""Pieces on pages: as few as there can be, the worst first, all about as full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.automatic.packing import tall_of, ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.automatic.piece import Piece
    from widgets.automatic.room import Bearing

_FULLNESS = tuple(n / 20 for n in range(1, 20))
"""Shares of a screen that are tried."""
_LEAST = 4
"""Quarters of a cell that the smallest piece takes."""


def dealt(pieces: Sequence[Piece], screens: Sequence[Bearing]) -> list[list[tuple[Piece, ...]]]:
    """Pages of one list of pieces for each screen; as few pages as there can be, each about as full
    as those after it, but one that begins with alerts as full as it can be: what belongs to them is
    beside them. The last screens have nothing where there are more of them than pieces.
    """
    return _Dealing(screens).pages(pieces)


class _Dealing:
    """One that tries many ways, most of which begin alike."""

    def __init__(self, screens: Sequence[Bearing]) -> None:
        self.screens = screens
        self.room = sum(bearing.across * bearing.halves for bearing in screens)
        self.known: dict[tuple[int, int, tuple[tuple[int, int], ...]], bool] = {}
        """Whether pieces of these sizes fit in so much room."""

    def pages(self, pieces: Sequence[Piece]) -> list[list[tuple[Piece, ...]]]:
        left, pages = list(pieces), []
        more = self._count(left)
        while left:
            mean = sum(piece.across * piece.halves for piece in left) / (self.room * more)
            more -= 1
            shares = [s for s in _FULLNESS if s >= mean and left[0].type != "severity"]
            tried = (self._page(left, share) for share in shares)
            enough = (way for way in tried if self._count(way[1]) <= more)
            page, left = next(enough, None) or self._page(left, 1.0)
            pages.append(page)
        return pages

    def _count(self, pieces: Sequence[Piece]) -> int:
        """Of pages, each as full as it can be."""
        count, left = 0, list(pieces)
        while left:
            _, left = self._page(left, 1.0)
            count += 1
        return count

    def _page(
        self, pieces: Sequence[Piece], share: float
    ) -> tuple[list[tuple[Piece, ...]], list[Piece]]:
        page, left = [], list(pieces)
        for bearing in self.screens:
            taken, left = self._taken(left, bearing, share)
            page.append(tuple(taken))
        return page, left

    def _taken(
        self, pieces: Sequence[Piece], bearing: Bearing, share: float
    ) -> tuple[list[Piece], list[Piece]]:
        """What goes on one screen, at least one piece, and what is left. Where one has no room, others
        of its rank that have some come before it: better than an empty place.
        """
        room = share * bearing.across * bearing.halves
        taken: list[Piece] = list(pieces[:1])
        left: list[Piece] = []
        used = sum(piece.across * piece.halves for piece in taken)
        for n, piece in enumerate(pieces[1:], start=1):
            if used + _LEAST > room or (left and piece.rank != left[0].rank):
                return taken, [*left, *pieces[n:]]
            area = piece.across * piece.halves
            if used + area <= room and self._fits([*taken, piece], bearing):
                taken.append(piece)
                used += area
            else:
                left.append(piece)
        return taken, left

    def _fits(self, pieces: Sequence[Piece], bearing: Bearing) -> bool:
        across, halves = bearing.across, bearing.halves
        sizes = across, halves, tuple((piece.across, piece.halves) for piece in pieces)
        if sizes not in self.known:
            tried = ways(pieces, across, halves)
            self.known[sizes] = any(tall_of(bands) <= halves for bands in tried)
        return self.known[sizes]
