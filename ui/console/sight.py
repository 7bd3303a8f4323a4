"""Which stretch of time a curve is seen in, and what makes it shorter or longer."""

from __future__ import annotations

from dataclasses import dataclass

NEAREST = 60.0
"""Seconds that fill a picture at least."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Seconds since 1970."""

    first: float
    last: float

    @property
    def length(self) -> float:
        return self.last - self.first

    def nearer(self, at: float) -> Sight:
        """Half as long; `at` stays where it is in the picture."""
        return self._by(0.5, at)

    def farther(self, at: float, whole: Sight) -> Sight:
        """Twice as long, at most all there is."""
        wide = self._by(2.0, at)
        if wide.length >= whole.length:
            return whole
        return wide.within(whole)

    def within(self, whole: Sight) -> Sight:
        """As long, moved until it lies in all there is."""
        if self.length >= whole.length:
            return whole
        by = max(whole.first - self.first, 0.0) + min(whole.last - self.last, 0.0)
        return Sight(self.first + by, self.last + by)

    def showing(self, at: float, whole: Sight) -> Sight:
        """As long, moved as little as shows `at`."""
        if self.first <= at <= self.last:
            return self
        by = at - self.first if at < self.first else at - self.last
        return Sight(self.first + by, self.last + by).within(whole)

    def _by(self, factor: float, at: float) -> Sight:
        length = max(self.length * factor, NEAREST)
        share = (at - self.first) / self.length if self.length > 0 else 0.5
        first = at - min(max(share, 0.0), 1.0) * length
        return Sight(first, first + length)
