"""Checks of addresses: a source's URL, its proxy, and where it gets its tokens."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from services.credentials import Auth, Login, OAuth2
from services.database_url import lacking
from services.phrase import Phrase, phrase
from services.wall_file.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.settings import Source
    from services.wall_file.seen import Seen

type _Said = tuple[Phrase, Phrase]

_UNREADABLE: _Said = (
    phrase("địa chỉ không đọc được"),
    phrase("ghi ví dụ: https://bao-cao.noi-bo/api/chi-so"),
)


def checks_of_addresses(seen: Seen) -> Iterator[Fault]:
    simulated = seen.wall.province is not None or "province" in seen.declared.names
    for name, source in seen.wall.sources.items():
        if (wrong := _wrong(source, paths=simulated)) is not None:
            yield Fault.at(seen.place("sources", name, "url"), *wrong)
        if source.proxy is not None and (wrong := wrong_url(source.proxy, paths=False)):
            yield Fault.at(seen.place("sources", name, "proxy"), *wrong)
        database = source.database()
        if database is not None and (lacks := lacking(database.place)) is not None:
            yield Fault.warning(seen.place("sources", name, "url"), *lacks)
        yield from _granting(seen, name, source)
    urls = [source.url for source in seen.wall.sources.values()]
    if seen.wall.province is not None and seen.whole and not any(map(_is_path, urls)):
        yield Fault.warning(
            seen.key("province"),
            phrase("có tỉnh mô phỏng mà không nguồn nào ghi đường dẫn"),
            phrase("ghi url của nguồn là đường dẫn, ví dụ: /soc; hoặc xóa province"),
        )


def _wrong(source: Source, *, paths: bool) -> _Said | None:
    if source.files() is not None or source.database() is not None:
        return None
    if source.scouts() and not _is_path(source.url):
        return None  # its own settings see to the addresses of others
    bare = "tcp" in source.schemes() and "http" not in source.schemes()
    return wrong_line(source.url) if bare else wrong_url(source.url, paths=paths)


def wrong_line(url: str) -> _Said | None:
    """What is wrong with the address of a bare line."""
    said = (
        phrase("địa chỉ không có dạng tcp://máy:cổng"),
        phrase("ghi ví dụ: tcp://10.1.0.9:3310"),
    )
    if re.search(r"[\s\x00-\x1f\x7f\\@?#]", url):
        return said
    try:
        parts = urlsplit(url)
        whole = bool(parts.hostname and parts.port) and parts.scheme == "tcp"
    except ValueError:
        return said
    return None if whole and parts.path in {"", "/"} else said


def _granting(seen: Seen, name: str, source: Source) -> Iterator[Fault]:
    """Where secrets go to get a token: a good address, and no open line through a network."""
    match source.auth:
        case Auth(oauth2=OAuth2(token_url=url)):
            at, absolute = ("sources", name, "auth", "oauth2", "token_url"), True
        case Auth(login=Login(url=url)):
            at = ("sources", name, "auth", "login", "url")
            absolute = "://" in url
            url = url if absolute else source.url
        case _:
            return
    if absolute and (wrong := wrong_url(url, paths=False)):
        yield Fault.at(seen.place(*at), *wrong)
    elif url.startswith("http://") and not _of_this_machine(url):
        yield Fault.warning(
            seen.place(*at),
            phrase("mật khẩu đi không mã hóa (http) tới nơi cấp khóa"),
            phrase("đổi địa chỉ thành https://"),
        )


def _of_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def wrong_url(url: str, *, paths: bool) -> _Said | None:
    """What is wrong with an address, None where nothing is. A path will do where `paths`. What may
    be a password is never repeated.
    """
    if re.search(r"[\s\x00-\x1f\x7f\\]", url):
        return (
            phrase("địa chỉ có dấu cách hoặc ký tự lạ"),
            phrase("xóa ký tự đó, hoặc mã hóa nó, ví dụ: %20"),
        )
    if _is_path(url):
        if paths:
            return None
        return (
            phrase("địa chỉ chỉ là đường dẫn mà tệp không có province"),
            phrase("ghi đủ http:// hoặc https://, hoặc thêm mục province"),
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return _UNREADABLE
    if "@" in parts.netloc:
        return (
            phrase("địa chỉ mang tên đăng nhập hoặc mật khẩu"),
            phrase("bỏ phần trước dấu @ và ghi nó ở auth, bằng tham chiếu"),
        )
    if parts.scheme not in {"http", "https"}:
        return (
            phrase("địa chỉ không bắt đầu bằng http:// hoặc https://"),
            phrase("ghi ví dụ: https://bao-cao.noi-bo/api/chi-so"),
        )
    if not host or port == 0:
        return _UNREADABLE
    if parts.fragment:
        return phrase("địa chỉ có phần sau dấu #"), phrase("xóa phần từ dấu # trở đi")
    return None


def _is_path(url: str) -> bool:
    return url.startswith("/") and not url.startswith("//")
