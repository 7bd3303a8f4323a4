"""What colours and points mean: beside a map or under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.plain import plain
from widgets.drawing import PRIORITY_MARKS, Box, Dots, Ink, Item, Mark, Rect
from widgets.sheet import TIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from services.settings import Wording
    from services.words import Lang
    from widgets.drawing import Shape
    from widgets.page import Page
    from widgets.sheet import Sheet
    from widgets.tiles.map.scale import Step
    from widgets.tiles.map.view import MapView, Points

SIGNS: tuple[Shape, ...] = ("dot", "empty", "cross", "slash", "pause")
"""Of kinds, the most frequent first; none is an alarm's."""
_SHORT = 5
"""Letters of a word that stands on a map by itself."""
RARE = 24
"""Points of a layer up to which each matters by itself: names make room for it."""
_CROWD = 150
"""Points from which they are drawn smaller."""
_SHARE = 0.3
"""Of the room that a legend may take; else its units' figures must do."""
_WIDE = 1.9
"""Times as wide as high: then the legend stands beside the map, not under it."""


type Signs = tuple[Item, ...]
"""One over the other."""


@dataclass(frozen=True, slots=True)
class Legend:
    view: MapView
    page: Page

    @property
    def _sheet(self) -> Sheet:
        return self.page.sheet

    def placed(self, box: Rect) -> tuple[list[Item], float, float]:
        """Its items, and how much of the room beside or under the map it takes."""
        rows = self._rows()
        if not rows:
            return [], 0.0, 0.0
        side, gap = self._sheet.reading * 0.8, self._sheet.px(10)
        widest = max(self.page.wide(text) for _, text in rows) + side + gap
        step = self._sheet.reading * TIGHT
        if box.w >= box.h * _WIDE and widest < box.w * _SHARE and len(rows) * step <= box.h:
            x, y = box.right - widest, box.bottom - len(rows) * step
            items: list[Item] = []
            for number, (sign, text) in enumerate(rows):
                line = Rect(x, y + number * step, widest, step)
                items += self._row(sign, text, line, side + gap)
            return items, widest + self._sheet.px(20), 0.0
        return self._flowing(rows, box, side + gap, step)

    def _flowing(
        self, rows: list[tuple[Signs, str]], box: Rect, lead: float, step: float
    ) -> tuple[list[Item], float, float]:
        """Side by side under the map, in as many lines as that takes."""
        lines: list[list[tuple[Signs, str, float, float]]] = [[]]
        x, gap = 0.0, self._sheet.px(28)
        for sign, text in rows:
            width = min(lead + self.page.wide(text) + 1, box.w)
            if lines[-1] and x + width > box.w:
                lines.append([])
                x = 0.0
            lines[-1].append((sign, text, x, width))
            x += width + gap
        height = len(lines) * step
        if height > box.h * _SHARE:
            return [], 0.0, 0.0
        items: list[Item] = []
        for number, line in enumerate(lines):
            y = box.bottom - height + number * step
            for sign, text, left, width in line:
                items += self._row(sign, text, Rect(box.x + left, y, width, step), lead)
        return items, 0.0, height + self._sheet.px(6)

    def _row(self, signs: Signs, text: str, line: Rect, lead: float) -> list[Item]:
        said = self.page.text("legend", text, line.beside(lead), ink=Ink.SECOND, leading=TIGHT)
        middle = said.runs[0].baseline - said.cap / 2
        side = self._sheet.reading * 0.8
        square = Rect(line.x, middle - side / 2, side, side)
        return [*(self._sign(sign, square) for sign in signs), said]

    def _sign(self, sign: Item, square: Rect) -> Item:
        match sign:
            case Dots(radius=radius, ink=ink, hollow=hollow):
                spot = (square.x + square.w / 2, square.y + square.h / 2)
                return Dots((spot,), radius * 1.4, ink, hollow)
            case Box(fill=fill, line=edge):
                return Box(square, fill=fill, line=edge, width=self._sheet.px(2))
            case Mark(shape=shape, ink=ink):
                inner = square.w * (0.2 if ink is Ink.TEXT else 0.0)
                return Mark(shape, square.inset(inner, inner), ink, self._sheet.px(3))
            case _:
                return sign

    def _rows(self) -> list[tuple[Signs, str]]:
        none = Rect(0, 0, 0, 0)
        rows: list[tuple[Signs, str]] = []
        for step, text in self._steps():
            ground = Box(none, fill=step.ink, line=Ink.OUTLINE)
            sign = sign_of_kind(step, self.view)
            rows.append(((ground,) if sign is None else (ground, Mark(sign, none, Ink.TEXT)), text))
        for name, units in self.view.alarms.units:
            shape, ink = PRIORITY_MARKS[name]
            said = f"{self._sheet.words.priority(name)}: {self._sheet.words.number(units)}"
            rows.append(((Mark(shape, none, ink),), said))
        rows += [((sign,), f"{name}: {count}") for name, count, sign in self.layers()]
        return rows

    def layers(self) -> Iterator[tuple[str, str, Item]]:
        """Name, how many, and their sign."""
        for number, layer in enumerate(self.view.points):
            ink, hollow = sign_of(number)
            count = self._sheet.words.number(len(layer.places) if layer.known else None)
            sign = Dots((), radius(layer, self._sheet), ink, hollow)
            yield plain(brief(layer.name, self._sheet.words.lang)), count, sign

    def _steps(self) -> Iterator[tuple[Step, str]]:
        """Those that occur, the strongest first; of kinds the most frequent first."""
        used = {one.step for one in self.view.values.values()}
        shown = [step for n, step in enumerate(self.view.steps, 1) if n in used]
        of_kinds = all(step.least is None and step.below is None for step in shown)
        for step in shown if of_kinds else reversed(shown):
            yield step, self._said(step)

    def _said(self, step: Step) -> str:
        words = self._sheet.words
        if step.text is not None:
            return plain(step.text)
        if step.others:
            return words.count(step.others, "{n} giá trị khác")
        unit = "" if self.view.unit is None else brief(self.view.unit, words.lang)
        least, below = step.least, step.below
        if least is None and self.view.whole and below == 1 and not self._negative():
            return measured("0", unit)
        if least is None:
            return words.say("dưới {figure}", figure=measured(self._number(below), unit))
        if below is None and len(self.view.steps) == 1:
            return measured(words.number(least, self.view.decimals), unit)
        if below is None:
            return words.say("từ {figure}", figure=measured(self._number(least), unit))
        last = below - 1 if self.view.whole and below - 1 >= least else below
        ends = dict.fromkeys((self._number(least), self._number(last)))
        return measured("–".join(ends), unit)

    def _negative(self) -> bool:
        numbers = (one.number for one in self.view.values.values())
        return any(one is not None and one < 0 for one in numbers)

    def _number(self, value: Decimal | None) -> str:
        """As few decimals as it has."""
        if value is None:
            return ""
        exponent = value.normalize().as_tuple().exponent
        places = max(-exponent, 0) if isinstance(exponent, int) else 0
        return self._sheet.words.number(value, places)


def sign_of_kind(step: Step, view: MapView) -> Shape | None:
    """Of a kind whose word is too long to stand by every name: a sign by which it is told apart, not by
    its ground alone.
    """
    words = [one.text for one in view.steps if one.text is not None]
    if not words or max(map(len, words)) <= _SHORT:
        return None
    return SIGNS[view.steps.index(step)]


def radius(layer: Points, sheet: Sheet) -> float:
    many = len(layer.places)
    return sheet.px(8 if many <= RARE else 5 if many < _CROWD else 3)


def brief(name: Wording, lang: Lang) -> str:
    return name.short_in(lang) or name.full_in(lang)


def measured(figures: str, unit: str) -> str:
    return f"{figures}%" if unit == "%" else f"{figures} {unit}".rstrip()


def sign_of(number: int) -> tuple[Ink, bool]:
    """How the points of a layer look: by colour and by being hollow."""
    return ((Ink.DATA, False), (Ink.TEXT, True), (Ink.SECOND, False), (Ink.DATA, True))[number % 4]
