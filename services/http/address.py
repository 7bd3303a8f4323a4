"""Where a request goes: the source's URL with a path, and never another origin."""

from __future__ import annotations

from urllib.parse import SplitResult, urlencode, urlsplit, urlunsplit

from services.door import Request, SourceError
from services.links import joined
from services.news import Reason
from services.phrase import phrase

_PORTS = {"http": 80, "https": 443}

_MOVED = phrase("nếu đúng là hệ thống ấy thì khai địa chỉ mới ở url")


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port; `SourceError` for what is no http(s) address."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _unusable() from error
    if parts.scheme not in _PORTS or not host:
        raise _unusable()
    return parts.scheme, host, port or _PORTS[parts.scheme]


def address(base: str, request: Request) -> str:
    """The base with the request's path and parameters. An absolute path must be of the base's
    origin. Parameters that the base has stay in front.
    """
    home = origin(base)
    if urlsplit(base).username is not None:
        raise SourceError(
            Reason.REFUSED, phrase("Địa chỉ chứa tên và mật khẩu; hãy khai chúng ở “auth”")
        )
    if request.path.startswith(("http://", "https://")):
        if origin(request.path) != home:
            raise SourceError(
                Reason.REFUSED,
                phrase("Nguồn chỉ sang máy chủ khác, tường không đi theo"),
                remedy=_MOVED,
            )
        parts = urlsplit(request.path)
        query = parts.query
    else:
        parts = urlsplit(base)
        path, _, more = request.path.partition("?")
        query = "&".join(filter(None, (parts.query, more)))
        if path:
            parts = parts._replace(path=f"{parts.path.rstrip('/')}/{path.lstrip('/')}")
    query = "&".join(filter(None, (query, urlencode(request.params))))
    return _written(parts, query)


def redirected(url: str, location: str, home: str) -> str:
    """Where a redirect leads, if it stays at home."""
    target = joined(url, location)
    if origin(target) != origin(home):
        raise SourceError(
            Reason.REFUSED,
            phrase(
                "Nguồn chuyển hướng sang máy chủ khác ({host}), tường không đi theo",
                host=f"{urlsplit(target).scheme}://{urlsplit(target).netloc.rpartition('@')[2]}",
            ),
            remedy=_MOVED,
        )
    parts = urlsplit(target)
    return _written(parts, parts.query)


def _written(parts: SplitResult, query: str) -> str:
    """Without name, password and fragment."""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))


def _unusable() -> SourceError:
    return SourceError(Reason.NO_SUCH_NAME, phrase("Địa chỉ của nguồn không dùng được"))
