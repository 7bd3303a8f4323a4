"""One system on loopback that answers what a test says, and a wall file that asks it."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self, override

if TYPE_CHECKING:
    from types import TracebackType

WALL = """\
wall: 1
name: thu
title: {{vi: Tường thử, en: Trial wall}}
sources:
  so:
    connector: http_json
    system: reports
    url: "{url}"
    every: 1 s
    deadline: 1 s
    observations: {{each: "chi_so[]", indicator: ma, value: gia_tri, time: luc}}
indicators:
  tram: {{name: {{vi: Trạm, en: Stations}}, unit: {{vi: trạm, en: stations}}, source: so}}
  xa: {{name: {{vi: Xã, en: Communes}}, unit: {{vi: xã, en: communes}}, source: so}}
screens:
  - {{name: trái, size: [640, 360], pitch: 2 mm, seat: 4 m}}
  - {{name: phải, size: [640, 360], pitch: 2 mm, seat: 4 m}}
scenes:
  một:
    title: {{vi: Cảnh một, en: Scene one}}
    trái: {{grid: [2, 1], tiles: [{{number: tram}}, {{number: xa}}]}}
    phải: {{grid: [1, 1], tiles: [{{systems: all, title: {{vi: Nguồn, en: Sources}}}}]}}
  hai:
    title: {{vi: Cảnh hai, en: Scene two}}
    trái: {{grid: [1, 1], tiles: [{{number: xa}}]}}
    phải: {{grid: [1, 1], tiles: [{{number: tram}}]}}
"""


class System:
    """Answers every request with its figures until it is closed."""

    def __init__(self, port: int = 0) -> None:
        self.figures: dict[str, object] = {"tram": 1700, "xa": 142}
        self.at = datetime(2026, 11, 24, 7, tzinfo=UTC)
        self.silent = threading.Event()
        self.ending = threading.Event()
        self.asked = threading.Semaphore(0)
        system = self

        class Exchange(BaseHTTPRequestHandler):
            @override
            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                system.asked.release()
                if system.silent.is_set():
                    system.ending.wait()
                    return
                body = system.answer()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Exchange)
        self._server.daemon_threads = False
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def answer(self) -> bytes:
        now = datetime.now(UTC).isoformat()
        listed = [{"ma": k, "gia_tri": v, "luc": now} for k, v in self.figures.items()]
        return json.dumps({"chi_so": listed}).encode()

    def close(self) -> None:
        self.ending.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
