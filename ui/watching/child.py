"""The process that watches the wall. It hears beats on its standard input, looks at the screens, tells turns
on its standard output and in a file, and ends when the input does. That the wall hangs it says on stderr.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, override
from zoneinfo import ZoneInfo

from services.json_lines import LONGEST, line, read
from services.phrase import phrase
from services.words import Words
from ui.terminal import Terminal, speak_utf8
from ui.watching.beats import beat_of, begin_of
from ui.watching.judging import Kind
from ui.watching.log import Log, stack_in
from ui.watching.telling import said
from ui.watching.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from services.clock import Clock
    from ui.watching.beats import Begin
    from ui.watching.sight import Look
    from ui.watching.telling import Turn
    from ui.watching.watcher import Wanted

PATIENCE = 3.0
"""Seconds from the input's end until this process ends for certain: a window system may hang."""
_DOING = phrase("Tường đang làm khi đứng (ngăn xếp của chương trình):")
_DEFECT = 70
_SIGNALS = ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP")
"""Those that end a wall in order, as far as this system has them."""

type _Looks = Mapping[str, Look | None]
type _Come = bytes | tuple[Wanted, _Looks] | None
"""A line of the wall's, what was seen, or the end."""


class _Hearing(threading.Thread):
    """Hears the wall and judges, while the main thread waits for the window system."""

    def __init__(self, begin: Begin, clock: Clock, look: Callable[[Wanted | None], None]) -> None:
        super().__init__(name="hearing", daemon=True)
        self.come: queue.SimpleQueue[_Come] = queue.SimpleQueue()
        self._begin, self._clock, self._look = begin, clock, look
        words = Words("en" if begin.lang == "en" else "vi", ZoneInfo(begin.zone))
        self._terminal = Terminal(words, now=clock.now)
        self._log = Log(None if begin.log is None else Path(begin.log))
        self._watcher = Watcher(begin.paces, clock, self._turn, self._linger)
        self._looking = False
        """A look was asked for and hasn't come back; meanwhile none is asked for."""

    @override
    def run(self) -> None:
        while True:
            try:
                come = self.come.get(timeout=self._watcher.rest)
            except queue.Empty:
                self._watcher.wake()
                continue
            if come is None:
                break
            self._take(come)
        self._log.close()
        self._look(None)

    def _note(self, text: str) -> None:
        now, words = self._clock.now(), self._terminal.words
        self._log.write(f"{words.date(now)} {words.time(now, seconds=True)} {text}")

    def _take(self, come: bytes | tuple[Wanted, _Looks]) -> None:
        if isinstance(come, tuple):
            self._looking = False
            self._watcher.seen(*come)
            return
        beat = beat_of(read(come))
        if beat is None:
            return
        wanted = self._watcher.beat(beat, free=not self._looking)
        if wanted is None:
            return
        if not self._begin.sees:
            self._watcher.seen(wanted, {})
        else:
            self._looking = True
            self._look(wanted)

    def _turn(self, turn: Turn) -> None:
        _tell(**turn.line())
        words = said(turn, self._terminal.words)
        if turn.kind is Kind.STUCK:
            with suppress(OSError):
                self._terminal.tell(words)  # the wall can't
        self._note(self._terminal.words.say(words))

    def _linger(self) -> None:
        stack = stack_in(None if self._begin.stack is None else Path(self._begin.stack))
        if stack:
            self._note(f"{self._terminal.words.say(_DOING)}\n{stack}")


def serve(argument: str, clock: Clock) -> None:
    """`argument`: a `Begin`."""
    if os.name == "posix":
        os.umask(0o077)
    sys.excepthook, threading.excepthook = _report, _report_of_thread
    speak_utf8()
    _outlive_signals()
    begin = begin_of(argument)
    wanted: queue.SimpleQueue[Wanted | None] = queue.SimpleQueue()
    hearing = _Hearing(begin, clock, wanted.put)
    see = _eyes() if begin.sees else _nothing
    threading.Thread(target=_hear, args=(hearing.come,), name="beats", daemon=True).start()
    hearing.start()
    _tell(say="ready", sees=begin.sees)
    while (asked := wanted.get()) is not None:
        hearing.come.put((asked, see(asked)))
    hearing.join(PATIENCE)
    os._exit(0)  # a Qt that is torn down can still crash, and nothing is left to be ended in order


def _report(kind: type[BaseException], error: BaseException | None, trace: Any) -> None:  # noqa: ANN401 - Python's
    """A defect ends the process, wherever it is met."""
    _tell(say="defect", why="".join(traceback.format_exception(kind, error, trace))[-8000:])
    os._exit(_DEFECT)


def _report_of_thread(args: threading.ExceptHookArgs) -> None:
    _report(args.exc_type, args.exc_value, args.exc_traceback)


def _tell(**words: object) -> None:
    with suppress(OSError):  # nobody listens any more: the input's end tells so
        sys.stdout.buffer.write(line(**words))
        sys.stdout.buffer.flush()


def _hear(come: queue.SimpleQueue[Any]) -> None:
    with suppress(OSError, ValueError):
        while text := sys.stdin.buffer.readline(LONGEST):
            come.put(text)
    come.put(None)
    time.sleep(PATIENCE)
    os._exit(0)


def _eyes() -> Callable[[Wanted], _Looks]:
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - many MiB that only eyes want

    from ui.watching.eyes import Eyes  # noqa: PLC0415

    app = QGuiApplication(["langbiang"])
    eyes = Eyes()

    def see(wanted: Wanted) -> _Looks:
        app.processEvents()  # monitors come and go
        return {place.screen: eyes.look(place, wide=wide) for place, wide in wanted.places}

    return see


def _nothing(_: Wanted) -> _Looks:
    return {}


def _outlive_signals() -> None:
    """It ends when the wall has, also where both are told to."""
    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
