"""The only module that imports the database: connections, the SQLite in use, what its errors mean.

sqlite-utils takes pysqlite3 where it is installed, else the standard library's; this module takes the
same one, for two SQLite libraries on one file in one process can corrupt it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime
    from pathlib import Path
else:
    try:
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3

Connection = sqlite3.Connection
Error = sqlite3.Error
NAME: Final = sqlite3.__name__
"""`pysqlite3` or `sqlite3`: the library on which the program runs."""
VERSION: Final[str] = sqlite3.sqlite_version
SOUND = (3, 51, 3)
"""Before it, two connections that write or checkpoint a WAL file at once can corrupt it."""
BUSY = 3.0
"""Seconds that a connection waits for a lock of another program."""

_READONLY, _BUSY, _LOCKED, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _PERM, _NOTADB = (
    8,
    5,
    6,
    10,
    11,
    13,
    14,
    3,
    26,
)
_BROKEN = {_CORRUPT, _NOTADB}
# SQLite's code for it is that of any statement that is wrong.
_LACKING = ("no such table", "no such column", "has no column named")
_OUTER = {_READONLY, _BUSY, _LOCKED, _IOERR, _FULL, _CANTOPEN, _PERM} | _BROKEN


def writer(path: Path) -> Connection:
    """A connection that may write; nothing has been touched yet."""
    return _connect(str(path))


def look_over(connection: Connection) -> None:
    """Raises as a damaged page does, if there is one."""
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        error = sqlite3.DatabaseError(found)
        error.sqlite_errorcode = _CORRUPT
        raise error


def reader(path: Path, *, only: bool = False) -> Connection:
    """A connection that never writes and never checkpoints. `only`: beside another program's wall,
    where the file may also be one that can't be written at all.
    """
    if not only:
        connection = _connect(str(path))
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        return connection
    try:
        connection = _connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if code(error) not in {_CANTOPEN, _READONLY} or not path.is_file() or _wal(path):
            raise
        # In a folder where nothing can be created WAL has no room for its index; without a WAL file
        # nobody is writing either.
        connection = _connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA wal_autocheckpoint=0")
    return connection


def memory() -> Connection:
    return _connect(":memory:")


def tables(connection: Connection) -> set[str]:
    from sqlite_utils import Database  # noqa: PLC0415 - a tenth of a second, for a file that is not ours yet

    return set(Database(connection, recursive_triggers=False).table_names())


def put_aside(path: Path, at: datetime) -> Path:
    """Where a damaged file lies from now on: nothing is deleted, and its WAL keeps its name beside it."""
    aside = path.with_name(f"{path.name}.broken-{at.strftime('%Y%m%dT%H%M%S%fZ')}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside


def code(error: Exception) -> int:
    """SQLite's primary result code, 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_broken(error: Exception) -> bool:
    """The file's content is no database, or no longer a whole one."""
    return code(error) in _BROKEN


def is_lacking(error: Exception) -> bool:
    """A table or a column isn't there. Of a file that is known to be ours somebody took it away."""
    return isinstance(error, Error) and any(words in str(error) for words in _LACKING)


def is_locked(error: Exception) -> bool:
    """By another program, for now."""
    return code(error) in {_BUSY, _LOCKED}


def is_outer(error: Exception) -> bool:
    """Nobody's defect: the disk, a lock, a permission, a damaged file."""
    return code(error) in _OUTER


def _connect(address: str, *, uri: bool = False) -> Connection:
    """Begin and commit are said by hand. A connection may move between threads (SQLite is serialised)
    but is never used by two at once.
    """
    return sqlite3.connect(
        address, timeout=BUSY, isolation_level=None, check_same_thread=False, uri=uri
    )


def _wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.is_file() and wal.stat().st_size > 0
