"""Which part of a box lies on a unit: units cut into lines, each a list of stretches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from widgets.drawing import Rect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    type Rings = Sequence[Sequence[tuple[float, float]]]
    """Pixels; what lies in two rings is a hole."""
    type Stretches = dict[int, list[tuple[float, float]]]
    """From where to where, by the line's number."""


@dataclass(frozen=True)
class Spans:
    step: float
    """Pixels from line to line."""
    units: dict[str, Stretches] = field(default_factory=dict)
    found: dict[object, int] = field(default_factory=dict, compare=False, repr=False)
    """Where boxes of one size have a unit under them, for as long as one map is laid out."""

    @classmethod
    def of(cls, areas: Iterable[tuple[str, Rings]], step: float) -> Spans:
        return cls(step, {code: _stretches(rings, step) for code, rings in areas})

    def share(self, code: str, box: Rect) -> float:
        """Of the box, 0 to 1, what lies on that unit."""
        lines = self.lines(box.y, box.bottom)
        unit = self.units.get(code, {})
        on = sum(
            max(min(right, box.right) - max(left, box.x), 0.0)
            for line in lines
            for left, right in unit.get(line, ())
        )
        return on / (len(lines) * box.w) if lines and box.w else 0.0

    @cached_property
    def covered(self) -> Stretches:
        """By any unit; stretches that touch are one."""
        found: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
        for unit in self.units.values():
            for line, stretches in unit.items():
                found[line] += stretches
        return {line: _joined(stretches) for line, stretches in found.items()}

    def bounds(self, code: str) -> Rect | None:
        """None of what is thinner than a line."""
        unit = self.units.get(code)
        if not unit:
            return None
        ends = [end for stretches in unit.values() for end in stretches]
        left, right = min(left for left, _ in ends), max(right for _, right in ends)
        return Rect(
            left, min(unit) * self.step, right - left, (max(unit) - min(unit) + 1) * self.step
        )

    def lines(self, top: float, bottom: float) -> range:
        return range(_first(top, self.step), _first(bottom, self.step))


def _first(y: float, step: float) -> int:
    """The first line whose middle is not above `y`."""
    return ceil(y / step - 0.5)


def _stretches(rings: Rings, step: float) -> Stretches:
    crossings: defaultdict[int, list[float]] = defaultdict(list)
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            low, high = min(y1, y2), max(y1, y2)
            for line in range(_first(low, step), _first(high, step)):
                part = ((line + 0.5) * step - y1) / (y2 - y1)
                crossings[line].append(x1 + part * (x2 - x1))
    return {line: _pairs(sorted(found)) for line, found in crossings.items()}


def _pairs(ends: list[float]) -> list[tuple[float, float]]:
    return list(zip(ends[::2], ends[1::2], strict=False))


def _joined(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if joined and left <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(right, joined[-1][1])
        else:
            joined.append((left, right))
    return joined
