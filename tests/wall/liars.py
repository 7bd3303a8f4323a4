"""Systems on real sockets that answer well until they are told to lie, each in a way of its own."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

VALUE = 1700
TITLE = "Máy chủ thư sắp đầy"
GIGABYTES = 2 * 1024**3
_BLOCK = b" " * 64 * 1024


def good() -> bytes:
    now = datetime.now(UTC).isoformat()
    figures = [{"ma": "tram", "gia_tri": VALUE, "luc": now}]
    alerts = [{"ma": "a", "ten": TITLE, "muc": 4}]
    return reply(json.dumps({"chi_so": figures, "canh_bao": alerts}).encode())


def reply(body: bytes, length: int | None = None, *headers: str) -> bytes:
    head = ["HTTP/1.1 200 OK", "Content-Type: application/json"]
    head.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*head, *headers, "", ""]).encode() + body


def figure(number: str) -> bytes:
    return reply(b'{"canh_bao": [], "chi_so": [{"ma": "tram", "gia_tri": %s}]}' % number.encode())


def titled(title: bytes) -> bytes:
    return reply(b'{"chi_so": [], "canh_bao": [{"ma": "a", "muc": 4, "ten": "%s"}]}' % title)


@dataclass(eq=False)
class System:
    """Hears one request after another on each line; `asked` are the times of the requests, by the
    monotonic clock. `tls` gives the certificate that is shown, by whether it lies."""

    lie: Callable[[System, socket.socket], None] | None = None
    """What it does with a line on which it was asked; the line is closed afterwards."""
    closes: bool = False
    """Nobody listens any more once it lies."""
    tls: Callable[[bool], ssl.SSLContext] | None = None
    asked: list[float] = field(default_factory=list)
    sent: int = 0
    """Bytes of lies that the other side's computer took."""
    lies: threading.Event = field(default_factory=threading.Event)
    stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._lines: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._was_asked = threading.Condition()
        self._run(self._accept)

    def start_to_lie(self) -> None:
        self.lies.set()
        if self.closes:
            _shut(self._server)
        if self.closes or self.tls is not None:
            self._drop()

    def close(self) -> None:
        self.stop.set()
        _shut(self._server)
        self._drop()
        for thread in self._threads:
            thread.join()

    def send(self, line: socket.socket, piece: bytes) -> None:
        line.sendall(piece)
        self.sent += len(piece)

    def wait_for(self, asks: int, patience: float) -> None:
        with self._was_asked:
            assert self._was_asked.wait_for(lambda: len(self.asked) >= asks, patience)

    def _note(self) -> None:
        with self._was_asked:
            self.asked.append(time.monotonic())
            self._was_asked.notify_all()

    def _drop(self) -> None:
        with self._lock:
            for line in tuple(self._lines):
                _shut(line)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while not self.stop.is_set():
                line, _ = self._server.accept()
                self._run(self._serve, line)

    def _serve(self, line: socket.socket) -> None:
        self._keep(line)
        try:
            if self.tls is not None:
                self._lines.discard(line)
                line = self.tls(self.lies.is_set()).wrap_socket(line, server_side=True)
                self._keep(line)
            while _heard(line):
                self._note()
                if self.lie is not None and self.lies.is_set():
                    self.lie(self, line)
                    break
                line.sendall(good())
        except OSError:
            pass  # the other side went away, or this one was closed
        finally:
            self._lines.discard(line)
            line.close()

    def _keep(self, line: socket.socket) -> None:
        """It can be cut from outside; at once, if everything was cut a moment ago."""
        with self._lock:
            self._lines.add(line)
            if self.stop.is_set():
                _shut(line)

    def _run(self, work: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=work, args=args)
        self._threads.append(thread)
        thread.start()


def _heard(line: socket.socket) -> bool:
    request = b""
    while b"\r\n\r\n" not in request:
        more = line.recv(65536)
        if not more:
            return False
        request += more
    return True


def _shut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


# --- lies


def says(answer: bytes) -> Callable[[System, socket.socket], None]:
    return lambda system, line: system.send(line, answer)


def stay_silent(system: System, _line: socket.socket) -> None:
    system.stop.wait()


def drip(system: System, line: socket.socket) -> None:
    """A good answer, but a byte a second."""
    for byte in good():
        system.send(line, bytes([byte]))
        if system.stop.wait(1):
            return


def announce_gigabytes(system: System, line: socket.socket) -> None:
    system.send(line, reply(b"", GIGABYTES))
    _pour(system, line)


def pour_gigabytes(system: System, line: socket.socket) -> None:
    system.send(line, b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    _pour(system, line)


def _pour(system: System, line: socket.socket) -> None:
    for _ in range(GIGABYTES // len(_BLOCK)):
        system.send(line, _BLOCK)


def gzip_bomb() -> Callable[[System, socket.socket], None]:
    """A hundred kilobytes that become a hundred megabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(_BLOCK) for _ in range(1600)) + packer.flush()
    return says(reply(packed, None, "Content-Encoding: gzip"))


def redirect(port: int) -> Callable[[System, socket.socket], None]:
    """To the same good answer, but on another host."""
    lines = ["HTTP/1.1 302 Found", f"Location: http://localhost:{port}/", "Content-Length: 0"]
    return says("\r\n".join([*lines, "", ""]).encode())
