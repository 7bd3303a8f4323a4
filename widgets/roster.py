"""Sources, the worst first, as roomy as their tile allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Ink, Item, Rect
from widgets.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.freshness import State
    from widgets.rows import Rows
    from widgets.system_row import Line

_NEAR = 1.3
"""Times its natural width that a row may be wide."""
_AIRY = 1.25
"""Rows that a row may be apart from the next where there is room."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Ways of laying rows out, from the roomiest to the densest; each is None where it doesn't fit."""

    lines: Sequence[Line]
    page: Rows

    def items(self) -> list[Item]:
        for lay in (self.whole, self.worst_whole, self.grouped):
            items = lay()
            if items is not None:
                return items
        return self.worst_only()

    def _step(self, rows: int) -> float:
        return min(self.page.room.box.h / rows, self.page.sheet.row * _AIRY)

    def whole(self) -> list[Item] | None:
        """Every source a full row, in two columns where the tile is wide."""
        lines, page = self.lines, self.page
        box = page.room.box
        columns = box.columns(2, page.sheet.px(56))
        down = -(-len(lines) // 2)
        rows = page.rows(box.h)
        two = page.natural(lines, short=True) <= columns[0].w and down <= rows and down > 1
        one = page.natural(lines, short=True, aged=False) <= box.w and len(lines) <= rows
        if two and (not one or page.natural(lines) * 2 <= box.w):
            left, right = lines[:down], lines[down:]
            told = _told(left, rows - down)
            step = self._step(down + len(told))
            return [
                *self._full(left, told, columns[0], step),
                *self._full(right, (), columns[1], step),
            ]
        if not one:
            return None
        told = _told(lines, rows - len(lines))
        # No eye finds the state of a name at the other end of a panel.
        near = box.left(max(page.natural(lines) * _NEAR, box.w * 0.5))
        return self._full(lines, told, near, self._step(len(lines) + len(told)))

    def _full(
        self, lines: Sequence[Line], told: Sequence[Line], box: Rect, step: float
    ) -> list[Item]:
        """Full rows; those in `told` have a second row of reason and contact."""
        page = self.page
        lead, row = page.lead, page.sheet.row
        items: list[Item] = []
        y = box.y
        for line in lines:
            items += page.row(line, lines, Rect(box.x, y, box.w, row))
            y += step
            if line in told:
                under = Rect(box.x + lead, y - (step - row) / 2, box.w - lead, row)
                detail = page.text("context", line.detail, under, Ink.SECOND, short=line.call)
                items.append(detail)
                y += step
        return items

    def worst_whole(self) -> list[Item] | None:
        """What is not live in full rows, then the live ones by name."""
        bad = [line for line in self.lines if not line.row.live]
        live = [line for line in self.lines if line.row.live]
        page, box = self.page, self.page.room.box
        if not live or not bad or page.natural(bad, short=True) > box.w:
            return None
        names = Groups.of([live], page, own_rows=True)
        count = len(bad) + len(names)
        if count > page.rows(box.h) or not names.within:
            return None
        step = self._step(count)
        items: list[Item] = []
        for i, line in enumerate(bad):
            items += page.row(line, bad, Rect(box.x, box.y + i * step, box.w, page.sheet.row))
        return items + names.items(box.below(len(bad) * step), step)

    def grouped(self) -> list[Item] | None:
        """State by state: mark and word, then the names of all that are in it."""
        states: dict[State, list[Line]] = {}
        for line in self.lines:
            states.setdefault(line.row.state, []).append(line)
        box = self.page.room.box
        for own_rows in (True, False):
            groups = Groups.of(list(states.values()), self.page, own_rows=own_rows)
            if len(groups) <= self.page.rows(box.h) and groups.within:
                return groups.items(box, self._step(len(groups)))
        return None

    def worst_only(self) -> list[Item]:
        """As many of the worst as fit, and how many are left out."""
        lines, page, box = self.lines, self.page, self.page.room.box
        rows = max(page.rows(box.h), 1)
        aligned = page.natural(lines[:rows], short=True) <= box.w
        items: list[Item] = []
        used = shown = 0
        for line in lines:
            needed = 1 if aligned or page.fits_one(line) else 2
            kept = 0 if shown == len(lines) - 1 else 1
            if shown and used + needed + kept > rows:
                break
            row = self._at(used)
            if aligned:
                items += page.row(line, lines[:rows], row)
            else:
                items += page.tight(line, row, own_row=needed == 1 or rows == 1)
            used += needed
            shown += 1
        if shown < len(lines) and used < rows:
            said = page.sheet.words.say("và {n} nguồn khác", n=len(lines) - shown)
            items.append(page.text("context", said, self._at(used), Ink.SECOND))
        return items

    def _at(self, used: int) -> Rect:
        """The row below that many others."""
        box, row = self.page.room.box, self.page.sheet.row
        return Rect(box.x, box.y + used * row, box.w, row)


def _told(lines: Sequence[Line], spare: int) -> list[Line]:
    """Those for whose reason and contact there is a row left, worst first."""
    return [line for line in lines if line.detail][: max(spare, 0)]
