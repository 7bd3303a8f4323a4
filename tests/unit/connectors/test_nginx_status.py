"""nginx' stub_status."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.nginx_status import CONNECTOR, NginxStatus, normalise
from services.door import SourceError
from services.news import Reason
from services.records import Observation, Record, Reply, ServiceHealth

if TYPE_CHECKING:
    from decimal import Decimal

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
PAGE = (
    b"Active connections: 2 \nserver accepts handled requests\n 16 15 31 \n"
    b"Reading: 0 Writing: 1 Waiting: 1 \n"
)


def settings() -> NginxStatus:
    return NginxStatus(connector="nginx_status", url="http://web.example:8080/nginx_status")


def figures(records: tuple[Record, ...]) -> dict[str, Decimal | None]:
    return {one.indicator: one.value for one in records if isinstance(one, Observation)}


def test_the_page_s_figures_are_read() -> None:
    records, _ = normalise(settings(), PAGE, AT, None)
    found = figures(records)
    assert found["active"] == 2
    assert found["waiting"] == found["dropped"] == 1
    assert found["request_rate"] is None
    service = records[0]
    assert isinstance(service, ServiceHealth)
    assert (service.state, service.instance) == (Reply.ANSWERS, "web.example:8080")


def test_rates_need_two_asks() -> None:
    _, cursor = normalise(settings(), PAGE, AT, None)
    later = PAGE.replace(b"16 15 31", b"20 19 61")
    records, _ = normalise(settings(), later, AT + timedelta(seconds=60), cursor)
    assert figures(records)["request_rate"] == 30
    assert figures(records)["connection_rate"] == 4


@pytest.mark.parametrize(
    ("body", "apart", "first", "said"),
    [
        (PAGE, 60, True, "Nhịp cần hai lần hỏi"),
        (PAGE, 7200, False, "hơn một giờ"),
        (PAGE, -60, False, "chỉnh lùi"),
        (PAGE.replace(b"16 15 31", b"1 1 1"), 60, False, "bắt đầu lại từ đầu"),
    ],
)
def test_why_there_is_no_rate_is_said_and_a_later_ask_is_promised_only_where_it_helps(
    *, body: bytes, apart: float, first: bool, said: str
) -> None:
    _, kept = normalise(settings(), PAGE, AT, None)
    later = AT + timedelta(seconds=apart)
    records, _ = normalise(settings(), body, later, None if first else kept)
    for name in ("request_rate", "connection_rate"):
        [fault] = [
            one.fault for one in records if isinstance(one, Observation) and one.indicator == name
        ]
        assert fault is not None
        assert said in fault.text


@pytest.mark.parametrize(
    ("body", "apart", "cursor"),
    [
        (PAGE.replace(b"16 15 31", b"1 1 1"), 60, None),  # it was started anew
        (PAGE, 0.5, None),
        (PAGE, 7200, None),
        (PAGE, 60, "{"),
        (PAGE, 60, '{"at": 5, "counts": []}'),
        (PAGE, 60, '{"at": "2026-11-24", "counts": {"requests": "x"}}'),
    ],
)
def test_two_asks_that_tell_nothing_have_no_rate(
    body: bytes, apart: float, cursor: str | None
) -> None:
    _, kept = normalise(settings(), PAGE, AT, None)
    later = AT + timedelta(seconds=apart)
    records, _ = normalise(settings(), body, later, cursor or kept)
    assert figures(records)["request_rate"] is None


def test_the_counts_of_the_last_ask_are_its_cursor(door: Any) -> None:
    answered = CONNECTOR.ask(settings(), door(lambda _: PAGE), None)
    assert answered.cursor is not None
    assert '"requests": "31"' in answered.cursor


def test_the_page_of_tengine_has_a_figure_more() -> None:
    body = PAGE.replace(b"requests\n", b"requests request_time\n").replace(b"31 ", b"31 9 ")
    assert figures(normalise(settings(), body, AT, None)[0])["requests"] == 31


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "Nguồn trả lời rỗng"),
        (b"<html>", "Địa chỉ này trả lời một trang web (HTML), không phải trang stub_status của nginx"),
        (PAGE[:40], "Trang stub_status bị cắt cụt hoặc sai dạng"),
        (PAGE.replace(b"16", b"x"), "Trang stub_status bị cắt cụt hoặc sai dạng"),
        (PAGE + PAGE, "Trang stub_status bị cắt cụt hoặc sai dạng"),
        (PAGE.decode().encode("utf-16"), "Câu trả lời không phải trang stub_status của nginx"),
    ],
)  # fmt: skip
def test_another_page_is_malformed(body: bytes, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        normalise(settings(), body, AT, None)
    assert (caught.value.reason, caught.value.words.text) == (Reason.MALFORMED, words)


@given(st.binary(max_size=200), st.text(max_size=60))
def test_mangled_pages_are_malformed_or_read(more: bytes, cursor: str) -> None:
    for body in (more, PAGE[:-20] + more, PAGE):
        try:
            normalise(settings(), body, AT, cursor)
        except SourceError as error:
            assert error.reason is Reason.MALFORMED  # noqa: PT017 - any input
