"""Generated histories of answers, refusals, defects and clock jumps: the oracle is the history itself."""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from services.asking import Poller
from services.news import Batch
from tests.thoroughness import tried
from tests.unit.asking.fakes import START, FakeDoor, Notebook, Time, fake_of, refuses, source

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.news import News

EVERIES = st.sampled_from([1, 10, 60, 3600])
OUTCOMES = st.lists(st.sampled_from("arx"), min_size=1, max_size=8).map("".join)
"""One letter an ask: a(nswer), r(efusal), x (a defect); afterwards only answers."""
JUMPS = st.lists(st.none() | st.integers(-(10**8), 10**8), max_size=12)


@tried(40)
@given(st.lists(st.tuples(EVERIES, OUTCOMES), min_size=1, max_size=4), JUMPS, st.integers(0, 2**32))
def test_pace_and_news_follow_from_the_history_alone(
    histories: list[tuple[int, str]], jumps: list[int | None], seed: int
) -> None:
    asyncio.run(_played(histories, jumps, seed))


async def _played(histories: list[tuple[int, str]], jumps: list[int | None], seed: int) -> None:
    notebook, time = Notebook(), Time()
    sources = [
        source(f"s{nth}", _told(outcomes), every=timedelta(seconds=every))
        for nth, (every, outcomes) in enumerate(histories)
    ]
    at: dict[str, list[float]] = {asked.id: [] for asked in sources}

    async def record(news: News) -> frozenset[str]:
        at[news.source].append(time.clock.monotonic())
        return await notebook.record(news)

    poller = Poller(
        sources,
        open_door=lambda source_id: FakeDoor(source_id, time.clock),
        cursor=lambda _: None,
        record=record,
        refresh=notebook.refresh,
        clock=time.clock,
        chance=Random(seed),
        pause=time.pause,
    )
    poller.start()
    for jump in itertools.islice(itertools.chain(jumps, itertools.repeat(None)), 30):
        await time.step(len(sources))
        await time.all_wait(len(sources))
        if jump is not None:
            time.clock.jump(START + timedelta(seconds=jump))
    await poller.close()
    for asked, (every, outcomes) in zip(sources, histories, strict=True):
        assert fake_of(asked).most_inside <= 1
        came = "".join("a" if isinstance(n, Batch) else "r" for n in notebook.of(asked.id))
        expected = outcomes.replace("x", "r") + "a" * 30
        assert came == expected[: len(came)]
        _judge(came, at[asked.id], every)


def _judge(came: str, at: list[float], every: int) -> None:
    """The rules as the issue says them, reckoned from what came."""
    run = 0
    for nth, (sooner, later) in enumerate(itertools.pairwise(at)):
        gap, slack = later - sooner, 1e-6
        run = run + 1 if came[nth] == "r" else 0
        if run == 1:
            assert slack < gap <= min(every, 30) + slack
        elif run:
            assert min(every, 30) * 0.75 - slack <= gap <= max(every, 300) + slack
            assert gap <= min(every, 30) * 2 ** (run - 1) + slack
        else:
            assert every * 0.5 - slack <= gap <= every * 1.05 + slack


def _told(outcomes: str) -> Callable[[int], object]:
    def reply(nth: int) -> object:
        match outcomes[nth - 1 : nth]:
            case "r":
                return refuses(nth)
            case "x":
                raise LookupError("lỗi của trình nối")
            case _:
                return None

    return reply
