"""When a source is asked next. Pure: it follows from `every`, from what came of the asks so far, and from
a draw between 0 and 1; never from the time of day, so a clock that is set changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

FIRST_AGAIN = timedelta(seconds=30)
"""After a first outage at the latest, unless `every` is shorter."""
AGAIN_AT_MOST = timedelta(minutes=5)
"""Back-off ends here, or at `every` where that is longer."""
HEEDED = timedelta(hours=1)
"""The longest Retry-After that is heeded: a system that says "in a year" is not given up for a year."""
BREATH = timedelta(seconds=1)
"""At least this between an answer and the next ask, or `every` where that is shorter."""
OPENING = timedelta(milliseconds=1500)
"""All sources are asked for the first time within this."""

_EARLIEST = 0.75
_JITTER = 0.05
_DOUBLINGS = 32


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of one source after what came of its asks so far."""

    every: timedelta
    outages: int = 0
    """In a row, up to now."""
    phased: bool = False
    """Its beat has been set apart from those of the sources that were first asked together."""

    def afresh(self) -> Pace:
        """As if the source had never failed: somebody believes that it is back."""
        return replace(self, outages=0)

    def answered(self, took: timedelta, draw: float) -> tuple[Pace, timedelta]:
        """After an answer that took so long: how long to wait from its arrival. Asks follow each other by
        `every`, 5 % more or less; only the second comes after half of it to the whole, so that beats
        that began together part.
        """
        share = 1 + _JITTER * (2 * draw - 1) if self.phased else 0.5 + 0.5 * draw
        wait = max(self.every * share - took, min(self.every, BREATH) * share)
        return replace(self, outages=0, phased=True), wait

    def failed(self, retry_after: timedelta | None, draw: float) -> tuple[Pace, timedelta]:
        """After an outage: how long to wait from its end."""
        after = replace(self, outages=self.outages + 1, phased=True)
        wait = back_off(self.every, after.outages) * (_EARLIEST + (1 - _EARLIEST) * draw)
        if retry_after is not None and retry_after > timedelta():
            # a little later than asked for, lest all who were told the same come at once
            wait = max(wait, min(retry_after * (1 + _JITTER * draw), HEEDED))
        return after, wait


def back_off(every: timedelta, outages: int) -> timedelta:
    """The longest wait after so many outages in a row: min(every, 30 s), doubled each time, up to
    max(every, 5 min).
    """
    doubled = min(every, FIRST_AGAIN) * float(2 ** min(max(outages - 1, 0), _DOUBLINGS))
    return min(doubled, max(every, AGAIN_AT_MOST))


def opening(every: timedelta, nth: int, of: int, draw: float) -> timedelta:
    """How long the `nth` of so many sources waits before its first ask: one after another, at most
    `OPENING` for all, and less where there are few.
    """
    spread = min(every, OPENING, timedelta(milliseconds=30) * of)
    return spread * ((nth + draw) / max(of, 1))
