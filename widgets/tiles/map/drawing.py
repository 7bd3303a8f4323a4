"""A map in its room: picture, units, points, names, legend, and what must be said of its boundaries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from services.plain import plain
from services.words import MISSING
from widgets.drawing import Area, Box, Dots, Ink, Item, Raster, Rect, Weight
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tiles.map.labels import Label, Labels
from widgets.tiles.map.projection import Projection, fitted
from widgets.tiles.map.view import CLASSES, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.settings import Wording
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.map.ground import Unit
    from widgets.tiles.map.view import MapView, Points

GROUNDS = (Ink.MAP_1, Ink.MAP_2, Ink.MAP_3, Ink.MAP_4)
_LEAST = 4.0
"""Rows that a map needs; in less its units stand as nothing."""
MANY = 24
"""Units up to which each may have its name; of more only the strongest have one."""
FEW = 8
"""Names on a map of many units."""
_CROWD = 150
"""Points from which they are drawn smaller."""
_RARE = 24
"""Points of a layer up to which each matters by itself: names make room for it."""
_SHARE = 0.3
"""Of the room that a legend may take; else its units' figures must do."""
_WIDE = 1.9
"""Times as wide as high: then the legend stands beside the map, not under it."""


def drawn(view: MapView, room: Room, sheet: Sheet) -> list[Item]:
    return _Map(view, room, sheet).items()


