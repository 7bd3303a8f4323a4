"""What colours and points mean: beside a map or under it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from services.plain import plain
from widgets.drawing import Box, Dots, Ink, Item, Rect
from widgets.sheet import TIGHT
from widgets.tiles.map.view import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.settings import Wording
    from services.words import Lang
    from widgets.page import Page
    from widgets.sheet import Sheet
    from widgets.tiles.map.view import MapView, Points

GROUNDS = (Ink.MAP_1, Ink.MAP_2, Ink.MAP_3, Ink.MAP_4)
RARE = 24
"""Points of a layer up to which each matters by itself: names make room for it."""
_CROWD = 150
"""Points from which they are drawn smaller."""
_SHARE = 0.3
"""Of the room that a legend may take; else its units' figures must do."""
_WIDE = 1.9
"""Times as wide as high: then the legend stands beside the map, not under it."""


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
        self, rows: list[tuple[Item, str]], box: Rect, lead: float, step: float
    ) -> tuple[list[Item], float, float]:
        """Side by side under the map, in as many lines as that takes."""
        lines: list[list[tuple[Item, str, float, float]]] = [[]]
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

    def _row(self, sign: Item, text: str, line: Rect, lead: float) -> list[Item]:
        said = self.page.text("legend", text, line.beside(lead), ink=Ink.SECOND, leading=TIGHT)
        middle = said.runs[0].baseline - said.cap / 2
        side = self._sheet.reading * 0.8
        square = Rect(line.x, middle - side / 2, side, side)
        match sign:
            case Dots(radius=radius, ink=ink, hollow=hollow):
                spot = (square.x + side / 2, middle)
                return [Dots((spot,), radius * 1.4, ink, hollow), said]
            case Box(fill=fill, line=edge):
                return [Box(square, fill=fill, line=edge, width=self._sheet.px(2)), said]
            case _:
                return [said]

    def _rows(self) -> list[tuple[Item, str]]:
        rows: list[tuple[Item, str]] = [
            (Box(Rect(0, 0, 0, 0), fill=GROUNDS[step - 1], line=Ink.OUTLINE), text)
            for step, text in self._steps()
        ]
        rows += [(sign, f"{name}: {count}") for name, count, sign in self.layers()]
        return rows

    def layers(self) -> Iterator[tuple[str, str, Item]]:
        """Name, how many, and their sign."""
        for number, layer in enumerate(self.view.points):
            ink, hollow = sign_of(number)
            count = self._sheet.words.number(Decimal(len(layer.places)))
            sign = Dots((), radius(layer, self._sheet), ink, hollow)
            yield plain(brief(layer.name, self._sheet.words.lang)), count, sign

    def _steps(self) -> Iterator[tuple[int, str]]:
        """Strongest first: of numbers the least and the most that each ground stands for."""
        words = self._sheet.words
        unit = "" if self.view.unit is None else brief(self.view.unit, self._sheet.words.lang)
        for step in range(CLASSES, 0, -1):
            values = [one for one in self.view.values.values() if one.step == step]
            numbers = [Decimal(one.number) for one in values if one.number is not None]
            if numbers:
                ends = dict.fromkeys(
                    words.number(end, self.view.decimals) for end in (min(numbers), max(numbers))
                )
                yield step, measured("–".join(ends), unit)
            elif told := dict.fromkeys(one.text for one in values if one.text):
                several = words.count(len(told), "{n} giá trị khác")
                yield step, next(iter(told)) if len(told) == 1 else several


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
