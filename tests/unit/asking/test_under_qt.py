from __future__ import annotations

import asyncio
import gc
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import qasync

from services.asking import Poller
from services.clock import SystemClock
from services.news import Batch, Outage
from tests.unit.asking.fakes import FakeDoor, Hanging, Notebook, Time, refuses, source

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

QUICK = timedelta(milliseconds=10)


def test_asking_works_on_the_loop_of_the_windows_too(qapp: QCoreApplication) -> None:
    notebook, hanging = Notebook(), Hanging()
    sources = [
        source("soc", every=QUICK),
        source("docs", refuses, every=QUICK),
        source("stuck", hanging, every=QUICK),
    ]

    async def some_asks() -> None:
        poller = Poller(
            sources,
            open_door=lambda source_id: FakeDoor(source_id, Time().clock),
            cursor=lambda _: None,
            record=notebook.record,
            refresh=notebook.refresh,
            clock=SystemClock(),
            chance=Random(1),
        )
        poller.start()
        await notebook.until(lambda _: len(notebook.of("soc")) > 3 and len(notebook.of("docs")) > 1)
        await poller.close(QUICK)

    with qasync.QEventLoop(qapp, set_running_loop=False) as loop:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(some_asks())
        finally:
            hanging.release.set()
            asyncio.set_event_loop(None)
    # the loop is a cycle with Qt's timers in it, which no other thread may take down
    del loop
    gc.collect()
    assert all(isinstance(news, Batch) for news in notebook.of("soc"))
    assert all(isinstance(news, Outage) for news in notebook.of("docs"))
    assert notebook.of("stuck") == []
