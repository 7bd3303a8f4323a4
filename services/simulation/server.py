"""The province on loopback: one port, a path per system, faults on demand."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, Self, override

from services.simulation.exchange import Exchange
from services.simulation.faults import OLD, SOUND, Fault
from services.simulation.province import Province

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from services.clock import Clock

_LOOPBACK = "127.0.0.1"


class ProvinceServer(ThreadingHTTPServer):
    """Serves from its making until `close`, on threads of its own."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(
        self,
        *,
        port: int,
        seed: int,
        clock: Clock,
        faults: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__((_LOOPBACK, port), Exchange)
        self.province = Province(seed)
        self.clock = clock
        self.started = clock.now()
        self.ending = threading.Event()
        self._faults: dict[str, Fault] = {}
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        for system, kind in (faults or {}).items():
            self.set_fault(system, kind)
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, name="province"
        )
        self._thread.start()

    @property
    def root_url(self) -> str:
        return f"http://{_LOOPBACK}:{self.server_address[1]}/"

    def set_fault(self, system: str, kind: str) -> None:
        with self._lock:
            now = self.clock.now()
            self._faults[system] = Fault(kind=kind, frozen=now - OLD, since=now)

    def fault(self, system: str) -> Fault:
        with self._lock:
            return self._faults.get(system, SOUND)

    def close(self) -> None:
        """Ends every connection, also the stalled ones, and all threads."""
        self.ending.set()
        self.shutdown()
        with self._lock:
            for one in self._open:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self.server_close()

    @override
    def __enter__(self) -> Self:
        return self

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @override
    def process_request(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        if isinstance(request, socket.socket):
            with self._lock:
                self._open.add(request)
        super().process_request(request, client_address)

    @override
    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        if isinstance(request, socket.socket):
            with self._lock:
                self._open.discard(request)
        super().shutdown_request(request)

    @override
    def handle_error(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        """An asker that went away is nobody's defect; anything else is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)
