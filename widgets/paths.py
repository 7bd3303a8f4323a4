"""Shapes of maps, kept as Qt's paths: making a path of a thousand points costs as much as painting it."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

if TYPE_CHECKING:
    type Rings = tuple[tuple[tuple[float, float], ...], ...]

MOST = 100_000
"""Points of all paths, some eight MiB; those that were not painted for longest go."""


class Paths:
    """By the very rings of an item: as long as these are the same object, so is the path."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[int, tuple[Rings, QPainterPath, list[QLineF]]] = OrderedDict()
        self.points = 0

    def of(self, rings: Rings) -> tuple[QPainterPath, list[QLineF]]:
        """The path, and its outline as straight lines."""
        # The rings are kept along with it, so that no others can have their identity meanwhile.
        found = self._kept.get(id(rings))
        if found is not None:
            self._kept.move_to_end(id(rings))
            return found[1:]
        made = _path(rings), _outline(rings)
        self._kept[id(rings)] = rings, *made
        self.points += _count(rings)
        while self.points > self._most:
            _, (gone, *_) = self._kept.popitem(last=False)
            self.points -= _count(gone)
        return made


def _count(rings: Rings) -> int:
    return sum(map(len, rings))


def _path(rings: Rings) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(*point) for point in ring]))
        path.closeSubpath()
    return path


def _outline(rings: Rings) -> list[QLineF]:
    return [
        QLineF(*one, *other)
        for ring in rings
        for one, other in itertools.pairwise((*ring, *ring[:1]))
    ]
