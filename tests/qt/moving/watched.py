"""Pages and streams on loopback, and feeds that are watched as a wall would."""

from __future__ import annotations

import base64
import struct
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self, cast, override

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from services.moving import NOTHING, Feed, Phase, Seen
from services.moving.orders import Paces
from services.settings import Wording
from ui.moving.feeds import Feeds
from widgets.drawing import Moving, Rect
from widgets.moving import MovingView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.face import Face

QUICK = Paces(again=0.3, longest=1.0, load=15.0, hung=2.0, linger=0.3, keep=0.5, first=0.2)
PATIENCE = 30_000
"""Milliseconds: two cores are shared by everything."""
PLACE = Rect(10, 20, 320, 240)
SCREEN = "trai"


@dataclass
class Site:
    """A real server whose pages a test changes while it runs. Use as a context."""

    pages: dict[str, str | int | bytes | Callable[[BaseHTTPRequestHandler], None]] = field(
        default_factory=dict
    )
    """By path: HTML, a status, a JPEG, or what answers."""
    heard: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    """Host, path and head of every request."""

    def __enter__(self) -> Self:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                host = (self.headers.get("Host") or "").rpartition(":")[0]
                site.heard.append((host, self.path, dict(self.headers)))
                answer = site.pages.get(path, 404)
                if callable(answer):
                    answer(self)
                elif isinstance(answer, int):
                    self.send_response(answer)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                else:
                    body = answer.encode() if isinstance(answer, str) else answer
                    kind = "text/html; charset=utf-8" if isinstance(answer, str) else "image/jpeg"
                    self.send_response(200)
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

            @override
            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = False

            @override
            def handle_error(self, request: object, client_address: object) -> None:
                """A browser that hangs up is no error."""

        self._server = Server(("0.0.0.0", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_port)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[str]:
        """The hosts by which it was asked for a path."""
        return [host for host, asked, _ in self.heard if asked.partition("?")[0] == path]


def protected(handler: BaseHTTPRequestHandler, user: str, password: str, body: str | bytes) -> None:
    wanted = base64.b64encode(f"{user}:{password}".encode()).decode()
    given = handler.headers.get("Authorization") == f"Basic {wanted}"
    handler.send_response(200 if given else 401)
    if not given:
        handler.send_header("WWW-Authenticate", 'Basic realm="console"')
    whole = body.encode() if isinstance(body, str) else body
    content = whole if given else b""
    kind = "text/html; charset=utf-8" if isinstance(body, str) else "video/x-msvideo"
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def coloured(colour: str, more: str = "") -> str:
    return f"<!doctype html><body style='margin:0;background:{colour}'>{more}</body>"


@dataclass
class Watched:
    """Feeds on one screen, and what a test wants to know of them."""

    feeds: Feeds
    shown: tuple[Feed, ...] = ()
    still: bool = False

    def show(self, *feeds: Feed, place: Rect = PLACE, still: bool = False) -> None:
        self.shown, self.still = feeds, still
        tiles = {
            feed.key: SimpleNamespace(
                view=MovingView(
                    title=Wording(vi="Ô"), feed=feed, seen=NOTHING, day=datetime.now(UTC).date()
                ),
                items=(Moving(place, feed.key),),
            )
            for feed in feeds
        }
        faces = cast("Mapping[str, Face]", {SCREEN: SimpleNamespace(tiles=tiles)})
        self.feeds.show(faces, screens=[SCREEN], still=still)

    def seen(self, feed: Feed) -> Seen:
        return self.feeds.seen(feed.key, datetime.now(UTC))

    def phase(self, feed: Feed) -> Phase | None:
        return self.seen(feed).phase

    def why(self, feed: Feed) -> str:
        """The words of its failure, with those in their places."""
        words = self.seen(feed).words
        return "" if words is None else said(words)

    def frame(self, feed: Feed) -> QImage | None:
        return self.feeds.frame(Moving(PLACE, feed.key))

    def colour(self, feed: Feed, x: float = 0.5, y: float = 0.5) -> str:
        """Of a point of the newest frame, in shares of it."""
        frame = self.frame(feed)
        if frame is None:
            return ""
        point = QColor(frame.pixel(int(frame.width() * x), int(frame.height() * y)))
        return named(point)


def named(colour: QColor) -> str:
    """The nearest of a few: a JPEG's red is not all red."""
    known = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "white": (255,) * 3}
    got = colour.red(), colour.green(), colour.blue()
    return min(
        known, key=lambda name: sum((a - b) ** 2 for a, b in zip(known[name], got, strict=True))
    )


def said(words: Any) -> str:
    values = {
        key: said(value) if hasattr(value, "values") else value for key, value in words.values
    }
    return str(words.text.format(**values))


@contextmanager
def watching(folder: Path, paces: Paces = QUICK) -> Iterator[Watched]:
    feeds = Feeds(folder / "caches", "thu", folder, lambda: datetime.now(UTC), paces=paces)
    try:
        yield Watched(feeds)
    finally:
        feeds.end()


def until(qtbot: QtBot, met: Callable[[], bool]) -> None:
    qtbot.waitUntil(met, timeout=PATIENCE)


def jpeg(colour: str, width: int = 320, height: int = 240) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")  # type: ignore[call-overload] # the stub wants bytes
    return bytes(buffer.data().data())


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def avi(frames: list[bytes], rate: int = 10, width: int = 320, height: int = 240) -> bytes:
    """A film of JPEG pictures, as cameras and their recorders write them."""
    head = (1_000_000 // rate, 1_000_000, 0, 0x10, len(frames), 0, 1, 1 << 20, width, height)
    main = _chunk(b"avih", struct.pack("<14I", *head, 0, 0, 0, 0))
    stream = b"vidsMJPG" + struct.pack("<IHHIII", 0, 0, 0, 0, 1, rate)
    stream += struct.pack("<IIIII4H", 0, len(frames), 1 << 20, 0xFFFFFFFF, 0, 0, 0, width, height)
    form = struct.pack(
        "<IiiHH4sIiiII", 40, width, height, 1, 24, b"MJPG", width * height * 3, 0, 0, 0, 0
    )
    told = _chunk(b"strh", stream) + _chunk(b"strf", form)
    headers = _chunk(b"LIST", b"hdrl" + main + _chunk(b"LIST", b"strl" + told))
    films = _chunk(b"LIST", b"movi" + b"".join(_chunk(b"00dc", one) for one in frames))
    return _chunk(b"RIFF", b"AVI " + headers + films)


def mjpeg(frames: Callable[[], bytes | None]) -> Callable[[BaseHTTPRequestHandler], None]:
    """A camera's endless answer, ten pictures a second, until there is none."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        handler.end_headers()
        try:
            while (one := frames()) is not None:
                head = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(
                    one
                )
                handler.wfile.write(head + one + b"\r\n")
                time.sleep(0.1)
        except OSError:
            pass

    return answer
