"""Real sockets that lie: whatever a system does, an ask ends, in bounds and in words."""

from __future__ import annotations

import gzip
import json
import threading
import tracemalloc
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from services.door import Request, SourceError
from services.json_text import read_json
from services.news import Reason

if TYPE_CHECKING:
    import socket

    from services.http.source import SourceHttp

SHORT = "300 ms"


def refusal(source: SourceHttp, request: Request | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught, source.open() as door:
        door.ask(request or Request())
    return caught.value


def hear(line: socket.socket) -> None:
    while b"\r\n\r\n" not in line.recv(65536):
        pass


def drip(line: socket.socket, stop: threading.Event, endless: bytes) -> None:
    while not stop.is_set():
        for byte in endless:
            line.sendall(bytes([byte]))
            if stop.wait(0.01):
                return


def test_a_closed_port_is_unreachable(liars: Any, source: Any) -> None:
    port = liars.start(lambda line, stop: None)
    liars.close()
    assert refusal(source(port)).reason is Reason.UNREACHABLE


def test_a_line_closed_without_a_word_is_unreachable(liars: Any, source: Any) -> None:
    port = liars.start(lambda line, stop: hear(line))
    assert refusal(source(port)).reason is Reason.UNREACHABLE


def test_a_name_that_nobody_has_is_no_such_name(source: Any) -> None:
    assert refusal(source("http://khong-co.invalid/")).reason is Reason.NO_SUCH_NAME


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://", "http://127.0.0.1:99999/", "x"])
def test_an_address_that_is_none_is_no_such_name(source: Any, url: str) -> None:
    assert refusal(source(url)).reason is Reason.NO_SUCH_NAME


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_system_that_accepts_and_stays_silent_meets_the_deadline(
    liars: Any, source: Any, scheme: str
) -> None:
    port = liars.start(lambda line, stop: stop.wait())
    error = refusal(source(f"{scheme}://127.0.0.1:{port}", deadline=SHORT))
    assert error.reason is Reason.DEADLINE


def test_headers_a_byte_at_a_time_meet_the_deadline(liars: Any, source: Any) -> None:
    def script(line: socket.socket, stop: threading.Event) -> None:
        hear(line)
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        drip(line, stop, b"X-A: b\r\n")

    assert refusal(source(liars.start(script), deadline=SHORT)).reason is Reason.DEADLINE


@pytest.mark.parametrize("head", [b"", b"Content-Length: 1000000\r\n"])
def test_a_body_a_byte_at_a_time_meets_the_deadline(liars: Any, source: Any, head: bytes) -> None:
    def script(line: socket.socket, stop: threading.Event) -> None:
        hear(line)
        line.sendall(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n")
        drip(line, stop, b" ")

    assert refusal(source(liars.start(script), deadline=SHORT)).reason is Reason.DEADLINE


def test_a_tls_handshake_a_byte_at_a_time_meets_the_deadline(liars: Any, source: Any) -> None:
    def script(line: socket.socket, stop: threading.Event) -> None:
        line.recv(65536)
        line.sendall(b"\x16\x03\x03\x40\x00")
        drip(line, stop, b"\x00")

    url = f"https://127.0.0.1:{liars.start(script)}"
    assert refusal(source(url, deadline=SHORT)).reason is Reason.DEADLINE


def test_pages_share_one_deadline(liars: Any, source: Any, says: Any, reply: Any) -> None:
    waited = threading.Event()

    def script(line: socket.socket, stop: threading.Event) -> None:
        hear(line)
        line.sendall(reply())
        hear(line)
        waited.set()
        stop.wait()

    asked = source(liars.start(script), deadline=SHORT)
    with asked.open() as door:
        door.ask(Request())
        with pytest.raises(SourceError) as caught:
            door.ask(Request(path="2"))
    assert waited.is_set()
    assert caught.value.reason is Reason.DEADLINE


def test_closing_a_source_ends_an_ask_that_hangs(liars: Any, source: Any) -> None:
    reached = threading.Event()

    def script(line: socket.socket, stop: threading.Event) -> None:
        hear(line)
        reached.set()
        stop.wait()

    hanging = source(liars.start(script), deadline="1 h")
    caught: list[SourceError] = []
    thread = threading.Thread(target=lambda: caught.append(refusal(hanging)))
    thread.start()
    reached.wait()
    hanging.close()
    thread.join()
    assert caught[0].reason is Reason.DEADLINE


def test_half_an_answer_is_malformed(liars: Any, source: Any, reply: Any) -> None:
    def script(line: socket.socket, stop: threading.Event) -> None:
        hear(line)
        line.sendall(reply(body=b'{"a": ', length=500))

    assert refusal(source(liars.start(script))).reason is Reason.MALFORMED


def test_half_a_chunk_is_malformed(liars: Any, source: Any) -> None:
    def script(line: socket.socket, stop: threading.Event) -> None:
        hear(line)
        line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{")

    assert refusal(source(liars.start(script))).reason is Reason.MALFORMED


def test_a_page_where_json_was_due_is_malformed_and_named(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    page = reply(body=b"\r\n<!DOCTYPE html><title>Login</title>", Content_Type="application/json")
    with source(liars.start(says(page))).open() as door, pytest.raises(SourceError) as caught:
        read_json(door.ask(Request()).body)
    assert caught.value.reason is Reason.MALFORMED
    assert "HTML" in caught.value.words.text


def test_what_is_no_http_is_refused(liars: Any, source: Any, says: Any) -> None:
    assert refusal(source(liars.start(says(b"SSH-2.0-OpenSSH\r\n")))).reason is Reason.REFUSED


def test_https_asked_of_plain_http_is_refused(liars: Any, source: Any) -> None:
    def script(line: socket.socket, stop: threading.Event) -> None:
        line.recv(65536)
        line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    url = f"https://127.0.0.1:{liars.start(script)}"
    assert refusal(source(url)).reason is Reason.REFUSED


@pytest.mark.parametrize(
    "head",
    [
        "".join(f"X-{n}: y\r\n" for n in range(200)).encode(),
        b"X-Long: " + b"y" * 100_000 + b"\r\n",
    ],
)
def test_too_many_or_too_long_headers_are_too_large(
    liars: Any, source: Any, says: Any, head: bytes
) -> None:
    port = liars.start(says(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n{}"))
    assert refusal(source(port)).reason is Reason.TOO_LARGE


def test_two_gigabytes_are_stopped_at_the_cap_in_bounded_memory(liars: Any, source: Any) -> None:
    sent = 0

    def script(line: socket.socket, stop: threading.Event) -> None:
        nonlocal sent
        hear(line)
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        block = b" " * 65536
        while not stop.is_set() and sent < 2 * 1024**3:
            line.sendall(block)
            sent += len(block)

    flooded = source(liars.start(script))
    tracemalloc.start()
    try:
        error = refusal(flooded)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    liars.close()
    assert error.reason is Reason.TOO_LARGE
    assert peak < 16 * 1024**2
    assert sent < 64 * 1024**2


def test_two_announced_gigabytes_are_not_even_read(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    port = liars.start(says(reply(body=b"", length=2 * 1024**3)))
    assert refusal(source(port)).reason is Reason.TOO_LARGE


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_stopped_at_the_cap_in_bounded_memory(
    liars: Any, source: Any, says: Any, reply: Any, coding: str, layers: int
) -> None:
    bomb = _bomb(coding)
    for _ in range(layers - 1):
        bomb = gzip.compress(bomb) if coding == "gzip" else zlib.compress(bomb)
    port = liars.start(says(reply(body=bomb, Content_Encoding=", ".join([coding] * layers))))
    asked = source(port)
    tracemalloc.start()
    try:
        error = refusal(asked)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert error.reason is Reason.TOO_LARGE
    assert peak < 24 * 1024**2


def _bomb(coding: str) -> bytes:
    """64 MiB of blanks in 64 KiB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31 if coding == "gzip" else 15)
    block = b" " * 1024**2
    return b"".join([packer.compress(block) for _ in range(64)]) + packer.flush()


def test_the_byte_cap_is_shared_by_all_requests_of_an_ask(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    port = liars.start(says(reply(body=b" " * 700)))
    asked = source(port, max_bytes=1024)
    with asked.open() as door:
        door.ask(Request())
        with pytest.raises(SourceError) as caught:
            door.ask(Request())
    assert caught.value.reason is Reason.TOO_LARGE
    with asked.open() as door:
        assert len(door.ask(Request()).body) == 700


def test_what_pretends_to_be_compressed_is_malformed(
    liars: Any, source: Any, says: Any, reply: Any
) -> None:
    port = liars.start(says(reply(body=b"not gzip at all", Content_Encoding="gzip")))
    assert refusal(source(port)).reason is Reason.MALFORMED


def test_a_compressed_answer_is_read(liars: Any, source: Any, says: Any, reply: Any) -> None:
    body = json.dumps({"chi_so": list(range(1000))}).encode()
    port = liars.start(says(reply(body=gzip.compress(body), Content_Encoding="gzip")))
    with source(port).open() as door:
        assert door.ask(Request()).body == body
