"""Sources, the worst first, as roomy as their tile allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widgets.drawing import Ink, Item, Rect
from widgets.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.freshness import State
    from widgets.rows import Rows, Timed
    from widgets.system_row import Line

_NEAR = 1.2
"""Times its natural width that a row may be wide."""
_AIRY = 0.7
"""Of a row: the most air between two sources."""
_TALL = 12
"""Rows: half the screen has fewer."""
_MUCH, _ABOVE = 0.55, 0.3
"""Of a tile that its sources leave free, and of that what is left above them."""
_TIMES: tuple[Timed, ...] = ("all", "silent", "none")


@dataclass(frozen=True, slots=True)
class Entry:
    """A source's row, and what stands under it: why and whom to call, in forms that get shorter."""

    line: Line
    under: tuple[str, ...] = ()
    said: int = 0
    """Lines of the whole sentence that says why, where there is room for all of them."""

    @property
    def rows(self) -> int:
        return 1 + bool(self.under) + self.said


@dataclass(frozen=True, slots=True)
class _Cramped:
    """A source where not all have room."""

    line: Line
    side: bool
    """Its state stands beside its name, else below it with the time."""
    under: tuple[str, ...]

    @property
    def least(self) -> int:
        return 1 if self.side else 2

    @property
    def rows(self) -> int:
        return self.least + bool(self.under)


@dataclass(frozen=True, slots=True)
class Roster:
    """Ways of laying rows out, from the roomiest to the densest; each is None where it doesn't fit.
    As long as there is any other way, what is not live says why.
    """

    lines: Sequence[Line]
    page: Rows

    def items(self) -> list[Item]:
        for lay in (self.two_columns, self.whole, self.worst_whole, self.grouped):
            items = lay()
            if items is not None:
                return items
        return self.worst_only()

    def two_columns(self) -> list[Item] | None:
        """Every source a full row, in two columns where the tile is wide."""
        lines, page, box = self.lines, self.page, self.page.room.box
        columns = box.columns(2, page.sheet.px(56))
        if not lines[2:] or page.natural(lines, short=True) > columns[0].w:
            return None
        roomy = page.natural(lines) * 2 <= box.w
        if not roomy and any(self._one(timed) is not None for timed in _TIMES):
            return None
        entries = _entries(lines, "all")
        half = _half(entries)
        left, right = entries[:half], entries[half:]
        rows = page.rows(box.h)
        if _rows(left) > rows or _rows(right) > rows:
            return None
        left = self._explained(_called(left, rows, "all"), columns[0])
        right = self._explained(_called(right, rows, "all"), columns[1])
        air = min(self._air(left, box.h), self._air(right, box.h))
        return [
            *self._full(left, lines, columns[0], air, "all"),
            *self._full(right, lines, columns[1], air, "all"),
        ]

    def whole(self) -> list[Item] | None:
        """Every source a full row; ages of live sources give way to names, then times to reasons."""
        lines, page, box = self.lines, self.page, self.page.room.box
        for timed in _TIMES:
            entries = self._one(timed)
            if entries is not None:
                entries = _called(entries, page.rows(box.h), timed)
                # No eye finds the state of a name at the other end of a panel.
                near = box.left(max(page.natural(lines, timed) * _NEAR, box.w * 0.5))
                entries = self._explained(entries, near)
                near = near.below(self._above(entries, near.h))
                return self._full(entries, lines, near, self._air(entries, box.h), timed)
        return None

    def _one(self, timed: Timed) -> list[Entry] | None:
        """All in one column."""
        page, box = self.page, self.page.room.box
        entries = _entries(self.lines, timed)
        fits = page.natural(self.lines, timed, short=True) <= box.w
        return entries if fits and _rows(entries) <= page.rows(box.h) else None

    def _above(self, entries: Sequence[Entry], height: float) -> float:
        """Air over a few sources on a tile as tall as the screen: no eye looks for them at its top."""
        row = self.page.sheet.row
        used = (_rows(entries) + (len(entries) - 1) * _AIRY) * row
        free = height - used
        return free * _ABOVE if height > row * _TALL and free > height * _MUCH else 0.0

    def _explained(self, entries: Sequence[Entry], box: Rect) -> list[Entry]:
        """With the reasons in full, worst first, as long as half of the tile stays free: a few sources
        on a tile with room for many.
        """
        page = self.page
        spare = page.rows(box.h) // 2 - _rows(entries)
        explained: list[Entry] = []
        for entry in entries:
            lines = page.lines(entry.line.sentence, box) if entry.under else 0
            said = lines if lines <= spare else 0
            spare -= said
            explained.append(replace(entry, said=said))
        return explained

    def _air(self, entries: Sequence[Entry], height: float) -> float:
        """What is free, shared between the sources."""
        row = self.page.sheet.row
        free = height - _rows(entries) * row
        return min(max(free / max(len(entries), 1), 0.0), row * _AIRY)

    def _full(
        self, entries: Sequence[Entry], lines: Sequence[Line], box: Rect, air: float, timed: Timed
    ) -> list[Item]:
        """Full rows in the columns of `lines`, `air` pixels between two sources."""
        row = self.page.sheet.row
        items: list[Item] = []
        y = box.y
        for entry in entries:
            items += self.page.row(entry.line, lines, Rect(box.x, y, box.w, row), timed)
            if entry.under:
                items += self.page.under(entry.under, Rect(box.x, y + row, box.w, row))
            if entry.said:
                tall = entry.said * row
                place = Rect(box.x, y + entry.rows * row - tall, box.w, tall)
                items.append(self.page.sentence(entry.line.sentence, place))
            y += entry.rows * row + air
        return items

    def worst_whole(self) -> list[Item] | None:
        """What is not live in full rows, then the live ones by name."""
        bad = [line for line in self.lines if not line.row.live]
        live = [line for line in self.lines if line.row.live]
        page, box = self.page, self.page.room.box
        if not live or not bad:
            return None
        names = Groups.of([live], page, own_rows=True)
        for timed in _TIMES[1:]:
            entries = _entries(bad, timed)
            rows = _rows(entries) + len(names)
            wide = page.natural(bad, timed, short=True) <= box.w
            if wide and names.within and rows <= page.rows(box.h):
                entries = _called(entries, page.rows(box.h) - len(names), timed)
                upper = box.above(len(names) * page.sheet.row)
                air = self._air(entries, upper.h)
                items = self._full(entries, bad, upper, air, timed)
                used = _rows(entries) * page.sheet.row + len(entries) * air
                return items + names.items(box.below(used), page.sheet.row)
        return None

    def grouped(self) -> list[Item] | None:
        """Trouble by trouble: mark, state and reason, then the names of all that have it; without the
        reasons only where names would be left out.
        """
        box = self.page.room.box
        for reasons in (True, False):
            alike: dict[tuple[State, str], list[Line]] = {}
            for line in self.lines:
                key = (line.row.state, line.why if reasons else "")
                alike.setdefault(key, []).append(line)
            for own_rows in (True, False):
                groups = Groups.of(
                    list(alike.values()), self.page, own_rows=own_rows, reasons=reasons
                )
                if len(groups) <= self.page.rows(box.h) and groups.within:
                    step = min(box.h / len(groups), self.page.sheet.row * 1.25)
                    return groups.items(box, step)
        return None

    def worst_only(self) -> list[Item]:
        """As many of the worst as fit, the first ones with why, and how many are left out."""
        page, box = self.page, self.page.room.box
        rows = max(page.rows(box.h), 1)
        shown = self._worst(rows)
        out = len(self.lines) - len(shown)
        shown = _timed(shown, rows - sum(one.rows for one in shown) - bool(out))
        items: list[Item] = []
        used = 0
        for one in shown:
            row = self._at(used)
            items += page.tight(one.line, row) if one.side else page.stacked(one.line, row)
            if one.under:
                items += page.under(one.under, self._at(used + one.least))
            used += one.rows
        if out and used < rows:
            said = page.sheet.words.say("và {n} nguồn khác", n=out)
            items.append(page.text("context", said, self._at(used), Ink.SECOND))
        return items

    def _worst(self, rows: int) -> list[_Cramped]:
        """Those that fit into so many rows with one for how many are left out; one in any case."""
        shown: list[_Cramped] = []
        used = 0
        for line in self.lines:
            side = self.page.fits_one(line) or rows == 1
            whole = _Cramped(line, side, line.told(timed=side) if line.why else ())
            kept = len(shown) < len(self.lines) - 1
            tried = (whole, replace(whole, under=()))
            fits = next((one for one in tried if used + one.rows + kept <= rows), None)
            if fits is None and shown:
                break
            shown.append(fits or tried[1])
            used += shown[-1].rows
        return shown

    def _at(self, used: int) -> Rect:
        """The row below that many others."""
        box, row = self.page.room.box, self.page.sheet.row
        return Rect(box.x, box.y + used * row, box.w, row)


