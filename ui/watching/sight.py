"""What pixels say of a screen: which of the two pictures of the heartbeat is there, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

type Pixel = Callable[[float, float], int]
"""0xRRGGBB at a place that is told in radii of the ring, from its middle."""

NEAR, FAR = 12, 40
"""Of 255, in the channel that differs most: what passes for the same colour, and what surely doesn't."""
DARK = 32
"""A colour of which no channel is lighter passes for black."""
_FINE = 6.0
"""Pixels of a radius below which a ring is a blur; its middle and its corners still tell."""

_MIDDLE = ((0.0, 0.0), (0.2, 0.0), (0.0, 0.2), (-0.2, 0.0), (0.0, -0.2))
_GAP = ((0.65, 0.0), (0.0, 0.65), (-0.65, 0.0), (0.0, -0.65))
_RING = ((0.92, 0.0), (0.0, 0.92), (-0.92, 0.0), (0.0, -0.92))
_CORNERS = ((0.95, 0.95), (-0.95, 0.95), (-0.95, -0.95), (0.95, -0.95))


class Heart(Enum):
    FULL = auto()
    EMPTY = auto()
    PLAIN = auto()
    """One colour."""
    FOREIGN = auto()
    """Something else is there."""
    HIDDEN = auto()
    """It wasn't looked for."""

    @property
    def known(self) -> bool:
        return self in {Heart.FULL, Heart.EMPTY}


@dataclass(frozen=True, slots=True)
class Look:
    heart: Heart
    bare: int | None = None
    """The one colour of all that lies below the heading; None: of several, or not looked at."""


def heart(pixel: Pixel, radius: float) -> Heart:
    """`radius` of the ring, in pixels."""
    ground = pixel(*_CORNERS[0])
    corners = [pixel(*at) for at in _CORNERS]
    middle = [pixel(*at) for at in (_MIDDLE if radius >= _FINE else _MIDDLE[:1])]
    ring = [pixel(*at) for at in _RING]
    gap = [pixel(*at) for at in _GAP]
    if one_colour((*corners, *middle, *ring, *gap)) is not None:
        return Heart.PLAIN
    clear = radius < _FINE or (
        all(apart(ground, one) > NEAR for one in ring)
        and all(apart(ground, one) <= FAR for one in gap)
    )
    if not clear or any(apart(ground, one) > NEAR for one in corners):
        return Heart.FOREIGN
    if all(apart(ground, one) <= NEAR for one in middle):
        return Heart.EMPTY
    return Heart.FULL if all(apart(ground, one) > FAR for one in middle) else Heart.FOREIGN


def one_colour(pixels: Iterable[int], most: int = NEAR // 2) -> int | None:
    """The colour that all of them (nearly) have; None where there are several, or no pixel."""
    every = set(pixels)
    first = next(iter(every), None)
    if first is None or any(apart(first, one) > most for one in every):
        return None
    return first


def dark(colour: int) -> bool:
    return apart(colour, 0) <= DARK


def apart(one: int, other: int) -> int:
    """By how much two colours differ in the channel in which they differ most, 0..255."""
    return max(abs((one >> by & 255) - (other >> by & 255)) for by in (0, 8, 16))
