"""Sources in rows, the worst first, as roomy as their tile allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from services.freshness import State
from services.words import plain
from widgets.drawing import Ink, Item, Mark, Rect, Text, Weight
from widgets.frame import LOOKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.news import Reason
    from services.phrase import Phrase
    from services.settings import Wording
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room

_NEAR = 1.3
"""Times its natural width that a row may be wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRow:
    """One source as the tile shows it."""

    id: str
    name: Wording
    system: str | None
    state: State
    simulated: bool
    age: timedelta | None
    """In steps, so that a row changes only when its words do."""
    since: datetime | None
    """When a source that is not live was last heard."""
    reason: Reason | None = None
    words: Phrase | None = None
    provider: str | None = None
    contact: str | None = None

    @property
    def live(self) -> bool:
        return self.state is State.LIVE


@dataclass(frozen=True, slots=True)
class Line:
    """A row in words."""

    row: SystemRow
    day: date
    """The wall's date: a time of another day is written with its date."""
    marked: bool
    """The whole tile is marked as simulated."""
    words: Words

    @property
    def name(self) -> str:
        return plain(self.row.name.full_in(self.words.lang))

    @property
    def short(self) -> str:
        return plain(self.row.name.short_in(self.words.lang) or self.name)

    @property
    def mark(self) -> str:
        """Where all are simulated the frame says it once."""
        marked = self.row.simulated and not self.marked
        return self.words.say("MÔ PHỎNG") if marked else ""

    @property
    def short_marked(self) -> str:
        return f"{self.short} ({self.mark})" if self.mark else self.short

    @property
    def state(self) -> str:
        return self.words.state(self.row.state)

    @property
    def when(self) -> str:
        """Since when it is silent, or how old its answer is."""
        row, words = self.row, self.words
        if row.state in {State.DISCONNECTED, State.FAULTY, State.MAINTENANCE} and row.since:
            noon = datetime.combine(self.day, time(12), words.zone)
            return words.say("từ {since}", since=words.since(row.since, noon))
        return "" if row.age is None else words.age(row.age)

    @property
    def detail(self) -> str:
        """Why, and whom to call."""
        row, words = self.row, self.words
        if row.live or row.state is State.MAINTENANCE:
            return ""
        why = words.reason(row.reason) if row.reason else ""
        said = [plain(part) for part in (row.provider, row.contact) if part]
        return " · ".join(part for part in (why, *said) if part)

    @property
    def call(self) -> str | None:
        """The most useful part of that where it is too long."""
        return plain(self.row.contact or self.row.provider or "") or None

    @property
    def ink(self) -> Ink:
        return Ink.SECOND if self.row.live else Ink.TEXT

    @property
    def weight(self) -> Weight:
        return Weight.REGULAR if self.row.live else Weight.SEMIBOLD


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a flowing row, from `left` to `right` in pixels from the content's edge."""

    line: Line
    """Whose state, ink and weight it wears."""
    text: str
    left: float
    right: float
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Ways of laying rows out, from the roomiest to the densest; each is None where it doesn't fit."""

    room: Room
    sheet: Sheet

    @property
    def lead(self) -> float:
        """From a mark's left edge to its text."""
        return self.sheet.reading * 0.72 + self.sheet.px(14)

    @property
    def gap(self) -> float:
        return self.sheet.px(26)

    def wide(self, text: str, weight: Weight = Weight.REGULAR) -> float:
        return self.sheet.measure.width(text, self.sheet.reading, weight) if text else 0.0

    def named(self, line: Line, *, short: bool = False) -> float:
        """Mark, name and simulated mark, pixels."""
        name = line.short if short else line.name
        mark = self.sheet.px(14) + self.wide(line.mark, Weight.MEDIUM) if line.mark else 0.0
        return self.lead + self.wide(name, line.weight) + mark

    def states(self, lines: Sequence[Line]) -> float:
        return max(self.wide(line.state, line.weight) for line in lines)

    def times(self, lines: Sequence[Line], *, aged: bool = True) -> float:
        """With the gap before them; 0 where none is written."""
        wide = max(
            (self.wide(line.when) for line in lines if aged or not line.row.live), default=0.0
        )
        return wide + self.gap if wide else 0.0

    def natural(self, lines: Sequence[Line], *, short: bool = False, aged: bool = True) -> float:
        """Width of full rows in which nothing is shortened; `aged`: with the age of live ones."""
        names = max(self.named(line, short=short) for line in lines)
        return names + self.gap + self.states(lines) + self.times(lines, aged=aged)

    def rows(self, height: float) -> int:
        return max(int((height + 0.5) / self.sheet.row), 0)

    def whole(self, lines: Sequence[Line]) -> list[Item] | None:
        """Every source a full row, in two columns where the tile is wide."""
        box = self.room.box
        columns = box.columns(2, self.sheet.px(56))
        down = -(-len(lines) // 2)
        rows = self.rows(box.h)
        two = self.natural(lines, short=True) <= columns[0].w and down <= rows and down > 1
        one = self.natural(lines, short=True, aged=False) <= box.w and len(lines) <= rows
        if two and (not one or self.natural(lines) * 2 <= box.w):
            left, right = lines[:down], lines[down:]
            told = self._told(left, rows - down)
            step = min(box.h / (down + len(told)), self.sheet.row * 1.25)
            return [
                *self._full(left, told, columns[0], step),
                *self._full(right, (), columns[1], step),
            ]
        if not one:
            return None
        told = self._told(lines, rows - len(lines))
        step = min(box.h / (len(lines) + len(told)), self.sheet.row * 1.25)
        # No eye finds the state of a name at the other end of a panel.
        near = box.left(max(self.natural(lines) * _NEAR, box.w * 0.5))
        return self._full(lines, told, near, step)

    def _told(self, lines: Sequence[Line], spare: int) -> list[Line]:
        """Those for whose reason and contact there is a row left, worst first."""
        return [line for line in lines if line.detail][: max(spare, 0)]

    def _full(
        self, lines: Sequence[Line], told: Sequence[Line], box: Rect, step: float
    ) -> list[Item]:
        """Full rows; those in `told` have a second row of reason and contact."""
        items: list[Item] = []
        y = box.y
        for line in lines:
            items += self._row(line, lines, Rect(box.x, y, box.w, self.sheet.row))
            y += step
            if line in told:
                up = (step - self.sheet.row) / 2
                under = Rect(box.x + self.lead, y - up, box.w - self.lead, self.sheet.row)
                detail = self._text("context", line.detail, under, Ink.SECOND, short=line.call)
                items.append(detail)
                y += step
        return items

    def _row(self, line: Line, lines: Sequence[Line], row: Rect) -> list[Item]:
        """Mark and name, state, time: in columns that all of `lines` share."""
        aged = self.natural(lines, short=True) <= row.w
        times, states = self.times(lines, aged=aged), self.states(lines)
        at = row.right - times - states
        items = self._name(line, row.left(at - row.x - self.gap))
        state = Rect(at, row.y, states, row.h)
        items.append(self._text("cell", line.state, state, line.ink, line.weight))
        if line.when and (aged or not line.row.live):
            when = Rect(row.right - times + self.gap, row.y, times - self.gap, row.h)
            items.append(self._text("age", line.when, when, Ink.SECOND, align="right"))
        return items

    def _name(self, line: Line, row: Rect) -> list[Item]:
        """Mark, name, and MÔ PHỎNG where it is the source's own."""
        mark = self.wide(line.mark, Weight.MEDIUM)
        kept = mark + self.sheet.px(14) if mark else 0.0
        box = Rect(row.x + self.lead, row.y, row.w - self.lead - kept, row.h)
        name = self._text("label", line.name, box, line.ink, line.weight, short=line.short)
        items: list[Item] = [self._mark(line.row.state, line.ink, row, name), name]
        if mark:
            box = Rect(name.rect.right + self.sheet.px(14), row.y, mark, row.h)
            items.append(self._text("mark", line.mark, box, Ink.SECOND, Weight.MEDIUM))
        return items

    def _mark(self, state: State, ink: Ink, row: Rect, beside: Text) -> Mark:
        side = self.sheet.reading * 0.72
        middle = beside.runs[0].baseline - beside.cap / 2
        return Mark(
            LOOKS[state].mark,
            Rect(row.x, middle - side / 2, side, side),
            ink,
            self.sheet.px(3.5),
        )

    def worst_whole(self, lines: Sequence[Line]) -> list[Item] | None:
        """What is not live in full rows, then the live ones by name."""
        bad = [line for line in lines if not line.row.live]
        live = [line for line in lines if line.row.live]
        box = self.room.box
        if not live or not bad or self.natural(bad, short=True) > box.w:
            return None
        flow = self._flow([live], own_lines=True)
        count = len(bad) + len(flow)
        if count > self.rows(box.h) or not self._within(flow):
            return None
        step = min(box.h / count, self.sheet.row * 1.25)
        items: list[Item] = []
        for i, line in enumerate(bad):
            items += self._row(line, bad, Rect(box.x, box.y + i * step, box.w, self.sheet.row))
        return items + self._flowing(flow, box.below(len(bad) * step), step)

    def grouped(self, lines: Sequence[Line]) -> list[Item] | None:
        """State by state: mark and word, then the names of all that are in it."""
        groups: dict[State, list[Line]] = {}
        for line in lines:
            groups.setdefault(line.row.state, []).append(line)
        for own_lines in (True, False):
            flow = self._flow(list(groups.values()), own_lines=own_lines)
            if len(flow) <= self.rows(self.room.box.h) and self._within(flow):
                step = min(self.room.box.h / len(flow), self.sheet.row * 1.25)
                return self._flowing(flow, self.room.box, step)
        return None

    def _flow(self, groups: Sequence[Sequence[Line]], *, own_lines: bool) -> list[list[_Piece]]:
        """Rows of pieces: a group's mark and word, then names as far as a row goes."""
        width, rows = self.room.box.w, [list[_Piece]()]
        x = 0.0
        for members in groups:
            first = members[0]
            names = [line.short_marked for line in members]
            head = self.lead + self.wide(first.state) + self.sheet.px(14)
            if rows[-1] and (own_lines or x + head + self.wide(names[0], first.weight) > width):
                rows.append([])
                x = 0.0
            rows[-1].append(_Piece(first, first.state, x, x + head, marked=True))
            x += head
            said = ""
            for i, name in enumerate(names):
                comma = "," if i < len(names) - 1 else ""
                longer = f"{said} {name}{comma}".strip()
                if said and x + self.wide(longer, first.weight) > width:
                    rows[-1].append(_Piece(first, said, x, x + self.wide(said, first.weight)))
                    rows.append([])
                    x, longer = self.lead, f"{name}{comma}"
                said = longer
            end = x + self.wide(said, first.weight)
            rows[-1].append(_Piece(first, said, x, end))
            x = end + self.gap
        return rows

    def _within(self, flow: list[list[_Piece]]) -> bool:
        return all(piece.right <= self.room.box.w for row in flow for piece in row)

    def _flowing(self, flow: list[list[_Piece]], box: Rect, step: float) -> list[Item]:
        items: list[Item] = []
        for i, row in enumerate(flow):
            for piece in row:
                left = piece.left + (self.lead if piece.marked else 0.0)
                place = Rect(box.x + left, box.y + i * step, piece.right - left, self.sheet.row)
                role = "cell" if piece.marked else "label"
                ink = Ink.SECOND if piece.marked else piece.line.ink
                weight = Weight.REGULAR if piece.marked else piece.line.weight
                text = self._text(role, piece.text, place, ink, weight)
                if piece.marked:
                    at = Rect(box.x + piece.left, place.y, self.lead, place.h)
                    items.append(self._mark(piece.line.row.state, piece.line.ink, at, text))
                items.append(text)
        return items

    def worst_only(self, lines: Sequence[Line]) -> list[Item]:
        """As many of the worst as fit, and how many are left out."""
        box = self.room.box
        rows = max(self.rows(box.h), 1)
        aligned = self.natural(lines[:rows], short=True) <= box.w
        items: list[Item] = []
        used = shown = 0
        for line in lines:
            needed = 1 if aligned or self._fits_one(line) else 2
            kept = 0 if shown == len(lines) - 1 else 1
            if shown and used + needed + kept > rows:
                break
            row = Rect(box.x, box.y + used * self.sheet.row, box.w, self.sheet.row)
            if aligned:
                items += self._row(line, lines[:rows], row)
            else:
                items += self._tight(line, row, own_row=needed == 1 or rows == 1)
            used += needed
            shown += 1
        if shown < len(lines) and used < rows:
            said = self.sheet.words.say("và {n} nguồn khác", n=len(lines) - shown)
            row = Rect(box.x, box.y + used * self.sheet.row, box.w, self.sheet.row)
            items.append(self._text("context", said, row, Ink.SECOND))
        return items

    def _fits_one(self, line: Line) -> bool:
        state = self.wide(line.state, line.weight)
        return self.named(line, short=True) + self.gap + state <= self.room.box.w

    def _tight(self, line: Line, row: Rect, *, own_row: bool) -> list[Item]:
        """Mark and name left, the state's word right, or under it where both are too wide."""
        if not own_row:
            below = Rect(row.x + self.lead, row.bottom, row.w - self.lead, row.h)
            said = " ".join(part for part in (line.state, line.when) if part)
            state = self._text("cell", said, below, line.ink, short=line.state)
            return [*self._name(line, row), state]
        states = min(self.wide(line.state, line.weight), row.w * 0.5)
        state_box = Rect(row.right - states, row.y, states, row.h)
        return [
            *self._name(line, row.left(row.w - states - self.gap)),
            self._text("cell", line.state, state_box, line.ink, line.weight),
        ]

    def _text(
        self,
        role: str,
        text: str,
        box: Rect,
        ink: Ink,
        weight: Weight = Weight.REGULAR,
        *,
        align: str = "left",
        short: str | None = None,
    ) -> Text:
        return self.sheet.line(
            role,
            text,
            box,
            ink=ink,
            weight=weight,
            ground=self.room.ground,
            align=align,
            short=short,
        )
