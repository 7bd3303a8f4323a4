"""What happened on this wall while it ran: what its parts log, what people did, what was wrong."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from services.phrase import Phrase, phrase
from services.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.mask import Mask

MOST = 2000
"""Lines that are kept, the latest."""
_LONGEST = 1000
"""Characters of a line."""
_ROOTS = ("services", "ui", "widgets")

DEED, TROUBLE, SHOWN = phrase("thao tác"), phrase("vướng mắc"), phrase("trình chiếu")
SOURCES, SCREENS, ACTS = phrase("nguồn"), phrase("màn hình"), phrase("nhật ký thao tác")
WATCH = phrase("canh hình")
DEFECT = phrase("lỗi chương trình")
_KINDS = (
    ("services.asking", SOURCES),
    ("ui.placing", SCREENS),
    ("ui.watching", WATCH),
    ("ui.publishing", phrase("xuất bản")),
    ("services.acts", ACTS),
)
WALL = phrase("tường")
"""What a line is about, by who logs it."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    """From 1, in the order in which they came."""
    at: datetime
    kind: Phrase
    said: str | Phrase
    """A text has its language already."""
    grave: bool = False
    """Somebody should look."""


class Log(logging.Handler):
    """`now` is the wall's time. Lines come from any thread; whoever shows them asks for them."""

    def __init__(self, now: Callable[[], datetime], mask: Mask) -> None:
        super().__init__(logging.INFO)
        self.addFilter(mask)
        self._now = now
        self._lines: deque[Line] = deque(maxlen=MOST)
        self._count = 0
        self._dropped: Line | None = None
        self._levels: dict[str, int] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The latest first."""
        return tuple(reversed(self._lines.copy()))

    @property
    def count(self) -> int:
        """Lines that came so far, those too that are no longer kept."""
        return self._count

    @property
    def dropped(self) -> Line | None:
        """The latest of those that are no longer kept."""
        return self._dropped

    def begin(self) -> None:
        """Transitions are heard from now on, however little the terminal wants to hear."""
        for name in _ROOTS:
            logger = logging.getLogger(name)
            self._levels[name] = logger.level
            if logger.getEffectiveLevel() > logging.INFO:
                logger.setLevel(logging.INFO)
            logger.addHandler(self)

    def end(self) -> None:
        for name, level in self._levels.items():
            logger = logging.getLogger(name)
            logger.removeHandler(self)
            logger.setLevel(level)
        self._levels.clear()
        self.close()

    def note(self, kind: Phrase, said: Phrase, *, grave: bool = False) -> None:
        self._add(kind, said, grave=grave)

    @override
    def emit(self, record: logging.LogRecord) -> None:
        defect = record.exc_info is not None
        kind = DEFECT if defect else _kind(record.name)
        text = plain(record.getMessage(), _LONGEST)
        self._add(kind, text, grave=record.levelno >= logging.WARNING)

    def _add(self, kind: Phrase, said: str | Phrase, *, grave: bool) -> None:
        self.acquire()
        try:
            self._count += 1
            if len(self._lines) == MOST:
                self._dropped = self._lines[0]
            self._lines.append(Line(self._count, self._now(), kind, said, grave))
        finally:
            self.release()


def _kind(logger: str) -> Phrase:
    for name, kind in _KINDS:
        if logger == name or logger.startswith(f"{name}."):
            return kind
    return WALL
