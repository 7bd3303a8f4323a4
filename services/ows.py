"""What OGC's older services (WFS, WMS) have in common: addresses with one parameter for the service and
one for the question, and errors as XML reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from services.door import Request, SourceError
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from services.draft import Met

_KEPT = {"map"}
"""Parameters of the service's own address: MapServer's and QGIS Server's project."""
_PATHS = ("ows", "mapserv", "qgis_mapserv")
_MARKS = (b"ExceptionReport", b"mapserv")
"""In what a map server says to a bare GET."""


def home(address: str) -> str:
    """Where the service is: without the question that was asked."""
    parts = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name.lower() in _KEPT]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept, safe="/"), ""))


def at(address: str, question: Request) -> Request:
    """The same question of the service there."""
    joint = "&" if urlsplit(address).query else "?"
    params = urlencode(question.params)
    return Request(path=f"{address}{joint}{params}")


def may_be(met: Met, service: str) -> bool:
    """Whether it is worth a question more. An address that asks another service isn't, nor one that
    answers what no map server would.
    """
    if met.local or not met.answers:
        return False
    parts = urlsplit(met.address)
    asked = {name.lower(): value.upper() for name, value in parse_qsl(parts.query)}.get("service")
    if asked is not None:
        return asked == service
    path, start = parts.path.lower(), met.body[:4000]
    capabilities = f"{service}_Capabilities".encode()
    named = any(part in path for part in (*_PATHS, service.lower()))
    return named or any(mark in start for mark in (*_MARKS, capabilities))


def refused(why: str) -> SourceError:
    """`why` as the server says it."""
    return SourceError(Reason.REFUSED, phrase("Máy chủ bản đồ báo lỗi: {why}", why=why or "?"))
