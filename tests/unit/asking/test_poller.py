from __future__ import annotations

import asyncio
import itertools
import logging
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from services.asking import Poller
from services.clock import SystemClock
from services.news import Batch, Outage, Reason
from tests.unit.asking.fakes import (
    START,
    FakeDoor,
    Hanging,
    Notebook,
    Time,
    fake_of,
    refuses,
    source,
)

if TYPE_CHECKING:
    from services.asking import AskedSource
    from services.news import News

QUICK = timedelta(milliseconds=10)
SOON = timedelta(milliseconds=1)


def poller_of(sources: list[AskedSource], notebook: Notebook, time: Time | None = None) -> Poller:
    clock = time.clock if time else SystemClock()
    return Poller(
        sources,
        open_door=lambda source_id: FakeDoor(source_id, Time().clock),
        cursor=lambda _: None,
        record=notebook.record,
        refresh=notebook.refresh,
        clock=clock,
        chance=Random(1),
        pause=time.pause if time else asyncio.sleep,
    )


async def test_each_answer_is_recorded_and_what_it_changed_is_refreshed() -> None:
    notebook, time = Notebook(), Time()
    poller = poller_of([source("soc")], notebook, time)
    poller.start()
    for _ in range(4):
        await time.step(1)
    await time.all_wait(1)
    await poller.close()
    assert [type(news) for news in notebook.news] == [Batch] * 4
    assert notebook.refreshed == [frozenset({"soc"})] * 4


async def test_fifty_sources_are_all_asked_at_the_start_but_not_together() -> None:
    notebook, time = Notebook(), Time()
    sources = [source(f"s{n}") for n in range(50)]
    poller = poller_of(sources, notebook, time)
    poller.start()
    at = [await time.step(50) for _ in range(50)]
    await time.all_wait(50)
    assert {news.source for news in notebook.news} == {asked.id for asked in sources}
    assert at[-1] <= 1.5
    assert len(set(at)) == 50
    again = [await time.step(50) for _ in range(50)]
    await time.all_wait(50)
    await poller.close()
    assert again[-1] - again[0] > 3
    assert all(fake_of(asked).most_inside == 1 for asked in sources)
    # one after another, they share one thread
    assert len({ident for asked in sources for ident in fake_of(asked).threads}) == 1


async def test_a_hung_source_holds_up_neither_the_others_nor_closing() -> None:
    hanging, notebook = Hanging(), Notebook()
    stuck = source("stuck", hanging, every=QUICK)
    others = [source(f"s{n}", every=QUICK) for n in range(3)]
    poller = poller_of([stuck, *others], notebook)
    poller.start()
    try:
        await notebook.until(lambda _: all(len(notebook.of(o.id)) >= 5 for o in others))
        assert await asyncio.to_thread(hanging.entered.wait, 30)
        assert notebook.of("stuck") == []
        await poller.close(SOON)
        assert not hanging.release.is_set()
    finally:
        hanging.release.set()
    assert fake_of(stuck).asks == 1


async def test_every_due_time_of_a_hung_source_is_an_outage_and_it_is_asked_again_when_it_returned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("services.asking.line.GRACE", SOON)
    hanging, notebook, time = Hanging(), Notebook(), Time()
    asked = source("stuck", lambda nth: hanging(nth) if nth == 1 else None, deadline=SOON)
    poller = poller_of([asked], notebook, time)
    poller.start()
    try:
        for _ in range(4):
            await time.step(1)
        await time.all_wait(1)
        assert [_reason(news) for news in notebook.news] == [Reason.DEADLINE] * 4
        assert {news.asked for news in notebook.news} == {notebook.news[0].asked}
        assert await asyncio.to_thread(hanging.entered.wait, 30)
        assert fake_of(asked).asks == 1
    finally:
        hanging.release.set()
    while not isinstance(notebook.news[-1], Batch):
        await time.step(1)
        await time.all_wait(1)
    assert fake_of(asked).most_inside == 1
    await poller.close()


async def test_a_source_that_is_down_is_asked_ever_later_and_at_full_speed_once_it_is_back() -> (
    None
):
    notebook, time = Notebook(), Time()
    asked = source("soc", lambda nth: refuses(nth) if nth <= 8 else None)
    poller = poller_of([asked], notebook, time)
    poller.start()
    at = [await time.step(1) for _ in range(12)]
    await time.all_wait(1)
    await poller.close()
    gaps = [later - sooner for sooner, later in itertools.pairwise(at)]
    assert gaps[0] <= 10
    assert all(
        0.75 * most <= gap <= most
        for gap, most in zip(gaps, [10, 20, 40, 80, 160, 300, 300, 300], strict=False)
    )
    assert all(9.5 <= gap <= 10.5 for gap in gaps[8:])


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(days=-400), timedelta(hours=-1)])
async def test_a_clock_that_is_set_causes_neither_a_storm_nor_a_stop(jump: timedelta) -> None:
    notebook, time = Notebook(), Time()
    poller = poller_of([source("soc")], notebook, time)
    poller.start()
    at: list[float] = []
    for nth in range(6):
        at.append(await time.step(1))
        await time.all_wait(1)
        if nth == 2:
            time.clock.jump(START + jump)
    await poller.close()
    assert len(notebook.news) == 6
    assert all(5 <= later - sooner <= 10.5 for sooner, later in itertools.pairwise(at))


