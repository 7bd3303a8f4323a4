"""Where a database is, as one line of a wall file says it: `sqlite:///bao-cao/so-lieu.db`,
`postgresql://tuong@10.1.2.3:5432/vu_viec`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from services.phrase import phrase
from services.quantities import WrongSetting

if TYPE_CHECKING:
    from services.phrase import Phrase
    from services.secret import Secret

SCHEMES = ("sqlite", "postgresql")
_SQLITE = "sqlite:///"
_POSTGRES = re.compile(r"postgres(?:ql)?://")
_ODD = re.compile(r"[\x00-\x1f\x7f]")
_PORT = 5432

type Tls = Literal["prefer", "require", "verify", "off"]


@dataclass(frozen=True, slots=True)
class SqliteFile:
    path: str
    """From the wall file's folder, unless it is absolute: with a fourth slash, or a drive's letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresServer:
    host: str
    """A name, an address, or the folder of a Unix socket."""
    port: int
    user: str
    name: str
    """Of the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """What a source asks that is a database; a request's body is then one statement, and a request
    without one asks what tables there are.
    """

    place: SqliteFile | PostgresServer
    password: Secret | None = field(default=None, repr=False)
    tls: Tls = "prefer"


def lacking(place: SqliteFile | PostgresServer) -> tuple[Phrase, Phrase] | None:
    """What this computer needs before it can be asked, and how to get it; None where it has it all."""
    if isinstance(place, SqliteFile) or find_spec("psycopg") is not None:
        return None
    return (
        phrase("Máy này chưa cài phần đọc PostgreSQL (psycopg)"),
        phrase("cài: uv sync --extra postgres, hoặc pip install 'langbiang[postgres]'"),
    )


def place_of(url: str) -> SqliteFile | PostgresServer:
    """Raises `WrongSetting`; a password in the address isn't repeated."""
    if _ODD.search(url):
        raise WrongSetting("địa chỉ có ký tự lạ", "xóa ký tự đó")
    if url.startswith(_SQLITE):
        return _file(url.removeprefix(_SQLITE))
    if not _POSTGRES.match(url):
        raise WrongSetting(
            "địa chỉ không bắt đầu bằng sqlite:/// hay postgresql://",
            "ghi ví dụ: sqlite:///so-lieu.db, hoặc postgresql://tuong@10.1.2.3/vu_viec",
        )
    return _server(url)


def _file(path: str) -> SqliteFile:
    if not path or "?" in path or "#" in path:
        raise WrongSetting(
            "địa chỉ không có tên tệp, hoặc có ? hay #",
            "ghi sqlite:/// rồi đường dẫn tính từ tệp tường, ví dụ: sqlite:///so-lieu.db; đường dẫn đầy đủ"
            " thì ghi sqlite:////srv/so-lieu.db",
        )
    return SqliteFile(unquote(path))


def _server(url: str) -> PostgresServer:
    try:
        parts = urlsplit(url)
        host, port = unquote(parts.hostname or ""), parts.port or _PORT
    except ValueError:
        host, port, parts = "", 0, urlsplit("")
    name = unquote(parts.path.strip("/"))
    if parts.password is not None:
        raise WrongSetting(
            "địa chỉ mang mật khẩu", "bỏ mật khẩu khỏi url và ghi nó ở password, bằng tham chiếu"
        )
    if not (host and parts.username and name) or "/" in name or parts.query or parts.fragment:
        raise WrongSetting(
            "địa chỉ không có dạng postgresql://tên@máy:cổng/cơ-sở-dữ-liệu",
            "ghi ví dụ: postgresql://tuong@10.1.2.3:5432/vu_viec",
        )
    return PostgresServer(host=host, port=port, user=unquote(parts.username), name=name)
