"""Values over time: where a curve through them is interrupted, and which of very many are painted."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

_HOLE = 4
"""Usual steps without a value after which a curve is interrupted."""

_COLUMN = 2.0
"""Pixels: no line is thinner."""


def unbroken(seconds: Sequence[float]) -> list[tuple[int, int]]:
    """Stretches of places (from, up to and without) between which no hole of more than four usual steps lies;
    `seconds` ascend.
    """
    if not seconds:
        return []
    steps = [later - earlier for earlier, later in itertools.pairwise(seconds)]
    hole = sorted(steps)[(len(steps) - 1) // 2] * _HOLE if steps else 0.0
    ends = [n + 1 for n, step in enumerate(steps) if step > hole]
    return [*itertools.pairwise([0, *ends, len(seconds)])]


def thinned(
    across: Sequence[float], values: Sequence[float] | Sequence[Decimal], column: float
) -> list[int]:
    """Places of the values that a curve needs where a column is as wide as a pixel: of each the first, the
    least, the most and the last, so that no peak is lost. `across` ascends.
    """
    kept: list[int] = []
    begun = 0
    for n in range(1, len(across) + 1):
        if n < len(across) and across[n] // column == across[begun] // column:
            continue
        own = range(begun, n)
        if len(own) > 4:  # noqa: PLR2004 - as many as are kept
            least = min(own, key=values.__getitem__)
            most = max(own, key=values.__getitem__)
            kept += sorted({begun, least, most, n - 1})
        else:
            kept += own
        begun = n
    return kept


def painted(spots: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """Pixels of one stretch, where there are more of them than columns as many as are seen."""
    if len(spots) < 2 or len(spots) <= spots[-1][0] - spots[0][0]:  # noqa: PLR2004 - a line's ends
        return spots
    kept = thinned([x for x, _ in spots], [y for _, y in spots], _COLUMN)
    return [spots[n] for n in kept]
