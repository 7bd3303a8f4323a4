"""How many events there were in the last day, of each kind: hours are counted, days are added up. A day of
which a part was never read has at least as many.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import Observation, labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

HOURS = 24
MOST = 100
"""Figures of one log."""
EVENTS, ALERTS = "events_24h", "alerts_24h"
_LEAST = "ít nhất"


def together(
    before: Mapping[str, Mapping[str, int]], more: Mapping[str, Mapping[str, int]], at: datetime
) -> dict[str, dict[str, int]]:
    """The hours of the last day as of `at`, that under way included."""
    first = (at - timedelta(hours=HOURS - 1)).strftime("%Y-%m-%dT%H")
    last = (at + timedelta(hours=1)).strftime("%Y-%m-%dT%H")
    kept = sorted(hour for hour in {*before, *more} if first <= hour <= last)
    return {
        hour: dict(Counter(before.get(hour, {})) + Counter(more.get(hour, {}))) for hour in kept
    }


def kinds(known: Iterable[str], hours: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    """What is counted, in order: every severity from the beginning."""
    said = {name for hour in hours.values() for name in hour}
    return tuple(sorted({*known, *said, *(f"s:{level}" for level in range(6))}))[:MOST]


def counts(
    known: Iterable[str], hours: Mapping[str, Mapping[str, int]], *, whole: bool
) -> tuple[Observation, ...]:
    """Events by `type`, alerts by `severity`, and all alerts. `whole`: all of the day was read."""
    sums: Counter[str] = Counter()
    for hour in hours.values():
        sums.update(hour)
    made = [_figure(ALERTS, sum(n for name, n in sums.items() if name.startswith("s:")))]
    for name in known:
        if name.startswith("s:"):
            made.append(_figure(ALERTS, sums[name], severity=name[2:]))
        else:
            made.append(_figure(EVENTS, sums[name], type=name[2:]))
    return tuple(made) if whole else tuple(replace(one, qualifier=_LEAST) for one in made)


def _figure(indicator: str, count: int, **said: str) -> Observation:
    uid = "|".join((indicator, *said.values()))
    return Observation(uid=uid, indicator=indicator, value=Decimal(count), labels=labels(said))
