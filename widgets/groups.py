"""Sources by state: a mark, the state's word and perhaps a reason, then the names of all that are in
it, over as many rows as they need.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Ink, Item, Rect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.rows import Rows
    from widgets.system_row import Line


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row, from `left` to `right` in pixels from the content's edge."""

    line: Line
    """Whose state, ink and weight it wears."""
    text: str
    left: float
    right: float
    marked: bool = False
    quiet: bool = False
    """A reason, not a name."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows of pieces."""

    pieces: tuple[tuple[Piece, ...], ...]
    page: Rows

    @classmethod
    def of(
        cls,
        groups: Sequence[Sequence[Line]],
        page: Rows,
        *,
        own_rows: bool,
        reasons: bool = False,
    ) -> Groups:
        """A group's mark and words, then names as far as a row goes; `own_rows`: each group begins
        one; `reasons`: the words say why.
        """
        width = page.room.box.w
        rows: list[list[Piece]] = [[]]
        x = 0.0
        for members in groups:
            first = members[0]
            said = first.headed if reasons else first.state
            broken = reasons and page.lead + page.wide(said) + page.gap / 2 > width
            said = first.state if broken else said
            names = [line.short_marked for line in members]
            head = page.lead + page.wide(said) + page.gap / 2
            begun = page.wide(names[0], first.weight)
            if rows[-1] and (own_rows or x + head + begun > width):
                rows.append([])
                x = 0.0
            rows[-1].append(Piece(first, said, x, x + head, marked=True))
            if broken:
                right = page.lead + page.wide(first.why)
                rows.append([Piece(first, first.why, page.lead, right, quiet=True)])
                x, head = 0.0, width
            beside = x + head + begun <= width
            here, *under = _names(names, first, x + head if beside else page.lead, page)
            if beside:
                rows[-1].append(here)
            else:
                rows.append([here])
            rows += [[piece] for piece in under]
            x = rows[-1][-1].right + page.gap
        return cls(tuple(tuple(row) for row in rows), page)

    def __len__(self) -> int:
        """Rows."""
        return len(self.pieces)

    @property
    def within(self) -> bool:
        return all(piece.right <= self.page.room.box.w for row in self.pieces for piece in row)

    def items(self, box: Rect, step: float) -> list[Item]:
        items: list[Item] = []
        for i, row in enumerate(self.pieces):
            for piece in row:
                items += self._piece(piece, box.x, box.y + i * step)
        return items

    def _piece(self, piece: Piece, x: float, y: float) -> list[Item]:
        page, line = self.page, piece.line
        if not piece.marked:
            place = Rect(x + piece.left, y, piece.right - piece.left, page.sheet.row)
            if piece.quiet:
                return [page.text("context", piece.text, place, Ink.SECOND)]
            return [page.text("label", piece.text, place, line.ink, line.weight)]
        left = piece.left + page.lead
        place = Rect(x + left, y, piece.right - left, page.sheet.row)
        word = page.text("cell", piece.text, place, Ink.SECOND)
        at = Rect(x + piece.left, y, page.lead, page.sheet.row)
        return [page.mark(line.row.state, line.ink, at, word), word]


def _names(names: Sequence[str], wearer: Line, x: float, page: Rows) -> list[Piece]:
    """One piece a row: the first begins at `x`, the others under the group's word."""
    pieces: list[Piece] = []
    said = ""
    for i, name in enumerate(names):
        comma = "," if i < len(names) - 1 else ""
        longer = f"{said} {name}{comma}".strip()
        if said and x + page.wide(longer, wearer.weight) > page.room.box.w:
            pieces.append(Piece(wearer, said, x, x + page.wide(said, wearer.weight)))
            x, longer = page.lead, f"{name}{comma}"
        said = longer
    return [*pieces, Piece(wearer, said, x, x + page.wide(said, wearer.weight))]
