"""The token of one source: asked for once, kept in memory, asked for anew a little before it expires
or when the source refuses it.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from services.credentials import Login, OAuth2
from services.door import SourceError
from services.http.granting import asking, granted
from services.http.proof import Headers
from services.news import Reason
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.clock import Clock
    from services.http.exchange import Exchange
    from services.http.granting import Told

EARLIER = timedelta(seconds=30)
"""A token is no longer used so long before it expires, or a tenth of its life where that is less."""
_REFUSED = {
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "invalid_scope",
    "access_denied",
}
"""Errors of RFC 6749, 5.2, which come with status 400."""
_ADDRESS = phrase("kiểm tra địa chỉ cấp khóa ở auth: login: url hoặc oauth2: token_url")
_UNAUTHORISED = {401, 403}
_BAD_REQUEST, _NOT_FOUND = 400, 404


class TokenProof(Headers):
    """Of one token, which the source may refuse."""


class Tokens:
    """`told` looks secrets up, `conceal` is told of every token, so that no log shows it."""

    def __init__(
        self, way: OAuth2 | Login, told: Told, clock: Clock, conceal: Callable[[str], None]
    ) -> None:
        self._way, self._told, self._clock, self._conceal = way, told, clock, conceal
        self._lock = threading.Lock()
        self._kept: TokenProof | None = None
        self._until: float | None = None
        """On the monotonic clock; None: until it is refused."""

    def proof(self, exchange: Exchange, refused: TokenProof | None = None) -> TokenProof:
        """Of the token that is kept, else of a new one. `refused`: not of this one. Two asks at once
        ask for one token: who comes second waits within its own deadline.
        """
        if not self._lock.acquire(timeout=max(exchange.watch.left(), 0)):
            raise _late()
        try:
            kept = self._kept
            if kept is None or kept is refused or self._expired():
                kept = self._kept = self._asked(exchange)
            return kept
        finally:
            self._lock.release()

    def _expired(self) -> bool:
        return self._until is not None and self._clock.monotonic() >= self._until

    def _asked(self, exchange: Exchange) -> TokenProof:
        self._kept = None  # whatever happens now, the old one is no good
        wanted = asking(self._way, exchange.source.base_url, self._told)
        self._conceal(wanted.headers.get("Authorization", "").removeprefix("Basic "))
        try:
            answer, moved = exchange.once(
                wanted.method, wanted.url, wanted.headers, wanted.body, repeatable=True
            )
        except SourceError as error:
            raise _of_grantor(error) from None
        if moved is not None:
            raise SourceError(
                Reason.REFUSED,
                phrase("Máy chủ cấp khóa chuyển hướng sang nơi khác; ghi thẳng địa chỉ ấy"),
                remedy=_ADDRESS,
            )
        grant = granted(self._way, answer.body, self._clock.now())
        self._conceal(grant.token)
        self._until = None
        if grant.lasts is not None:
            usable = grant.lasts - min(EARLIER, grant.lasts / 10)
            self._until = self._clock.monotonic() + usable.total_seconds()
        return TokenProof(self._sent(grant.token))

    def _sent(self, token: str) -> dict[str, str]:
        if isinstance(self._way, OAuth2):
            return {"Authorization": f"Bearer {token}"}
        send = self._way.send
        return {send.header: send.as_.replace("{token}", token)}


def _late() -> SourceError:
    return SourceError(Reason.DEADLINE, phrase("Máy chủ cấp khóa không trả lời trong thời hạn"))


def _of_grantor(error: SourceError) -> SourceError:
    """The same failure, told of whoever grants tokens."""
    why = dict(error.words.values).get("why")
    reason = error.reason
    if error.status == _BAD_REQUEST and why in _REFUSED:
        reason = Reason.UNAUTHORISED
    return SourceError(reason, _words(error, why), error.retry_after, remedy=_remedy(error))


def _remedy(error: SourceError) -> Phrase | None:
    """Of a failure that is the address's or the system's as it would be the source's own."""
    if error.status == _NOT_FOUND:
        return _ADDRESS
    return error.remedy if error.status not in _UNAUTHORISED else None


def _words(error: SourceError, why: object) -> Phrase:
    status = error.status or 0
    if error.reason is Reason.DEADLINE:
        return _late().words
    if error.reason is Reason.TOO_LARGE:
        return phrase("Máy chủ cấp khóa trả lời quá lớn")
    if status in _UNAUTHORISED:
        return phrase("Máy chủ cấp khóa không nhận tên hoặc mật khẩu ({status})", status=status)
    if status == _NOT_FOUND:
        return phrase("Máy chủ cấp khóa không có địa chỉ này (404)")
    if status and why:
        return phrase("Máy chủ cấp khóa báo lỗi {status}: {why}", status=status, why=str(why))
    if status:
        return phrase("Máy chủ cấp khóa báo lỗi {status}", status=status)
    return phrase("Máy chủ cấp khóa: {why}", why=error.words)
