"""In which order rows stand, so that they stand still.

A row's place is a pure function of what is known at the instant, and of nothing that the next event of a
known row changes. Its key is, in this order:

1. the priority (where the worst come first), a part of what makes events alike: a row never changes it;
2. whether everybody's work on it has begun: acknowledged ones come after the others of their priority;
3. when the row *began*: the first event of its latest run, a run being ended by a silence of a quarter of the
   span that is looked at. The rows that began last come first. A further event lengthens the run and moves no
   beginning. Of a row that was running already when the span opened nobody can say when it began, and what
   the moving edge of the span cuts off would shuffle such rows for ever: they come last, without a time;
4. its name.

So arriving events only raise counts; a new row, and one that was silent for long, enters at one place, and
all others keep their order. What moves a row is what should: it was acknowledged, it has begun anew, or its
beginning has left the span. All is reckoned at the source's last confirmation: while it is silent nothing
moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

SILENCE = 4
"""The part of the span after whose silence a row begins anew: a quarter."""

type Key = tuple[int | float | bool | str, ...]


def began(
    times: Sequence[datetime], start: datetime | None, last: timedelta | None
) -> datetime | None:
    """When the latest run of events began; `times` ascend. None: before the span, or nobody says.
    Without a span all is one run.
    """
    if not times or last is None or start is None:
        return times[0] if times else None
    silence = last / SILENCE
    first = times[-1]
    for earlier in reversed(times):
        if first - earlier > silence:
            break
        first = earlier
    return None if first - start <= silence else first


def place(
    order: Literal["worst", "newest"],
    *,
    rank: int,
    acknowledged: bool,
    begun: datetime | None,
    name: str,
) -> Key:
    late = 0.0 if begun is None else -begun.timestamp()
    if order == "newest":
        return (begun is None, late, rank, name)
    return (rank, acknowledged, begun is None, late, name)