async def test_after_a_suspend_each_source_is_asked_once_and_not_all_together() -> None:
    notebook, time = Notebook(), Time()
    sources = [source(f"s{n}") for n in range(10)]
    poller = poller_of(sources, notebook, time)
    poller.start()
    await time.oversleep(timedelta(hours=8), 10)
    # all were due at once; each now waits a moment of its own
    at = [await time.step(10) for _ in range(10)]
    await time.all_wait(10)
    assert len(set(at)) == 10
    assert at[-1] - 8 * 3600 <= 1.5
    assert sorted(news.source for news in notebook.news) == sorted(asked.id for asked in sources)
    await time.step(10)
    await time.all_wait(10)
    await poller.close()
    assert len(notebook.news) == 11


async def test_a_follower_that_dies_is_reported_and_begun_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    notebook, time = Notebook(), Time()
    poller = poller_of([source("soc"), source("av")], notebook, time)
    died = iter([True, False])

    def refresh(changed: frozenset[str]) -> None:
        if "soc" in changed and next(died, False):
            raise ZeroDivisionError("lỗi khi vẽ")

    poller._refresh = refresh
    poller.start()
    while len(notebook.of("soc")) < 3 or len(notebook.of("av")) < 3:
        await time.step(2)
        await time.all_wait(2)
    await poller.close()
    said = [record for record in caplog.records if record.levelno == logging.CRITICAL]
    assert len(said) == 1
    assert "soc" in said[0].getMessage()
    assert "lỗi khi vẽ" in caplog.text


async def test_what_was_answered_is_recorded_even_while_asking_stops() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    notebook, time = Notebook(), Time()

    async def slow_record(news: News) -> frozenset[str]:
        begun.set()
        await go_on.wait()
        return await notebook.record(news)

    poller = poller_of([source("soc")], notebook, time)
    poller._record = slow_record
    poller.start()
    await time.step(1)
    await begun.wait()
    closing = asyncio.create_task(poller.close())
    await asyncio.sleep(0)
    assert not closing.done()
    go_on.set()
    await closing
    assert len(notebook.news) == 1
    assert notebook.refreshed == []


async def test_a_disk_that_holds_up_the_last_recording_does_not_hold_up_the_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun, let_go = asyncio.Event(), asyncio.Event()
    time = Time()

    async def stuck(_: News) -> frozenset[str]:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            let_go.set()
        return frozenset()

    poller = poller_of([source("soc")], Notebook(), time)
    poller._record = stuck
    poller.start()
    await time.step(1)
    await begun.wait()
    await asyncio.wait_for(poller.close(SOON), 30)
    assert let_go.is_set()
    assert "1 câu trả lời chưa kịp ghi khi dừng hỏi" in caplog.text


async def test_the_log_tells_of_silence_and_return_and_of_nothing_between(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    notebook, time = Notebook(), Time()
    asked = source("soc", lambda nth: refuses(nth) if 2 <= nth <= 5 or nth == 7 else None)
    poller = poller_of([asked], notebook, time)
    poller.start()
    for _ in range(9):
        await time.step(1)
    await time.all_wait(1)
    await poller.close()
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert said[0] == "soc: mất kết nối: Mất kết nối"
    assert said[1].startswith("soc: đã kết nối lại sau ")


def _reason(news: News) -> Reason | None:
    return news.reason if isinstance(news, Outage) else None


async def test_a_source_that_is_added_is_asked_and_one_that_is_dropped_is_not() -> None:
    notebook, time = Notebook(), Time()
    stays, goes, comes = source("stays"), source("goes"), source("comes")
    poller = poller_of([stays, goes], notebook, time)
    poller.start()
    await time.all_wait(2)
    await poller.drop({"goes", "never there"})
    poller.add([comes])
    for _ in range(4):
        await time.step(2)
    await time.all_wait(2)
    await poller.close()
    assert {news.source for news in notebook.news} == {"stays", "comes"}


async def test_an_ask_under_way_to_a_source_that_is_dropped_is_never_recorded() -> None:
    hanging, notebook = Hanging(), Notebook()
    poller = poller_of([source("soc", hanging, every=QUICK)], notebook)
    poller.start()
    await asyncio.to_thread(hanging.entered.wait)
    await poller.drop({"soc"})
    hanging.release.set()
    poller.add([source("soc", refuses, every=QUICK)])
    await notebook.until(lambda news: len(news) > 1)
    await poller.close()
    assert all(isinstance(news, Outage) for news in notebook.news)


async def test_a_source_in_whose_earlier_ask_a_thread_hangs_gets_no_second_thread() -> None:
    hanging, notebook = Hanging(), Notebook()
    poller = poller_of([source("soc", hanging, every=QUICK)], notebook)
    poller.start()
    await asyncio.to_thread(hanging.entered.wait)
    await poller.drop({"soc"})
    again = source("soc", every=QUICK)
    poller.add([again])
    await notebook.until(lambda news: len(news) > 0)
    assert isinstance(notebook.news[0], Outage)
    assert notebook.news[0].reason is Reason.DEADLINE
    assert not fake_of(again).threads
    hanging.release.set()
    await notebook.until(lambda news: isinstance(news[-1], Batch))
    await poller.close()
