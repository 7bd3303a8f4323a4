"""How often a tile is looked up again: at most once a second, over time."""

from __future__ import annotations

BEAT = 1.0
"""Seconds between two looks at a tile, on average."""
EARLY = 0.5
"""Seconds by which one look may come before its beat: a source that is asked every second answers a
little early and a little late, and none of its answers should wait for the next second.
"""


class Pacing:
    """Of tiles by key. Seconds are of a clock that never stands still or jumps."""

    def __init__(self) -> None:
        self._free: dict[tuple[str, str], float] = {}
        """From when on a look is on its beat."""

    def allows(self, key: tuple[str, str], now: float) -> bool:
        return now >= self._free.get(key, now) - EARLY

    def looked(self, key: tuple[str, str], now: float) -> None:
        self._free[key] = max(self._free.get(key, now), now) + BEAT
