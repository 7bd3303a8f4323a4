"""The only module that imports the database: connections, the SQLite in use, what its errors mean.

sqlite-utils takes pysqlite3 where it is installed, else the standard library's; this module takes the
same one, for two SQLite libraries on one file in one process can corrupt it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
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
_AUTH = 23
_ALLOWED = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
"""What a statement of others may do: all of it is reading."""
_REACHING = frozenset({"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"})
"""Functions that reach beyond the file."""
_STEPS = 20_000
"""Of SQLite's machine, between two looks at the time: a millisecond or so."""
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


def of_others(path: Path, left: Callable[[], float]) -> Connection:
    """To another program's file: it is never written, and never taken for one that nobody writes. Only
    what reads is allowed, whatever is asked, for as long as `left` gives seconds.
    """
    # Pragmas of our own come before the authorizer, which lets none through.
    patience = min(BUSY, left())
    connection = _connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, patience=patience)
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.text_factory = _text
    connection.set_authorizer(_reads)
    connection.set_progress_handler(lambda: int(left() <= 0), _STEPS)
    return connection


def _text(octets: bytes) -> str:
    """SQLite promises UTF-8 and doesn't look."""
    return octets.decode("utf-8", "replace")


def _reads(action: int, _first: object, second: object, *_rest: object) -> int:
    barred = action == sqlite3.SQLITE_FUNCTION and str(second).lower() in _REACHING
    return sqlite3.SQLITE_DENY if barred or action not in _ALLOWED else sqlite3.SQLITE_OK


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


def is_barred(error: Exception) -> bool:
    """What was asked is not allowed: it would do more than read."""
    return code(error) == _AUTH or "not authorized" in str(error)


def is_outer(error: Exception) -> bool:
    """Nobody's defect: the disk, a lock, a permission, a damaged file."""
    return code(error) in _OUTER


def _connect(address: str, *, uri: bool = False, patience: float = BUSY) -> Connection:
    """Begin and commit are said by hand. A connection may move between threads (SQLite is serialised)
    but is never used by two at once.
    """
    return sqlite3.connect(
        address, timeout=patience, isolation_level=None, check_same_thread=False, uri=uri
    )


def _wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.is_file() and wal.stat().st_size > 0
