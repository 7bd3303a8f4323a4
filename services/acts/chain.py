"""The file of a journal: one chain of this wall's own, to which entries are only ever added."""

from __future__ import annotations

import os
import secrets
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Self

from services import database
from services.acts.entry import Entry
from services.acts.trouble import ActsTrouble, Damaged
from services.ownership import keep_to_owner, make_folder
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from services.acts.act import Act
    from services.database import Connection

OURS = 0x4C42_4143
"""SQLite's `application_id` of our files: LBAC."""
VERSION = 1

_ONLY_ADDED = "SELECT RAISE(ABORT, 'a journal of acts is only added to')"
_TABLES = (
    # The id of this journal's own chain.
    "CREATE TABLE origin (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL) STRICT",
    # AUTOINCREMENT keeps the last number that was given, so that a missing last entry is noticed.
    # `content` is what was hashed; origin and sequence are repeated from it for the index. Chains of
    # other walls may lie here too.
    """CREATE TABLE entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT, origin TEXT NOT NULL, sequence INTEGER NOT NULL,
        hash TEXT NOT NULL UNIQUE, content BLOB NOT NULL, seal_key TEXT, seal_mac BLOB,
        UNIQUE (origin, sequence)) STRICT""",
    *(
        f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} BEGIN {_ONLY_ADDED}; END"
        for table in ("origin", "entry")
        for verb in ("UPDATE", "DELETE")
    ),
    # REPLACE deletes, and triggers don't see it on a connection that isn't ours.
    f"""CREATE TRIGGER entry_REPLACE BEFORE INSERT ON entry
        WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id OR hash = NEW.hash
            OR (origin = NEW.origin AND sequence = NEW.sequence))
        BEGIN {_ONLY_ADDED}; END""",  # noqa: S608 - our tables
    f"""CREATE TRIGGER origin_REPLACE BEFORE INSERT ON origin
        WHEN EXISTS (SELECT 1 FROM origin) BEGIN {_ONLY_ADDED}; END""",  # noqa: S608 - our tables
)


class Chain:
    """Used on one thread at a time."""

    def __init__(self, path: Path, connection: Connection, origin: str) -> None:
        self.path, self.connection, self.origin = path, connection, origin
        self._file = _identity(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """An existing file. `Damaged`, other `ActsTrouble`, and the database's own errors."""
        keep_to_owner(path)
        connection = database.writer(path)
        try:
            origin = origin_of(connection, path)
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, origin)

    def append(self, acts: Iterable[Act]) -> list[Entry]:
        """All of them, on the disk when it returns, or none."""
        entries: list[Entry] = []
        with _transaction(self.connection):
            sequence, previous = self.head()
            for act in acts:
                entry = Entry(self.origin, sequence + 1, previous, act)
                _insert(self.connection, entry)
                sequence, previous = entry.sequence, entry.hash
                entries.append(entry)
        return entries

    def head(self) -> tuple[int, str | None]:
        """Sequence and hash of its last entry."""
        found = self.connection.execute(
            "SELECT sequence, hash FROM entry WHERE origin = ? ORDER BY sequence DESC LIMIT 1",
            (self.origin,),
        ).fetchone()
        return (0, None) if found is None else (int(found[0]), str(found[1]))

    def moved(self) -> bool:
        """Its file was taken away or replaced: what is written now would be lost."""
        return _identity(self.path) != self._file

    def close(self) -> None:
        self.connection.close()


def create(path: Path, first: Act | None) -> None:
    """A journal with an id of its own; only its owner can read it (on Windows: who can read the
    folder). It comes into being whole, with its first entry, or not at all.
    """
    make_folder(path.parent)
    made = path.with_name(f"{path.name}.new")
    for left in (made, made.with_name(f"{made.name}-journal")):
        left.unlink(missing_ok=True)
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(database.writer(made)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        origin = secrets.token_hex(16)
        with _transaction(connection):
            for statement in _TABLES:
                connection.execute(statement)
            connection.execute("INSERT INTO origin VALUES (1, ?)", (origin,))
            connection.execute(f"PRAGMA application_id={OURS}")
            connection.execute(f"PRAGMA user_version={VERSION}")
            if first is not None:
                _insert(connection, Entry(origin, 1, None, first))
    made.rename(path)


def origin_of(connection: Connection, path: Path) -> str:
    """The id of a journal of ours; `ActsTrouble` where the file is something else. An empty one was
    emptied: `create` leaves none.
    """
    if path.stat().st_size == 0:
        raise Damaged(
            phrase("Tệp nhật ký thao tác {path} bị hỏng hoặc bị cắt cụt.", path=str(path))
        )
    if connection.execute("PRAGMA application_id").fetchone()[0] != OURS:
        raise ActsTrouble(
            phrase(
                "Tệp {path} không phải nhật ký thao tác của tường; dời tệp này đi hoặc chọn --cache "
                "khác.",
                path=str(path),
            )
        )
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise ActsTrouble(
            phrase(
                "Nhật ký thao tác {path} do một bản chương trình mới hơn ghi (phiên bản {found}, bản "
                "này đọc đến {known}); hãy cài bản mới.",
                path=str(path),
                found=found,
                known=VERSION,
            )
        )
    row = connection.execute("SELECT id FROM origin").fetchone()
    if row is None:
        raise Damaged(phrase("Nhật ký thao tác {path} mất mã gốc của nó.", path=str(path)))
    return str(row[0])


def _prepare(connection: Connection, path: Path) -> None:
    if connection.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
        raise ActsTrouble(
            phrase("Không bật được chế độ ghi trước (WAL) cho {path}.", path=str(path))
        )
    connection.execute("PRAGMA synchronous=FULL")


def _insert(connection: Connection, entry: Entry) -> None:
    seal = entry.seal
    connection.execute(
        "INSERT INTO entry (origin, sequence, hash, content, seal_key, seal_mac) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            entry.origin,
            entry.sequence,
            entry.hash,
            entry.content(),
            seal and seal.key,
            seal and seal.mac,
        ),
    )


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
