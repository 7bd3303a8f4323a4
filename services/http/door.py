"""The door of one ask: its requests go out with credentials, within the source's own origin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from services.door import Answer, Request, SourceError
from services.http.address import address, redirected
from services.http.proof import NOTHING
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

    from services.http.exchange import Exchange
    from services.http.proof import Proof
    from services.http.source import SourceHttp

REDIRECTS = 3
_KEEPS_METHOD = {307, 308}
_UNAUTHORISED = 401


@dataclass(eq=False)
class HttpDoor:
    """A `services.door.Door` out to a real system, for one ask."""

    source: SourceHttp
    exchange: Exchange
    renewed: bool = False
    """The source refused a token in this ask, and another was asked for."""

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

    @property
    def taken(self) -> int:
        """Bytes, after decompression, of all answers of this ask."""
        return self.exchange.taken

    def now(self) -> datetime:
        return self.source.clock.now()

    def ask(self, request: Request) -> Answer:
        asked = self.now()
        try:
            answer = self._convinced(request)
        except SourceError as error:
            if error.reason is Reason.CERTIFICATE:
                self.source.start_afresh()
            raise self.source.masked(error) from None
        return replace(answer, asked=asked)

    def _convinced(self, request: Request) -> Answer:
        """Where a token is refused, once more with another."""
        if request.anonymous:
            return self._followed(request, NOTHING)
        proof = self.source.proofs.proof(self.exchange)
        try:
            return self._followed(request, proof)
        except SourceError as error:
            if error.status != _UNAUTHORISED or self.renewed:
                raise
            another = self.source.proofs.instead_of(proof, self.exchange)
            if another is None:
                raise
            self.renewed = True
        return self._followed(request, another)

    def _followed(self, request: Request, proof: Proof) -> Answer:
        at = address(self.source.base_url, request)
        headers, method, body = dict(request.headers), request.method, request.body
        for _ in range(REDIRECTS + 1):
            answer, location = self.exchange.once(method, at, headers, body, proof)
            if location is None:
                return answer
            if not request.follow:
                raise SourceError(
                    Reason.REFUSED,
                    phrase(
                        "Nguồn chuyển hướng, tường không đi theo vì chỉ được gọi đúng các lệnh đọc"
                    ),
                    remedy=phrase("khai ở url địa chỉ cuối cùng, không qua chuyển hướng"),
                )
            if answer.status not in _KEEPS_METHOD and method != "GET":
                method, body = "GET", None
            at = redirected(at, location, self.source.base_url)
        raise SourceError(Reason.REFUSED, phrase("Nguồn chuyển hướng vòng quanh"))
