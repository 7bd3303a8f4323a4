"""What is sent and what comes back in one ask: one deadline and one byte cap for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

import requests
import urllib3

from services.door import Answer, SourceError
from services.http.proof import NOTHING
from services.http.translation import of_network, of_status
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from services.clock import Clock
    from services.http.deadlines import Watch
    from services.http.proof import Proof
    from services.settings import Source

_CHUNK = 64 * 1024
_EXCERPT = 16 * 1024
_GOOD = 2
"""Hundreds of a status."""
_MOVED = {301, 302, 303, 307, 308}
_NOT_MODIFIED, _BEYOND = 304, 416
_LONGEST_LENGTH = 20
"""Digits of a `Content-Length`; one with more is none."""
_ALWAYS = {
    "User-Agent": "langbiang",
    "Accept": "application/json, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_BAD_ANSWER = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError)
"""`ValueError`: urllib3 and http.client raise it for addresses and headers they can't send."""


class Sessions(Protocol):
    """On whose behalf is asked."""

    @property
    def settings(self) -> Source: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def base_url(self) -> str: ...

    def session(self, url: str, watch: Watch) -> requests.Session: ...


@dataclass(eq=False)
class Exchange:
    source: Sessions
    watch: Watch
    taken: int = 0
    """Bytes, after decompression, of all answers of this ask."""

    def once(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        proof: Proof = NOTHING,
        *,
        repeatable: bool = False,
    ) -> tuple[Answer, str | None]:
        """One request: the answer, and where it says to go instead. `repeatable`: the request may
        reach the system twice, as a GET may anyway.
        """
        asked = self.source.clock.now()
        again = repeatable or method == "GET"
        response = self._sent(method, url, headers, body, proof, again=again)
        with response:
            lower = {name.lower(): value for name, value in response.headers.items()}
            status = response.status_code
            moved = lower.get("location") if status in _MOVED else None
            fine = status // 100 == _GOOD or _invited(status, headers)
            if moved is None and not fine:
                raise self._refusal(status, lower, self._excerpt(response), asked, url)
            content = b"" if moved is not None else self._content(response, lower)
        answer = Answer(
            status=status,
            headers=lower,
            body=content,
            asked=asked,
            received=self.source.clock.now(),
            url=url,
        )
        return answer, moved

    def _refusal(
        self, status: int, headers: Mapping[str, str], body: bytes, asked: datetime, url: str
    ) -> SourceError:
        now = self.source.clock.now()
        error = of_status(status, headers, body, now)
        error.answer = Answer(
            status=status, headers=headers, body=body, asked=asked, received=now, url=url
        )
        return error

    def _sent(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        proof: Proof,
        *,
        again: bool,
    ) -> requests.Response:
        """Once more where an old line had been closed by the other side in the meantime."""
        try:
            return self._send(method, url, headers, body, proof)
        except SourceError as error:
            if not (again and self.watch.reused and error.reason is Reason.UNREACHABLE):
                raise
            return self._send(method, url, headers, body, proof)

    def _send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, proof: Proof
    ) -> requests.Response:
        if self.watch.over:
            raise self._late()
        left = max(self.watch.left(), 0.001)
        connect = min(self.source.settings.connect.total_seconds(), left)
        session = self.source.session(url, self.watch)
        try:
            # What a session does besides (cookies, redirects, the environment) is not wanted here.
            prepared = requests.Request(
                method, url, headers={**_ALWAYS, **headers}, data=body, auth=proof
            ).prepare()
            return session.get_adapter(url).send(
                prepared, stream=True, timeout=(connect, left), proxies=session.proxies
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


def _invited(status: int, headers: Mapping[str, str]) -> bool:
    """Whether it is no failure after what was asked: nothing changed, or nothing more is there."""
    asked = set(map(str.lower, headers))
    if status == _NOT_MODIFIED:
        return not {"if-none-match", "if-modified-since"}.isdisjoint(asked)
    return status == _BEYOND and "range" in asked
