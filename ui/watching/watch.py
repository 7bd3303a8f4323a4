"""The wall's side of being watched: it tells a beat a second, and knows what was seen of it from outside."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ui.watching.beats import Beat, Begin, Paces
from ui.watching.judging import Kind
from ui.watching.log import log_path, stack_path
from ui.watching.places import places
from ui.watching.process import AGAIN, Process
from ui.watching.stack import Stack
from ui.watching.telling import BLIND, GOES_ON, STOPPED, said, turn_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from services.clock import Clock
    from services.phrase import Phrase
    from services.words import Words
    from ui.watching.places import Shown
    from ui.watching.telling import Turn

_INTO = 300
"""Milliseconds into a second at which its picture has been painted for long."""
_NEXT = 500
"""Milliseconds from one beat to the next, at least."""
_SOONER = 0.8
"""Of the watcher's patience: what the interface does is written down when that is asked for."""
_SEEN = {"xcb", "windows"}
"""Qt's platforms on which a desktop can be grabbed."""
_UNSEEN = {"offscreen", "minimal"}
"""Those whose screens nobody sees anyhow."""

_log = logging.getLogger(__name__)


class Watch(QObject):
    """`folder`: where its files lie, under the wall's name; `clock`: the wall's. `tell`: says to people what
    is over; of what is wrong whoever shows `troubles` tells, and of an interface that hangs the watching
    process itself.
    """

    told = Signal(object)
    """Something begins or is over, as a `Phrase`."""

    def __init__(
        self,
        wall: Shown,
        folder: Path,
        name: str,
        *,
        words: Words,
        clock: Clock,
        tell: Callable[[Phrase], None],
        paces: Paces | None = None,
        again: float = AGAIN,
    ) -> None:
        super().__init__()
        self._wall, self._words, self._clock, self._tell = wall, words, clock, tell
        paces = paces or Paces()
        stack = stack_path(folder, name)
        self._stack = Stack(stack, paces.patience * _SOONER)
        self.sees = can_see(QGuiApplication.platformName(), os.environ)
        self._standing: dict[tuple[Kind, str], Turn] = {}
        self._stopped = False
        self._process = Process(
            Begin(
                sees=self.sees,
                lang=words.lang,
                zone=str(words.zone),
                log=str(log_path(folder, name)),
                stack=str(stack),
                paces=paces,
            ),
            again,
        )
        self._process.said.connect(self._hear)
        self._process.stopped.connect(self._miss)
        self._second = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._beat)

    @property
    def troubles(self) -> tuple[Phrase, ...]:
        """That hold now, the longest first."""
        turns = sorted(self._standing.values(), key=lambda turn: turn.since)
        own = (STOPPED,) if self._stopped else ()
        return (*own, *(said(turn, self._words) for turn in turns))

    @property
    def pid(self) -> int:
        """Of the process that watches; 0: it doesn't run."""
        return self._process.pid

    def begin(self) -> None:
        if not self.sees and QGuiApplication.platformName() not in _UNSEEN:
            self._tell(BLIND)
            _log.info("%s", self._words.say(BLIND))
        self._stack.begin()
        self._process.begin()
        self._beat()

    def end(self) -> None:
        self._second.stop()
        self._stack.end()
        self._process.end()

    def tell(self) -> bool:
        """A beat, now; False: it was let go."""
        second = int(self._clock.now().timestamp())
        return self._process.tell(Beat(second, tuple(places(self._wall))))

    def _beat(self) -> None:
        try:
            self._stack.alive()
            self.tell()
        finally:
            rest = (_INTO - self._clock.now().microsecond // 1000) % 1000
            self._second.start(rest if rest >= _NEXT else rest + 1000)

    def _hear(self, line: dict[str, Any]) -> None:
        if line.get("say") == "ready" and self._stopped:
            self._stopped = False
            self._tell(GOES_ON)
            self.told.emit(GOES_ON)
        turn = turn_of(line)
        if turn is None:
            return
        words = said(turn, self._words)
        if turn.lasted is None:
            self._standing[turn.about] = turn
        else:
            self._standing.pop(turn.about, None)
            if turn.kind is not Kind.STUCK:
                self._tell(words)
            # That it hung is logged when it is over: nobody could hear it before.
            level = logging.WARNING if turn.kind is Kind.STUCK else logging.INFO
            _log.log(level, "%s", self._words.say(words))
        self.told.emit(words)

    def _miss(self) -> None:
        """Whoever watched is gone, and what it saw is no longer known."""
        self._standing.clear()
        if not self._stopped:
            self._stopped = True
            self.told.emit(STOPPED)


def can_see(platform: str, environment: Mapping[str, str]) -> bool:
    """Wayland shows nobody the desktop, an X server inside of it only black."""
    return platform in _SEEN and not (platform == "xcb" and environment.get("WAYLAND_DISPLAY"))
