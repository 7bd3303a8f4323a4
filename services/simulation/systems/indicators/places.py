"""A figure of the province as those of its units, which add up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.lore import units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.simulation.chance import Chance
    from services.simulation.systems.indicators.course import Part
    from services.simulation.systems.indicators.measure import Measure


def split(chance: Chance, measure: Measure, total: int) -> tuple[int, ...]:
    """Whole numbers by unit, in the order of `units()`, whose sum is the total."""
    return apportioned(total, _weights(chance, measure.id))


def split_part(chance: Chance, measure: Measure, part: Part) -> tuple[tuple[int, int], ...]:
    """Both numbers of each unit's share; either sum is the province's."""
    bottoms = apportioned(part.bottom, _weights(chance, "of", measure.id))
    room = [
        bottom * chance.between(0.7, 1.0, measure.id, unit.code, "share")
        for bottom, unit in zip(bottoms, units(), strict=True)
    ]
    tops = [
        min(top, bottom) for top, bottom in zip(apportioned(part.top, room), bottoms, strict=True)
    ]
    left = part.top - sum(tops)
    for place, bottom in enumerate(bottoms):
        more = min(left, bottom - tops[place])
        tops[place] += more
        left -= more
    return tuple(zip(tops, bottoms, strict=True))


def _weights(chance: Chance, *words: object) -> list[float]:
    return [unit.size * chance.between(0.8, 1.25, *words, unit.code) for unit in units()]


def apportioned(total: int, weights: Sequence[float]) -> tuple[int, ...]:
    """By largest remainder."""
    whole = sum(weights) or 1.0
    exact = [total * weight / whole for weight in weights]
    parts = [int(one) for one in exact]
    order = sorted(range(len(parts)), key=lambda n: parts[n] - exact[n])
    for n in order[: total - sum(parts)]:
        parts[n] += 1
    return tuple(parts)
