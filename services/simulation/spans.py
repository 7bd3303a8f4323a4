"""Of what a wall file tells of a source's past: when it was asked, and what was wrong then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from services.wall_file.province import Told

_OUTAGES = {"down", "stall", "garbage", "401", "403", "429", "500"}
_UNASKED = {"silent", "pause"}
_AGAIN = timedelta(seconds=30)
"""After a first outage a source is asked again within this."""
_LONGEST = timedelta(minutes=5)
_EXACT, _COARSE = 3, 5
"""Asks of one span that are at the source's own rhythm, and how many stand for all before."""
_MOST_OUTAGES = 24
_JUST_NOW = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `begins` (not included) to `ends`, one thing is the matter with the source."""

    source: str
    fault: str
    begins: datetime
    ends: datetime
    frozen: datetime
    """When the fault began: what a stale source repeats is of then."""


def spans(told: Sequence[Told], source: str, clock: datetime) -> list[Span]:
    """In time order, without overlaps: where two entries cover an instant, the later one in the file
    holds. Time that no entry covers is in no span: the wall didn't ask then.
    """
    mine = [one for one in told if one.source == source]
    edges = {clock - one.since for one in mine}
    edges |= {clock - (one.until or timedelta()) for one in mine}
    found: list[tuple[Told, datetime, datetime]] = []
    ordered = sorted(edges)
    for begins, ends in pairwise(ordered):
        covering = [o for o in mine if clock - o.since <= begins and _until(o, clock) >= ends]
        if not covering:
            continue
        holds = covering[-1]
        if found and found[-1][0] is holds and found[-1][2] == begins:
            found[-1] = (holds, found[-1][1], ends)
        else:
            found.append((holds, begins, ends))
    return [
        Span(
            source=source,
            fault=one.fault,
            begins=begins,
            ends=ends,
            frozen=clock - one.since,
        )
        for one, begins, ends in found
    ]


def asks(span: Span, every: timedelta, clock: datetime) -> Iterator[datetime]:
    """When asks of the source ended in the span, oldest first; always before the clock's instant."""
    if span.fault in _UNASKED:
        return iter(())
    ends = span.ends if span.ends < clock else clock - min(_JUST_NOW, every / 2)
    if span.fault in _OUTAGES:
        return _backing_off(span.begins, ends, every)
    return _rhythm(span.begins, ends, every)


def _rhythm(begins: datetime, ends: datetime, every: timedelta) -> Iterator[datetime]:
    """Each `every` up to the end; a long past is told by a few of its asks."""
    many = max((ends - begins) // every, 0)
    exact = min(many, _EXACT)
    earlier = range(exact + 1, many + 1)
    stride = max(-(-len(earlier) // _COARSE), 1)
    backs = [*range(exact + 1), *earlier[::stride]]
    return (
        ends - every * back for back in sorted(backs, reverse=True) if ends - every * back > begins
    )


def _backing_off(begins: datetime, ends: datetime, every: timedelta) -> Iterator[datetime]:
    """The first after one beat, the second soon, then ever more rarely, as the wall asks."""
    at, wait = begins + min(every, (ends - begins) / 3), min(every, _AGAIN)
    for _ in range(_MOST_OUTAGES):
        if at > ends:
            return
        yield at
        at += wait
        wait = min(wait * 2, max(every, _LONGEST))


def _until(told: Told, clock: datetime) -> datetime:
    return clock - (told.until or timedelta())
