"""Generated histories, and what is true of them by the rules of truth.

The oracle looks back over the plain list of what happened; it shares no line with the cache.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import strategies as st

from services.news import Covers, Reason

EVERY = timedelta(seconds=10)
YEAR = 365 * 24 * 3600
CADENCE = timedelta(minutes=1)
SOURCES = ("a", "b")
NAMED = ("x", "y")
FIGURES = ("x", "y", "z")
"""The wall file names x and y; z is shown by nobody."""
ALERTS = ("p", "q")
CONNECTION = {Reason.UNREACHABLE, Reason.DEADLINE, Reason.NO_SUCH_NAME, Reason.CERTIFICATE}


@dataclass(frozen=True)
class Told:
    """A figure in an answer: with a value, or broken (None); flagged; with a source time of its own."""

    value: int | None
    flag: bool = False
    dated: int | None = None
    """Seconds from the moment of the answer."""


@dataclass(frozen=True)
class Answered:
    source: str
    covers: Covers
    figures: dict[str, Told]
    alerts: frozenset[str]
    dated: int | None
    simulated: bool


@dataclass(frozen=True)
class Repeated:
    """A 304."""

    source: str
    simulated: bool


@dataclass(frozen=True)
class Failed:
    source: str
    reason: Reason


@dataclass(frozen=True)
class Moved:
    seconds: int


@dataclass(frozen=True)
class Jumped:
    seconds: int


@dataclass(frozen=True)
class Paused:
    source: str
    on: bool


type Event = Answered | Repeated | Failed | Moved | Jumped | Paused

_source = st.sampled_from(("a", "a", "a", "b"))
_dated = st.sampled_from([None, None, None, None, -400, -100, -70, -5, 60, 500])
_told = st.builds(
    Told, st.sampled_from([None, 0, 1]), st.sampled_from([False, False, True]), _dated
)
_answered = st.builds(
    Answered,
    _source,
    st.sampled_from((Covers.ALL, Covers.ALL, Covers.PART, Covers.NEW)),
    st.dictionaries(st.sampled_from(FIGURES), _told, max_size=3),
    st.frozensets(st.sampled_from(ALERTS)),
    _dated,
    st.booleans(),
)
events: st.SearchStrategy[Event] = st.one_of(
    _answered,
    _answered,
    _answered,
    _answered,
    st.builds(Repeated, _source, st.booleans()),
    st.builds(Failed, _source, st.sampled_from(Reason)),
    st.builds(Moved, st.sampled_from([1, 5, 10, 15, 25, 60, 200])),
    st.builds(Jumped, st.sampled_from([-YEAR, -3600, -30, 30, 7200, YEAR])),
    st.builds(Paused, _source, st.booleans()),
)
histories = st.lists(events, min_size=1, max_size=30)
"""Much is told of one source, so that keys go, return, and change how they are told."""


@dataclass(frozen=True)
class Happened:
    """An event, and what the wall's clock said."""

    event: Event
    clock: datetime


@dataclass(frozen=True)
class Truth:
    """What is to be shown of a figure."""

    state: str
    value: int | None
    faulty: bool
    confirmed: datetime | None
    source_time: datetime | None
    simulated: bool | None


