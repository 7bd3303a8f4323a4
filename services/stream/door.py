"""The door of one ask over bare lines: what is sent, and what comes back until it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from services.door import Answer, SourceError
from services.http.translation import of_network
from services.news import Reason
from services.phrase import phrase
from services.stream.lines import late, of_opening, opened, place

if TYPE_CHECKING:
    import socket
    from datetime import datetime
    from types import TracebackType

    from services.door import Request
    from services.http.deadlines import Watch
    from services.stream.source import SourceStream

_CHUNK = 64 * 1024
_OK = 200


@dataclass(eq=False)
class StreamDoor:
    """A `services.door.Door` to one host and port; each request has a line of its own."""

    source: SourceStream
    watch: Watch
    taken: int = 0
    """Bytes of all answers of this ask."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.source.ended(self)

    def now(self) -> datetime:
        return self.source.clock.now()

    def ask(self, request: Request) -> Answer:
        asked = self.now()
        host, port = place(self.source.settings.url)
        try:
            line = opened(host, port, self.source.settings.connect, self.watch)
        except OSError as error:
            raise (self._late() if self.watch.over else of_opening(error)) from None
        with line:
            try:
                body = self._exchanged(line, request)
            except OSError as error:
                raise self._translated(error) from None
        return Answer(
            status=_OK,
            headers={},
            body=body,
            asked=asked,
            received=self.now(),
            url=self.source.settings.url,
        )

    def _exchanged(self, line: socket.socket, request: Request) -> bytes:
        """With its end, where one was asked for. Raises `OSError`."""
        if request.body is None:
            return b""
        line.settimeout(max(self.watch.left(), 0.001))
        line.sendall(request.body)
        whole = bytearray()
        while chunk := line.recv(_CHUNK):
            whole += chunk
            self._count(len(chunk))
            if self.watch.over:
                raise self._late()
            if request.until is None:
                continue
            # the end may have begun in the chunk before
            end = whole.find(request.until, max(len(whole) - len(chunk) - len(request.until), 0))
            if end >= 0:
                return bytes(whole[: end + len(request.until)])
        if self.watch.over:
            raise self._late()
        if request.until is not None:
            raise _cut_off(bytes(whole))
        return bytes(whole)

    def _count(self, more: int) -> None:
        self.taken += more
        cap = self.source.settings.max_bytes
        if self.taken > cap:
            raise SourceError(
                Reason.TOO_LARGE,
                phrase("Câu trả lời lớn quá mức cho phép ({cap} KiB)", cap=cap // 1024),
            )

    def _translated(self, error: OSError) -> SourceError:
        over = self.watch.over or isinstance(error, TimeoutError)
        return self._late() if over else of_network(error)

    def _late(self) -> SourceError:
        return late(self.source.settings.deadline)


def _cut_off(body: bytes) -> SourceError:
    if not body:
        return SourceError(
            Reason.UNREACHABLE, phrase("Máy chủ ngắt kết nối trước khi trả lời xong")
        )
    return SourceError(Reason.MALFORMED, phrase("Câu trả lời bị cắt giữa chừng"))
