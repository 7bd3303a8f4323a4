"""Servers that lie, on loopback, and doors to them."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest

from services.clock import SystemClock
from services.http.source import SourceHttp
from services.settings import Source
from tests.unit.http.platforms import Platform

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from services.clock import Clock
    from services.mask import Mask
    from services.secret import Secret
    from tests.unit.http.platforms import Reply

type Script = Callable[[socket.socket, threading.Event], None]


class Liars:
    """Each runs a script on every line that is opened to it, until the test is over."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._lines: list[socket.socket] = []

    def start(self, script: Script, tls: ssl.SSLContext | None = None) -> int:
        """The port."""
        server = socket.create_server(("127.0.0.1", 0))
        self._lines.append(server)
        self._run(self._accept, server, script, tls)
        port: int = server.getsockname()[1]
        return port

    def _accept(self, server: socket.socket, script: Script, tls: ssl.SSLContext | None) -> None:
        with contextlib.suppress(OSError):
            while not self.stop.is_set():
                line, _ = server.accept()
                self._lines.append(line)
                self._run(self._serve, line, script, tls)

    def _serve(self, line: socket.socket, script: Script, tls: ssl.SSLContext | None) -> None:
        with contextlib.suppress(OSError):
            served = line if tls is None else tls.wrap_socket(line, server_side=True)
            with served:
                script(served, self.stop)

    def _run(self, work: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=work, args=args)
        self._threads.append(thread)
        thread.start()

    def close(self) -> None:
        self.stop.set()
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def liars() -> Iterator[Liars]:
    made = Liars()
    yield made
    made.close()


class Opened:
    """Makes sources and closes them at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: list[SourceHttp] = []

    def __call__(
        self,
        where: int | str,
        secret: Callable[[Secret], str] | None = None,
        clock: Clock | None = None,
        mask: Mask | None = None,
        **settings: Any,
    ) -> SourceHttp:
        base = where if isinstance(where, str) else f"http://127.0.0.1:{where}"
        source = SourceHttp(
            Source(connector="http_json", url=base, **{"deadline": "5 s", **settings}),
            base,
            clock or SystemClock(),
            secret or (lambda reference: reference.name),
            self._folder,
            mask=mask,
        )
        self._made.append(source)
        return source

    def close(self) -> None:
        for source in self._made:
            source.close()


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Opened]:
    made = Opened(tmp_path)
    yield made
    made.close()


def heard(line: socket.socket) -> bytes:
    """One request without a body, to its empty line."""
    request = b""
    while b"\r\n\r\n" not in request:
        more = line.recv(65536)
        if not more:
            break
        request += more
    return request


@pytest.fixture
def platform() -> Iterator[Callable[..., Platform]]:
    """Starts platforms that answer as a function says."""
    started: list[Platform] = []

    def start(answer: Reply, tls: ssl.SSLContext | None = None) -> Platform:
        started.append(Platform(answer, tls))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def says() -> Callable[..., Script]:
    """A script that gives the same answers, one after another, on every line."""

    def script(*answers: bytes, asked: list[bytes] | None = None) -> Script:
        left = list(answers)

        def run(line: socket.socket, stop: threading.Event) -> None:
            while not stop.is_set():
                request = heard(line)
                if not request:
                    return
                if asked is not None:
                    asked.append(request)
                answer = left.pop(0) if len(left) > 1 else left[0]
                line.sendall(answer)
                if b"Content-Length" not in answer:
                    return

        return run

    return script


@pytest.fixture
def reply() -> Callable[..., bytes]:
    def made(
        status: str = "200 OK", body: bytes = b"{}", length: int | None = None, **headers: str
    ) -> bytes:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + body

    return made
