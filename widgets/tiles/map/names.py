"""Where the names of a map stand: remembered by all that decides it, for it takes long to find."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from widgets.tiles.map.foot import MANY
from widgets.tiles.map.labels import Label, Labels
from widgets.tiles.map.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from widgets.drawing import Ink, Rect
    from widgets.sheet import Sheet

_ORDERS: tuple[Callable[[Sequence[Label]], Sequence[Label]], ...] = (
    lambda labels: labels,
    lambda labels: labels[::-1],
    lambda labels: sorted(labels, key=lambda one: one.at[1]),
    lambda labels: sorted(labels, key=lambda one: one.at),
)
"""In which names that don't lie on their units find their places: as they matter, then others."""
_FINE = 4
"""Lines of a row by which a name's place on its unit is measured."""
_KEPT = 16
"""Maps of which is remembered where their names stand."""


@dataclass(frozen=True, slots=True)
class Names:
    """All that decides where names stand."""

    units: tuple[Label, ...]
    """In the order in which they matter."""
    areas: tuple[tuple[str, tuple[tuple[tuple[float, float], ...], ...]], ...]
    """Of all units, their rings by code."""
    place: Rect
    occupied: tuple[Rect, ...]
    ink: Ink
    plates: bool
    sheet: Sheet


@lru_cache(maxsize=_KEPT)
def placed(names: Names) -> Labels:
    """Where a name finds no room, other orders are tried, and the one kept that leaves out the fewest. A map
    that is old by another minute has its names where they were.
    """
    spans = Spans.of(names.areas, names.sheet.row / _FINE)
    tried: list[Labels] = []
    for order in _ORDERS:
        labels = Labels(
            names.place,
            names.sheet,
            ink=names.ink,
            spans=spans,
            plates=names.plates,
            taken=[*names.occupied, *names.sheet.span.strips],
        )
        labels.put(names.units, order)
        tried.append(labels)
        if not labels.left or len(names.areas) > MANY:
            break
    return min(tried, key=lambda one: one.strain)
