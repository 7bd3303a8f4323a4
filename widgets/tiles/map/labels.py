"""Names on a map: each on its own unit where it has room there, else outside all units and led to it; none
over another, none beyond the map. What has no room at all is counted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from widgets.drawing import Box, Curve, Ink, Mark, Rect, Weight
from widgets.sheet import TIGHT
from widgets.tiles.map.grid import Grid, steps
from widgets.tiles.map.leader import leader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from widgets.drawing import Item, Shape, Text
    from widgets.sheet import Sheet
    from widgets.tiles.map.spans import Spans

_AIR = 6.0
_SIGN = 0.8
"""Ems of a kind's sign."""
_ALARM = 0.72
"""Ems of an alarm's mark."""
_NEAR = 0.7
"""Rows from its place within which a name needs no line to it."""
_FAR = (0.35, 0.7, 1.2, 1.8, 2.6, 3.6)
"""Rows from its place at which a name is tried, nearest first."""
_ROUND = 12
"""Directions that are tried at each distance."""
_MOVE = 0.25
"""Rows by which a name is moved on its unit, or outside all, until it has room."""
_WHOLLY, _ON = 0.97, 0.8
"""Of a name, what lies on its unit; with less than most, it may be taken for its neighbour's."""
_LONG = 9.0
"""Rows of a line that eyes still follow; before a longer one a name stands near its unit, on others."""
_DETOUR = 4.0
"""Rows that a line is rather longer than go under another name."""


@dataclass(frozen=True, slots=True)
class Label:
    name: str
    value: str
    at: tuple[float, float]
    """A place on its unit, pixels."""
    code: str
    """Of its unit."""
    fill: Ink
    """Its unit's ground."""
    sign: Shape | None = None
    """Before its name: that of its unit's kind."""
    alarm: tuple[Shape, Ink] | None = None
    """Of the worst alert on its unit: before its name where that lies on the unit, else on the unit."""
    pressing: bool = False
    """Its unit wears an alarm apart from it."""


