"""What stands under the plot: round times, and the ticks of events with how many they are."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Box, Ink, Item, Rect
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tiles.trend.times import Mark, marks

if TYPE_CHECKING:
    from services.words import Words
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.trend.plot import Plot
    from widgets.tiles.trend.view import TrendView

_MOST_LABELS = 13
"""Times that are labelled: a year's months and one more."""


@dataclass(frozen=True, slots=True)
class Foot:
    view: TrendView
    plot: Plot
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    # --- times

    def times(self, row: Rect) -> list[Item]:
        """Few round ones; of a span that ended on another day its end as well."""
        words, page = self.sheet.words, self._page
        end = self._end()
        kept = Rect(row.x, row.y, row.w - (page.wide(end) + self._air if end else 0.0), row.h)
        found = marks(self.view.start, self.view.until, words, lambda made: self._fit(made, kept))
        items: list[Item] = []
        for mark in found:
            x = self.plot.x(mark.at)
            if self.plot.rect.x <= x <= self.plot.rect.right and mark.at >= self.view.start:
                tick = Rect(x - self._hair / 2, row.y - self._tick / 2, self._hair, self._tick)
                items.append(Box(tick, fill=Ink.OUTLINE))
            place = self._place(mark, kept)
            if place is not None:
                items.append(page.text("axis", mark.text, place, Ink.SECOND, leading=TIGHT))
        if end:
            items.append(page.text("axis", end, row, Ink.SECOND, align="right", leading=TIGHT))
        return items

    @property
    def _air(self) -> float:
        """Between two labels at least."""
        return self.sheet.reading * 0.9

    @property
    def _hair(self) -> float:
        return max(self.sheet.px(2), 1.0)

    @property
    def _tick(self) -> float:
        return self.sheet.px(7)

    def _end(self) -> str:
        """Said where the end isn't of the wall's day, so that nobody takes old hours for new ones."""
        day, words = self.view.standing.day, self.sheet.words
        if day is None or any(one.periods for one in self.view.series):
            return ""
        return (
            "" if words.date(self.view.until) == words.date(day) else words.moment(self.view.until)
        )

    def _place(self, mark: Mark, row: Rect) -> Rect | None:
        """Around its tick, or in the middle of what it names; within the row, else not at all."""
        wide = self._page.wide(mark.text)
        left, right = self.plot.x(mark.at), self.plot.x(mark.end or mark.at)
        if mark.end is not None and right - left < wide:
            return None
        x = (left + right) / 2 - wide / 2
        if mark.end is None:
            # The first and the last may stand a little beside their ticks.
            low, high = row.x - self.sheet.px(20), row.right - wide
            x = min(max(x, low), high) if abs(min(max(x, low), high) - x) < wide / 2 else -1.0
        if x < row.x - self.sheet.px(20) or x + wide > row.right + 1:
            return None
        return Rect(x, row.y, wide, row.h)

    def _fit(self, made: list[Mark], row: Rect) -> bool:
        whole = [mark for mark in made if self._inside(mark)]
        places = [self._place(mark, row) for mark in whole]
        if any(place is None for place in places) and not self._all_but_ends(places):
            return False
        shown = [place for place in places if place is not None]
        if not shown or len(shown) > _MOST_LABELS:
            return False
        return all(other.x - one.right >= self._air for one, other in itertools.pairwise(shown))

    def _inside(self, mark: Mark) -> bool:
        """What lasts is named where all of it is shown."""
        if mark.end is None:
            return True
        return mark.at >= self.view.start and mark.end <= self.view.until

    def _all_but_ends(self, places: list[Rect | None]) -> bool:
        return all(place is not None for place in places[1:-1]) and len(places) > 2  # noqa: PLR2004

    # --- events

    def events(self, row: Rect) -> list[Item]:
        """A tick each in a row of their own, and after those that stand together how many they are. Nothing
        where not even one label has room.
        """
        marked = self.view.events
        if marked is None or not marked.known or not marked.times:
            return []
        told = zip(marked.times, marked.counts, strict=True)
        xs = [x for at, count in told for x in [self.plot.x(at)] * count]
        groups = self._groups(xs, marked.kind, row)
        if groups is None:
            return []
        items: list[Item] = []
        tick = self.sheet.px(4)
        for text, place in groups:
            items.append(self._page.text("context", text, place, Ink.SECOND, leading=TIGHT))
        middle = row.y + row.h * 0.54
        tall = self.sheet.reading * 0.62
        for x in dict.fromkeys(map(round, xs)):
            place = Rect(x - tick / 2, middle - tall / 2, tick, tall)
            if not any(place.meets(group, self.sheet.px(2)) for _, group in groups):
                items.append(Box(place, fill=Ink.SECOND))
        return items

    def _groups(self, xs: list[float], kind: str, row: Rect) -> list[tuple[str, Rect]] | None:
        """Neighbours are counted together until each label stands free beside its ticks. Where they lie all
        along the row, their number alone stands in its middle.
        """
        groups: list[list[float]] = []
        for x in xs:
            if groups and x - groups[-1][-1] < self._air:
                groups[-1].append(x)
            else:
                groups.append([x])
        while True:
            labels = [self._label(group, kind, row) for group in groups]
            meet = next((n for n in range(len(groups) - 1) if self._meet(n, groups, labels)), None)
            if meet is None:
                break
            groups[meet : meet + 2] = [[*groups[meet], *groups[meet + 1]]]
        return None if labels[0][1].w > row.w else labels

    def _meet(self, n: int, groups: list[list[float]], labels: list[tuple[str, Rect]]) -> bool:
        """A group with its label and the next with its own."""
        right = max(groups[n][-1], labels[n][1].right)
        left = min(groups[n + 1][0], labels[n + 1][1].x)
        return left - right < self._air

    def _label(self, group: list[float], kind: str, row: Rect) -> tuple[str, Rect]:
        """After its last tick, else before its first, else among them."""
        text = counted(len(group), kind, self.sheet.words)
        wide, gap = self._page.wide(text), self.sheet.px(14)
        after, before = group[-1] + gap, group[0] - gap - wide
        if after + wide <= row.right:
            x = after
        elif before >= row.x:
            x = before
        else:
            middle = (group[0] + group[-1] - wide) / 2
            x = min(max(middle, row.x), row.right - wide)
        return text, Rect(x, row.y, wide, row.h)


def counted(count: int, kind: str, words: Words) -> str:
    match kind:
        case "incidents":
            return words.count(count, "{n} sự cố")
        case "security_events":
            return words.count(count, "{n} sự kiện")
        case "tasks":
            return words.count(count, "{n} nhiệm vụ đến hạn")
        case "reports_due":
            return words.count(count, "{n} báo cáo đến hạn")
        case "vulnerabilities":
            return words.count(count, "{n} lỗ hổng")
        case _:
            return words.count(count, "{n} cảnh báo")
