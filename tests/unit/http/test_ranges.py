"""Parts of an answer, and calls that may not be sent elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.door import Request, SourceError
from services.news import Reason
from tests.unit.http.platforms import Heard, Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.http.conftest import Opened
    from tests.unit.http.platforms import Platform

RANGE = (("Range", "bytes=10-"),)


def beyond(heard: Heard) -> Said:
    del heard
    return Said(b"nothing there", 416, {"Content-Range": "bytes */10"})


def test_a_part_comes_with_its_place(platform: Callable[..., Platform], source: Opened) -> None:
    part = Said(b"abc", 206, {"Content-Range": "bytes 10-12/13"})
    running = platform(lambda _: part)
    with source(running.url).open() as door:
        answer = door.ask(Request(headers=RANGE))
    assert (answer.status, answer.body, answer.beyond) == (206, b"abc", False)
    assert answer.headers["content-range"] == "bytes 10-12/13"


def test_a_range_that_begins_where_nothing_is_is_an_answer(
    platform: Callable[..., Platform], source: Opened
) -> None:
    running = platform(beyond)
    with source(running.url).open() as door:
        assert door.ask(Request(headers=RANGE)).beyond


def test_nobody_who_asked_for_no_range_gets_such_an_answer(
    platform: Callable[..., Platform], source: Opened
) -> None:
    running = platform(beyond)
    with source(running.url).open() as door, pytest.raises(SourceError) as caught:
        door.ask(Request())
    assert (caught.value.reason, caught.value.status) == (Reason.REFUSED, 416)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_call_that_may_not_be_sent_elsewhere_is_not(
    platform: Callable[..., Platform], source: Opened, status: int
) -> None:
    running = platform(lambda _: Said(b"", status, {"Location": "/other"}))
    with source(running.url).open() as door, pytest.raises(SourceError) as caught:
        door.ask(Request(method="POST", path="list", follow=False))
    assert caught.value.reason is Reason.REFUSED
    assert caught.value.remedy is not None
    assert [one.path for one in running.heard] == ["/list"]