@dataclass(slots=True)
class Labels:
    """Names as they find room, in the order in which they matter."""

    box: Rect
    sheet: Sheet
    ink: Ink
    spans: Spans
    plates: bool = False
    """A name's plate is a tile's, not its unit's ground: over a picture of which nobody knows how bright it
    is, and in the second text colour, which is too weak on the strongest ground of a unit.
    """
    taken: list[Rect] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    lines: list[Item] = field(default_factory=list)
    """From names to their places: beneath all names."""
    paths: list[Rect] = field(default_factory=list)
    """Along those lines."""
    named: int = 0
    left: int = 0
    """Names that found no room."""
    pressing: int = 0
    """Of those, the ones whose units wear an alarm."""

    def put(
        self, labels: Sequence[Label], then: Callable[[Sequence[Label]], Sequence[Label]]
    ) -> None:
        """First those that lie wholly on their units; then those that can't lie on them at all, so that no
        other name lies on the line to them. `then`: in which order the others are tried.
        """
        rest = then([label for label in labels if not self._on_its_unit(label, _WHOLLY)])
        for label in rest:
            if label.alarm is not None:
                self._mark(*label.alarm, label.at)
        rest = [replace(label, alarm=None, pressing=label.alarm is not None) for label in rest]
        homeless = [label for label in rest if self._home(label, _ON) is None]
        lost = [label for label in homeless if not self._outside(label)]
        lost += [
            label
            for label in rest
            if label not in homeless
            and not self._on_its_unit(label, _ON)
            and not self._outside(label)
        ]
        nowhere = [label for label in lost if not self._anywhere(label)]
        self.left += len(nowhere)
        self.pressing += sum(label.pressing for label in nowhere)

    @property
    def strain(self) -> tuple[int, int, float]:
        """Names that found no room, those of units with alarms first, then the pixels of all lines: the less
        the better.
        """
        ends = [item.stretches[0] for item in self.lines if isinstance(item, Curve)]
        return self.pressing, self.left, sum(math.dist(*line) for line in ends)

    def _on_its_unit(self, label: Label, least: float) -> bool:
        found = self._home(label, least)
        if found is not None:
            self._write(label, found[0], stacked=found[1], led=False)
        return found is not None

    def _home(self, label: Label, least: float) -> tuple[Rect, bool] | None:
        """Where most of the name lies on its unit, of such places the nearest to the middle."""
        bounds = self.spans.bounds(label.code)
        if bounds is None:
            return None
        best = least, -math.inf
        found: tuple[Rect, bool] | None = None
        for (w, h), stacked in self._shapes(label):
            if w > bounds.w or h > bounds.h:
                continue
            for rect in (self._about(label.at, w, h), *self._moved(bounds, w, h)):
                share = round(self.spans.share(label.code, rect), 2)
                rank = share, -math.dist(label.at, _middle(rect))
                if rank > best and self._free(rect):
                    best, found = rank, (rect, stacked)
        return found

    def _outside(self, label: Label) -> bool:
        row = self.sheet.row
        shortest = _LONG * row
        found: tuple[Rect, bool] | None = None
        for size, stacked in self._shapes(label):
            first = -1
            for away, number, rect in self._room(size).nearest(label.at, shortest):
                if away > shortest:
                    break
                far = away + _DETOUR * row * leader(label.at, rect).crossed(self.taken)
                # Of equally good places the uppermost, then the leftmost.
                if far < shortest or (far == shortest and number < first):
                    shortest, first, found = far, number, (rect, stacked)
        if found is not None:
            self._write(label, found[0], stacked=found[1], led=True)
        return found is not None

    def _anywhere(self, label: Label) -> bool:
        for rect, stacked, led in self._tries(label):
            if self._free(rect):
                alien = self.spans.share(label.code, rect) < _ON
                self._write(label, rect, stacked=stacked, led=led or alien)
                return True
        return False

    def _free(self, rect: Rect) -> bool:
        return self.box.holds(rect) and not any(
            rect.meets(other) for other in (*self.taken, *self.paths)
        )

    def _room(self, size: tuple[float, float]) -> Grid:
        """Places outside all units where nothing stands."""
        grid = Grid.bare(self.box, size, _MOVE * self.sheet.row, self.spans)
        grid.take(self.taken)
        grid.take(self.paths)
        return grid

    def _about(self, at: tuple[float, float], w: float, h: float) -> Rect:
        return Rect(at[0] - w / 2, at[1] - h / 2, w, h)

    def _moved(self, within: Rect, w: float, h: float) -> Iterator[Rect]:
        """Every place, the last ones at the very end."""
        step = _MOVE * self.sheet.row
        for y in steps(within.y, within.bottom - h, step):
            for x in steps(within.x, within.right - w, step):
                yield Rect(x, y, w, h)

    def _shapes(self, label: Label) -> list[tuple[tuple[float, float], bool]]:
        """Sizes, and whether name and value stand over each other."""
        shapes = [(self._size(label, stacked=stacked), stacked) for stacked in (True, False)]
        return shapes if label.value else shapes[1:]

    def _tries(self, label: Label) -> Iterator[tuple[Rect, bool, bool]]:
        """Places, whether name and value stand over each other, and whether a line leads there."""
        x, y = label.at
        shapes = self._shapes(label)
        for (w, h), stacked in shapes:
            yield Rect(x - w / 2, y - h / 2, w, h), stacked, False
        for far in _FAR:
            away = far * self.sheet.row
            for step in range(_ROUND):
                angle = 2 * math.pi * step / _ROUND
                dx, dy = away * math.cos(angle), away * math.sin(angle)
                for (w, h), stacked in reversed(shapes):
                    led = far > _NEAR
                    out_x = w / 2 * math.cos(angle) if led else 0.0
                    out_y = h / 2 * math.sin(angle) if led else 0.0
                    rect = Rect(x + dx + out_x - w / 2, y + dy + out_y - h / 2, w, h)
                    yield rect, stacked, led

    def _size(self, label: Label, *, stacked: bool) -> tuple[float, float]:
        name = self._lead(label) + self._wide(label.name, Weight.REGULAR)
        value = self._wide(label.value, Weight.SEMIBOLD)
        air = 2 * self.sheet.px(_AIR)
        if stacked:
            return max(name, value) + air, 2 * self.sheet.reading * TIGHT
        gap = self.sheet.px(12) if label.value else 0.0
        return name + gap + value + air, self.sheet.reading * TIGHT

    def _lead(self, label: Label) -> float:
        return self.sheet.reading * _SIGN + self.sheet.px(8) if label.sign or label.alarm else 0.0

    def _wide(self, text: str, weight: Weight) -> float:
        return self.sheet.measure.width(text, self.sheet.reading, weight) if text else 0.0

    def _write(self, label: Label, rect: Rect, *, stacked: bool, led: bool) -> None:
        self.taken.append(rect)
        self.named += 1
        if led:
            line = leader(label.at, rect)
            self.lines.append(line.drawn(self.sheet.px(2)))
            self.paths += line.path[:-1]
        plate = Ink.TILE if self.plates else label.fill
        self.items.append(Box(rect, fill=plate, radius=self.sheet.px(6)))
        inner = rect.inset(self.sheet.px(_AIR), 0)
        row = self.sheet.reading * TIGHT
        align = "centre" if stacked or not label.value else "left"
        lead = self._lead(label)
        name = self._text("label", label.name, inner.beside(lead).top(row), align, plate)
        self.items.append(name)
        if label.alarm is not None:
            middle = name.runs[0].baseline - name.cap / 2
            self._mark(*label.alarm, (name.rect.x - lead + self.sheet.reading * _SIGN / 2, middle))
        elif label.sign:
            self.items.append(self._sign(label.sign, name, lead))
        if label.value:
            below = inner.below(row) if stacked else inner
            align = "centre" if stacked else "right"
            self.items.append(self._text("value", label.value, below, align, plate))

    def _mark(self, shape: Shape, ink: Ink, at: tuple[float, float]) -> None:
        """An alarm's, with a dark rim: red on blue would be lost."""
        side, rim = self.sheet.reading * _ALARM, -self.sheet.px(4)
        place = self._about(at, side, side)
        self.items += [Mark(shape, place.inset(rim, rim), Ink.GROUND), Mark(shape, place, ink)]
        self.taken.append(place)

    def _sign(self, shape: Shape, name: Text, lead: float) -> Mark:
        side = self.sheet.reading * _SIGN
        middle = name.runs[0].baseline - name.cap / 2
        place = Rect(name.rect.x - lead, middle - side / 2, side, side)
        inner = side * 0.12
        return Mark(shape, place.inset(inner, inner), self.ink, self.sheet.px(3))

    def _text(self, role: str, text: str, box: Rect, align: str, ground: Ink) -> Text:
        return self.sheet.line(
            role,
            text,
            box,
            align=align,
            weight=Weight.SEMIBOLD if role == "value" else Weight.REGULAR,
            ink=self.ink,
            ground=ground,
            leading=TIGHT,
        )


def _middle(rect: Rect) -> tuple[float, float]:
    return rect.x + rect.w / 2, rect.y + rect.h / 2
