"""What the log says of a source: that it fell silent, and that it is back. Transitions, never polls."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from services.news import Batch

if TYPE_CHECKING:
    from services.news import News
    from services.words import Words

_log = logging.getLogger(__name__)


class Silence:
    """Of one source. It has fallen silent when two asks in a row were outages, as in its state."""

    def __init__(self, source: str, words: Words, began: float | None = None) -> None:
        """`began`: when it fell silent, of one that was silent already when it began to be followed: that it
        is back is a transition too, whoever saw it go.
        """
        self._source, self._words = source, words
        self._outages = 0
        self._known = began is not None
        self._began = began or 0.0
        self._said: bool | None = None
        """What was logged of the present silence: whether it is one of the connection."""

    def hear(self, news: News, monotonic: float) -> None:
        if isinstance(news, Batch):
            if self._said is not None or self._known:
                lasted = self._words.duration(timedelta(seconds=monotonic - self._began))
                _log.info(
                    "%s: %s",
                    self._source,
                    self._words.say("đã kết nối lại sau {time}", time=lasted),
                )
            self._outages, self._said, self._known = 0, None, False
            return
        if not self._outages and not self._known:
            self._began = monotonic
        self._outages += 1
        of_connection = news.reason.of_connection
        if self._outages >= 2 and self._said is not of_connection:  # noqa: PLR2004 - one is a blink
            self._said = of_connection
            why = self._words.say(news.words)
            said = (
                self._words.say("mất kết nối: {why}", why=why)
                if of_connection
                else self._words.say("nguồn báo lỗi: {why}", why=why)
            )
            _log.warning("%s: %s", self._source, said)
