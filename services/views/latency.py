"""How long the answers of a source took, ask by ask, as the journal of asks knows it at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from services.cache import Ask

SPAN = timedelta(hours=6)
"""That is looked back."""
_SLOW = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    points: tuple[tuple[datetime, timedelta, bool], ...] = ()
    """When each ask ended, how long it took, whether it was answered; by time."""
    median: timedelta | None = None
    """Of those that were answered; None where none was."""
    slow: timedelta | None = None
    """95 of 100 answers took no longer."""
    failures: int = 0
    in_a_row: int = 0
    """Failures at the end."""

    @property
    def asks(self) -> int:
        return len(self.points)


def latency(asks: Iterable[Ask]) -> Latency:
    """`asks`: the latest first, as a picture has them."""
    latest = list(asks)
    answered = sorted(ask.took for ask in latest if ask.reason is None)
    first = next((n for n, ask in enumerate(latest) if ask.reason is None), len(latest))
    return Latency(
        points=tuple((ask.received, ask.took, ask.reason is None) for ask in reversed(latest)),
        median=_share(answered, 0.5),
        slow=_share(answered, _SLOW),
        failures=len(latest) - len(answered),
        in_a_row=first,
    )


def _share(ordered: Sequence[timedelta], share: float) -> timedelta | None:
    """The smallest of them that so large a share does not pass."""
    if not ordered:
        return None
    return ordered[max(-(-len(ordered) * round(share * 100) // 100) - 1, 0)]
