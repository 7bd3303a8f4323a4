from __future__ import annotations

from datetime import timedelta

from services.asking import ask_once
from services.clock import HeldClock
from services.news import Batch, Outage, Reason
from tests.unit.asking.fakes import (
    START,
    FakeDoor,
    Hanging,
    fake_of,
    refuses,
    source,
)

PATIENT = timedelta(seconds=30)


async def test_each_source_is_asked_once_and_it_ends_when_all_have_answered_or_failed() -> None:
    clock = HeldClock(START)
    sources = [source("soc"), source("docs", refuses), source("av", lambda _: 1 / 0)]
    news = [
        one
        async for one in ask_once(
            sources,
            open_door=lambda source_id: FakeDoor(source_id, clock),
            cursor=lambda source_id: f"of {source_id}",
            clock=clock,
            wait=PATIENT,
        )
    ]
    by_source = {one.source: one for one in news}
    assert len(news) == 3
    assert isinstance(by_source["soc"], Batch)
    docs, av = by_source["docs"], by_source["av"]
    assert isinstance(docs, Outage)
    assert docs.reason is Reason.UNREACHABLE
    assert isinstance(av, Outage)
    assert av.reason is Reason.MALFORMED
    assert [fake_of(asked).cursors for asked in sources] == [["of soc"], ["of docs"], ["of av"]]


async def test_who_has_not_answered_when_the_wait_is_over_is_an_outage_of_its_deadline() -> None:
    clock, hanging = HeldClock(START), Hanging()
    sources = [source("stuck", hanging), source("soc")]
    try:
        news = [
            one
            async for one in ask_once(
                sources,
                open_door=lambda source_id: FakeDoor(source_id, clock),
                cursor=lambda _: None,
                clock=clock,
                wait=timedelta(milliseconds=300),
            )
        ]
    finally:
        hanging.release.set()
    assert {one.source for one in news} == {"soc", "stuck"}
    stuck = next(one for one in news if one.source == "stuck")
    assert isinstance(stuck, Outage)
    assert stuck.reason is Reason.DEADLINE


async def test_nobody_to_ask_ends_at_once() -> None:
    clock = HeldClock(START)
    asked = ask_once(
        [],
        open_door=lambda source_id: FakeDoor(source_id, clock),
        cursor=lambda _: None,
        clock=clock,
        wait=PATIENT,
    )
    assert [one async for one in asked] == []
