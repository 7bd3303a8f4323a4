"""One request to the province and its answer, over a connection that may be made to suffer."""

from __future__ import annotations

import json
import socket
import struct
import sys
from datetime import UTC
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, override
from urllib.parse import parse_qsl, urlsplit

from services.simulation import faults as fault_kinds
from services.simulation import temper
from services.simulation.answers import (
    BAD,
    NOT_ALLOWED,
    ProvinceRequest,
    Response,
    json_answer,
    refusal,
)
from services.simulation.chance import Chance
from services.simulation.province import SYSTEMS, system_of

if TYPE_CHECKING:
    from services.simulation.server import ProvinceServer

_MOST = 64 * 1024
"""Bytes of a request's body."""
_IDLE = 60.0
"""Seconds for which a silent connection is kept."""
_NO_CONTENT = 204
_NOT_MODIFIED = 304


class _Gone(Exception):  # noqa: N818 - the connection is to end without an answer
    pass


class Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Langbiang"
    sys_version = ""
    timeout = _IDLE
    server: ProvinceServer

    def do_GET(self) -> None:
        self._exchange()

    def do_HEAD(self) -> None:
        self._exchange()

    def do_POST(self) -> None:
        self._exchange()

    def _exchange(self) -> None:
        try:
            self._send(self._answer())
        except _Gone:
            self.close_connection = True

    def _answer(self) -> Response:
        parts = urlsplit(self.path)
        body = self._body()
        if isinstance(body, Response):
            return body
        system = system_of(parts.path)
        if system == "fault":
            return self._set_fault(body)
        if not system:
            return self._systems()
        self._endure(system, parts.path)
        request = ProvinceRequest(
            method=self.command,
            path=parts.path,
            params=tuple(parse_qsl(parts.query, keep_blank_values=True)),
            headers=tuple((name.lower(), value) for name, value in self.headers.items()),
            body=body,
        )
        at = self.server.clock.now()
        return fault_kinds.answer(self.server.province, request, self.server.fault(system), at)

    def _endure(self, system: str, path: str) -> None:
        """What happens to the socket before any answer."""
        server, kind = self.server, self.server.fault(system).kind
        chance, at = Chance(server.province.seed), server.clock.now()
        if kind == "down" or temper.fails(chance, system, at, server.started):
            self._reset()
        if kind == "stall":
            server.ending.wait()
            raise _Gone
        pause = temper.delay(chance, at) if kind == "slow" else temper.pause(chance, path, at)
        if pause:
            server.ending.wait(pause.total_seconds())

    def _reset(self) -> None:
        """Ends the connection as a crashed server does: the asker sees a reset."""
        # Windows has two shorts in this structure where others have two ints.
        at_once = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        self.connection.close()
        raise _Gone

    def _body(self) -> bytes | Response:
        text = self.headers.get("Content-Length", "0")
        if not text.isascii() or not text.isdigit() or int(text) > _MOST:
            self.close_connection = True
            return refusal(BAD, f"thân yêu cầu dài quá {_MOST} byte hoặc không rõ độ dài")
        return self.rfile.read(int(text))

    def _set_fault(self, body: bytes) -> Response:
        if self.command != "POST":
            return refusal(
                NOT_ALLOWED,
                "đặt lỗi bằng POST",
                (("Allow", "POST"),),
                english="set a fault with POST",
            )
        try:
            wanted = json.loads(body)
        except (ValueError, RecursionError):
            wanted = None
        match wanted:
            case {"system": str() as system, "kind": str() as kind} if len(wanted) == 2:  # noqa: PLR2004 - these two and no others
                pass
            case _:
                form = '{"system": "docs", "kind": "down"}'
                known = f"kind: {', '.join(fault_kinds.KINDS)}; system: {', '.join(SYSTEMS)}"
                return refusal(
                    BAD, f"cần JSON {form}; {known}", english=f"needs JSON {form}; {known}"
                )
        if system not in SYSTEMS:
            known = ", ".join(SYSTEMS)
            return refusal(
                BAD,
                f"không có hệ thống “{system[:60]}”; có: {known}",
                english=f"there is no system “{system[:60]}”; there are: {known}",
            )
        if kind not in fault_kinds.KINDS:
            known = ", ".join(fault_kinds.KINDS)
            return refusal(
                BAD,
                f"không có kiểu lỗi “{kind[:60]}”; có: {known}",
                english=f"there is no kind of fault “{kind[:60]}”; there are: {known}",
            )
        self.server.set_fault(system, kind)
        return json_answer({"system": system, "kind": kind})

    def _systems(self) -> Response:
        if self.command == "POST":
            return refusal(NOT_ALLOWED, "gốc chỉ nhận GET", (("Allow", "GET, HEAD"),))
        root = self.server.root_url
        listed = [
            {
                "id": system,
                "url": root + system,
                "paths": [f"/{system}{path}" for path in paths],
                "fault": self.server.fault(system).kind,
            }
            for system, paths in SYSTEMS.items()
        ]
        return json_answer({"seed": self.server.province.seed, "systems": listed})

    def _send(self, answer: Response) -> None:
        self.send_response(answer.status)
        sized = False
        for name, value in answer.headers:
            self.send_header(name, value)
            sized = sized or name == "Content-Length"
        if not sized and answer.status not in {_NO_CONTENT, _NOT_MODIFIED}:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    @override
    def date_time_string(self, timestamp: float | None = None) -> str:
        """The province's time, not the computer's."""
        return format_datetime(self.server.clock.now().astimezone(UTC), usegmt=True)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: stdout is a contract, and a wall asks every few seconds."""