def _rows(entries: Iterable[Entry]) -> int:
    return sum(entry.rows for entry in entries)


def _entries(lines: Sequence[Line], timed: Timed) -> list[Entry]:
    """With a second row where there is a reason; the time stands there when the first has no room."""
    return [Entry(line, line.told(timed=timed == "none") if line.why else ()) for line in lines]


def _called(entries: Sequence[Entry], rows: int, timed: Timed) -> list[Entry]:
    """Time and contact also where there is nothing to explain, as far as there are rows, worst first."""
    spare = rows - _rows(entries)
    filled: list[Entry] = []
    for entry in entries:
        more = entry.line.told(timed=timed == "none") if spare > 0 and not entry.under else ()
        spare -= bool(more)
        filled.append(Entry(entry.line, entry.under or more))
    return filled


def _timed(shown: Sequence[_Cramped], spare: int) -> list[_Cramped]:
    """With since when those are silent that have nothing to explain, as far as there are rows."""
    told: list[_Cramped] = []
    for one in shown:
        more = one.side and not one.under and bool(one.line.since) and spare > 0
        spare -= more
        told.append(replace(one, under=one.line.told(timed=True)) if more else one)
    return told


def _half(entries: Sequence[Entry]) -> int:
    """How many entries make up half of the rows."""
    total, used = _rows(entries), 0
    for i, entry in enumerate(entries):
        used += entry.rows
        if used * 2 >= total:
            return i + 1
    return len(entries)
