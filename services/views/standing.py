"""How far what is shown can be trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.cache import FRESH
from services.freshness import State, worst

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, timedelta

    from services.cache import Asked, Pause
    from services.freshness import Cause
    from services.news import Reason
    from services.phrase import Phrase
    from services.settings import Source

type Lacks = tuple[tuple[str, int | None], ...]
"""Sources of which the last answer held only part, and how many records each lacked, where known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far what is shown can be trusted: the state of its inputs, their ages and marks."""

    sources: tuple[str, ...] = ()
    state: State | None = None
    """None where nothing is asked of a source (a tile about the sources themselves)."""
    simulated: bool = False
    publications: tuple[str, ...] = ()
    lacks: Lacks = ()
    """By source, so that two figures of one source lack its records once."""
    age: timedelta | None = None
    """In the steps in which it is said, so that what looks the same is equal."""
    source_time: datetime | None = field(default=None, compare=False)
    received: datetime | None = field(default=None, compare=False)
    changed: datetime | None = field(default=None, compare=False)
    stood: datetime | None = field(default=None, compare=False)
    """Of a figure that changed just now: when what it was before had become so."""
    reason: Reason | None = None
    cause: Cause | None = field(default=None, compare=False)
    """By which rule the state holds."""
    words: Phrase | None = None
    """Why it is not live, as the door, the connector or the cache said it."""
    day: date | None = None
    """The wall's date at the instant: a time of another day is written with its date."""
    until: datetime | None = field(default=None, compare=False)
    """The earliest instant at which the same knowledge looks different."""

    @property
    def partial(self) -> bool:
        """A cap, a deadline or a lost page cut short what a source said last."""
        return bool(self.lacks)

    @property
    def missing(self) -> int | None:
        """How many records are lacking in all; None where one of the sources doesn't tell."""
        return missing(self.lacks)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStanding:
    """What the wall knows of one source as a whole."""

    id: str
    source: Source
    state: State
    asked: Asked
    age: timedelta | None
    until: datetime | None
    cause: Cause | None = field(default=None, compare=False)
    """By which rule the state holds."""
    pause: Pause | None = None
    """That somebody made; a window that the wall file declares is none."""

    @property
    def words(self) -> Phrase | None:
        """Why it is paused, else why its last ask had no answer."""
        return (None if self.pause is None else self.pause.words) or self.asked.words

    @property
    def partial(self) -> bool:
        return self.asked.partial

    @property
    def missing(self) -> int | None:
        return self.asked.missing


def missing(lacks: Lacks) -> int | None:
    counts = [count for _, count in lacks if count is not None]
    return sum(counts) if counts and len(counts) == len(lacks) else None


def merged(parts: Iterable[Standing]) -> Standing:
    """What a tile of several inputs wears: the worst state with its reason, the oldest age, the mark
    of any.
    """
    all_parts = tuple(parts)
    if not all_parts:
        return Standing()
    bad = worst([part.state for part in all_parts if part.state is not None])
    changed = max((p.changed for p in all_parts if p.changed), default=None)
    worst_part = next((part for part in all_parts if part.state is bad), all_parts[0])
    return Standing(
        sources=tuple(dict.fromkeys(id for part in all_parts for id in part.sources)),
        state=bad,
        simulated=any(part.simulated for part in all_parts),
        publications=tuple(sorted({name for part in all_parts for name in part.publications})),
        lacks=tuple(sorted({id: count for part in all_parts for id, count in part.lacks}.items())),
        age=max((part.age for part in all_parts if part.age is not None), default=None),
        source_time=min((p.source_time for p in all_parts if p.source_time), default=None),
        received=min((p.received for p in all_parts if p.received), default=None),
        changed=changed,
        stood=_stood(all_parts, changed),
        reason=worst_part.reason,
        cause=worst_part.cause,
        words=worst_part.words,
        day=worst_part.day,
        until=min((p.until for p in all_parts if p.until), default=None),
    )


def _stood(parts: Iterable[Standing], changed: datetime | None) -> datetime | None:
    """How long all of them had stood before the last change; what changed along with it counts by what it
    was before.
    """
    if changed is None:
        return None
    ends: list[datetime | None] = [
        part.stood if changed - part.changed < FRESH else part.changed
        for part in parts
        if part.changed is not None
    ]
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None
