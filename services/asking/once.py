"""Asks every source once: for `check --connect` and for a snapshot."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from services.asking.line import Line
from services.asking.threads import Threads

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable
    from contextlib import AbstractContextManager

    from services.asking.line import AskedSource
    from services.clock import Clock
    from services.door import Door
    from services.news import News


async def ask_once(
    sources: Iterable[AskedSource],
    *,
    open_door: Callable[[str], AbstractContextManager[Door]],
    cursor: Callable[[str], str | None],
    clock: Clock,
    wait: timedelta,
) -> AsyncGenerator[News]:
    """One piece of news a source, as they come. Ends when all have answered or failed, at the latest
    after `wait`: who has not answered by then is an outage of reason deadline.
    """
    threads = Threads()
    asks = [
        asyncio.create_task(
            Line(source, open_door=open_door, cursor=cursor, threads=threads, clock=clock).ask(wait)
        )
        for source in sources
    ]
    try:
        for answered in asyncio.as_completed(asks):
            yield await answered
    finally:
        for ask in asks:
            ask.cancel()
        await asyncio.gather(*asks, return_exceptions=True)
        await threads.close(timedelta())
