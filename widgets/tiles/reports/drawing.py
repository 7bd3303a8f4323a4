"""Reports in a room: how many came, who owes what, how punctual each unit is, which rounds wait."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.words import MISSING
from widgets.drawing import Ink, Item, Mark, Rect, Weight
from widgets.form import Form, form
from widgets.listing import nothing
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tiles.reports.lists import Debts, Rounds
from widgets.tiles.reports.punctual import Punctual, share_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.drawing import Shape
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.reports.view import ReportsView

NONE = phrase("Không có báo cáo nào")
_SHARE = 0.4
"""Of the room, what the counts may take."""
_STACKED = 7.0
"""Rows of room from which on two lists stand one above the other."""
_BESIDE = 34.0
"""Ems of room from which on each of two lists beside one another has room for all its columns."""
_HALF = 0.56
"""Of the room that two lists share, the first one's."""


def drawn(view: ReportsView, room: Room, sheet: Sheet) -> list[Item]:
    if not view.any:
        return [nothing(NONE, room, sheet, known=view.known)]
    return list(_Reports(view, room, sheet).items())


@dataclass(frozen=True, slots=True)
class _Count:
    text: str
    short: str
    mark: Shape | None = None
    ink: Ink = Ink.SECOND
    strong: bool = False


@dataclass(slots=True)
class _Reports:
    view: ReportsView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> Iterator[Item]:
        box = self.room.box
        counts, used = self._counts(box)
        yield from counts
        yield from self._lists(box.below(used))

    # --- how many came

    def _counts(self, box: Rect) -> tuple[list[Item], float]:
        """Side by side, on as many rows as that takes; where there is little room only what is owed."""
        step, every = self.sheet.tight, self._said()
        for said in (every, [one for one in every if one.strong or one.mark] or every[:1]):
            rows = self._wrapped(said, box.w)
            if len(rows) * step <= max(box.h * _SHARE, step):
                break
        else:
            rows = rows[:1]
        items: list[Item] = []
        for number, row in enumerate(rows):
            x = box.x
            for one, width in row:
                items += self._count(one, Rect(x, box.y + number * step, width, step))
                x += width + self._gap
        return items, len(rows) * step + self.sheet.px(8)

    @property
    def _gap(self) -> float:
        return self.sheet.px(30)

    def _said(self) -> list[_Count]:
        words, view = self.sheet.words, self.view
        if not view.known:
            # Rounds of another source are there; of the reports nothing was ever told.
            return [_Count(MISSING, MISSING)]
        when = "" if view.period_of is None else f"{words.period(view.period_of)}: "
        if view.wanted == "punctuality":
            share, both = share_said(view.filed, words)
            said = words.say("đúng hạn {share} ({both})", share=share, both=both) if share else both
            return [_Count(when + said, share or both, strong=True)]
        counts = self._owed()
        of = self._of_period()
        return [*counts, replace(of[0], text=when + of[0].text), *of[1:]]

    def _owed(self) -> list[_Count]:
        """Of all periods."""
        words, view = self.sheet.words, self.view
        counts = []
        if view.late:
            said = words.count(view.late, "{n} báo cáo chậm")
            short = words.count(view.late, "{n} chậm")
            counts.append(_Count(said, short, "pennant", Ink.OVERDUE, strong=True))
        if view.returned:
            said = words.count(view.returned, "{n} bị trả lại")
            counts.append(_Count(said, said, "cross", Ink.OVERDUE, strong=True))
        if not counts:
            counts.append(_Count(words.say("Không đơn vị nào chậm"), words.say("Không chậm")))
        return counts

    def _of_period(self) -> list[_Count]:
        words, one = self.sheet.words, self.view.filed
        if not one.due:
            none = words.say("không có báo cáo đến hạn")
            return [_Count(none, none)]
        said = [
            words.say("đến hạn {n}", n=one.due),
            words.say("đã gửi {n}", n=one.submitted),
            words.say("đã duyệt {n}", n=one.approved),
            words.say("gửi muộn {n}", n=one.late) if one.late else "",
            words.say("chưa gửi {n}", n=one.owed) if one.owed else "",
            words.say("trả lại {n}", n=one.returned) if one.returned else "",
        ]
        return [_Count(text, text) for text in said if text]

    @property
    def _lead(self) -> float:
        return self.sheet.reading * 0.74 + self.sheet.px(10)

    def _wide(self, one: _Count) -> float:
        weight = Weight.SEMIBOLD if one.strong else Weight.REGULAR
        return self._page.wide(one.text, weight) + (self._lead if one.mark else 0.0) + 1

    def _wrapped(self, counts: Sequence[_Count], width: float) -> list[list[tuple[_Count, float]]]:
        rows: list[list[tuple[_Count, float]]] = [[]]
        x = 0.0
        for one in counts:
            wide = min(self._wide(one), width)
            if rows[-1] and x + wide > width:
                rows.append([])
                x = 0.0
            rows[-1].append((one, wide))
            x += wide + self._gap
        return rows

    def _count(self, one: _Count, row: Rect) -> list[Item]:
        lead = self._lead if one.mark else 0.0
        text = self._page.text(
            "value",
            one.text,
            row.beside(lead),
            self.room.ink if one.strong else Ink.SECOND,
            Weight.SEMIBOLD if one.strong else Weight.REGULAR,
            short=one.short,
            leading=TIGHT,
        )
        if one.mark is None:
            return [text]
        side = self.sheet.reading * 0.74
        middle = text.runs[0].baseline - text.cap / 2
        return [Mark(one.mark, Rect(row.x, middle - side / 2, side, side), one.ink), text]

    # --- lists

    def _lists(self, box: Rect) -> Iterator[Item]:
        """Beside each other where the tile is large, else one above the other, else the first alone."""
        view = self.view
        parts: list[Debts | Punctual | Rounds] = []
        if view.wanted != "punctuality" and view.debts:
            parts.append(Debts(view, self.room, self.sheet))
        if view.wanted != "owing" and view.units:
            parts.append(Punctual(view, self.room, self.sheet))
        if view.rounds:
            parts.append(Rounds(view, self.room, self.sheet))
        if not parts:
            return
        large = form(self.room.box, self.sheet) is Form.LARGE
        if len(parts) == 1 or box.h < _STACKED * self.sheet.row:
            yield from parts[0].items(box, headed=large)
            return
        if large and box.w >= _BESIDE * self.sheet.reading:
            left, right = box.columns(2, self.sheet.px(56))
            yield from parts[0].items(left if len(parts) < 3 else self._upper(left), headed=True)  # noqa: PLR2004 - all three
            yield from parts[1].items(right, headed=True)
            for rounds in parts[2:]:
                yield from rounds.items(left.below(self._upper(left).h), headed=True)
            return
        yield from self._stacked(parts, box)

    def _upper(self, box: Rect) -> Rect:
        return box.top(box.h * _HALF)

    def _stacked(self, parts: Sequence[Debts | Punctual | Rounds], box: Rect) -> Iterator[Item]:
        """The second has what the first leaves."""
        first, second = parts[0], parts[1]
        wanted = first.rows(headed=False) * self.sheet.row + self.sheet.px(14)
        upper = box.top(min(wanted, box.h * _HALF))
        yield from first.items(upper, headed=False)
        yield from second.items(box.below(upper.h), headed=True)
