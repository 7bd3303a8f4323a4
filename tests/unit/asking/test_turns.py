from __future__ import annotations

import asyncio
from datetime import timedelta

from services.news import Batch, Outage
from tests.unit.asking.fakes import Hanging, Notebook, Time, fake_of, refuses, source
from tests.unit.asking.test_poller import poller_of


async def test_a_source_that_is_called_is_asked_at_once_and_then_at_its_pace_again() -> None:
    notebook, time = Notebook(), Time()
    asked = source("soc", every=timedelta(minutes=5))
    poller = poller_of([asked], notebook, time)
    poller.start()
    await time.step(1)
    await time.all_wait(1)
    before = time.clock.monotonic()
    assert poller.call("soc") is None
    await notebook.until(lambda news: len(news) == 2)
    await time.all_wait(1)
    assert time.clock.monotonic() == before
    after = await time.step(1)
    await time.all_wait(1)
    await poller.close()
    assert 150 <= after - before <= 315
    assert fake_of(asked).asks == 3


async def test_a_call_begins_the_back_off_anew() -> None:
    notebook, time = Notebook(), Time()
    asked = source("soc", refuses, every=timedelta(minutes=1))
    poller = poller_of([asked], notebook, time)
    poller.start()
    for _ in range(6):
        await time.step(1)
    await time.all_wait(1)
    before = time.clock.monotonic()
    assert poller.call("soc") is None
    await notebook.until(lambda news: len(news) == 7)
    after = await time.step(1)
    await time.all_wait(1)
    await poller.close()
    assert after - before <= 30
    assert all(isinstance(news, Outage) for news in notebook.news)


async def test_a_source_that_is_being_asked_is_not_asked_twice() -> None:
    hanging, notebook = Hanging(), Notebook()
    asked = source("stuck", hanging)
    poller = poller_of([asked], notebook)
    poller.start()
    try:
        assert await asyncio.to_thread(hanging.entered.wait, 30)
        refused = poller.call("stuck")
        coming = poller.next("stuck")
    finally:
        hanging.release.set()
    await notebook.until(bool)
    await poller.close()
    assert refused is not None
    assert "Đang hỏi" in refused.text
    assert coming is not None
    assert (coming.due, coming.under_way is not None) == (None, True)
    assert fake_of(asked).most_inside == 1


async def test_a_source_that_is_held_is_asked_when_its_time_is_over_whatever_its_pace() -> None:
    notebook, time = Notebook(), Time()
    asked = source("soc", every=timedelta(hours=1))
    poller = poller_of([asked], notebook, time)
    poller.start()
    await time.step(1)
    await time.all_wait(1)
    began = time.clock.monotonic()
    until = time.clock.now() + timedelta(minutes=15)
    poller.hold("soc", until)
    refused, coming = poller.call("soc"), poller.next("soc")
    while len(notebook.news) == 1:
        # whoever was woken waits anew before time goes on
        await asyncio.sleep(0.001)
        await time.step(1)
        await time.all_wait(1)
    await poller.close()
    assert refused is not None
    assert coming is not None
    assert (coming.due, coming.held) == (until, True)
    assert round(time.clock.monotonic() - began) == 900


async def test_a_held_source_stays_held_when_it_is_added_anew_and_is_asked_at_once_when_let_go() -> (
    None
):
    notebook, time = Notebook(), Time()
    asked = source("soc")
    poller = poller_of([], notebook, time)
    poller.hold("soc", None)
    poller.add([asked])
    for _ in range(3):
        await time.step(1)
    await time.all_wait(1)
    assert notebook.news == []
    await poller.drop({"soc"})
    poller.add([asked])
    await time.step(1)
    await time.all_wait(1)
    assert notebook.news == []
    poller.let_go("soc")
    await notebook.until(lambda news: len(news) == 1)
    await time.all_wait(1)
    await poller.close()
    assert isinstance(notebook.news[0], Batch)


async def test_a_clock_that_is_set_ends_a_hold_at_its_own_time() -> None:
    notebook, time = Notebook(), Time()
    poller = poller_of([source("soc")], notebook, time)
    poller.hold("soc", time.clock.now() + timedelta(hours=5))
    poller.start()
    await time.all_wait(1)
    time.clock.jump(time.clock.now() + timedelta(hours=6))
    await time.step(1)
    await notebook.until(lambda news: len(news) == 1)
    await time.all_wait(1)
    await poller.close()
    assert time.clock.monotonic() <= 31


async def test_it_is_known_when_each_source_is_asked_next() -> None:
    notebook, time = Notebook(), Time()
    poller = poller_of([source("soc", every=timedelta(minutes=1))], notebook, time)
    poller.start()
    await time.step(1)
    await time.all_wait(1)
    coming = poller.next("soc")
    await poller.close()
    assert coming is not None
    assert coming.due is not None
    left = (coming.due - time.clock.now()).total_seconds()
    assert 25 <= left <= 63
    assert poller.next("nobody") is None
