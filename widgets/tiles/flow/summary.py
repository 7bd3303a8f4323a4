"""What is overdue and done of a flow, in large figures or in one line of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.drawing import Ink, Item, Mark, Rect, Text, Weight
from widgets.page import Page
from widgets.sheet import FIGURE_HEIGHT

if TYPE_CHECKING:
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.flow.view import FlowView


@dataclass(frozen=True, slots=True)
class Summary:
    view: FlowView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def _told(self) -> list[tuple[str, str]]:
        """Figure and word of each: overdue first."""
        words = self.sheet.words
        told = [
            (words.number(self.view.overdue), words.say("quá hạn")),
            (words.number(self.view.total), words.say("văn bản")),
            (
                f"{words.number(self.view.done)}/{words.number(self.view.total)}",
                words.say("hoàn thành"),
            ),
        ]
        if self.view.punctual is not None:
            kept, judged = self.view.punctual
            ratio = f"{words.number(kept)}/{words.number(judged)}"
            told.append((ratio, words.say("hoàn thành đúng hạn")))
        return told

    def _wide(self, told: list[tuple[str, str]], size: float) -> float:
        """Width of large figures over their words."""
        measure, gap = self.sheet.measure, self.sheet.px(48)
        small = max(float(int(size * 0.52)), self.sheet.reading)
        widths = [
            max(
                measure.width(figure.partition("/")[0], size, Weight.BOLD)
                + measure.width("".join(figure.partition("/")[1:]), small, Weight.SEMIBOLD),
                measure.width(word, self.sheet.reading, Weight.REGULAR),
            )
            for figure, word in told
        ]
        return sum(widths) + gap * (len(told) - 1) + self.lead

    def fits(self, size: float) -> bool:
        """Whether large figures do."""
        return self._wide(self._shown(size), size) <= self.room.box.w

    def _shown(self, size: float) -> list[tuple[str, str]]:
        """Without the total, which the ratio says already, and as many as the width has room for."""
        told = [told for i, told in enumerate(self._told()) if i != 1]
        return told if self._wide(told, size) <= self.room.box.w else told[:2]

    @property
    def _side(self) -> float:
        return self.sheet.reading * 0.8

    @property
    def lead(self) -> float:
        """Pennant and air."""
        return self._side + self.sheet.px(10)

    def figures(self, size: float) -> list[Item]:
        """Large figures side by side, each over its word; the pennant before what is overdue."""
        box, sheet = self.room.box, self.sheet
        told = self._shown(size)
        spare = (box.w - self._wide(told, size)) / len(told)
        gap = min(sheet.px(48) + max(spare, 0.0), sheet.px(120))
        items: list[Item] = []
        x = box.x
        for i, (said, word) in enumerate(told):
            late = i == 0
            strong = not late or self.view.overdue > 0
            main, slash, rest = said.partition("/")
            figure = sheet.figure(
                "value",
                main,
                Rect(x, box.y, box.right - x, size * FIGURE_HEIGHT),
                after=f"{slash}{rest}",
                size=size,
                least=sheet.reading,
                ink=self.room.ink if strong else Ink.SECOND,
                ground=self.room.ground,
            )
            lead = self.lead if late else 0.0
            below = Rect(x + lead, figure.rect.bottom, box.right - x - lead, sheet.row)
            label = self._page.text("label", word, below, ink=Ink.SECOND)
            if late:
                items.append(self.pennant(x, label, strong=strong))
            items += [figure, label]
            x = max(figure.rect.right, label.rect.right) + gap
        return items

    def line(self, leading: float) -> list[Item]:
        """Pennant and count of what is overdue, then as much of the rest as fits."""
        box, sheet = self.room.box, self.sheet
        (late, word), (total, documents), (done, completed), *more = self._told()
        strong = self.view.overdue > 0
        first = self._page.text(
            "value",
            f"{late} {word}",
            Rect(box.x + self.lead, box.y, box.w - self.lead, sheet.row),
            weight=Weight.SEMIBOLD if strong else Weight.REGULAR,
            ink=self.room.ink if strong else Ink.SECOND,
            leading=leading,
        )
        items: list[Item] = [self.pennant(box.x, first, strong=strong), first]
        left = box.right - first.rect.right - sheet.px(28)
        candidates = [
            " · ".join([f"{done} {completed}", *(f"{n} {w}" for n, w in more)]),
            f"{done} {completed}",
            f"{total} {documents}",
        ]
        for text in candidates:
            if sheet.measure.width(text, sheet.reading, Weight.REGULAR) <= left:
                rest = Rect(box.right - left, box.y, left, sheet.row)
                items.append(
                    self._page.text(
                        "context", text, rest, ink=Ink.SECOND, align="right", leading=leading
                    )
                )
                break
        return items

    def pennant(self, x: float, beside: Text, *, strong: bool) -> Mark:
        middle = beside.runs[0].baseline - beside.cap / 2
        ink = Ink.OVERDUE if strong else Ink.OUTLINE
        place = Rect(x, middle - self._side * 0.55, self._side, self._side * 1.1)
        return Mark("pennant", place, ink)
