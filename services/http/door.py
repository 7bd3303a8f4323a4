"""The door of one ask: all its requests share a deadline, a byte cap and a session."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Self

import requests
import urllib3

from services.door import Answer, Request, SourceError
from services.http.address import address, redirected
from services.http.translation import of_network, of_status
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from types import TracebackType

    from services.http.deadlines import Watch
    from services.http.source import SourceHttp

REDIRECTS = 3
_CHUNK = 64 * 1024
_EXCERPT = 16 * 1024
_GOOD = 2
"""Hundreds of a status."""
_MOVED = {301, 302, 303, 307, 308}
_KEEPS_METHOD = {307, 308}
_NOT_MODIFIED = 304
_LONGEST_LENGTH = 20
"""Digits of a `Content-Length`; one with more is none."""
_BAD_ANSWER = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError)
"""`ValueError`: urllib3 and http.client raise it for addresses and headers they can't send."""


@dataclass(eq=False)
class HttpDoor:
    """A `services.door.Door` out to a real system, for one ask."""

    source: SourceHttp
    watch: Watch
    taken: int = 0
    """Bytes, after decompression, of all answers of this ask."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """The ask is over."""
        self.source.ended(self)

    def now(self) -> datetime:
        return self.source.clock.now()

    def ask(self, request: Request) -> Answer:
        asked = self.now()
        url = address(self.source.base_url, request)
        headers = self._headers(request)
        method, body, at = request.method, request.body, url
        for _ in range(REDIRECTS + 1):
            answer, location = self._once(method, at, headers, body, asked)
            if location is None:
                return answer
            if answer.status not in _KEEPS_METHOD and method != "GET":
                method, body = "GET", None
            at = redirected(at, location, self.source.base_url)
        raise SourceError(Reason.REFUSED, phrase("Nguồn chuyển hướng vòng quanh"))

    def _headers(self, request: Request) -> dict[str, str]:
        headers = {
            "User-Agent": "langbiang",
            "Accept": "application/json, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            **dict(request.headers),
        }
        return headers | self.source.credentials()

    def _once(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        asked: datetime,
    ) -> tuple[Answer, str | None]:
        """The answer, and where it says to go instead."""
        response = self._sent(method, url, headers, body)
        with response:
            lower = {name.lower(): value for name, value in response.headers.items()}
            status = response.status_code
            moved = lower.get("location") if status in _MOVED else None
            fine = status // 100 == _GOOD or (status == _NOT_MODIFIED and _conditional(headers))
            if moved is None and not fine:
                raise of_status(status, lower, self._excerpt(response), self.now())
            content = b"" if moved is not None else self._content(response, lower)
        answer = Answer(
            status=status, headers=lower, body=content, asked=asked, received=self.now(), url=url
        )
        return answer, moved

    def _sent(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> requests.Response:
        """Once more where an old line had been closed by the other side in the meantime."""
        try:
            return self._send(method, url, headers, body)
        except SourceError as error:
            again = self.watch.reused and error.reason is Reason.UNREACHABLE and method == "GET"
            if not again:
                raise
            return self._send(method, url, headers, body)

    def _send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> requests.Response:
        if self.watch.over:
            raise self._late()
        session = self.source.session(self.watch)
        left = max(self.watch.left(), 0.001)
        connect = min(self.source.settings.connect.total_seconds(), left)
        try:
            return session.request(
                method,
                url,
                headers=dict(headers),
                data=body,
                timeout=(connect, left),
                allow_redirects=False,
                stream=True,
            )
        except _BAD_ANSWER as error:
            raise self._translated(error) from None

    def _content(self, response: requests.Response, headers: Mapping[str, str]) -> bytes:
        """The body, decompressed, in chunks, so that neither a flood nor a bomb is ever held."""
        cap = self.source.settings.max_bytes
        announced = headers.get("content-length", "")
        stated = announced.isascii() and announced.isdigit() and len(announced) < _LONGEST_LENGTH
        if stated and self.taken + int(announced) > cap:
            raise self._large()
        whole = bytearray()
        for chunk in self._chunks(response):
            whole += chunk
            self.taken += len(chunk)
            if self.taken > cap:
                raise self._large()
        return bytes(whole)

    def _excerpt(self, response: requests.Response) -> bytes:
        """The start of a refusal's body; a refusal that stalls is still that refusal."""
        try:
            return next(self._chunks(response, _EXCERPT), b"")
        except SourceError:
            return b""

    def _chunks(self, response: requests.Response, size: int = _CHUNK) -> Iterator[bytes]:
        while chunk := self._chunk(response, size):
            yield chunk

    def _chunk(self, response: requests.Response, size: int) -> bytes:
        try:
            chunk: bytes = response.raw.read(size, decode_content=True)
        except _BAD_ANSWER as error:
            raise self._translated(error) from None
        if self.watch.over:
            # A line that was cut ends like a body of unknown length does.
            raise self._late()
        return chunk

    def _translated(self, error: Exception) -> SourceError:
        return self._late() if self.watch.over else of_network(error)

    def _late(self) -> SourceError:
        seconds = Decimal(str(self.source.settings.deadline.total_seconds())).normalize()
        return SourceError(
            Reason.DEADLINE,
            phrase("Nguồn không trả lời xong trong {seconds} giây", seconds=seconds),
        )

    def _large(self) -> SourceError:
        return SourceError(
            Reason.TOO_LARGE,
            phrase(
                "Câu trả lời lớn quá mức cho phép ({cap} KiB)",
                cap=self.source.settings.max_bytes // 1024,
            ),
        )


def _conditional(headers: Mapping[str, str]) -> bool:
    return not {"if-none-match", "if-modified-since"}.isdisjoint(map(str.lower, headers))
