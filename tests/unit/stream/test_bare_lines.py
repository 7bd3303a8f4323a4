"""What goes over a bare line, and how it ends."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from services.door import Request, SourceError
from services.news import Reason

if TYPE_CHECKING:
    import threading


def saying(*parts: bytes, then_hang: bool = False) -> Any:
    def script(line: socket.socket, stop: threading.Event) -> None:
        line.recv(100)
        for part in parts:
            line.sendall(part)
        if then_hang:
            stop.wait()

    return script


def refused(source: Any, request: Request) -> SourceError:
    with source.open() as door, pytest.raises(SourceError) as caught:
        door.ask(request)
    return caught.value


def test_what_is_sent_is_answered_until_the_line_ends(liars: Any, stream: Any) -> None:
    heard: list[bytes] = []

    def script(line: socket.socket, stop: threading.Event) -> None:
        del stop
        heard.append(line.recv(100))
        line.sendall(b"PO")
        line.sendall(b"NG\0")

    with stream(liars.start(script)).open() as door:
        answer = door.ask(Request(body=b"zPING\0"))
        assert (answer.body, door.taken) == (b"PONG\0", 5)
    assert heard == [b"zPING\0"]


def test_an_answer_ends_with_its_delimiter_even_where_the_line_stays_open(
    liars: Any, stream: Any
) -> None:
    port = liars.start(saying(b"mot\r", b"\nhai", then_hang=True))
    with stream(port).open() as door:
        assert door.ask(Request(body=b"x", until=b"\r\n")).body == b"mot\r\n"


def test_a_line_is_only_opened_where_nothing_is_to_be_sent(liars: Any, stream: Any) -> None:
    port = liars.start(lambda line, stop: stop.wait())
    with stream(port).open() as door:
        assert door.ask(Request()).body == b""


def test_a_closed_port_is_named_as_over_http(stream: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    error = refused(stream(port), Request(body=b"x"))
    assert (error.reason, error.words.text) == (
        Reason.UNREACHABLE,
        "Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt",
    )


def test_a_name_that_nobody_has_is_said(stream: Any) -> None:
    source = stream(1)
    source.settings = source.settings.model_copy(update={"url": "tcp://khong-co.invalid:1"})
    assert refused(source, Request(body=b"x")).reason is Reason.NO_SUCH_NAME


@pytest.mark.parametrize(
    ("parts", "until", "reason"),
    [((), b"\0", Reason.UNREACHABLE), ((b"PON",), b"\0", Reason.MALFORMED)],
)
def test_a_line_that_ends_too_early_is_told(
    parts: tuple[bytes, ...], until: bytes, reason: Reason, liars: Any, stream: Any
) -> None:
    error = refused(stream(liars.start(saying(*parts))), Request(body=b"x", until=until))
    assert error.reason is reason


def test_who_never_ends_is_cut_at_the_deadline(liars: Any, stream: Any) -> None:
    port = liars.start(saying(b"PO", then_hang=True))
    error = refused(stream(port, deadline="100 ms"), Request(body=b"x", until=b"\0"))
    assert (error.reason, error.words.text) == (
        Reason.DEADLINE,
        "Nguồn không trả lời xong trong {seconds} giây",
    )


def test_a_flood_is_cut_at_the_cap(liars: Any, stream: Any) -> None:
    port = liars.start(saying(b"x" * 5000))
    error = refused(stream(port, max_bytes=1024), Request(body=b"x"))
    assert error.reason is Reason.TOO_LARGE
