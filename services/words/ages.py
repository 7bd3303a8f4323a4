"""Ages are said in steps, so that a wall at rest need not repaint.

The text is that of the largest step that is not greater than the age.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta

DAY = timedelta(days=1)

STEPS: tuple[timedelta, ...] = (
    timedelta(),
    timedelta(seconds=30),
    *(timedelta(minutes=n) for n in (1, 2, 5, 10, 15, 30)),
    *(timedelta(hours=n) for n in (1, 2, 6, 12)),
)
"""Below a day; from there on whole days."""


def age_step(age: timedelta) -> timedelta:
    """The step whose words stand for this age. A negative age counts as none."""
    if age >= DAY:
        return timedelta(days=age.days)
    return STEPS[bisect_right(STEPS, max(age, timedelta())) - 1]


def next_step(age: timedelta) -> timedelta:
    """The age at which the words change next: always greater than `age`."""
    if age >= STEPS[-1]:
        return timedelta(days=min(age.days + 1, timedelta.max.days))
    return STEPS[bisect_right(STEPS, max(age, timedelta()))]
