"""The work that every wall is given: 48 figures, each with a course of two minutes, renewed once a
second on one screen of 3840 × 2160. Deterministic: the value of a source is a function of its tick.
"""

from __future__ import annotations

import math
from functools import cache

SOURCES = 48
COLUMNS, ROWS = 8, 6
WIDTH, HEIGHT = 3840, 2160
POINTS = 120
"""Of a course: two minutes at one a second."""
UNITS = ("kW", "bar", "°C", "m³/h", "%", "A", "Hz", "vòng/phút")


@cache
def value(source: int, tick: int) -> float:
    """Two decimals, between some 20 and 90, another one at every tick."""
    wave = 30 * math.sin((tick + 7 * source) / 9)
    tremble = (tick * 7919 + source * 104729) % 1000 / 100
    return round(50 + wave + tremble, 2)


def course(source: int, tick: int) -> list[float]:
    """The last two minutes, the present value last."""
    return [value(source, earlier) for earlier in range(tick - POINTS + 1, tick + 1)]


def title(source: int) -> str:
    return f"Chỉ số {source + 1:02d}"


def unit(source: int) -> str:
    return UNITS[source % len(UNITS)]
