"""Headlines under each other, each with its line of tone, when and where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from services.records import Tone
from services.settings import Wording
from widgets.drawing import Box, Ink, Item, Mark, Rect, Weight
from widgets.kinds import SAID
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.shortening import at_a_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.drawing import Shape
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.feed.view import FeedView, Headline

_LINES = 2
"""Lines of a headline."""
_WIDE = 36.0
"""Ems from which on what goes with a headline stands beside it."""
_TITLES = 0.5
"""Of such a width, what headlines have at least; they have what goes with them leaves."""
_GAP = 40.0
_SIDE = 0.66
"""Ems of a tone's mark."""
_MARKS: dict[Tone, Shape] = {Tone.POSITIVE: "up", Tone.NEUTRAL: "level", Tone.NEGATIVE: "down"}
"""Thin ones, without a colour: a tone is no alarm."""


@dataclass
class Column:
    """Headlines under each other, each with its line of where and when; what has no room is counted."""

    view: FeedView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @property
    def _beside(self) -> bool:
        return self.room.box.w >= _WIDE * self.sheet.reading

    @cached_property
    def _titles(self) -> float:
        """Width of headlines, pixels."""
        box = self.room.box
        if not self._beside:
            return box.w
        shown = self.view.headlines[: max(int(box.h / self.sheet.tight), 1)]
        longest = max(self._lead(one) + self._page.wide(self._under(one)) for one in shown) + 1
        return max(box.w - longest - self.sheet.px(_GAP), box.w * _TITLES)

    def items(self) -> Iterator[Item]:
        box, tight = self.room.box, self.sheet.tight
        gap = self.sheet.px(14)
        heights = self._fitting(gap, box.h)
        if len(heights) < self.view.total:
            heights = self._fitting(gap, box.h - tight)
        left = self.view.total - len(heights)
        if sum(heights) + gap * (len(heights) - 1) + tight > box.h:
            left = 0  # Where one headline takes all, it says nothing of the others.
        spare = box.h - sum(heights) - gap * (len(heights) - 1) - (tight if left else 0.0)
        air = gap + min(max(spare, 0.0) / len(heights), self.sheet.px(16))
        y = box.y
        for number, (one, height) in enumerate(zip(self.view.headlines, heights, strict=False)):
            if number:
                rule = Rect(box.x, y - air / 2, box.w, self.sheet.px(1.5))
                yield Box(rule, fill=Ink.LINE)
            yield from self._headline(one, Rect(box.x, y, box.w, height))
            y += height + air
        if left:
            rest = self.sheet.words.say("và {n} mục khác", n=left)
            place = Rect(box.x, box.bottom - tight, box.w, tight)
            yield self._page.text("context", rest, place, Ink.SECOND, leading=TIGHT)

    def _fitting(self, gap: float, room: float) -> list[float]:
        """Heights of those that have room, one at least; the last may be left with one line."""
        heights: list[float] = []
        for one in self.view.headlines:
            left = room - sum(heights) - gap * len(heights)
            height = self._height(one)
            brief = min(height, (1 + self._below_it(one)) * self.sheet.tight)
            if heights and brief > left:
                break
            heights.append(height if height <= left or not heights else brief)
        return heights

    def _height(self, one: Headline) -> float:
        lines = self.sheet.broken(one.title, self._titles, self.sheet.reading, self._weight(one))
        rows = min(len(lines), _LINES) + self._below_it(one)
        most = int(self.room.box.h / self.sheet.tight) - (self.view.total > 1)
        return min(rows, max(most, 1)) * self.sheet.tight

    def _below_it(self, one: Headline) -> int:
        """Rows below a headline."""
        return int(not self._beside and bool(self._under(one)))

    def _weight(self, one: Headline) -> Weight:
        return Weight.SEMIBOLD if one.tone is Tone.NEGATIVE else Weight.REGULAR

    def _under(self, one: Headline) -> str:
        words = self.sheet.words
        parts = [words.say(SAID[one.tone])] if one.tone is not None else []
        parts += [words.age(one.age)] if one.age is not None else []
        match one.where:
            case Wording() as name:
                where = name.short_in(words.lang) or name.full_in(words.lang)
            case name:
                where = name or ""
        if one.others > 0 and where and self._beside:
            where = f"{where} +{words.number(one.others)}"
        elif one.others > 0:
            many = words.count(one.others, "{n} nơi khác")
            where = words.say("{place} và {others}", place=where, others=many) if where else many
        return " · ".join(part for part in [*parts, where] if part)

    def _headline(self, one: Headline, place: Rect) -> Iterator[Item]:
        tight = self.sheet.tight
        under = self._under(one)
        rows = round(place.h / tight)
        beside, weight = self._beside, self._weight(one)
        room = place.above(tight) if self._below_it(one) and rows > 1 else place
        room = room.left(self._titles)
        title = self.sheet.paragraph(
            "cell",
            self._cut(one.title, room, weight),
            room,
            lines=_LINES,
            weight=weight,
            ink=self.room.ink,
            ground=self.room.ground,
            leading=TIGHT,
        )
        yield replace(title, full=one.title)
        if under and beside:
            x = room.right + self.sheet.px(_GAP)
            yield from self._told(one, under, Rect(x, place.y, place.right - x, tight))
        elif under and rows > 1:
            yield from self._told(one, under, Rect(place.x, title.rect.bottom, place.w, tight))

    def _cut(self, title: str, room: Rect, weight: Weight) -> str:
        """Between words, where its lines don't hold it."""
        wide = partial(self._page.wide, weight=weight)
        lines = max(min(_LINES, round(room.h / self.sheet.tight)), 1)
        broken = self.sheet.broken(title, room.w, self.sheet.reading, weight)
        if len(broken) <= lines:
            return title
        last = at_a_word(" ".join(broken[lines - 1 :]), room.w, wide)
        return " ".join([*broken[: lines - 1], last]) if last else title

    def _lead(self, one: Headline) -> float:
        """Pixels before the tone's word for its mark."""
        return 0.0 if one.tone is None else self.sheet.reading * _SIDE + self.sheet.px(10)

    def _told(self, one: Headline, under: str, row: Rect) -> Iterator[Item]:
        """A thin mark stands before the tone's word."""
        side = self.sheet.reading * _SIDE
        text = row.beside(self._lead(one))
        short = at_a_word(under, text.w, self._page.wide)
        said = self._page.text("context", under, text, Ink.SECOND, short=short, leading=TIGHT)
        if one.tone is not None:
            middle = said.runs[0].baseline - said.cap / 2
            sign = Rect(row.x, middle - side / 2, side, side)
            yield Mark(_MARKS[one.tone], sign, Ink.SECOND, self.sheet.px(3))
        yield said
