"""Of when the figures of a table are, where that isn't said beside its title already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.freshness import State
from services.words import age_step
from widgets.heads import HEADS
from widgets.tiles.table.view import Head
from widgets.values import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.phrase import Phrase
    from services.views import Standing


def common(periods: Iterable[str | None]) -> str | None:
    """The one that all have."""
    every = set(periods)
    return every.pop() if len(every) == 1 else None


def told_of(standing: Standing, period: str | None) -> When:
    """A period, else an age."""
    age = None if period or standing.age is None else age_step(standing.age)
    return When(standing.state, period, age)


def when_head(rows: Sequence[When], tile: When) -> Head | None:
    """Of a column in which each row says its own; None where that is what the tile says of all."""
    if all(row == tile for row in rows):
        return None
    return Head("when", _title(rows), 0.0, "right")


def _title(rows: Sequence[When]) -> Phrase | None:
    """Nothing where some have a period and others an age."""
    if any(row.state not in {None, State.LIVE} for row in rows):
        return HEADS["state"]
    periods = [row.period is not None for row in rows]
    if all(periods):
        return HEADS["period"]
    return None if any(periods) else HEADS["updated"]
