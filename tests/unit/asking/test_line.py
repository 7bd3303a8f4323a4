from __future__ import annotations

import asyncio
import logging
from dataclasses import fields
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from services.asking.line import Line
from services.asking.threads import Threads
from services.clock import HeldClock
from services.connectors import Answered
from services.door import SourceError
from services.news import Batch, Covers, Outage, Reason
from services.phrase import phrase
from tests.unit.asking.fakes import START, FakeDoor, Hanging, fake_of, source

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from services.asking import AskedSource

SOON = timedelta(milliseconds=1)


class Office:
    """Lines with their threads and clock."""

    def __init__(self) -> None:
        self.threads = Threads()
        self.clock = HeldClock(START)

    def line(self, asked: AskedSource, cursor: str | None = None) -> Line:
        return Line(
            asked,
            open_door=lambda source_id: FakeDoor(source_id, self.clock),
            cursor=lambda _: cursor,
            threads=self.threads,
            clock=self.clock,
        )


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    office = Office()
    yield office
    assert await office.threads.close(timedelta(seconds=30)) == 0


async def test_an_answer_becomes_a_batch_with_all_that_the_connector_said(office: Office) -> None:
    said = Answered(
        asked=START,
        received=START + SOON,
        covers=Covers.PART,
        at=START,
        cursor="7",
        simulated=True,
        unchanged=True,
        notes=(phrase("Mất kết nối"),),
    )
    batch = await office.line(source("soc", lambda _: said)).ask()
    assert isinstance(batch, Batch)
    assert batch.source == "soc"
    for kept in fields(Answered):
        assert getattr(batch, kept.name) == getattr(said, kept.name)


async def test_the_cursor_is_handed_back_at_the_next_ask(office: Office) -> None:
    asked = source("soc")
    await office.line(asked, cursor="17").ask()
    assert fake_of(asked).cursors == ["17"]


async def test_a_cursor_that_can_not_be_read_is_none_and_the_source_is_asked(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    says: list[str | None] = [None, None, "17", None]

    def cursor(_: str) -> str:
        said = says.pop(0)
        if said is None:
            raise OSError("đĩa hỏng")
        return said

    asked = source("soc")
    line = Line(
        asked,
        open_door=lambda source_id: FakeDoor(source_id, office.clock),
        cursor=cursor,
        threads=office.threads,
        clock=office.clock,
    )
    told = []
    for _ in range(4):
        assert isinstance(await line.ask(), Batch)
        told.append(len(caplog.records))
    assert fake_of(asked).cursors == [None, None, "17", None]
    assert told == [1, 1, 1, 2]
    assert "đĩa hỏng" in caplog.text


async def test_an_expected_failure_becomes_an_outage_with_its_words(office: Office) -> None:
    def busy(_: int) -> None:
        raise SourceError(Reason.REFUSED, phrase("Mất kết nối"), timedelta(seconds=9))

    outage = await office.line(source("soc", busy)).ask()
    assert outage == Outage(
        source="soc",
        reason=Reason.REFUSED,
        words=phrase("Mất kết nối"),
        asked=START,
        received=START,
        retry_after=timedelta(seconds=9),
    )


async def test_a_defect_costs_this_source_only_and_is_logged_once_with_its_traceback(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(nth: int) -> None:
        if nth != 3:
            raise KeyError("không ai ngờ")

    line = office.line(source("soc", broken))
    for _ in range(2):
        outage = await line.ask()
        assert isinstance(outage, Outage)
        assert outage.reason is Reason.MALFORMED
        assert outage.words == phrase("Lỗi của chương trình khi đọc câu trả lời")
    assert len(caplog.records) == 1
    assert caplog.records[0].levelno == logging.ERROR
    assert "broken" in caplog.text
    assert isinstance(await line.ask(), Batch)
    await line.ask()
    # it was mended in between: it is news again
    assert len(caplog.records) == 2


async def test_what_is_no_answer_at_all_is_a_defect_too(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    outage = await office.line(source("soc", lambda _: "xin chào")).ask()
    assert isinstance(outage, Outage)
    assert outage.reason is Reason.MALFORMED
    assert "soc" in caplog.text


async def test_a_connectors_own_timeout_is_no_deadline_of_ours(office: Office) -> None:
    def late(_: int) -> None:
        raise TimeoutError

    outage = await office.line(source("soc", late)).ask()
    assert isinstance(outage, Outage)
    assert outage.reason is Reason.MALFORMED


async def test_a_hung_ask_is_an_outage_and_nothing_is_asked_until_it_came_back(
    office: Office,
) -> None:
    hanging = Hanging()
    asked = source("soc", lambda nth: hanging(nth) if nth == 1 else None)
    line = office.line(asked)
    try:
        first = await line.ask(within=SOON)
        assert isinstance(first, Outage)
        assert first.reason is Reason.DEADLINE
        assert first.words == phrase("Không trả lời trong {seconds} giây", seconds=Decimal("0.001"))
        office.clock.move(timedelta(minutes=1))
        second = await line.ask()
        assert isinstance(second, Outage)
        assert second.reason is Reason.DEADLINE
        assert second.asked == START
        assert second.received == START + timedelta(minutes=1)
        assert await asyncio.to_thread(hanging.entered.wait, 30)
        assert fake_of(asked).asks == 1
    finally:
        hanging.release.set()
    await office.threads.close(timedelta(seconds=30))


async def test_what_a_hung_ask_brings_late_is_thrown_away(office: Office) -> None:
    hanging = Hanging()
    old = Answered(asked=START, received=START, cursor="old")

    def reply(nth: int) -> object:
        if nth > 1:
            return None
        hanging(nth)
        return old

    asked = source("soc", reply)
    line = office.line(asked)
    assert isinstance(await line.ask(within=SOON), Outage)
    under_way = line.under_way
    assert under_way is not None
    hanging.release.set()
    await under_way
    news = await line.ask()
    assert isinstance(news, Batch)
    assert news.cursor == "after 2"
    assert fake_of(asked).most_inside == 1