@dataclass
class Oracle:
    """All that happened up to an instant."""

    happened: list[Happened] = field(default_factory=list)

    def asks(self, source: str) -> list[Happened]:
        return [
            h
            for h in self.happened
            if isinstance(h.event, Answered | Repeated | Failed) and h.event.source == source
        ]

    def paused(self, source: str) -> bool:
        said = [
            h.event.on
            for h in self.happened
            if isinstance(h.event, Paused) and h.event.source == source
        ]
        return bool(said) and said[-1]

    def outages(self, source: str) -> tuple[Reason, ...]:
        run: list[Reason] = []
        for h in reversed(self.asks(source)):
            if not isinstance(h.event, Failed) or len(run) == 2:
                break
            run.append(h.event.reason)
        return tuple(run)

    def answered(self, source: str) -> tuple[datetime | None, datetime | None, bool]:
        """When the last answer came, its source time, its mark. A 304 repeats the one before it."""
        found = [h for h in self.asks(source) if not isinstance(h.event, Failed)]
        if not found:
            return None, None, False
        own = [h for h in found if isinstance(h.event, Answered)]
        dated = own[-1].event.dated if own and isinstance(own[-1].event, Answered) else None
        time = None if dated is None else own[-1].clock + timedelta(seconds=dated)
        # A 304 repeats marks too: they stay from the last whole answer on.
        since = max((i for i, h in enumerate(found) if isinstance(h.event, Answered)), default=0)
        simulated = any(_marked(h) for h in found[since:])
        return self.seen(found[-1]), time, simulated

    def seen(self, h: Happened) -> datetime:
        """When it happened; no later than the clock read when it was set back afterwards."""
        later = self.happened[next(i for i, one in enumerate(self.happened) if one is h) :]
        jumps = [j.clock for j in later if isinstance(j.event, Jumped) and j.event.seconds < 0]
        return min([h.clock, *jumps])

    def alerts(self, source: str) -> set[str]:
        """Those that no complete answer has left out since they were last told."""
        there: set[str] = set()
        for h in self.asks(source):
            if isinstance(h.event, Answered):
                told = set(h.event.alerts)
                there = told if h.event.covers is Covers.ALL else there | told
        return there

    def figure(self, source: str, name: str, at: datetime) -> Truth:
        asks = self.asks(source)
        told = [i for i, h in enumerate(asks) if name in _figures(h)]
        valued = [i for i in told if _figures(asks[i])[name].value is not None]
        gone = self._gone(asks, told, name)
        if not told or gone:
            return Truth(
                "never", None, faulty=False, confirmed=None, source_time=None, simulated=None
            )
        # The last answer that said anything of it, by having it or by lacking it.
        speaking = max(i for i, h in enumerate(asks) if i >= told[0] and _speaks(h, name))
        last = _figures(asks[speaking]).get(name)
        faulty = last is None or last.value is None or last.flag
        if not valued or (name not in NAMED and valued[-1] < self._last_gone(asks, name)):
            return Truth(
                "never", None, faulty=True, confirmed=None, source_time=None, simulated=None
            )
        value = _figures(asks[valued[-1]])[name].value
        confirming = self._confirming(asks, name, valued[-1])
        source_time = _source_time(asks, name, confirming)
        confirmed = self.seen(asks[confirming])
        state = self._state(source, at, faulty=faulty, confirmed=confirmed, source_time=source_time)
        marks = asks[valued[-1]].event
        assert isinstance(marks, Answered)
        return Truth(state, value, faulty, confirmed, source_time, marks.simulated)

    def _last_gone(self, asks: list[Happened], name: str) -> int:
        return max(
            (i for i, h in enumerate(asks) if _whole(h) and name not in _figures(h)), default=-1
        )

    def _gone(self, asks: list[Happened], told: list[int], name: str) -> bool:
        if name in NAMED or not told:
            return False
        return self._last_gone(asks, name) > told[-1]

    def _confirming(self, asks: list[Happened], name: str, valued: int) -> int:
        """The last ask that vouched for the value: from the answer that gave it on, as long as none
        lacked or broke it, each that had it, each stream's and each 304."""
        confirming = valued
        for i in range(valued + 1, len(asks)):
            h = asks[i]
            if _speaks(h, name):
                break  # It lacked or broke it: a later good one would be `valued`.
            if isinstance(h.event, Repeated) or (
                isinstance(h.event, Answered) and h.event.covers is Covers.NEW
            ):
                confirming = i
        return confirming

    def _state(
        self,
        source: str,
        at: datetime,
        *,
        faulty: bool,
        confirmed: datetime,
        source_time: datetime | None,
    ) -> str:
        outages = self.outages(source)
        if self.paused(source):
            return "maintenance"
        if len(outages) == 2 and outages[0] in CONNECTION:
            return "disconnected"
        if len(outages) == 2 or faulty:
            return "faulty"
        if source_time is not None and (source_time - confirmed).total_seconds() > 120:
            return "skewed"
        silent = (at - confirmed) / EVERY
        old = 0.0 if source_time is None else (at - source_time) / CADENCE
        if silent > 5 or old > 3:
            return "stale"
        if silent > 2 or old > 1.5:
            return "late"
        return "live"


def _figures(h: Happened) -> dict[str, Told]:
    return h.event.figures if isinstance(h.event, Answered) else {}


def _marked(h: Happened) -> bool:
    return isinstance(h.event, Answered | Repeated) and h.event.simulated


def _whole(h: Happened) -> bool:
    return isinstance(h.event, Answered) and h.event.covers is Covers.ALL


def _speaks(h: Happened, name: str) -> bool:
    return name in _figures(h) or _whole(h)


def _source_time(asks: list[Happened], name: str, confirming: int) -> datetime | None:
    """Of the last answer up to the confirming one that had the figure: its own, else the answer's.
    A 304 repeats the answer before it."""
    for i in range(confirming, -1, -1):
        h = asks[i]
        if isinstance(h.event, Answered) and name in h.event.figures:
            own = h.event.figures[name].dated
            dated = own if own is not None else h.event.dated
            return None if dated is None else h.clock + timedelta(seconds=dated)
    return None
