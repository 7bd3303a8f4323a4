"""Where the clock was set back: how the order of learning and the clock's readings go together then.

Stamps never go back, so after a set-back they are ahead of the clock; until it has caught up they run
at half its speed. What the clock read at a stamp follows from the stamp and the set-backs before it,
and only they are stored.
"""

from __future__ import annotations

from typing import NamedTuple, overload


class Setback(NamedTuple):
    start: int
    """The first stamp after it."""
    clock: int
    """What the clock read then, microseconds."""


type Setbacks = tuple[Setback, ...]


def stamp_of(setbacks: Setbacks, clock: int) -> int:
    """Where in the order the clock's reading lies, since the last set-back."""
    if not setbacks:
        return clock
    start, began = setbacks[-1]
    return max(start + max(clock - began + 1, 0) // 2, clock)


def place(setbacks: Setbacks, clock: int) -> int:
    """The first stamp of what the clock's reading begins. Stamps from before a set-back whose readings lay
    ahead of it count to the moment at which the clock was set back.
    """
    later = None
    for count in range(len(setbacks), 0, -1):
        last = setbacks[count - 1]
        if clock > last.clock:
            stamp = stamp_of(setbacks[:count], clock)
            return stamp if later is None else min(stamp, later)
        later = last.start
    return clock if later is None else min(clock, later)


def reading(setbacks: Setbacks, stamp: int) -> int:
    """What the clock read at a stamp or live instant."""
    before = next((s for s in reversed(setbacks) if s.start <= stamp), None)
    return stamp if before is None else min(stamp, before.clock + 2 * (stamp - before.start))


@overload
def seen(setbacks: Setbacks, time: int, learned: int | None, at: int) -> int: ...
@overload
def seen(setbacks: Setbacks, time: int | None, learned: int | None, at: int) -> int | None: ...
def seen(setbacks: Setbacks, time: int | None, learned: int | None, at: int) -> int | None:
    """A reading that was kept at `learned`, as it is to be taken at `at`: nothing can have happened
    later than the moment at which the clock was set back after it.
    """
    if time is None:
        return None
    return min((time, *(s.clock for s in setbacks if (learned or 0) < s.start <= at)))
