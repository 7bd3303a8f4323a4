"""What happened before this run of the wall, in one order of time, the latest first and a leaf at a time:
what people did, what sources and screens did, when the program ran.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from services.acts import Act, ActsTrouble, What, latest
from services.cache import CacheTrouble, InForce, Piece
from services.cache.dates import absurd
from ui.console.past_holds import Chosen, with_hold
from ui.placing.presence import OUTPUTS
from ui.placing.remembered import Change, change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from services.acts import Written
    from services.cache import Back, Cache, CacheOpened, Chronicle, Ended, Ran, Silent
    from services.phrase import Phrase

LEAF = 100
"""Lines that are read at once."""
LOOKS = 8
"""Pieces of the journal of asks that a leaf looks through at most."""
_ENTRIES = 100
"""Acts that are read at once."""
_BESIDE = timedelta(minutes=2)
"""How long before its act a wall file took effect, at most."""
_ALONE = 50
"""Wall files and reloads that were told alone and may have another to them yet."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry of the journal of acts that can't be read."""

    number: int


@dataclass(frozen=True, slots=True)
class Reloaded:
    """A wall file took effect while the wall ran; the cache knows which of its files changed."""

    act: Act
    file: InForce | None


type Event = (
    Act | Chosen | Unread | Reloaded | Silent | Back | InForce | Change | Ran | CacheOpened | Ended
)


@dataclass(frozen=True, slots=True)
class Bygone:
    key: str
    at: datetime
    event: Event


@dataclass(frozen=True, slots=True)
class Leaf:
    events: tuple[Bygone, ...]
    floor: datetime | None
    """As far back as is known by now; None: to the beginning of what is kept."""
    troubles: tuple[Phrase, ...] = ()
    """Why something of it is missing."""

    @property
    def more(self) -> bool:
        return self.floor is not None


@dataclass(frozen=True, slots=True)
class Fresh:
    """Acts of this run, which its own log tells: the last so many, and none from before `since`."""

    since: datetime
    most: int


type _Timed = tuple[datetime, Event]
type _Read = Callable[[int | None], Piece[_Timed]]


class _Stream:
    """What one thing has to tell, read when it is wanted."""

    def __init__(self, read: _Read, looks: int = 0) -> None:
        self._read, self.looks = read, looks
        self.waiting: deque[_Timed] = deque()
        self._rest: int | None = None
        self.floor: datetime | None = None
        """As far back as was read; None: nothing was yet, or all."""
        self.whole = False

    def read_on(self) -> None:
        piece = self._read(self._rest)
        self.waiting.extend(piece.found)
        self._rest, self.floor = piece.rest, piece.floor
        self.whole = piece.rest is None

    def wanted(self, at: datetime | None) -> bool:
        """Whether it may still have something that is later than that."""
        if self.waiting or self.whole:
            return False
        return at is None or self.floor is None or self.floor > at


