"""What is written under columns: few labels, at hours, days and months at which people look at a clock or
a calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from services.words.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from services.words import Words
    from widgets.tiles.bars.view import Stretch

_STEPS = {
    "hour": (1, 3, 6, 12, 24),
    "day": (1, 2, 5, 10, 15, 30),
    "month": (1, 2, 3, 4, 6, 12),
}
_FEW = 12
"""Columns under each of which a label is worth reading."""
_LATE = 28
"""Of a month, from which on a label would stand by the first of the next."""


@dataclass(frozen=True, slots=True)
class Tick:
    column: int
    text: str
    strong: bool = False
    """Of the column that still runs."""


def label(stretch: Stretch, start: datetime, words: Words) -> str:
    """`14`, `22/12`, `12/2023`."""
    here = start.astimezone(words.zone)
    match stretch:
        case "hour":
            return f"{here.hour:02}"
        case "day" if words.lang == "en":
            return f"{here.day} {MONTHS[here.month - 1][:3]}"
        case "day":
            return f"{here.day:02}/{here.month:02}"
        case "month" if words.lang == "en":
            return f"{MONTHS[here.month - 1][:3]} {here.year}"
        case "month":
            return f"{here.month:02}/{here.year}"


def ticks(
    stretch: Stretch,
    starts: Sequence[datetime],
    words: Words,
    pitch: float,
    air: float,
    wide: Callable[[str], float],
) -> list[Tick]:
    """The last column always; of the others as many as stand apart by `air`. `pitch`: pixels from column to
    column.
    """
    last = len(starts) - 1
    texts = [label(stretch, start, words) for start in starts]
    taken = wide(texts[last])
    few = stretch != "hour" or len(starts) <= _FEW
    for step in _STEPS[stretch] if few else _STEPS[stretch][1:]:
        chosen = [n for n, start in enumerate(starts[:-1]) if _stands(stretch, start, step, words)]
        needed = max((wide(texts[n]) for n in chosen), default=0.0) + air
        apart = min((b - a for a, b in pairwise(chosen)), default=last or 1)
        if needed <= apart * pitch or step == _STEPS[stretch][-1]:
            free = [n for n in chosen if (last - n) * pitch >= (wide(texts[n]) + taken) / 2 + air]
            return [*(Tick(n, texts[n]) for n in free), Tick(last, texts[last], strong=True)]
    return []


def _stands(stretch: Stretch, start: datetime, step: int, words: Words) -> bool:
    here = start.astimezone(words.zone)
    match stretch:
        case "hour":
            return here.hour % step == 0
        case "day":
            return step == 1 or here.day == 1 or (here.day % step == 0 and here.day < _LATE)
        case "month":
            return (here.month - 1) % step == 0
