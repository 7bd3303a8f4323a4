"""A document axis that is none: it speaks three dialects as public code of others does, on loopback, and
remembers every call. What isn't a list or a count changes its queue, as on a real axis.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, override
from urllib.parse import parse_qs, urlsplit

SECRET = "khoa-thu"
READING = {
    "/getReceivedEdocList",
    "/getSentEdocList",
    "/countReceiveEdoc",
    "/countReceiveStatus",
    "/v1/syncReceivedEdocList",
    "/EdocService/getPendingDocIds",
    "/EdocService/getOrganizations",
}
RECEIVED = [
    {
        "docId": "d-1",
        "serviceType": "eDoc",
        "messageType": "edoc",
        "from": "000.00.01.H36",
        "to": "000.00.02.H36",
        "status": "initial",
        "status_desc": "Chưa xử lý",
        "created_time": "2026/11/20 08:00:00",
        "updated_time": "2026-11-20 08:05:00",
    },
    {"docId": "d-2", "from": "000.00.03.H36", "to": "000.00.02.H36", "status": "99"},
]
SENT = [
    {
        "senderDocId": "s-1",
        "receiverDocId": f"r-{n}",
        "fromCode": "000.00.02.H36",
        "toCode": to,
        "notation": "12/SA-VP",
        "title": "V/v kiểm thử",
        "sendStatus": "done",
        "receiveStatus": code,
        "sentTime": "2026-11-20 08:00:00",
        "receivedTime": "2026-11-21 09:00:00",
    }
    for n, (to, code) in enumerate([("000.00.05.H36", "06"), ("000.00.06.H36", "02")])
]


@dataclass
class FakeAxis:
    """Use as a context: it answers at `url` until then."""

    calls: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of each."""
    changed: list[str] = field(default_factory=list)
    """Calls that moved the queue."""
    faults: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """By path: status and body of an answer that isn't as it should be."""
    moved: dict[str, str] = field(default_factory=dict)
    """By path: where it redirects to."""
    url: str = ""

    def __enter__(self) -> Self:
        axis = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer("GET")

            def do_POST(self) -> None:
                self._answer("POST")

            def _answer(self, method: str) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                self.rfile.read(length)
                path = urlsplit(self.path).path
                axis.calls.append((method, path))
                status, body = axis.said(path, dict(self.headers.items()), self.path)
                self.send_response(status)
                if path in axis.moved:
                    self.send_header("Location", axis.moved[path])
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            @override
            def log_message(self, *args: Any, **more: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def said(self, path: str, headers: dict[str, str], asked: str) -> tuple[int, bytes]:
        if path in self.moved:
            return 307, b""
        if path not in READING:
            self.changed.append(path)
            return 200, b'{"status": "OK", "ErrorCode": "0", "ErrorDesc": "", "code": "0"}'
        if path in self.faults:
            return self.faults[path]
        return 200, json.dumps(self._reading(path, headers, asked), ensure_ascii=False).encode()

    def _reading(self, path: str, headers: dict[str, str], asked: str) -> dict[str, Any]:
        match path:
            case "/v1/syncReceivedEdocList":
                given = parse_qs(urlsplit(asked).query)
                fine = headers.get("X-SystemId") == "he-thong" and headers.get("X-SecretKey")
                if not fine or set(given) != {"messageType", "fromDate", "toDate"}:
                    return {"success": False, "code": 15, "message": "Sai SystemId hoặc SecretKey"}
                return {
                    "success": True,
                    "code": 200,
                    "message": "",
                    "count": 2,
                    "data": [
                        {
                            "docId": "p-1",
                            "from": "H36.01",
                            "to": "H36.02",
                            "status": "initial",
                            "createdTime": "20/11/2026 08:00",
                        },
                        {"docId": "p-2", "from": "H36.01", "to": "H36.02", "statusDesc": "?"},
                    ],
                }
            case "/EdocService/getPendingDocIds":
                if not headers.get("OrganId"):
                    return {"code": "9999", "status": "Error", "errors": [{"description": "x"}]}
                waits = [7, 8] if headers.get("Type") == "EDOC" else [1]
                return {"code": "0", "status": "Success", "errors": [], "docIDs": waits}
            case "/EdocService/getOrganizations":
                organ = {"organId": "000.00.01.H36", "organName": "Sở A", "telephone": "0263"}
                return {"code": "0", "status": "Success", "errors": [], "organizations": [organ]}
            case _:
                return self._national(path, headers)

    def _national(self, path: str, headers: dict[str, str]) -> dict[str, Any]:
        said = {name.lower(): value for name, value in headers.items()}
        text = said.get("xroadvnpt-sign-header", "")
        proof = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
        signed = json.loads(text or "{}")
        own = {name: said.get(name.lower()) for name in signed}
        needed = {f"XroadVnpt-{one}" for one in ("systemid", "timestamp", "messagetype")}
        if said.get("xroadvnpt-hash-header") != proof or own != signed or needed - set(signed):
            return {"status": "FAIL", "ErrorCode": "15", "ErrorDesc": "Sai chữ ký"}
        good: dict[str, Any] = {"status": "OK", "ErrorCode": "0", "ErrorDesc": "Success"}
        match path:
            case "/getReceivedEdocList":
                return good | {"data": RECEIVED}
            case "/getSentEdocList":
                return good | {"data": SENT}
            case "/countReceiveEdoc":
                return good | {"count": 5}
            case _:
                return good | {"count": 2}
