"""A server on loopback that answers every request alike: who stands where a system should."""

from __future__ import annotations

import socket
import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, override

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One answer."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    promised: int | None = None
    """Bytes that are announced, where more than `body` has."""


class Stranger(ThreadingHTTPServer):
    """What it is `saying` may be changed between two requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), _Answering)
        self.saying = Saying(status=404)

    @property
    def netloc(self) -> str:
        return f"{HOST}:{self.server_port}"


class _Answering(BaseHTTPRequestHandler):
    server: Stranger
    wbufsize = 64 * 1024  # head and body leave together: apart, each waits for the other's ACK

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = self.server.saying
        self.send_response(said.status)
        self.send_header("Content-Type", said.kind)
        self.send_header("Content-Length", str(said.promised or len(said.body)))
        for name, value in said.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said.body)

    do_POST = do_GET  # noqa: N815 - the base class looks for this name

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


class _Blurting(socketserver.BaseRequestHandler):
    """Speaks first, and hangs up."""

    @override
    def handle(self) -> None:
        self.request.sendall(b"SSH-2.0-OpenSSH_10.0\r\n")


@contextmanager
def stranger() -> Iterator[Stranger]:
    """Who speaks HTTP."""
    with Stranger() as server, _serving(server):
        yield server


@contextmanager
def another() -> Iterator[str]:
    """The address of who speaks something else."""
    with socketserver.ThreadingTCPServer((HOST, 0), _Blurting) as server, _serving(server):
        yield f"{HOST}:{server.server_address[1]}"


@contextmanager
def _serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def nobody() -> Iterator[str]:
    """An address where connections are refused."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        yield f"{HOST}:{taken.getsockname()[1]}"
