"""What the grounds of a map's units stand for: steps from least to most, both sides of a middle, or kinds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from services.words import sort_key
from widgets.drawing import Ink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from widgets.tiles.map.view import Value


class Sort(StrEnum):
    SEQUENTIAL = "sequential"
    """From least to most."""
    DIVERGING = "diverging"
    """Below a middle and above it."""
    CATEGORICAL = "categorical"
    """Kinds, none more than another."""


MOST = {Sort.SEQUENTIAL: 4, Sort.DIVERGING: 4, Sort.CATEGORICAL: 5}
"""Grounds that eyes tell apart beside a printed figure."""
_SEQUENTIAL = {
    1: (Ink.MAP_2,),
    2: (Ink.MAP_1, Ink.MAP_4),
    3: (Ink.MAP_1, Ink.MAP_3, Ink.MAP_4),
    4: (Ink.MAP_1, Ink.MAP_2, Ink.MAP_3, Ink.MAP_4),
}
"""By how many steps there are: the fewer, the farther apart."""
_DIVERGING = (Ink.LESS_2, Ink.LESS_1, Ink.MAP_2, Ink.MAP_4)
_KINDS = (Ink.KIND_1, Ink.KIND_2, Ink.KIND_3, Ink.KIND_4, Ink.KIND_5)
_ROUND = tuple(Decimal(digit) for digit in ("1", "2", "2.5", "5", "10"))


@dataclass(frozen=True, slots=True)
class Step:
    """One ground and what it stands for."""

    ink: Ink
    least: Decimal | None = None
    """From here on; None: from wherever."""
    below: Decimal | None = None
    """Up to here and without it; None: however much."""
    text: str | None = None
    """Of kinds: the word."""
    others: int = 0
    """Kinds that share the last ground: how many."""


@dataclass(frozen=True, slots=True)
class Scaled:
    values: Mapping[str, Value]
    """Each with the number of its step, 1 for the first; 0 where it has none."""
    steps: tuple[Step, ...]
    whole: bool = False
    """All its numbers are whole: then a step from 20 and below 40 is 20–39."""


def scaled(
    values: Mapping[str, Value],
    sort: Sort | None = None,
    middle: Decimal | None = None,
    limits: Sequence[Decimal] = (),
) -> Scaled:
    """Words are kinds, numbers are steps unless they are said to be kinds. `limits`: where one step ends and
    the next begins; by default round numbers. A diverging scale without a middle is from least to most.
    """
    numbers = [Decimal(one.number) for one in values.values() if one.number is not None]
    if sort is Sort.CATEGORICAL or not numbers:
        return _kinds(values)
    if sort is Sort.DIVERGING and middle is not None:
        steps = _diverging(numbers, middle, limits)
    else:
        steps = _sequential(numbers, limits)
    placed = {code: replace(one, step=_step_of(one, steps)) for code, one in values.items()}
    return Scaled(placed, steps, whole=all(one == one.to_integral_value() for one in numbers))


def _step_of(value: Value, steps: Sequence[Step]) -> int:
    if value.number is None:
        return 0
    number = Decimal(value.number)
    return next(
        (n for n, step in enumerate(steps, 1) if step.below is None or number < step.below),
        len(steps),
    )


def _sequential(numbers: Sequence[Decimal], limits: Sequence[Decimal]) -> tuple[Step, ...]:
    least, most = min(numbers), max(numbers)
    if not limits and least == most:
        return (Step(_SEQUENTIAL[1][0], least),)
    bounds = tuple(limits[: MOST[Sort.SEQUENTIAL] - 1]) or _round_limits(least, most)
    return _between(bounds, _SEQUENTIAL[len(bounds) + 1])


def _diverging(
    numbers: Sequence[Decimal], middle: Decimal, limits: Sequence[Decimal]
) -> tuple[Step, ...]:
    """Two grounds on each side, the farther the stronger."""
    far = max(abs(number - middle) for number in numbers)
    away = _rounded(far / 2) if far else Decimal(1)
    below = [one for one in limits if one < middle][:1] or [middle - away]
    above = [one for one in limits if one > middle][:1] or [middle + away]
    return _between((below[0], middle, above[0]), _DIVERGING)


def _between(bounds: Sequence[Decimal], inks: Sequence[Ink]) -> tuple[Step, ...]:
    ends = (None, *bounds, None)
    return tuple(Step(ink, ends[n], ends[n + 1]) for n, ink in enumerate(inks))


def _round_limits(least: Decimal, most: Decimal) -> tuple[Decimal, ...]:
    """Up to three round numbers between both."""
    whole = all(one == one.to_integral_value() for one in (least, most))
    width = _rounded((most - least) / MOST[Sort.SEQUENTIAL])
    while True:
        width = width.to_integral_value(ROUND_CEILING) if whole else width
        first = (least / width).to_integral_value(ROUND_FLOOR) * width + width
        limits: list[Decimal] = []
        while first < most and len(limits) <= MOST[Sort.SEQUENTIAL]:
            limits.append(first)
            first += width
        if len(limits) < MOST[Sort.SEQUENTIAL]:
            return tuple(limits) or (most,)
        width = _rounded(width * Decimal("1.01"))


def _rounded(width: Decimal) -> Decimal:
    """The next larger round number."""
    unit = Decimal(1).scaleb(width.adjusted())
    return next((one * unit).normalize() for one in _ROUND if one * unit >= width)


def _kinds(values: Mapping[str, Value]) -> Scaled:
    """What occurs most has the first ground; of more kinds than grounds the rarest share the last one."""
    often = Counter(_word(one) for one in values.values() if _word(one))
    ranked = sorted(often, key=lambda word: (-often[word], sort_key(word)))
    most = MOST[Sort.CATEGORICAL]
    alone = ranked if len(ranked) <= most else ranked[: most - 1]
    steps = [Step(_KINDS[n], text=word) for n, word in enumerate(alone)]
    if len(alone) < len(ranked):
        steps.append(Step(_KINDS[most - 1], others=len(ranked) - len(alone)))
    place = {word: min(n, most) for n, word in enumerate(ranked, 1)}
    told = {code: replace(one, step=place.get(_word(one), 0)) for code, one in values.items()}
    return Scaled(told, tuple(steps))


def _word(value: Value) -> str:
    if value.text:
        return value.text
    return "" if value.number is None else f"{Decimal(value.number).normalize():f}"
