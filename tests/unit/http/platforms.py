"""Web servers on loopback, the standard library's own, that answer as a function says."""

from __future__ import annotations

import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, override

if TYPE_CHECKING:
    from collections.abc import Callable

    type Reply = Callable[["Heard"], "Said"]


@dataclass(frozen=True)
class Heard:
    method: str
    path: str
    """With the query."""
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes


@dataclass(frozen=True)
class Said:
    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away, or that is refused, is what the tests are about."""


class Platform:
    """Runs until it is closed; `heard` has every request."""

    def __init__(self, answer: Reply, tls: ssl.SSLContext | None = None) -> None:
        heard: list[Heard] = []
        lock = threading.Lock()

        class Speaking(BaseHTTPRequestHandler):
            @override
            def setup(self) -> None:
                if isinstance(self.request, ssl.SSLSocket):
                    self.request.settimeout(10)
                    self.request.do_handshake()
                super().setup()

            def _speak(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                headers = {name.lower(): value for name, value in self.headers.items()}
                one = Heard(self.command, self.path, headers, self.rfile.read(length))
                with lock:
                    heard.append(one)
                said = answer(one)
                self.send_response(said.status)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.body)))
                self.end_headers()
                self.wfile.write(said.body)

            do_GET = do_POST = _speak  # noqa: N815 - the standard library's names

            @override
            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.heard = heard
        self._server = _Server(("127.0.0.1", 0), Speaking)
        if tls is not None:
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port: int = self._server.server_address[1]
        self.url = f"{'http' if tls is None else 'https'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
