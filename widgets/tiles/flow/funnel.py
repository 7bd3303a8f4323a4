"""A flow as bars: what is overdue and done in words, then how much stands at each stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.settings import Wording
from services.words import plain
from widgets.documents import DONE, WAY
from widgets.drawing import Box, Ink, Item, Rect, Text, Weight
from widgets.page import Page
from widgets.sheet import FIGURE_HEIGHT, FIGURE_LEAST, LEADING
from widgets.tiles.flow.summary import Summary
from widgets.tiles.flow.view import Stage

if TYPE_CHECKING:
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.flow.view import FlowView

_OTHERS = "…"
_NARROW = 18.0
"""Ems below which a tile is narrow."""
_LEAST_NAME = 3.0
"""Ems below which a name says nothing."""
_HAIR = 0.5
"""Pixels that are nothing."""


def _weight(stage: Stage) -> tuple[bool, bool, bool, int, int]:
    """Which stages keep a row of their own: what is done, then the usual way, where most is overdue; never
    several together.
    """
    return (
        stage.states == 1,
        stage.code == DONE,
        stage.code in WAY,
        stage.overdue,
        stage.count,
    )


@dataclass(frozen=True, slots=True)
class Funnel:
    """What is overdue and done in words, then a row for each state."""

    view: FlowView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    @property
    def _summary(self) -> Summary:
        return Summary(self.view, self.room, self.sheet)

    def items(self) -> list[Item]:
        box, row, summary = self.room.box, self.sheet.row, self._summary
        large = self.sheet.size(FIGURE_LEAST)
        tall = large * FIGURE_HEIGHT + row + self.sheet.px(16)
        roomy = box.h >= tall + row * 1.1 * len(self.view.stages)
        if roomy and summary.fits(large):
            return [*summary.figures(large), *self._rows(box.below(tall))]
        dense = self._dense(box)
        head = summary.line(min(dense / self.sheet.reading, LEADING))
        return head if box.h < 2 * row else [*head, *self._rows(box.below(dense))]

    def _dense(self, box: Rect) -> float:
        """Height of a row under the line of words: a little less where all stages then have one."""
        rows = len(self.view.stages) + 1
        dense = rows * self.sheet.row > box.h and rows * self.sheet.tight <= box.h + _HAIR
        return self.sheet.tight if dense else self.sheet.row

    def _rows(self, box: Rect) -> list[Item]:
        """As many rows as fit; those that have none are counted together in the last."""
        row, tight = self.sheet.row, self.sheet.tight
        if len(self.view.stages) * tight <= box.h + _HAIR:
            stages = list(self.view.stages)
        else:
            stages = self._fitting(max(int((box.h + _HAIR) / tight), 1))
        row = min(row, box.h / len(stages))
        step = min(box.h / len(stages), row * 1.4)
        columns = self._columns(stages, box)
        items: list[Item] = []
        for i, stage in enumerate(stages):
            place = Rect(box.x, box.y + i * step + (step - row) / 2, box.w, row)
            items += self._stage(stage, place, columns)
        return items

    def _fitting(self, rows: int) -> list[Stage]:
        """Empty stages give way first, then those beside the usual way, then the smallest of those
        with the least overdue.
        """
        stages = list(self.view.stages)
        if len(stages) > rows:
            stages = [stage for stage in stages if stage.count]
        if len(stages) <= rows:
            return stages
        kept = sorted(stages, key=_weight, reverse=True)[: rows - 1]
        rest = [stage for stage in stages if stage not in kept]
        said = self.sheet.words.count(sum(s.states for s in rest), "{n} trạng thái khác")
        other = Stage(
            code=_OTHERS,
            name=Wording(vi=said, short=self.sheet.words.say("Khác")),
            count=sum(stage.count for stage in rest),
            overdue=sum(stage.overdue for stage in rest),
        )
        return [*(stage for stage in stages if stage in kept), other]

    @property
    def _gap(self) -> float:
        """Between the columns; a narrow tile keeps its bars instead."""
        return self.sheet.px(24 if self.room.box.w > self.sheet.reading * _NARROW else 14)

    def _columns(self, stages: list[Stage], box: Rect) -> tuple[float, float, float]:
        """Widths of names, counts, and of what is overdue (0 when nothing is)."""
        lang, sheet, wide = self.sheet.words.lang, self.sheet, self._page.wide
        gap = self._gap

        counts = max(wide(sheet.words.number(s.count), Weight.SEMIBOLD) for s in stages)
        late = [wide(sheet.words.number(s.overdue), Weight.SEMIBOLD) for s in stages if s.overdue]
        flags = self._summary.lead + max(late) if late else 0.0
        names = max(wide(s.name.full_in(lang)) for s in stages)
        short = max(wide(s.name.short_in(lang) or s.name.full_in(lang)) for s in stages)
        taken = counts + gap + (flags + gap if flags else 0.0)
        bar = max(sheet.px(180), box.w * 0.3)
        if flags and box.w - taken - gap < _LEAST_NAME * sheet.reading:
            flags, taken = 0.0, counts + gap  # the line above says how many there are in all
        if names + gap + bar + taken > box.w:
            names = max(min(short, box.w - taken - gap), 0.0)
        return names, counts, flags

    def _stage(self, stage: Stage, row: Rect, columns: tuple[float, float, float]) -> list[Item]:
        names, counts, flags = columns
        sheet, words, gap = self.sheet, self.sheet.words, self._gap
        ink = self.room.ink if stage.count else Ink.SECOND
        leading = min(row.h / sheet.reading, LEADING)
        name = self._page.text(
            "label",
            plain(stage.name.full_in(words.lang)),
            row.left(names),
            ink=ink,
            short=stage.name.short_in(words.lang),
            leading=leading,
        )
        right = row.right - (flags + gap if flags else 0.0)
        count = self._page.text(
            "value",
            words.number(stage.count),
            Rect(right - counts, row.y, counts, row.h),
            weight=Weight.SEMIBOLD,
            ink=ink,
            align="right",
            leading=leading,
        )
        items: list[Item] = [name, count]
        if stage.overdue and flags:
            place = Rect(row.right - flags, row.y, flags, row.h)
            items += self._late(stage, place, ink, leading)
        bar = Rect(row.x + names + gap, row.y, right - counts - gap - row.x - names - gap, row.h)
        if bar.w >= sheet.px(48):
            items += self._bar(stage, bar, name)
        return items

    def _late(self, stage: Stage, place: Rect, ink: Ink, leading: float) -> list[Item]:
        """How many are overdue, after a pennant."""
        summary = self._summary
        late = self._page.text(
            "value",
            self.sheet.words.number(stage.overdue),
            Rect(place.x + summary.lead, place.y, place.w - summary.lead, place.h),
            weight=Weight.SEMIBOLD,
            ink=ink,
            align="right",
            leading=leading,
        )
        return [summary.pennant(late.rect.x - summary.lead, late, strong=True), late]

    def _bar(self, stage: Stage, place: Rect, beside: Text) -> list[Item]:
        """Its length is the count; what is overdue is its end, never too thin to be seen."""
        most = max(*(s.count for s in self.view.stages), 1)
        middle = beside.runs[0].baseline - beside.cap / 2
        height = self.sheet.reading * 0.62
        length = place.w * min(stage.count / most, 1.0)
        if stage.count:
            length = max(length, self.sheet.px(4))
        late = length * stage.overdue / stage.count if stage.count else 0.0
        if stage.overdue:
            late = min(max(late, self.sheet.px(5)), length)
        top = middle - height / 2
        radius = self.sheet.px(3)
        items: list[Item] = [
            Box(Rect(place.x, middle - 1, place.w, 2), fill=Ink.LINE),
        ]
        if length > late:
            ink = Ink.OLD if self.room.dimmed else Ink.DATA
            items.append(Box(Rect(place.x, top, length - late, height), fill=ink, radius=radius))
        if late:
            end = Rect(place.x + length - late, top, late, height)
            items.append(Box(end, fill=Ink.OVERDUE, radius=radius))
        return items
