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
    """Pages of one list of pieces for each screen, or each block of one; as few pages as there can be, each
    about as full as those after it. What belongs to alerts is beside them; a page of one screen that
    begins with them is as full as it can be. The last screens have nothing where there are more of
    them than pieces.
    """
    return _Dealing(screens).pages(pieces)


class _Dealing:
    """One that tries many ways, most of which begin alike."""

    def __init__(self, screens: Sequence[Bearing]) -> None:
        self.screens = screens
        self.room = _room(screens)
        self.known: dict[tuple[int, int, tuple[tuple[int, int], ...]], bool] = {}
        """Whether pieces of these sizes fit in so much room."""

    def pages(self, pieces: Sequence[Piece]) -> list[list[tuple[Piece, ...]]]:
        left, pages = list(pieces), []
        more = self._count(left)
        while left:
            mean = _area(left) / (self.room * more)
            more -= 1
            shares = [s for s in _FULLNESS if s >= mean and not self._whole(left)]
            tried = ((share, self._page(left, share)) for share in shares)
            enough = (way for way in tried if self._count(way[1][1]) <= more)
            share, (page, after) = next(enough, None) or (1.0, self._page(left, 1.0))
            pages.append(page if after else self._evened(left, share))
            left = after
        return pages

    def _evened(self, pieces: Sequence[Piece], most: float) -> list[tuple[Piece, ...]]:
        """A last page whose pieces have room when every screen is filled up to `most`: none fuller than it
        must be for those after it.
        """
        page, left = [], list(pieces)
        for n, bearing in enumerate(self.screens):
            mean, after = _area(left) / _room(self.screens[n:]), self.screens[n + 1 :]
            less = (self._taken(left, bearing, s) for s in _FULLNESS if mean <= s < most)
            enough = (way for way in less if not self._page(way[1], most, after)[1])
            taken, left = next(enough, None) or self._taken(left, bearing, most)
            page.append(tuple(taken))
        return page

    def _whole(self, pieces: Sequence[Piece]) -> bool:
        """Whether they fill a page however little is left for those after it."""
        return len(self.screens) == 1 and pieces[0].type == "severity"

    def _count(self, pieces: Sequence[Piece]) -> int:
        """Of pages, each as full as it can be."""
        count, left = 0, list(pieces)
        while left:
            _, left = self._page(left, 1.0)
            count += 1
        return count

    def _page(
        self, pieces: Sequence[Piece], share: float, screens: Sequence[Bearing] | None = None
    ) -> tuple[list[tuple[Piece, ...]], list[Piece]]:
        page, left = [], list(pieces)
        for bearing in self.screens if screens is None else screens:
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
        used = _area(taken)
        for n, piece in enumerate(pieces[1:], start=1):
            area = piece.across * piece.halves
            beside = taken[0].type == "severity" and piece.of_alerts
            if (not beside and used + _LEAST > room) or (left and piece.rank != left[0].rank):
                return taken, [*left, *pieces[n:]]
            if (beside or used + area <= room) and self._fits([*taken, piece], bearing):
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


def _room(screens: Sequence[Bearing]) -> int:
    return sum(bearing.across * bearing.halves for bearing in screens)


def _area(pieces: Sequence[Piece]) -> int:
    """Quarters of a cell."""
    return sum(piece.across * piece.halves for piece in pieces)
