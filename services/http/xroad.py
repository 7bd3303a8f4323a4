"""Signs the headers that carry a call's parameters, as the SDK of the national document axis does: with
the system's name and the time they become one JSON text, which is sent and signed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.http.proof import with_headers

if TYPE_CHECKING:
    from datetime import datetime

    from requests import PreparedRequest

PREFIX = "XroadVnpt-"
_VERSION = "3.0.201608"
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True, kw_only=True)
class XRoadSignature:
    """A proof that is another for each request."""

    system: str
    secret: bytes = field(repr=False)
    at: datetime

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        sent = (request.headers or {}).items()
        said = {str(name): str(one) for name, one in sent if str(name).startswith(PREFIX)}
        said |= {f"{PREFIX}timestamp": written(self.at), f"{PREFIX}systemid": self.system}
        text = json.dumps(said, separators=(",", ":"))
        names = ";".join(name.removeprefix(PREFIX) for name in said)
        signed = {
            f"{PREFIX}sign-header-key": names,
            f"{PREFIX}sign-header": text,
            f"{PREFIX}hash-header": hmac.new(
                self.secret, text.encode(), hashlib.sha256
            ).hexdigest(),
            f"{PREFIX}version": _VERSION,
        }
        return with_headers(request, said | signed)


def written(at: datetime) -> str:
    """`24112026T140000+0123`: the day first, and milliseconds of four digits."""
    local = at.astimezone(_ZONE)
    return f"{local:%d%m%YT%H%M%S}+{local.microsecond // 1000:04}"
