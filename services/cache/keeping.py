"""How the cache's file is kept, and its troubles in words."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from services import database
from services.cache.trouble import CacheTrouble
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.database import Connection

DISK_FULL = phrase("Hết chỗ trên ổ đĩa, không ghi được bộ nhớ {path}.")


def warning(version: str = database.VERSION) -> Phrase | None:
    """What is to be said of an SQLite that is too old to let anyone but the writer checkpoint."""
    if _version(version) >= database.SOUND:
        return None
    return phrase(
        "Đang chạy trên SQLite {version}, cũ hơn {sound}: chỉ luồng ghi được dọn nhật ký ghi trước. "
        "Nên cài gói pysqlite3.",
        version=version,
        sound=".".join(map(str, database.SOUND)),
    )


def prepare(connection: Connection, path: Path) -> None:
    """How a file of ours is kept. `auto_vacuum` only takes hold while the file is empty."""
    connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
    if connection.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
        raise CacheTrouble(
            phrase("Không bật được chế độ ghi trước (WAL) cho bộ nhớ {path}.", path=str(path))
        )
    connection.execute("PRAGMA synchronous=NORMAL")


def said(error: Exception, path: Path) -> Phrase:
    """The words for an outer error."""
    where = str(path)
    match database.code(error):
        case 13:
            return phrase(DISK_FULL.text, path=where)
        case 8 | 3 | 14:
            return phrase("Không có quyền mở hoặc ghi bộ nhớ {path}.", path=where)
        case 5 | 6:
            return phrase("Bộ nhớ {path} đang bị một chương trình khác khóa.", path=where)
        case 11 | 26:
            return phrase("Tệp bộ nhớ {path} bị hỏng.", path=where)
        case _:
            return phrase(
                "Ổ đĩa báo lỗi khi dùng bộ nhớ {path}: {error}.", path=where, error=str(error)[:200]
            )


@contextlib.contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Outer errors of the block become `CacheTrouble`."""
    try:
        yield
    except (database.Error, OSError) as error:
        if isinstance(error, database.Error) and not database.is_outer(error):
            raise
        raise CacheTrouble(said(error, path)) from error


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))
