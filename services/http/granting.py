"""How a token is asked for, and what is read from the answer: both without the network."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode

from services.credentials import Login, OAuth2
from services.credentials.inlaid import filled
from services.door import Request, SourceError
from services.expression import Unfit, compiled
from services.http.address import address
from services.http.proof import basic, of_basic
from services.http.translation import said
from services.json_text import read_json
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.secret import Secret

    type Told = Callable[[Secret], str]

LONGEST = 16 * 1024
"""Characters of a token; servers refuse headers that are longer."""
_SECONDS, _MILLISECONDS = Decimal(10**9), Decimal(10**11)
"""From where a number counts from 1970: nobody grants a token for thirty years."""
_NEVER = Decimal(10**13)
_FORM = ("Content-Type", "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class Asking:
    """A request for a token, whole."""

    method: str
    url: str
    headers: dict[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Grant:
    token: str = field(repr=False)
    lasts: timedelta | None
    """None: until it is refused."""


def asking(way: OAuth2 | Login, base_url: str, told: Told) -> Asking:
    """`base_url` is the source's. Raises `SourceError` where a secret can't be had."""
    return _of_oauth2(way, told) if isinstance(way, OAuth2) else _of_login(way, base_url, told)


def _of_oauth2(way: OAuth2, told: Told) -> Asking:
    form = {"grant_type": "client_credentials"}
    form |= {"scope": way.scope} if way.scope else {}
    form |= {"audience": way.audience} if way.audience else {}
    name, secret = way.client_id.filled(told), told(way.client_secret)
    headers = dict([_FORM])
    if way.style == "basic":  # each half encoded first: RFC 6749, 2.3.1
        headers["Authorization"] = basic(quote_plus(name), quote_plus(secret))
    else:
        form |= {"client_id": name, "client_secret": secret}
    return Asking("POST", way.token_url, headers, urlencode(form).encode())


def _of_login(way: Login, base_url: str, told: Told) -> Asking:
    absolute = way.url.startswith(("http://", "https://"))
    url = way.url if absolute else address(base_url, Request(path=way.url))
    headers = {name: value.filled(told) for name, value in way.headers.items()}
    if way.basic is not None:
        headers["Authorization"] = of_basic(way.basic, told)
    if way.body is None:
        return Asking(way.method, url, headers, None)
    content = filled(way.body, told)
    if way.encoding == "form" and isinstance(content, dict):
        body = urlencode({name: _plain(one) for name, one in content.items()}).encode()
        return Asking(way.method, url, dict([_FORM]) | headers, body)
    body = json.dumps(content, ensure_ascii=False).encode()
    return Asking(way.method, url, {"Content-Type": "application/json", **headers}, body)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def granted(way: OAuth2 | Login, body: bytes, now: datetime) -> Grant:
    """What the answer holds; `SourceError` in words that name who answered."""
    place = "access_token" if isinstance(way, OAuth2) else way.token
    until = "expires_in" if isinstance(way, OAuth2) else way.expires
    payload = _read(body)
    token = _found(place, payload)
    if not isinstance(token, str) or not token:
        raise _lacking(place, said(body))
    if len(token) > LONGEST:
        raise _unusable(
            phrase("Máy chủ cấp khóa trả khóa dài quá {most} KiB", most=LONGEST // 1024),
            Reason.TOO_LARGE,
        )
    if not token.isascii() or not token.isprintable() or " " in token:
        raise _unusable(phrase("Máy chủ cấp khóa trả khóa có ký tự không gửi được"))
    if until is None:
        return Grant(token, None)
    written = _found(until, payload)
    if written is None and isinstance(way, OAuth2):  # RFC 6749, 5.1: only recommended
        return Grant(token, None)
    return Grant(token, _lasting(written, until, now))


def _lacking(place: str, why: str | None) -> SourceError:
    if why is None:
        return _unusable(phrase("Máy chủ cấp khóa không trả khóa ở chỗ “{place}”", place=place))
    return _unusable(
        phrase("Máy chủ cấp khóa không trả khóa ở chỗ “{place}”: {why}", place=place, why=why),
        Reason.REFUSED,
    )


def _read(body: bytes) -> object:
    if body.lstrip().startswith(b"<"):
        raise _unusable(
            phrase("Máy chủ cấp khóa trả lời một trang web (HTML) hoặc XML, không phải JSON")
        )
    try:
        return read_json(body)
    except SourceError:
        raise _unusable(phrase("Máy chủ cấp khóa trả lời không phải JSON đúng")) from None


def _found(expression: str, payload: object) -> object:
    try:
        return compiled(expression)(payload)
    except Unfit:
        return None


def _lasting(written: object, place: str, now: datetime) -> timedelta:
    lasts = _from_now(written, now)
    if lasts is None:
        raise _unusable(
            phrase("Không đọc được hạn của khóa ở “{place}” mà máy chủ cấp khóa trả", place=place)
        )
    if lasts <= timedelta():
        raise _unusable(phrase("Máy chủ cấp khóa trả khóa đã hết hạn; kiểm tra đồng hồ máy"))
    return lasts


def _from_now(written: object, now: datetime) -> timedelta | None:
    match written:
        case bool():
            return None
        case int() | Decimal():
            count: Decimal | None = Decimal(written)
        case str():
            count = number(written)
        case _:
            return None
    try:
        if count is None:
            return _moment(str(written)) - now
        if count < _SECONDS:
            return timedelta(seconds=float(count))
        if count >= _NEVER:
            return None
        since_1970 = count / 1000 if count >= _MILLISECONDS else count
        return datetime.fromtimestamp(float(since_1970), UTC) - now
    except (ValueError, OverflowError, OSError):
        return None


def _moment(written: str) -> datetime:
    found = datetime.fromisoformat(written.strip())
    if found.tzinfo is None:
        raise ValueError(written)
    return found


def _unusable(words: Phrase, reason: Reason = Reason.MALFORMED) -> SourceError:
    return SourceError(
        reason,
        words,
        remedy=phrase(
            "so auth của nguồn (login hoặc oauth2: địa chỉ cấp khóa, chỗ của khóa) với tài liệu của hệ thống"
        ),
    )
