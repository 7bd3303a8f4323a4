"""What is read of the time before this run: a leaf more whenever it is wanted, never more than so much."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from services.cache import CacheTrouble
from ui.console.bygone import Fresh, Leaf, Past
from ui.console.errand import Errand
from ui.console.log import DEFECT
from ui.console.log import MOST as LOGGED

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.phrase import Phrase
    from ui.console.bygone import Bygone
    from ui.console.desk import Desk
    from ui.console.log import Line

MOST = 2000
"""Lines that are kept; where older ones come the newest of them go."""


class PastLines(QObject):
    came = Signal()
    """More of it is there, or it is known that there is no more."""

    def __init__(self, desk: Desk, most: int = MOST) -> None:
        super().__init__()
        self._desk, self._most = desk, most
        self._errand = Errand("log of earlier runs")
        self._errand.done.connect(self._take)
        self._errand.failed.connect(self._give_up)
        self._since = desk.clock.now()
        self._until: datetime | None = None
        self._acts: deque[tuple[int, datetime]] = deque(maxlen=LOGGED)
        """Of this run's: how many lines its log had by then, and when by the clock that acts go by."""
        self._dropped: Line | None = None
        self._end = self._since
        self._past: Past | None = None
        self._numbers = count(1)
        self.lines: tuple[Bygone, ...] = ()
        """The latest first."""
        self.floor: datetime | None = None
        self.troubles: tuple[Phrase, ...] = ()
        self.begun = False
        """A leaf was read, be it an empty one."""
        self.left_out = 0
        """Newer ones that are no longer kept; `restart` has them again."""

    def begin(self) -> None:
        """From now on the log of this run tells what happens."""
        self._since = self._desk.clock.now()
        with suppress(CacheTrouble):  # the wall tells of it; it is tried again with the first leaf
            self._until = self._now()

    def recorded(self, at: datetime, lines: int) -> None:
        """An act, of which the log of this run, which has so many lines, tells next."""
        self._acts.append((lines, at))

    def reach_to(self, dropped: Line, kept: Line) -> None:
        """The log of this run keeps nothing up to that line any more, and that one as its oldest: what was
        until then is told here.
        """
        if dropped != self._dropped and not self.reading:
            self._dropped, self._past, self.begun = dropped, None, False
            # Some of it is learned a moment before its line, some a moment after.
            self._end = dropped.at + max(kept.at - dropped.at, timedelta()) / 2
            self.lines, self.left_out = (), 0

    @property
    def reached(self) -> int:
        """Lines of this run's log that are told here."""
        return 0 if self._dropped is None else self._dropped.number

    def end(self) -> None:
        self._errand.end()

    @property
    def reading(self) -> bool:
        return self._errand.under_way

    @property
    def more(self) -> bool:
        return not self.begun or self.floor is not None

    def read_on(self) -> None:
        if self.more and not self.reading:
            self._errand.start(self._leaf())

    def restart(self) -> None:
        """From the newest, where some of those were left out, or something could not be read."""
        if (self.left_out or self.troubles) and not self.reading:
            self._past, self.begun, self.lines, self.left_out = None, False, (), 0
            self.read_on()

    def _leaf(self) -> Callable[[], Leaf]:
        if self._past is None:
            desk = self._desk
            until, fresh = self._learned(), self._fresh()
            self._past = Past(desk.cache, desk.acts.path, until, fresh, self._numbers)
        return self._past.leaf

    def _fresh(self) -> Fresh:
        """The clock may have been set back meanwhile: which acts the log tells goes by its lines."""
        told = [at for lines, at in self._acts if lines >= self.reached]
        return Fresh(min(told, default=self._since), len(told))

    def _learned(self) -> datetime:
        """Up to where this run's own log doesn't tell, in the cache's order of learning."""
        if self._dropped is not None:
            with suppress(CacheTrouble), self._desk.cache.picture() as picture:
                return picture.before(self._end).at
        return self._until or self._since

    def _take(self, leaf: Leaf) -> None:
        self.begun, self.floor, self.troubles = True, leaf.floor, leaf.troubles
        lines = (*self.lines, *leaf.events)
        self.left_out += max(len(lines) - self._most, 0)
        self.lines = lines[-self._most :]
        self.came.emit()

    def _give_up(self) -> None:
        """It would fail again every second; who wants to tries it with `restart`."""
        self.begun, self.floor, self.troubles, self._past = True, None, (DEFECT,), None
        self.came.emit()

    def _now(self) -> datetime:
        with self._desk.cache.picture() as picture:
            return picture.at
