"""What values are held against: thresholds as quiet grounds with labelled edges, the plan as a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.wall_file.priority import Priority
from services.words.figures import ATTACHED
from widgets.drawing import Band, Curve, Ink, Item, Rect, Text
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tiles.trend.plot import crossed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.trend.plot import Line, Plot
    from widgets.tiles.trend.view import Target, TrendView, Zone

_STRENGTHS = {
    Priority.LOW: 0.05,
    Priority.MEDIUM: 0.08,
    Priority.HIGH: 0.12,
    Priority.URGENT: 0.16,
}
"""Opacity of grounds: what is worse is a little stronger. Colour is for what is abnormal now."""
_SEVERITY = {None: 0, Priority.LOW: 1, Priority.MEDIUM: 2, Priority.HIGH: 3, Priority.URGENT: 4}
_DASH, _SPACE = 14.0, 10.0
_PLACES = (0.0, 0.5, 1.0, 0.25, 0.75)
"""Along an edge, where its label may stand, in shares of the room that it leaves."""


def worth_showing(view: TrendView, least: Decimal, most: Decimal) -> tuple[Decimal, Decimal]:
    """The ends of the scale, wide enough for the thresholds and plans that are no further away than the
    values from each other: beyond that the values would be a flat line.
    """
    breadth = max(most - least, abs(most) / 4, abs(least) / 4)
    low, high = least - breadth, most + breadth
    near = [value for value in _edges(view.zones) if low <= value <= high]
    near += [one.value for one in view.targets if low <= one.value <= high]
    return min([least, *near]), max([most, *near])


def _edges(zones: Sequence[Zone]) -> list[Decimal]:
    every = (value for one in zones for value in (one.least, one.under) if value is not None)
    return sorted(set(every))


@dataclass(frozen=True, slots=True)
class Against:
    view: TrendView
    plot: Plot
    lines: Sequence[Line]
    """That no label may lie on."""
    room: Room
    sheet: Sheet

    def items(self) -> tuple[list[Item], list[Item]]:
        """Grounds that lie under the lines, and dashed lines with their labels. What has no label where one
        can be read isn't drawn: nobody would know what it is.
        """
        taken: list[Rect] = []
        plans = self._plans(taken)
        edges = self._edged(taken)
        return (self._grounds() if edges else []), [*plans, *edges]

    def _plans(self, taken: list[Rect]) -> list[Item]:
        lines: list[Item] = []
        labels: list[Item] = []
        for target in self.view.targets:
            y, (left, right) = self.plot.y(target.value), self._extent(target)
            if not self._within(target.value) or right - left < 1:
                continue
            lines.append(self._dashed(y, left, right, Ink.SECOND))
            said = self.sheet.words.say("kế hoạch {value}", value=self._said(target.value))
            labels += self._labelled(said, y, (left, right), taken, over=True)
        return [*lines, *labels] if labels else []

    def _edged(self, taken: list[Rect]) -> list[Item]:
        """Labels stand on the better side."""
        rect = self.plot.rect
        lines: list[Item] = []
        labels: list[Item] = []
        for value in filter(self._within, _edges(self.view.zones)):
            y = self.plot.y(value)
            lines.append(self._dashed(y, rect.x, rect.right, Ink.OUTLINE))
            said = self.sheet.words.say("ngưỡng {value}", value=self._said(value))
            over = self._severity(value, over=True) < self._severity(value, over=False)
            labels += self._labelled(said, y, (rect.x, rect.right), taken, over=over)
        return [*lines, *labels] if labels else []

    def _grounds(self) -> list[Item]:
        scale, rect = self.plot.scale, self.plot.rect
        grounds: list[Item] = []
        for zone in self.view.zones:
            low = scale.least if zone.least is None else max(zone.least, scale.least)
            high = scale.most if zone.under is None else min(zone.under, scale.most)
            if low < high:
                top, bottom = self.plot.y(high), self.plot.y(low)
                grounds.append(
                    Band(
                        ((rect.x, top), (rect.right, top)),
                        ((rect.x, bottom), (rect.right, bottom)),
                        Ink.SECOND,
                        _STRENGTHS[zone.priority],
                    )
                )
        return grounds

    def _within(self, value: Decimal) -> bool:
        return self.plot.scale.least <= value <= self.plot.scale.most

    def _extent(self, target: Target) -> tuple[float, float]:
        rect = self.plot.rect
        left = rect.x if target.start is None else self.plot.x(target.start)
        right = rect.right if target.end is None else self.plot.x(target.end)
        return left, right

    def _severity(self, value: Decimal, *, over: bool) -> int:
        """Of the values next to an edge, on one of its sides."""
        for zone in self.view.zones:
            if over and zone.least is not None and zone.least == value:
                return _SEVERITY[zone.priority]
            if not over and zone.under is not None and zone.under == value:
                return _SEVERITY[zone.priority]
            inside = (zone.least is None or zone.least < value) and (
                zone.under is None or value < zone.under
            )
            if inside:
                return _SEVERITY[zone.priority]
        return 0

    def _said(self, value: Decimal) -> str:
        """As the figure itself is said: with its own %, without a unit that stands beside."""
        number = self.view.series[0].number
        unit = number.unit
        attached = unit.vi if unit is not None and unit.vi in ATTACHED else ""
        return f"{self.sheet.words.shortened(value)}{attached}"

    def _dashed(self, y: float, left: float, right: float, ink: Ink) -> Curve:
        dash, space = self.sheet.px(_DASH), self.sheet.px(_SPACE)
        count = max(int((right - left) / (dash + space)), 1)
        step = (right - left + space) / count
        lines = tuple(
            ((left + n * step, y), (min(left + n * step + dash, right), y)) for n in range(count)
        )
        return Curve(lines, ink, width=self.sheet.px(2), end=False)

    def _labelled(
        self,
        said: str,
        y: float,
        extent: tuple[float, float],
        taken: list[Rect],
        *,
        over: bool,
    ) -> list[Item]:
        """`over`: the better side; the other one where there is no room on it."""
        page, tight, rect = Page(self.room, self.sheet), self.sheet.tight, self.plot.rect
        wide, air = page.wide(said), self.sheet.px(6)
        left, right = extent
        for above in (over, not over):
            top = y - tight if above else y + air / 2
            for share in _PLACES:
                x = left + air + share * (right - left - wide - 2 * air)
                place = Rect(x, top, wide, tight)
                if not rect.inset(-1, -tight * 0.2).holds(place):
                    continue
                if any(place.meets(other) for other in taken):
                    continue
                if crossed(self.lines, place, air / 2):
                    continue
                taken.append(place)
                return [self._text(page, said, place)]
        return []

    def _text(self, page: Page, said: str, place: Rect) -> Text:
        return page.text("context", said, place, Ink.SECOND, leading=TIGHT)
