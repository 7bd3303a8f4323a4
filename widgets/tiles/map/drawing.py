"""A map in its room: picture, units, points, names, legend, and what must be said of its boundaries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from services.plain import plain
from services.words import MISSING
from widgets.drawing import PRIORITY_MARKS, Area, Dots, Ink, Item, Raster, Rect, Text, Weight
from widgets.page import Page
from widgets.tiles.map.alarms import NAMES
from widgets.tiles.map.foot import FEW, MANY, Foot
from widgets.tiles.map.labels import Label
from widgets.tiles.map.legend import RARE, Legend, brief, measured, radius, sign_of, sign_of_kind
from widgets.tiles.map.names import Names, placed
from widgets.tiles.map.projection import Projection, fitted
from widgets.tiles.map.view import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widgets.drawing import Shape
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.map.ground import Unit
    from widgets.tiles.map.labels import Labels
    from widgets.tiles.map.view import MapView

_LEAST = 4.0
"""Rows that a map needs; in less its units stand as nothing."""


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

    @property
    def _legend(self) -> Legend:
        return Legend(self.view, self._page)

    def items(self) -> list[Item]:
        """Where names of few units find no room, that is said: then the foot is drawn anew with it."""
        if not any(True for _ in self._extent()):
            return self._nothing()
        found = self._whole(naming=len(self.view.ground.units) > MANY) or self._whole(naming=False)
        if found is not None and found[1]:
            found = self._whole(naming=True) or found
        return self._listed() if found is None else found[0]

    def _whole(self, *, naming: bool) -> tuple[list[Item], int] | None:
        """Its items and how many names found no room; None where there is none for a map. `naming`: the
        foot says how many units are named.
        """
        box = self.room.box
        foot = self._foot(naming=naming)
        height = foot.height(box)
        legend, beside, under = self._legend.placed(box.above(height))
        place = Rect(box.x, box.y, box.w - beside, box.h - height - under)
        projection = fitted(self._extent(), place.inset(self.sheet.px(4), self.sheet.px(4)))
        if projection is None or place.h < _LEAST * self.sheet.row:
            return None
        occupied = [*self._rare(projection), *_around(legend)]
        wide = Rect(box.x, box.y, box.w, place.h)
        labels = self._labels(projection, wide, occupied)
        items = [*self._backdrop(projection, place), *self._areas(projection)]
        items += self._dots(projection, place, labels.taken[len(occupied) :])
        items += [*labels.lines, *labels.items, *legend]
        return [*items, *foot.items(box, labels.named)], labels.left

    def _nothing(self) -> list[Item]:
        box = self.room.box
        foot = self._foot(naming=False)
        height = foot.height(box)
        said = self.sheet.words.say("Chưa có đối tượng nào để vẽ bản đồ")
        text = self._page.text("cell", said, box, ink=Ink.SECOND)
        return [text, *(foot.items(box, 0) if box.h - height >= self.sheet.row else [])]

    # --- where there is no room for a map

    def _listed(self) -> list[Item]:
        """The strongest figures by name, then what each layer has."""
        box, row = self.room.box, self.sheet.row
        fits = self._page.rows(box.h)
        told = [(plain(one.short), self._measured(one)) for one in self._ranked() if self._has(one)]
        told += [(name, count) for name, count, _ in self._legend.layers()]
        if not told:
            told = [(self.sheet.words.say("Không đủ chỗ vẽ bản đồ"), "")]
        shown = len(told) if len(told) <= fits else max(fits - 1, 1)
        items: list[Item] = []
        for n, (name, figure) in enumerate(told[: shown if fits else 0]):
            items += self._pair(name, figure, Rect(box.x, box.y + n * row, box.w, row))
        if shown < min(len(told), fits):
            said = self.sheet.words.say("và {n} mục khác", n=len(told) - shown)
            place = Rect(box.x, box.y + shown * row, box.w, row)
            items.append(self._page.text("context", said, place, Ink.SECOND))
        return items

    def _pair(self, name: str, figure: str, line: Rect) -> list[Item]:
        taken = min(self._page.wide(figure, Weight.SEMIBOLD) + self.sheet.px(20), line.w)
        place = Rect(line.x, line.y, max(line.w - taken, 0.0) if figure else line.w, line.h)
        items: list[Item] = []
        if place.w > self.sheet.reading:
            items.append(self._page.text("label", name, place, self.room.ink))
        if figure:
            items.append(
                self._page.text(
                    "value", figure, line, self.room.ink, Weight.SEMIBOLD, align="right"
                )
            )
        return items

    def _has(self, unit: Unit) -> bool:
        return self.view.coloured and unit.code in self.view.values

    def _measured(self, unit: Unit) -> str:
        number = self.view.values[unit.code].number is not None
        name = (
            ""
            if self.view.unit is None or not number
            else brief(self.view.unit, self.sheet.words.lang)
        )
        return measured(self._said(unit), name)

    # --- the map

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
        return self.view.steps[value.step - 1].ink if value is not None and value.step else None

    def _dots(self, projection: Projection, place: Rect, names: list[Rect]) -> list[Item]:
        """None under a name, which would be hard to read; the legend counts all."""
        items: list[Item] = []
        for number, layer in enumerate(self.view.points):
            ink, hollow = sign_of(number)
            spots = (projection.place(at) for at in layer.places)
            inside = tuple(
                (x, y)
                for x, y in spots
                if _holds(place, x, y) and not any(_holds(name, x, y) for name in names)
            )
            items.append(Dots(inside, radius(layer, self.sheet), ink, hollow))
        return items

    def _rare(self, projection: Projection) -> list[Rect]:
        """Where no name may stand."""
        layers = [layer for layer in self.view.points if len(layer.places) <= RARE]
        boxes: list[Rect] = []
        for layer in layers:
            side = 2 * radius(layer, self.sheet)
            for x, y in map(projection.place, layer.places):
                boxes.append(Rect(x - side / 2, y - side / 2, side, side))
        return boxes

    # --- names

    def _labels(self, projection: Projection, place: Rect, occupied: list[Rect]) -> Labels:
        """The units that matter most first: what is strongest, then what is largest."""
        return placed(
            Names(
                units=tuple(self._label(unit, projection) for unit in self._named()),
                areas=tuple(
                    (unit.code, tuple(projection.ring(ring) for ring in unit.rings))
                    for unit in self.view.ground.units
                ),
                place=place,
                occupied=tuple(occupied),
                ink=self.room.ink,
                plates=self.view.backdrop is not None or self.room.dimmed,
                sheet=self.sheet,
            )
        )

    def _label(self, unit: Unit, projection: Projection) -> Label:
        worst = dict(self.view.alarms.worst).get(unit.code)
        return Label(
            name=plain(unit.short),
            value=self._said(unit),
            at=projection.place(unit.label),
            code=unit.code,
            fill=self._fill(self.view.values.get(unit.code)) or self.room.ground,
            sign=self._kind(unit),
            alarm=None if worst is None else PRIORITY_MARKS[worst],
        )

    def _kind(self, unit: Unit) -> Shape | None:
        value = self.view.values.get(unit.code)
        if value is None or not value.step:
            return None
        return sign_of_kind(self.view.steps[value.step - 1], self.view)

    def _ranked(self) -> list[Unit]:
        return sorted(self.view.ground.units, key=self._rank)

    def _named(self) -> list[Unit]:
        units = self._ranked()
        return units if len(units) <= MANY else units[:FEW]

    def _rank(self, unit: Unit) -> tuple[int, int, Decimal, str]:
        """What wears an alarm is named before all others."""
        value = self.view.values.get(unit.code, Value())
        worst = dict(self.view.alarms.worst).get(unit.code)
        rank = len(NAMES) if worst is None else NAMES.index(worst)
        return rank, -value.step, -Decimal(value.number or 0), unit.code

    def _said(self, unit: Unit) -> str:
        if not self.view.coloured:
            count = dict(self.view.alarms.counts).get(unit.code)
            return "" if count is None else self.sheet.words.number(count)
        value = self.view.values.get(unit.code)
        if value is None:
            return MISSING
        if value.number is not None:
            words = self.sheet.words
            number = words.number(Decimal(value.number), self.view.decimals)
            return words.qualified(number, value.qualifier)
        if self._kind(unit) is not None:
            return ""
        return value.text or MISSING

    def _foot(self, *, naming: bool) -> Foot:
        return Foot(self.view, self._page, naming=naming)


def _around(legend: list[Item]) -> list[Rect]:
    """Where it stands, with its signs."""
    texts = [item.rect for item in legend if isinstance(item, Text)]
    if not texts:
        return []
    x, y = min(one.x - 1.2 * one.h for one in texts), min(one.y for one in texts)
    right, bottom = max(one.right for one in texts), max(one.bottom for one in texts)
    return [Rect(x, y, right - x, bottom - y)]


def _holds(box: Rect, x: float, y: float) -> bool:
    return box.x <= x <= box.right and box.y <= y <= box.bottom
