"""HAProxy's page of statistics, as CSV."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.haproxy import CONNECTOR, Haproxy, Page, normalise
from services.door import SourceError
from services.news import Covers, Reason
from services.records import Observation, Reply, ServiceHealth

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
HEAD = "# pxname,svname,scur,stot,status,type,rate,req_rate,hrsp_2xx,hrsp_5xx,req_tot,ttime,"


def page(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows, "")).encode()


def read(body: bytes, cursor: str | None = None, at: datetime = AT) -> Page:
    return normalise(body, at, cursor)


def services(found: Page) -> dict[str, ServiceHealth]:
    return {one.uid: one for one in found.records if isinstance(one, ServiceHealth)}


def figures(found: Page) -> dict[str, Observation]:
    return {one.uid: one for one in found.records if isinstance(one, Observation)}


def settings(url: str = "http://lb.example:8404") -> Haproxy:
    return Haproxy(connector="haproxy", url=url)


def test_the_recorded_backends_are_down_and_say_why(recording: Any) -> None:
    found = read(recording("haproxy_stats.csv"))
    down = services(found)["csdl_nganh/ds1"]
    assert (down.service, down.instance, down.state) == ("csdl_nganh", "ds1", Reply.NONE)
    assert down.words is not None
    assert dict(down.words.values)["why"] == "Layer4 connection problem: Connection refused"
    assert services(found)["csdl_nganh/BACKEND"].instance is None
    up = figures(found)["servers_up"]
    assert up.value == 0
    assert up.denominator == 2
    assert figures(found)["sessions"].value == 2
    assert found.missing == 0


def test_a_server_that_nobody_checks_is_not_counted_as_up() -> None:
    rows = [f"b,s{n},0,9,{status},2,0,,,,,," for n, status in enumerate(["UP", "no check", "DOWN"])]
    seen = figures(read(page(*rows)))
    assert seen["servers_up"].value == 1
    assert seen["servers_up"].denominator == 2
    assert seen["servers_unchecked"].value == 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("b,s1,0,9,no check,2,0,,,,,,", "không kiểm tra máy chủ nào"),
        ("f,FRONTEND,1,9,OPEN,0,9,9,80,20,100,,", "không có máy chủ nào"),
    ],
)
def test_where_no_server_is_known_it_is_not_known_how_many_are_up(row: str, says: str) -> None:
    seen = figures(read(page(row)))["servers_up"]
    assert (seen.value, seen.denominator) == (None, None)
    assert seen.fault is not None
    assert says in seen.fault.text


def test_rates_and_shares_are_of_what_grew_between_two_asks() -> None:
    first = read(
        page("lgsp,FRONTEND,1,9,OPEN,0,9,9,80,20,100,,", "b,BACKEND,0,9,UP,1,0,,80,20,100,12,")
    )
    later = AT + timedelta(seconds=30)
    found = read(
        page("lgsp,FRONTEND,2,9,OPEN,0,9,9,95,25,120,,", "b,BACKEND,0,9,UP,1,0,,95,25,120,12,"),
        first.cursor,
        later,
    )
    assert services(found)["b/BACKEND"].rate == Decimal("40.0")
    assert services(found)["b/BACKEND"].errors == Decimal("0.2500")
    assert services(found)["b/BACKEND"].latency == 12
    assert figures(found)["error_rate"].value == Decimal("10.0")
    assert figures(found)["frontend_request_rate/lgsp"].value == Decimal("40.0")


def test_the_first_ask_has_the_last_second_s_rate_and_no_share() -> None:
    found = read(page("b,BACKEND,0,9,UP,1,2,,80,20,100,12,", "f,FRONTEND,0,9,OPEN,0,2,3,1,1,2,,"))
    service = services(found)["b/BACKEND"]
    assert service.rate == 120
    assert service.errors is None
    error = figures(found)["error_rate"]
    assert error.value is None
    assert error.fault is not None


def test_asks_too_far_apart_are_told_from_the_first_one() -> None:
    text = page("f,FRONTEND,0,9,OPEN,0,2,3,1,1,2,,")
    first = read(text)
    later = read(text, first.cursor, AT + timedelta(hours=2))
    for found, said in ((first, "cần hai lần hỏi"), (later, "hơn một giờ")):
        for name in ("error_rate", "frontend_error_rate/f"):
            fault = figures(found)[name].fault
            assert fault is not None
            assert said in fault.text


def test_without_frontends_their_figures_are_lacking_for_good() -> None:
    found = figures(read(page("b,BACKEND,0,9,UP,1,2,,80,20,100,12,")))
    for name in ("sessions", "request_rate", "error_rate"):
        value, fault = found[name].value, found[name].fault
        assert value is None
        assert fault is not None
        assert "frontend" in fault.text


def test_counters_that_began_anew_tell_no_share() -> None:
    first = read(page("b,BACKEND,0,9,UP,1,2,,80,20,100,12,"))
    found = read(page("b,BACKEND,0,1,UP,1,1,,1,0,1,12,"), first.cursor, AT + timedelta(seconds=30))
    assert services(found)["b/BACKEND"].errors is None
    assert services(found)["b/BACKEND"].rate == 60


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("UP", Reply.ANSWERS),
        ("DOWN", Reply.NONE),
        ("MAINT", "MAINT"),
        ("UP 1/3", "UP 1/3"),
        ("no check", "no check"),
        ("", None),
    ],
)
def test_states_that_are_neither_up_nor_down_are_said_as_they_are(
    status: str, state: str | None
) -> None:
    found = read(page(f"b,s1,0,9,{status},2,0,,0,0,0,0,"))
    assert services(found)["b/s1"].state == state


def test_a_line_that_is_cut_off_leaves_the_others_standing(door: Any) -> None:
    body = page("b,s1,0,9,UP,2,0,,0,0,0,0,") + b"b,s2,0"
    answered = CONNECTOR.ask(settings(), door(lambda _: body), None)
    assert (answered.covers, answered.missing) == (Covers.PART, 1)
    assert [note.text for note in answered.notes] == [
        "Không đọc được {count} dòng của trang thống kê"
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "Nguồn trả lời rỗng"),
        (b"<html><body>dang nhap", "Địa chỉ này trả lời một trang web (HTML), không phải CSV của HAProxy"),
        (b"# pxname,svname\n", "Câu trả lời không phải trang thống kê CSV của HAProxy"),
        (HEAD.encode(), "Trang thống kê của HAProxy không có dòng nào đọc được"),
        (b'{"a": 1}', "Câu trả lời không phải trang thống kê CSV của HAProxy"),
        ("# pxnamé,x\n".encode("utf-16"), "Câu trả lời không phải trang thống kê CSV của HAProxy"),
    ],
)  # fmt: skip
def test_what_is_no_page_of_haproxy_is_malformed(body: bytes, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(body)
    assert (caught.value.reason, caught.value.words.text) == (Reason.MALFORMED, words)


def test_duplicate_rows_are_one_and_strange_numbers_none() -> None:
    found = read(page("b,s1,0,9,UP,2,x,,0,1e99999,-,NaN,", "b,s1,0,9,DOWN,2,0,,0,0,0,0,"))
    assert services(found)["b/s1"].state == Reply.NONE
    assert len(services(found)) == 1


def test_more_rows_than_the_bound_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.connectors.haproxy.rows.MOST", 2)
    found = read(page(*(f"b,s{n},0,9,UP,2,0,,0,0,0,0," for n in range(5))))
    assert (len(services(found)), found.missing) == (2, 3)


@pytest.mark.parametrize(
    ("url", "path"),
    [("http://lb.example:8404", "stats;csv"), ("http://lb.example/haproxy?stats;csv", "")],
)
def test_the_page_is_found_from_the_address_alone(url: str, path: str, door: Any) -> None:
    behind = door(lambda _: page("b,s1,0,9,UP,2,0,,0,0,0,0,"))
    CONNECTOR.ask(settings(url), behind, None)
    assert behind.asked[0].path == path


@given(st.binary(max_size=300), st.text(max_size=100))
def test_mangled_pages_are_malformed_or_read(more: bytes, cursor: str) -> None:
    for body in (more, page("b,s1,0,9,UP,2,0,,0,0,0,0,") + more, HEAD.encode() + more):
        try:
            read(body, cursor)
        except SourceError as error:
            assert error.reason is Reason.MALFORMED  # noqa: PT017 - any input
