"""Axes of a curve, labelled as times and numbers are written here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, override

import pyqtgraph

from widgets.tiles.trend.times import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.words import Words
    from widgets.tiles.trend.times import Mark


class Times(pyqtgraph.AxisItem):
    """Labelled by the wall's clock."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.words: Words | None = None
        self.letter = 8.0
        self._marks: dict[float, str] = {}

    @override
    def tickValues(
        self, least: float, most: float, size: float
    ) -> list[tuple[float, Sequence[float]]]:
        if self.words is None or most <= least or size <= 0:
            return []
        scale = size / (most - least)

        def fits(found: list[Mark]) -> bool:
            at = [(mark.at.timestamp() - least) * scale for mark in found]
            wide = [(len(mark.text) + 2) * self.letter for mark in found]
            apart = zip(at[1:], at, wide, strict=False)
            return all(later - sooner >= room for later, sooner, room in apart)

        start, end = datetime.fromtimestamp(least, UTC), datetime.fromtimestamp(most, UTC)
        self._marks = {
            mark.at.timestamp(): mark.text for mark in marks(start, end, self.words, fits)
        }
        return [(1.0, [*self._marks])]

    @override
    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [self._marks.get(value, "") for value in values]


class Values(pyqtgraph.AxisItem):
    """Numbers as they are written here."""

    def __init__(self) -> None:
        super().__init__("left")
        self.words: Words | None = None

    @override
    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if self.words is None:
            return ["" for _ in values]
        decimals = max(0, -_power(spacing))
        return [self.words.number(round(value, decimals), decimals) for value in values]


def _power(number: float) -> int:
    """Of ten, at which its first digit stands."""
    return 0 if number <= 0 else int(f"{number:e}".split("e")[1])