@dataclass(slots=True)
class _Map:
    view: MapView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> list[Item]:
        box = self.room.box
        foot, height = self._foot(box)
        legend, beside, under = self._legend(box.above(height))
        place = Rect(box.x, box.y, box.w - beside, box.h - height - under)
        projection = fitted(self._extent(), place.inset(self.sheet.px(4), self.sheet.px(4)))
        if projection is None or place.h < _LEAST * self.sheet.row:
            said = self.sheet.words.say("Chưa có đối tượng nào để vẽ bản đồ")
            return [self._page.text("cell", said, box.above(height), ink=Ink.SECOND), *foot]
        labels = self._labels(projection, place)
        items = [*self._backdrop(projection, place), *self._areas(projection)]
        items += self._dots(projection, place, labels.taken[len(self._rare(projection)) :])
        return [*items, *labels.lines, *labels.items, *legend, *foot]

    def _extent(self) -> Iterator[tuple[float, float]]:
        """Of the units, else of the picture, else of the points."""
        if self.view.ground.units:
            for unit in self.view.ground.units:
                for ring in unit.rings:
                    yield from ring
            return
        if self.view.backdrop is not None:
            west, south, east, north = self.view.backdrop.bbox
            yield from ((west, south), (east, north))
            return
        for layer in self.view.points:
            yield from layer.places

    def _backdrop(self, projection: Projection, place: Rect) -> list[Item]:
        shown = self.view.backdrop
        if shown is None:
            return []
        return [Raster(projection.box(shown.bbox), shown.content, place)]

    def _areas(self, projection: Projection) -> list[Item]:
        items: list[Item] = []
        for unit in self.view.ground.units:
            value = self.view.values.get(unit.code)
            rings = tuple(projection.ring(ring) for ring in unit.rings)
            fill = self._fill(value)
            items.append(Area(rings, fill=fill, line=Ink.OUTLINE, width=self.sheet.px(1.5)))
        return items

    def _fill(self, value: Value | None) -> Ink | None:
        """A unit without a figure has the ground of the tile; a map that colours nothing has one ground."""
        if self.view.backdrop is not None and not self.view.coloured:
            return None
        if not self.view.coloured:
            return Ink.MAP_1
        return GROUNDS[value.step - 1] if value is not None and value.step else None

    def _dots(self, projection: Projection, place: Rect, names: list[Rect]) -> list[Item]:
        """None under a name, which would be hard to read; the legend counts all."""
        items: list[Item] = []
        for number, layer in enumerate(self.view.points):
            ink, hollow = _sign(number)
            spots = (projection.place(at) for at in layer.places)
            inside = tuple(
                (x, y)
                for x, y in spots
                if _holds(place, x, y) and not any(_holds(name, x, y) for name in names)
            )
            items.append(Dots(inside, self._radius(layer), ink, hollow))
        return items

    def _radius(self, layer: Points) -> float:
        many = len(layer.places)
        return self.sheet.px(8 if many <= _RARE else 5 if many < _CROWD else 3)

    def _rare(self, projection: Projection) -> list[Rect]:
        """Where no name may stand."""
        layers = [layer for layer in self.view.points if len(layer.places) <= _RARE]
        boxes: list[Rect] = []
        for layer in layers:
            side = 2 * self._radius(layer)
            for x, y in map(projection.place, layer.places):
                boxes.append(Rect(x - side / 2, y - side / 2, side, side))
        return boxes

    # --- names

    def _labels(self, projection: Projection, place: Rect) -> Labels:
        """The units that matter most first: what is strongest, then what is largest."""
        labels = Labels(
            place,
            self.sheet,
            ground=Ink.MAP_4 if self.view.ground.units else self.room.ground,
            ink=self.room.ink,
            plates=self.view.backdrop is not None or self.room.dimmed,
            taken=self._rare(projection),
        )
        for unit in self._named():
            labels.put(Label(plain(unit.short), self._said(unit), projection.place(unit.label)))
        return labels

    def _named(self) -> list[Unit]:
        units = sorted(self.view.ground.units, key=self._rank)
        return units if len(units) <= MANY else units[:FEW]

    def _rank(self, unit: Unit) -> tuple[int, Decimal, str]:
        value = self.view.values.get(unit.code, Value())
        return -value.step, -Decimal(value.number or 0), unit.code

    def _said(self, unit: Unit) -> str:
        if not self.view.coloured:
            return ""
        value = self.view.values.get(unit.code)
        if value is None:
            return MISSING
        if value.number is not None:
            return self.sheet.words.number(Decimal(value.number))
        return value.text or MISSING

    # --- legend and foot

    def _legend(self, box: Rect) -> tuple[list[Item], float, float]:
        """Its items, and how much of the room beside or under the map it takes."""
        rows = self._rows()
        if not rows:
            return [], 0.0, 0.0
        side, gap = self.sheet.reading * 0.8, self.sheet.px(10)
        widest = max(self._page.wide(text) for _, text in rows) + side + gap
        step = self.sheet.reading * TIGHT
        if box.w >= box.h * _WIDE and widest < box.w * _SHARE and len(rows) * step <= box.h:
            x, y = box.right - widest, box.bottom - len(rows) * step
            items: list[Item] = []
            for number, (sign, text) in enumerate(rows):
                line = Rect(x, y + number * step, widest, step)
                items += self._row(sign, text, line, side + gap)
            return items, widest + self.sheet.px(20), 0.0
        return self._flowing(rows, box, side + gap, step)

    def _flowing(
        self, rows: list[tuple[Item, str]], box: Rect, lead: float, step: float
    ) -> tuple[list[Item], float, float]:
        """Side by side under the map, in as many lines as that takes."""
        lines: list[list[tuple[Item, str, float, float]]] = [[]]
        x, gap = 0.0, self.sheet.px(28)
        for sign, text in rows:
            width = min(lead + self._page.wide(text) + 1, box.w)
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
        return items, 0.0, height + self.sheet.px(6)

    def _row(self, sign: Item, text: str, line: Rect, lead: float) -> list[Item]:
        said = self._page.text("legend", text, line.beside(lead), ink=Ink.SECOND, leading=TIGHT)
        middle = said.runs[0].baseline - said.cap / 2
        side = self.sheet.reading * 0.8
        square = Rect(line.x, middle - side / 2, side, side)
        match sign:
            case Dots(radius=radius, ink=ink, hollow=hollow):
                spot = (square.x + side / 2, middle)
                return [Dots((spot,), radius * 1.4, ink, hollow), said]
            case Box(fill=fill, line=edge):
                return [Box(square, fill=fill, line=edge, width=self.sheet.px(2)), said]
            case _:
                return [said]

    def _rows(self) -> list[tuple[Item, str]]:
        rows: list[tuple[Item, str]] = [
            (Box(Rect(0, 0, 0, 0), fill=GROUNDS[step - 1], line=Ink.OUTLINE), text)
            for step, text in self._steps()
        ]
        for number, layer in enumerate(self.view.points):
            ink, hollow = _sign(number)
            name = plain(self._brief(layer.name))
            count = self.sheet.words.number(Decimal(len(layer.places)))
            rows.append((Dots((), self._radius(layer), ink, hollow), f"{name}: {count}"))
        return rows

    def _steps(self) -> Iterator[tuple[int, str]]:
        """Strongest first: of numbers the least and the most that each ground stands for."""
        words = self.sheet.words
        unit = "" if self.view.unit is None else self._brief(self.view.unit)
        for step in range(CLASSES, 0, -1):
            values = [one for one in self.view.values.values() if one.step == step]
            numbers = [Decimal(one.number) for one in values if one.number is not None]
            if numbers:
                ends = dict.fromkeys(words.number(end) for end in (min(numbers), max(numbers)))
                yield step, _measured("–".join(ends), unit)
            elif values and values[0].text:
                yield step, values[0].text

    def _brief(self, name: Wording) -> str:
        lang = self.sheet.words.lang
        return name.short_in(lang) or name.full_in(lang)

    def _foot(self, box: Rect) -> tuple[list[Item], float]:
        """What must be said of the boundaries, and what is nowhere on the map."""
        said = []
        if self.view.ground.caption is not None:
            said.append(self.sheet.words.say(self.view.ground.caption))
        if self.view.strangers:
            said.append(
                self.sheet.words.count(self.view.strangers, "{n} mục không nằm trong đơn vị nào")
            )
        units = len(self.view.ground.units)
        if units > MANY:
            few = self.sheet.words.say(
                "ghi tên {named}/{units} đơn vị cao nhất", named=FEW, units=units
            )
            said.append(few)
        if not said:
            return [], 0.0
        whole = " · ".join(said)
        broken = self.sheet.broken(whole, box.w, self.sheet.reading, Weight.REGULAR)
        height = min(len(broken), 2) * self.sheet.row
        strip = Rect(box.x, box.bottom - height, box.w, height)
        text = self.sheet.paragraph(
            "context", whole, strip, ink=Ink.SECOND, ground=self.room.ground
        )
        return [text], height


def _holds(box: Rect, x: float, y: float) -> bool:
    return box.x <= x <= box.right and box.y <= y <= box.bottom


def _measured(figures: str, unit: str) -> str:
    return f"{figures}%" if unit == "%" else f"{figures} {unit}".rstrip()


def _sign(number: int) -> tuple[Ink, bool]:
    """How the points of a layer look: by colour and by being hollow."""
    return ((Ink.DATA, False), (Ink.TEXT, True), (Ink.SECOND, False), (Ink.DATA, True))[number % 4]
