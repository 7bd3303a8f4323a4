"""Which figure of a period counts: a later level replaces an earlier one and is marked, an earlier
level that arrives later never replaces (Law on Statistics, article 48).
"""

from __future__ import annotations

from dataclasses import replace

from services.periods import same
from services.records import Level, Observation, Record

_ORDER = (Level.ESTIMATE, Level.PRELIMINARY, Level.OFFICIAL)


def rank(level: Level | None) -> int:
    """The greater is the more final; one that isn't said is before all."""
    return -1 if level is None else _ORDER.index(level)


def settled(stands: Observation, comes: Observation) -> Observation:
    """What counts once `comes` arrives at the key of `stands`: either of them, and what it replaced.
    Levels of different periods have nothing to do with each other.
    """
    if not same(stands.period, comes.period) or stands.level is None or comes.level is None:
        return comes
    if rank(comes.level) < rank(stands.level) and stands.value is not None:
        return stands
    again = comes.level is stands.level
    value = stands.replaced if again else stands.value
    level = stands.replaced_level if again else stands.level
    if comes.value is None or value is None or rank(comes.replaced_level) >= rank(level):
        return comes
    return replace(comes, replaced=value, replaced_level=level)


def later_level(one: Record | None, other: Record) -> Observation | None:
    """Of one figure at two levels that were told together; None where they are no such pair."""
    match one, other:
        case Observation(level=Level()), Observation(level=Level()) if (
            one.level is not other.level and same(one.period, other.period)
        ):
            earlier, later = sorted((one, other), key=lambda seen: rank(seen.level))
            return settled(earlier, later)
        case _:
            return None
