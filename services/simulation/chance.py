"""Chance without memory: the same seed and the same words give the same draw, in any order."""

from __future__ import annotations

import math
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

_WHOLE = 1 << 64
_MANY = 60


@dataclass(frozen=True, slots=True)
class Chance:
    seed: int

    def share(self, *words: object) -> float:
        """0 ≤ x < 1."""
        text = "\x1f".join(map(str, (self.seed, *words)))
        return (
            int.from_bytes(blake2b(text.encode(), digest_size=8).digest()[:7]) * 256 + 128
        ) / _WHOLE

    def between(self, low: float, high: float, *words: object) -> float:
        return low + (high - low) * self.share(*words)

    def whole(self, low: int, high: int, *words: object) -> int:
        """Both ends can come."""
        return low + int((high - low + 1) * self.share(*words))

    def pick[T](self, choices: Sequence[T], *words: object) -> T:
        return choices[int(len(choices) * self.share(*words))]

    def count(self, mean: float, *words: object) -> int:
        """How many of independent events come where `mean` are expected (Poisson)."""
        if mean <= 0:
            return 0
        draw = self.share(*words)
        if mean > _MANY:
            # The normal approximation: Box-Muller with a second draw.
            angle = 2 * math.pi * self.share(*words, "angle")
            normal = math.sqrt(-2 * math.log(draw)) * math.cos(angle)
            return max(round(mean + math.sqrt(mean) * normal), 0)
        term, sum_, many = math.exp(-mean), math.exp(-mean), 0
        while draw > sum_ and many < 4 * _MANY:
            many += 1
            term *= mean / many
            sum_ += term
        return many

    def drift(self, name: str, at: datetime, every: timedelta) -> float:
        """−1..1, continuous in time: new draws each `every`, smoothly joined."""
        place = at.timestamp() / every.total_seconds()
        step = math.floor(place)
        left, right = self.share(name, step), self.share(name, step + 1)
        part = place - step
        smooth = part * part * (3 - 2 * part)
        return 2 * (left + (right - left) * smooth) - 1
