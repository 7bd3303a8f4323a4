"""Checks of what changes by the time of day: each time once, in the order of the day."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.times import said_time, time_of_day
from services.wall_file.faults import Fault
from services.wall_file.tree import section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import time

    from services.wall_file.faults import Place
    from services.wall_file.seen import Seen


def checks_of_hours(seen: Seen) -> Iterator[Fault]:
    plan = section(seen.root, "theme")
    if plan is not None:
        yield from _ordered([(time_of_day(e.name), e.key.place) for e in plan.entries])
    starts = [
        (shift.start, seen.place("shifts", n, "from")) for n, shift in enumerate(seen.wall.shifts)
    ]
    yield from _ordered(starts)


def _ordered(times: Sequence[tuple[time, Place]]) -> Iterator[Fault]:
    for (before, _), (after, place) in pairwise(times):
        if after == before:
            yield Fault.at(
                place,
                phrase("giờ {time} ghi hai lần", time=said_time(after)),
                phrase("mỗi giờ ghi một lần"),
            )
        elif after < before:
            yield Fault.at(
                place,
                phrase(
                    "giờ {time} đứng sau {before}", time=said_time(after), before=said_time(before)
                ),
                phrase("xếp các giờ theo thứ tự trong ngày, từ 00:00"),
            )
