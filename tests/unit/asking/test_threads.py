from __future__ import annotations

import asyncio
import threading
from datetime import timedelta

import pytest

from services.asking.threads import Raised, Returned, Threads


async def test_a_thread_is_used_again_when_it_is_idle() -> None:
    threads = Threads()
    seen = {await threads.start("x", threading.get_ident) for _ in range(20)}
    assert len(seen) == 1
    assert await threads.close(timedelta(seconds=30)) == 0


async def test_as_many_threads_as_asks_at_once() -> None:
    threads = Threads()
    together = threading.Barrier(5)
    asks = [threads.start(f"x{n}", lambda: together.wait(30)) for n in range(5)]
    outcomes = await asyncio.gather(*asks)
    assert {outcome.value for outcome in outcomes if isinstance(outcome, Returned)} == set(range(5))
    await threads.close(timedelta(seconds=30))


@pytest.mark.parametrize(
    "error", [ValueError("x"), StopIteration(), SystemExit(3), RecursionError()]
)
async def test_whatever_is_raised_becomes_a_value_and_the_thread_lives_on(
    error: BaseException,
) -> None:
    def fail() -> None:
        raise error

    threads = Threads()
    outcome = await threads.start("x", fail)
    assert isinstance(outcome, Raised)
    assert outcome.error is error
    assert await threads.start("x", lambda: 7) == Returned(7)
    await threads.close(timedelta(seconds=30))


async def test_closing_leaves_a_hung_thread_behind_and_nobody_is_asked_afterwards() -> None:
    threads = Threads()
    release = threading.Event()
    hung = threads.start("x", lambda: release.wait(30))
    await threads.start("y", lambda: None)
    try:
        assert await threads.close(timedelta()) == 1
        assert not hung.done()
        with pytest.raises(RuntimeError, match="after closing"):
            threads.start("z", lambda: None)
    finally:
        release.set()
    assert await hung == Returned(value=True)


def test_a_thread_that_comes_back_after_its_loop_ended_disturbs_nobody() -> None:
    release, returned = threading.Event(), threading.Event()

    def hang() -> None:
        release.wait(30)
        returned.set()

    async def ask_and_leave() -> None:
        threads = Threads()
        threads.start("x", hang)
        assert await threads.close(timedelta()) == 1

    asyncio.run(ask_and_leave())
    hung = [thread for thread in threading.enumerate() if thread.name.startswith("asking")]
    release.set()
    assert returned.wait(30)
    # its errors, had it any, would fail this test by pytest's hook for threads
    for thread in hung:
        thread.join(30)


def test_threads_that_ask_never_keep_the_program_from_ending() -> None:
    async def daemons() -> list[bool]:
        threads = Threads()
        outcome = await threads.start("x", lambda: threading.current_thread().daemon)
        await threads.close(timedelta(seconds=30))
        return [outcome.value] if isinstance(outcome, Returned) else []

    assert asyncio.run(daemons()) == [True]
