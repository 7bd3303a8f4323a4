"""The eight states, computed at an instant and never stored.

One function decides; tiles, sources, the systems' table and the tests' oracles all mean the same by
its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.news import Reason


class State(StrEnum):
    LIVE = "live"
    LATE = "late"
    STALE = "stale"
    SKEWED = "skewed"
    FAULTY = "faulty"
    DISCONNECTED = "disconnected"
    MAINTENANCE = "maintenance"
    NEVER = "never"


WORST_FIRST: tuple[State, ...] = (
    State.NEVER,
    State.DISCONNECTED,
    State.FAULTY,
    State.SKEWED,
    State.STALE,
    State.LATE,
    State.MAINTENANCE,
    State.LIVE,
)
"""A tile of several inputs wears the first of these that any input has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """Multiples of a rhythm after which a figure is late or stale; settings of the wall file."""

    late_every: float = 2.0
    late_cadence: float = 1.5
    stale_every: float = 5.0
    stale_cadence: float = 3.0
    skew: timedelta = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """`every`: how often the wall asks. `cadence`, `due`: how often, or until when, the figure itself
    is renewed; `due` is the instant at which a newer figure was owed. None of them: a figure that is
    closed, which nobody renews.
    """

    every: timedelta | None
    cadence: timedelta | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the cache knew of one key, or of one source as a whole, at an instant."""

    recorded: bool
    """Anything was ever recorded for it."""
    outages: tuple[Reason, ...] = ()
    """Reasons of the unbroken run of outages that ended the finished asks, latest first; two at most
    matter."""
    broken: bool = False
    """The last answer lacked, broke or flagged this figure."""
    source_time: datetime | None = None
    confirmed: datetime | None = None
    """When the last answer that confirmed it was received; what nothing confirms is stale."""
    paused: bool = False
    """A declared window or a pause covers the instant."""


class Rule(StrEnum):
    """Which of the rules of truth decided."""

    NOTHING = "nothing"
    PAUSED = "paused"
    OUTAGES = "outages"
    BROKEN = "broken"
    AHEAD = "ahead"
    """The source's time lies too far after the receipt."""
    UNCONFIRMED = "unconfirmed"
    """No answer has confirmed it for too many beats of asking, or none ever did."""
    OLD = "old"
    """The source's own time is too many beats of renewal back."""
    DUE = "due"
    """A newer figure was owed."""
    NONE = "none"
    """Nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a state holds: the rule, since when it counts, and what it was held against."""

    state: State
    rule: Rule
    since: datetime | None = None
    """The confirmation, the source time or the due date from which is counted."""
    beat: timedelta | None = None
    factor: float | None = None
    """Multiples of `beat` that are still allowed; None where it isn't counted in beats."""


def state(known: Known, rhythm: Rhythm, at: datetime, factors: Factors = Factors()) -> State:
    """The first state that holds, in the order of the rules of truth."""
    return cause(known, rhythm, at, factors).state


def cause(known: Known, rhythm: Rhythm, at: datetime, factors: Factors = Factors()) -> Cause:
    """The first state that holds, and by which rule."""
    if not known.recorded:
        return Cause(State.NEVER, Rule.NOTHING)
    if known.paused:
        return Cause(State.MAINTENANCE, Rule.PAUSED)
    if len(known.outages) >= 2:  # noqa: PLR2004 - one outage is a blink
        lost = known.outages[0].of_connection
        return Cause(State.DISCONNECTED if lost else State.FAULTY, Rule.OUTAGES)
    if known.broken:
        return Cause(State.FAULTY, Rule.BROKEN)
    confirmed = known.confirmed
    if known.source_time and confirmed and known.source_time > confirmed + factors.skew:
        return Cause(State.SKEWED, Rule.AHEAD, known.source_time, factors.skew)
    return _aged(known, rhythm, at, factors)


def _aged(known: Known, rhythm: Rhythm, at: datetime, factors: Factors) -> Cause:
    confirmed, told = known.confirmed, known.source_time
    if confirmed is None:
        return Cause(State.STALE, Rule.UNCONFIRMED)
    for found, by_every, by_cadence in (
        (State.STALE, factors.stale_every, factors.stale_cadence),
        (State.LATE, factors.late_every, factors.late_cadence),
    ):
        if found is State.LATE and rhythm.due is not None and at > rhythm.due:
            return Cause(found, Rule.DUE, rhythm.due)
        if _older(confirmed, rhythm.every, by_every, at):
            return Cause(found, Rule.UNCONFIRMED, confirmed, rhythm.every, by_every)
        if _older(told, rhythm.cadence, by_cadence, at):
            return Cause(found, Rule.OLD, told, rhythm.cadence, by_cadence)
    return Cause(State.LIVE, Rule.NONE)


def age(known: Known, at: datetime, factors: Factors = Factors()) -> timedelta | None:
    """`at` minus source time where the source gives one, else minus the last confirmation. A source
    time from the future counts from when it was received. Never negative.
    """
    since = known.source_time or known.confirmed
    if known.source_time and known.confirmed and known.source_time > known.confirmed + factors.skew:
        since = known.confirmed
    return None if since is None else max(at - since, timedelta())


def worst(states: list[State]) -> State | None:
    """The worst of several inputs, None of none."""
    return min(states, key=WORST_FIRST.index, default=None)


def _older(since: datetime | None, beat: timedelta | None, factor: float, at: datetime) -> bool:
    return since is not None and beat is not None and at - since > beat * factor
