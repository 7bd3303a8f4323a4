"""Signs a request over the parts that a platform wants signed. What is signed is what is sent: the
address and the body as they leave.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from services.credentials.signature import PLACE, SIGNATURE
from services.door import SourceError
from services.http.proof import with_headers
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from requests import PreparedRequest

    from services.credentials import Hmac

_NONCE = 16
"""Bytes, written in hex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A proof that is another for each request."""

    way: Hmac
    key: str
    secret: bytes = field(repr=False)
    at: datetime

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        parts = parts_of(request, self.key, written(self.at, self.way.date), _nonce())
        signature = signed(self.way, self.secret, parts)
        known = {**parts, SIGNATURE: signature}
        return with_headers(
            request, {name: _placed(text, known) for name, text in self.way.headers.items()}
        )


def signed(way: Hmac, secret: bytes, parts: Mapping[str, str]) -> str:
    text = way.join.join(
        _placed(part, parts) if PLACE.search(part) else parts[part] for part in way.parts
    )
    digest = hmac.new(secret, text.encode(), way.algorithm)
    if way.encoding == "hex":
        return digest.hexdigest()
    return b64encode(digest.digest()).decode("ascii")


def parts_of(request: PreparedRequest, key: str, date: str, nonce: str) -> dict[str, str]:
    """By the names in `credentials.signature.PARTS`."""
    url = urlsplit(request.url or "")
    body = request.body or b""
    raw = body if isinstance(body, bytes) else str(body).encode()
    return {
        "method": request.method or "",
        "path": url.path,
        "query": url.query,
        "sorted_query": "&".join(sorted(url.query.split("&"))),
        "host": url.netloc,
        "date": date,
        "nonce": nonce,
        "key": key,
        "body": raw.decode("utf-8", "replace"),
        "body_sha256": hashlib.sha256(raw).hexdigest(),
    }


def written(at: datetime, form: str) -> str:
    at = at.astimezone(UTC).replace(microsecond=0 if form != "epoch_ms" else at.microsecond)
    match form:
        case "compact":
            return at.strftime("%Y%m%dT%H%M%SZ")
        case "http":
            return format_datetime(at, usegmt=True)
        case "epoch":
            return str(int(at.timestamp()))
        case "epoch_ms":
            return str(round(at.timestamp() * 1000))
        case _:
            return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def secret_bytes(secret: str, encoding: str) -> bytes:
    """As the platform wrote it; `SourceError` where it isn't written so."""
    try:
        match encoding:
            case "hex":
                return bytes.fromhex(secret)
            case "base64":
                return b64decode(secret, validate=True)
            case _:
                return secret.encode()
    except (ValueError, binascii.Error):
        raise SourceError(
            Reason.UNAUTHORISED,
            phrase(
                "Khóa bí mật không viết theo dạng {encoding} như tệp tường khai", encoding=encoding
            ),
        ) from None


def _placed(text: str, parts: Mapping[str, str]) -> str:
    return PLACE.sub(lambda place: parts.get(place[1], place[0]), text)


def _nonce() -> str:
    return secrets.token_hex(_NONCE)
