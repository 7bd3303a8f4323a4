"""The line to one source: one ask at a time, and whatever comes of it is news."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.asking.threads import Raised
from services.connectors import batch
from services.door import SourceError
from services.news import Outage, Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from services.asking.threads import Outcome, Threads
    from services.clock import Clock
    from services.connectors import Answered, Connector
    from services.door import Door
    from services.news import News
    from services.phrase import Phrase
    from services.settings import Source

GRACE = timedelta(seconds=1)
"""Beyond its deadline an ask is left alone: the door ends an ask itself, unless it hangs where nothing
can end it (a name that is being looked up)."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AskedSource:
    """A source as those who ask see it."""

    id: str
    settings: Source
    connector: Connector[Any]


class Line:
    """`open_door` is called on a network thread, and what it opens is closed there when the ask is
    over; `cursor` is called on the event loop, and when it fails the source is asked without one.
    """

    def __init__(
        self,
        source: AskedSource,
        *,
        open_door: Callable[[str], AbstractContextManager[Door]],
        cursor: Callable[[str], str | None],
        threads: Threads,
        clock: Clock,
        under_way: asyncio.Future[Outcome[Answered]] | None = None,
    ) -> None:
        """`under_way`: what an earlier line to this source left behind; a thread hangs in it perhaps."""
        self.source = source
        self._open_door, self._cursor = open_door, cursor
        self._threads, self._clock = threads, clock
        self.under_way = under_way
        self._asked: datetime = clock.now()
        self._defect: str | None = None
        self._cursorless = False

    async def open(self) -> None:
        """An ask that was left behind has been cut, and has a moment to end."""
        if self.under_way is not None:
            await asyncio.wait({self.under_way}, timeout=GRACE.total_seconds())

    async def ask(self, within: timedelta | None = None) -> News:
        """What the source answers, or why not; at the latest when its deadline, or `within`, is over.

        While an earlier ask still hangs nothing is asked: that ask has had no answer until now, and
        what it may bring later is thrown away.
        """
        if self.under_way is not None and not self.under_way.done():
            return self._outage(
                Reason.DEADLINE, phrase("Lần hỏi trước vẫn chưa có trả lời nên chưa hỏi lại")
            )
        limit = self.source.settings.deadline
        wait = limit + GRACE
        if within is not None and within < wait:
            limit = min(limit, within)
            wait = within
        self._asked = self._clock.now()
        cursor = self._kept_cursor()
        asking = self._threads.start(self.source.id, lambda: self._question(cursor))
        self.under_way = asking
        await asyncio.wait({asking}, timeout=wait.total_seconds())
        if not asking.done():
            words = phrase("Không trả lời trong {seconds} giây", seconds=_seconds(limit))
            return self._outage(Reason.DEADLINE, words)
        self.under_way = None
        return self._news(asking.result())

    def _kept_cursor(self) -> str | None:
        try:
            cursor = self._cursor(self.source.id)
        except Exception as error:  # noqa: BLE001 - the poller's border: a cache has no say in whether is asked
            if not self._cursorless:
                _log.error(
                    "%s: không đọc được con trỏ, hỏi lại từ đầu", self.source.id, exc_info=error
                )
            self._cursorless = True
            return None
        self._cursorless = False
        return cursor

    def _question(self, cursor: str | None) -> Answered:
        with self._open_door(self.source.id) as door:
            return self.source.connector.ask(self.source.settings, door, cursor)

    def _news(self, outcome: Outcome[Answered]) -> News:
        if not isinstance(outcome, Raised):
            # a plug-in may hand back anything
            try:
                answered = batch(self.source.id, outcome.value)
            except Exception as error:  # noqa: BLE001 - the poller's border
                outcome = Raised(error)
            else:
                self._defect = None
                return answered
        failure = outcome.error
        if isinstance(failure, SourceError):
            return self._outage(failure.reason, failure.words, failure.retry_after, failure.remedy)
        self._report(failure)
        return self._outage(Reason.MALFORMED, phrase("Lỗi của chương trình khi đọc câu trả lời"))

    def _report(self, error: BaseException) -> None:
        """A defect is logged with its traceback when it appears, not at every ask."""
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        defect = f"{type(error).__name__} {place and (place.tb_frame.f_code, place.tb_lineno)}"
        if defect != self._defect:
            self._defect = defect
            _log.error(
                "%s: lỗi của chương trình khi đọc câu trả lời", self.source.id, exc_info=error
            )

    def _outage(
        self,
        reason: Reason,
        words: Phrase,
        retry_after: timedelta | None = None,
        remedy: Phrase | None = None,
    ) -> Outage:
        return Outage(
            source=self.source.id,
            reason=reason,
            words=words,
            asked=self._asked,
            received=self._clock.now(),
            retry_after=retry_after,
            remedy=remedy,
        )


def _seconds(time: timedelta) -> Decimal:
    """As few digits as say it: 10, 0.5."""
    return Decimal(f"{time.total_seconds():.3f}".rstrip("0").rstrip("."))
