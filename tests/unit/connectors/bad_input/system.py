"""A system on loopback that answers as it is told to, whoever asks."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self, override
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request, as it came."""

    method: str = "GET"
    path: str = "/"
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""
    nth: int = 1
    """How many were asked before it, and itself."""

    @property
    def json(self) -> Any:
        return json.loads(self.body or b"{}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer; `length` is what it announces, where that is not so."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    late: bool = False
    """It never comes."""


@dataclass(eq=False)
class System:
    """Use as a context: it answers at `url` until then, and what is late is let go."""

    answers: Callable[[Asked], Said] = lambda _: Said()
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    waiting: list[threading.Thread] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def says(self, answers: Callable[[Asked], Said]) -> None:
        self.answers, self.over = answers, threading.Event()
        self.asked.clear()

    def let_go(self) -> None:
        """Whoever waits for what never comes waits no more, nor will who comes late."""
        self.over.set()
        for thread in tuple(self.waiting):
            thread.join()
        self.waiting.clear()

    def __enter__(self) -> Self:
        system = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                _answer(self, system)

            def do_POST(self) -> None:
                _answer(self, system)

            @override
            def log_message(self, *args: Any, **more: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _answer(line: BaseHTTPRequestHandler, system: System) -> None:
    body = line.rfile.read(int(line.headers.get("Content-Length") or 0))
    parts = urlsplit(line.path)
    asked = Asked(
        method=line.command,
        path=parts.path,
        params=dict(parse_qsl(parts.query, keep_blank_values=True)),
        headers={name.lower(): value for name, value in line.headers.items()},
        body=body,
        nth=len(system.asked) + 1,
    )
    system.asked.append(asked)
    said = system.answers(asked)
    if said.late:
        system.waiting.append(threading.current_thread())
        system.over.wait()
        line.close_connection = True
        return
    line.send_response(said.status)
    for name, value in said.headers.items():
        line.send_header(name, value)
    line.send_header("Content-Length", str(len(said.body) if said.length is None else said.length))
    line.end_headers()
    line.wfile.write(said.body)