class Past:
    """Used on one thread at a time, and not on the interface's."""

    def __init__(
        self,
        cache: Cache,
        acts: Path,
        until: datetime,
        fresh: Fresh,
        numbers: Iterator[int] | None = None,
    ) -> None:
        """`until`: when this run's own log began, in the cache's order of learning. `numbers`: of keys, where
        others before it have had theirs.
        """
        self._cache, self._acts, self._until, self._fresh = cache, acts, until, fresh
        self._skips = fresh.most
        self._numbers = count(1) if numbers is None else numbers
        self._files = _Stream(self._in_force)
        self._alone: deque[Act | InForce] = deque(maxlen=_ALONE)
        """Where the clock was set back a wall file and its act don't stand side by side."""
        self._lost: list[Phrase] = []
        """Why no more acts are told."""
        self._streams = (
            _Stream(self._done),
            self._files,
            _Stream(self._screens),
            _Stream(self._runs),
            _Stream(self._openings),
            _Stream(self._turns, looks=1),
        )

    def leaf(self, most: int = LEAF) -> Leaf:
        found: list[Bygone] = []
        looks = LOOKS
        troubles: list[Phrase] = []
        while len(found) < most:
            top = self._top()
            latest_at = None if top is None else top.waiting[0][0]
            behind = next((one for one in self._streams if one.wanted(latest_at)), None)
            if behind is not None:
                looks -= behind.looks
                if looks < 0:
                    break
                try:
                    behind.read_on()
                except ActsTrouble as trouble:
                    self._lost.append(trouble.words)
                    behind.whole = True  # the rest is told without it
                except CacheTrouble as trouble:
                    troubles.append(trouble.words)
                    break
            elif top is None:
                break
            else:
                at, event = top.waiting.popleft()
                told = self._once(event)
                if told is not None:
                    found.append(Bygone(f"past {next(self._numbers)}", at, told))
        return Leaf(tuple(found), self._floor(found, most), (*self._lost, *troubles))

    def _top(self) -> _Stream | None:
        """The one that has the latest."""
        ready = [one for one in self._streams if one.waiting]
        return max(ready, key=lambda one: one.waiting[0][0], default=None)

    def _floor(self, found: list[Bygone], most: int) -> datetime | None:
        open_ones = [one for one in self._streams if not one.whole]
        if not open_ones and not any(one.waiting for one in self._streams):
            return None
        floors = [one.floor for one in open_ones if not one.waiting and one.floor is not None]
        if floors and len(found) < most:
            return max(floors)
        return found[-1].at if found else self._until

    def _once(self, event: Event) -> Event | None:
        """None: it was told with another. The cache knows of the file of a reload too."""
        if isinstance(event, InForce):
            return self._if_alone(event)
        if not isinstance(event, Act) or event.what is not What.RELOAD:
            return event
        for n, (_, file) in enumerate(self._files.waiting):
            if isinstance(file, InForce) and _of_one(event, file):
                del self._files.waiting[n]
                return Reloaded(event, file)
        alone = self._if_alone(event)
        return None if alone is None else Reloaded(event, None)

    def _if_alone[T: (Act, InForce)](self, event: T) -> T | None:
        for one in self._alone:
            if _of_one(one, event):
                self._alone.remove(one)
                return None
        self._alone.append(event)
        return event

    def _chronicled[T](self, read: Callable[[Chronicle], Piece[T]]) -> Piece[T]:
        with self._cache.picture(self._until) as picture:
            return read(picture.chronicle())

    def _turns(self, before: int | None) -> Piece[_Timed]:
        return _timed(self._chronicled(lambda told: told.turns(before)))

    def _in_force(self, before: int | None) -> Piece[_Timed]:
        return _timed(self._chronicled(lambda told: told.files(before)))

    def _runs(self, before: int | None) -> Piece[_Timed]:
        return _timed(self._chronicled(lambda told: told.runs(before)))

    def _openings(self, before: int | None) -> Piece[_Timed]:
        return _timed(self._chronicled(lambda told: told.openings(before)))

    def _screens(self, before: int | None) -> Piece[_Timed]:
        piece = self._chronicled(lambda told: told.kept(OUTPUTS, before))
        changes = ((one.at, change(one.before, one.value)) for one in piece.found)
        found = tuple((at, one) for at, one in changes if one is not None)
        return Piece(found, piece.rest, piece.floor)

    def _done(self, before: int | None) -> Piece[_Timed]:
        entries = latest(self._acts, _ENTRIES, before)
        found: list[_Timed] = []
        at = self._until
        for one in entries:
            act = None if one.entry is None else one.entry.act
            if act is not None and not absurd(act.at):
                at = act.at
            if not self._skipped(act):
                found.append((at, _event(one, at)))
        found = self._with_holds(found)
        if len(entries) < _ENTRIES:
            return Piece(tuple(found), None)
        return Piece(tuple(found), entries[-1].number, at)

    def _with_holds(self, found: list[_Timed]) -> list[_Timed]:
        try:
            with self._cache.picture(self._until) as picture:
                return [
                    (at, with_hold(one, picture) if isinstance(one, Act) else one)
                    for at, one in found
                ]
        except CacheTrouble:
            return found  # the acts themselves are told without it

    def _skipped(self, act: Act | None) -> bool:
        """Those at the end of the journal that this run's own log tells."""
        if act is None:
            return False
        fresh = self._skips > 0 and act.at >= self._fresh.since
        self._skips = self._skips - 1 if fresh else 0
        return fresh


def _of_one(one: Act | InForce, other: Act | InForce) -> bool:
    """Whether they are a reload and its wall file."""
    match one, other:
        case (Act() as act, InForce() as file) | (InForce() as file, Act() as act):
            return file.hash == act.after and abs(act.at - file.at) <= _BESIDE
        case _:
            return False


def _timed(
    piece: Piece[Silent | Back] | Piece[InForce] | Piece[Ran | Ended] | Piece[CacheOpened],
) -> Piece[_Timed]:
    return Piece(tuple((one.at, one) for one in piece.found), piece.rest, piece.floor)


def _event(written: Written, at: datetime) -> Act | Unread:
    """`at`: where what it says of its time is no time that anything happened."""
    if written.entry is None:
        return Unread(written.number)
    return replace(written.entry.act, at=at)
