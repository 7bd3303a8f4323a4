"""Scenes that take turns: which one is on is reckoned from the time, so that walls agree and a replay shows
what was shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from services.times import first_shown

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from zoneinfo import ZoneInfo

    from services.wall_file.schedule import Turn

_EPOCH = date(2001, 1, 1)
"""A Monday: what takes turns by whole days does so at midnight, as long as clocks aren't changed."""


@dataclass(frozen=True, slots=True)
class Round:
    """Turns of scenes, one after the other and again from the first; there are some."""

    turns: tuple[Turn, ...]
    begun: datetime
    """When the first of them was on first."""

    def on(self, at: datetime) -> tuple[str, datetime]:
        """The scene at `at`, and when the next turn begins."""
        whole = sum((one.dwell for one in self.turns), timedelta())
        into = (at - self.begun) % whole
        ends = timedelta()
        for one in self.turns:
            ends += one.dwell
            if into < ends:
                return one.scene, at + (ends - into)
        raise AssertionError(into)

    @property
    def scenes(self) -> int:
        """Different ones."""
        return len({one.scene for one in self.turns})


def round_of(
    turns: Iterable[Turn], known: Container[str], zone: ZoneInfo, begun: datetime | None = None
) -> Round | None:
    """`begun`: by default the first midnight of the century; what isn't known has no turn."""
    fitting = tuple(one for one in turns if one.scene in known)
    return Round(fitting, begun or first_shown(_EPOCH, time(), zone)) if fitting else None
