from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import TYPE_CHECKING

import qasync

from ui.pause import pause

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from PySide6.QtCore import QCoreApplication


def run(qapp: QCoreApplication, work: Coroutine[None, None, None]) -> None:
    with qasync.QEventLoop(qapp, set_running_loop=False) as loop:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(work)
        finally:
            asyncio.set_event_loop(None)


def test_waits_that_were_set_apart_do_not_end_together(qapp: QCoreApplication) -> None:
    ends: list[float] = []

    async def wait(seconds: float) -> None:
        await pause(seconds)
        ends.append(asyncio.get_running_loop().time())

    async def wait_for_all() -> None:
        await asyncio.gather(*(wait(1 + 0.01 * n) for n in range(30)))

    run(qapp, wait_for_all())
    apart = sum(later - sooner > 0.004 for sooner, later in pairwise(ends))
    assert apart > 20


def test_a_wait_that_is_given_up_leaves_nothing_running(qapp: QCoreApplication) -> None:
    async def give_up() -> str:
        waiting = asyncio.ensure_future(pause(3600))
        await pause(0)
        waiting.cancel()
        (ended,) = await asyncio.gather(waiting, return_exceptions=True)
        return type(ended).__name__

    async def given_up() -> None:
        assert await give_up() == "CancelledError"

    run(qapp, given_up())
