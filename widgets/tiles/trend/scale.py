"""Round values at which a scale is labelled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = tuple(map(Decimal, ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))
_NEAR_NOUGHT = Decimal("0.4")
"""Of the most: where the least lies below it the scale begins at 0."""
_SAME = Decimal("1e-20")
"""Of their size, how near values are that 28 digits don't part into steps."""


@dataclass(frozen=True, slots=True)
class Scale:
    least: Decimal
    most: Decimal
    step: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        count = int((self.most - self.least) / self.step)
        return tuple(self.least + self.step * n for n in range(count + 1))

    def share(self, value: Decimal) -> float:
        """0 at the least, 1 at the most."""
        return float((value - self.least) / (self.most - self.least))


def scale(least: Decimal, most: Decimal, parts: int) -> Scale:
    """Round ends around the values, in at most `parts` steps: two or more, for both sides of 0."""
    if least >= 0 and least <= most * _NEAR_NOUGHT:
        least = Decimal(0)
    size = max(abs(least), abs(most))
    if most - least <= size * _SAME:
        breadth = size / 10 or Decimal(1)
        least, most = least - breadth, most + breadth
    step = _round((most - least) / parts)
    while True:
        low = (least / step).to_integral_value(ROUND_FLOOR) * step
        high = (most / step).to_integral_value(ROUND_CEILING) * step
        if (high - low) / step <= parts:
            return Scale(low, high, step)
        step = _round(step * Decimal("1.01"))


def _round(step: Decimal) -> Decimal:
    """The next larger round number: two digits at most, times a power of ten."""
    unit = Decimal(1).scaleb(step.adjusted())
    return next(one * unit for one in _STEPS if one * unit >= step)
