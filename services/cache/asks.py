"""The asks of one source that have ended, one by one, as the journal of asks knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from services.cache.setbacks import seen
from services.cache.times import instant
from services.news import Covers, Reason
from services.phrase import Phrase

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache.journal import Rows
    from services.cache.setbacks import Setbacks

SAME = "same"
"""`covers` of a 304."""

_ASKS = """SELECT learned, asked, received, reason, words, covers, records FROM ask
WHERE source = ? AND learned BETWEEN ? AND ? ORDER BY learned DESC LIMIT ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    asked: datetime
    received: datetime
    """When its answer was whole, or it had failed."""
    reason: Reason | None
    """None: it was answered."""
    words: Phrase | None
    """Of a failure."""
    unchanged: bool
    """The source said that nothing has changed since the answer before."""
    partial: bool
    records: int
    """Of the last answer, which an unchanged one and a failure repeat."""

    @property
    def took(self) -> timedelta:
        """Never negative, also where the clock was set back meanwhile."""
        return max(self.received - self.asked, timedelta())


def asks(
    rows: Rows, source: str, since: int, at: int, setbacks: Setbacks, most: int
) -> tuple[Ask, ...]:
    """Those that were recorded from `since` to `at` (stamps), latest first, at most so many."""
    found = rows(_ASKS, (source, since, at, most))
    return tuple(
        Ask(
            asked=instant(seen(setbacks, asked, learned, at)),
            received=instant(seen(setbacks, received, learned, at)),
            reason=Reason.kept(reason) if reason else None,
            words=Phrase.from_json(words) if words else None,
            unchanged=covers == SAME,
            partial=covers == Covers.PART.value,
            records=records,
        )
        for learned, asked, received, reason, words, covers, records in found
    )
