"""What is said on the command line: results to stdout, words about them to stderr."""

from __future__ import annotations

import errno
import io
import logging
import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.mask import Mask
from services.phrase import phrase
from ui.outcome import Refused, Status

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable
    from datetime import datetime

    from services.phrase import Phrase
    from services.words import Words

_LEVELS = (logging.ERROR, logging.INFO, logging.DEBUG)


def give(text: str) -> None:
    """A result, whole. `Unread` by a pipe whose reader went away; `Refused` by a stdout that is closed
    or full.
    """
    if sys.stdout is None:  # so Python says that it was closed before the program began
        raise Refused(Status.NOT_HAD, _lost(os.strerror(errno.EBADF)))
    try:
        print(text, file=sys.stdout, flush=True)  # noqa: T201 - this is where results leave
    except BrokenPipeError:
        _let_go()
        raise Unread from None
    except OSError as error:
        _let_go()
        raise Refused(Status.NOT_HAD, _lost(error.strerror or str(error))) from error


def _lost(why: str) -> Phrase:
    return phrase("Không ghi được kết quả ra stdout: {why}", why=why)


def _let_go() -> None:
    """What stdout still holds goes nowhere, lest Python complain of it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Unread(Exception):  # noqa: N818 - nobody's error
    """Whoever read the results has seen enough (`| head`)."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of a running wall that nobody at its console would hear else."""

    said: Phrase | str
    """A text has its language already."""
    grave: bool
    """Somebody should look."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Two streams and the language that they speak."""

    words: Words
    mask: Mask = field(default_factory=Mask, repr=False)
    """Knows every secret that the command has looked up."""
    now: Callable[[], datetime] | None = field(default=None, repr=False, compare=False)
    """Of a command that goes on for days: its words begin with when they were said."""

    remarks: deque[Remark] | None = field(default=None, repr=False, compare=False)
    """Of a wall that has a console: those that stand in its log not yet."""

    def give(self, text: str) -> None:
        """A result."""
        give(text)

    def tell(self, said: Phrase) -> None:
        """Words about results."""
        self.note(self.words.say(said))

    def remark(self, said: Phrase | str, *, grave: bool = True) -> None:
        """Words for the console's log too, where there is one."""
        self.note(said if isinstance(said, str) else self.words.say(said))
        if self.remarks is not None:
            self.remarks.append(Remark(said, grave))

    def note(self, text: str) -> None:
        """Words that have a language already."""
        if self.now is not None:
            at = self.now()
            text = f"{self.words.date(at)} {self.words.time(at, seconds=True)} {text}"
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is where words leave


def speak_utf8() -> None:
    """Windows' consoles have code pages of their own, and a pipe may have none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def log_to_stderr(verbose: int) -> None:
    """Transitions at `-v`, everything at `-vv`; without it only what harms the wall."""
    level = _LEVELS[min(verbose, len(_LEVELS) - 1)]
    logging.basicConfig(
        stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler) and handler.stream is sys.stderr:
            handler.setLevel(level)  # whoever else listens may hear more
    logging.getLogger("urllib3").setLevel(logging.ERROR)
