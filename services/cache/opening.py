"""A wall's file is found, locked, recognised and brought to today's version; or it is said why not."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from services import database
from services.cache import keeping, schema
from services.cache.owner import adopted, owner, whole
from services.cache.setbacks import Setback
from services.cache.stamps import Stamps
from services.cache.stores import FileReaders, FileStore
from services.cache.times import micros
from services.cache.trouble import CacheTaken, CacheTrouble
from services.ownership import keep_to_owner, make_file, make_folder
from services.phrase import phrase

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import BaseFileLock

    from services.cache.owner import Claim
    from services.clock import Clock
    from services.database import Connection
    from services.phrase import Phrase

LOOKED_OVER = 32 * 1024 * 1024
"""Bytes of a file up to which it is looked over whole when it is opened: a tenth of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    store: FileStore
    lock: BaseFileLock
    stamps: Stamps
    trouble: Phrase | None
    """A damaged file was put aside."""
    adopted: Phrase | None
    """It was another wall file's, which is gone."""


def open_file(folder: Path, name: str, clock: Clock, claim: Claim | None) -> Opened:
    """`CacheTaken` when another wall has it; `CacheTrouble` when it can't be written."""
    path = folder / f"{name}.db"
    lock = _lock(path)
    try:
        with keeping.in_words(path):
            connection, trouble, moved = _connection(path, clock, claim)
            try:
                last = connection.execute("SELECT last FROM stamp").fetchone()[0]
                setbacks = tuple(
                    Setback(*row)
                    for row in connection.execute(
                        "SELECT start, clock FROM setback ORDER BY start"
                    ).fetchall()
                )
                _note_opening(connection, clock, claim)
                store = FileStore(path, connection)
            except BaseException:
                connection.close()
                raise
    except BaseException:
        lock.release()
        raise
    stamps = Stamps(clock, last, setbacks)
    return Opened(store=store, lock=lock, stamps=stamps, trouble=trouble, adopted=moved)


def of_file(folder: Path, file: Path) -> tuple[str, ...]:
    """Names of the caches in `folder` that the wall file `file` opened last; the file itself may be
    gone. Those that can't be read are left out.
    """
    owned: list[str] = []
    for path in sorted(folder.glob("*.db")):
        try:
            with keeping.in_words(path), closing(database.reader(path, only=True)) as connection:
                schema.refuse_strangers(connection, str(path))
                if owner(connection) == whole(file):
                    owned.append(path.stem)
        except CacheTrouble:
            continue
    return tuple(owned)


def open_for_reading(folder: Path, name: str) -> FileReaders:
    """Beside a running wall; no lock is taken and nothing is written."""
    path = folder / f"{name}.db"
    if not path.is_file():
        raise CacheTrouble(
            phrase(
                "Chưa có bộ nhớ {path}: tường này chưa chạy lần nào ở đây; mở tường một lần, hoặc "
                "chọn --cache khác.",
                path=str(path),
            )
        )
    with keeping.in_words(path):
        connection = database.reader(path, only=True)
        try:
            schema.refuse_strangers(connection, str(path))
            if schema.version(connection) < len(schema.MIGRATIONS):
                raise CacheTrouble(
                    phrase(
                        "Bộ nhớ {path} do một bản chương trình cũ ghi; hãy mở tường một lần bằng "
                        "bản này.",
                        path=str(path),
                    )
                )
        finally:
            connection.close()
    return FileReaders(path, only=True)


def _lock(path: Path) -> BaseFileLock:
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0, thread_local=False)
    try:
        make_folder(path.parent)
        lock.acquire()
    except Timeout as error:
        raise CacheTaken(
            phrase(
                "Tường này đang chạy (bộ nhớ {path}); dùng snapshot --at để xem, hoặc chọn --cache "
                "khác.",
                path=str(path),
            )
        ) from error
    except OSError as error:
        raise CacheTrouble(
            phrase("Không có quyền mở hoặc ghi bộ nhớ {path}.", path=str(path))
        ) from error
    return lock


def _connection(
    path: Path, clock: Clock, claim: Claim | None
) -> tuple[Connection, Phrase | None, Phrase | None]:
    """With what is to be said of a damaged file, and of one that was another's."""
    try:
        connection, moved = _sound(path, claim)
    except database.Error as error:
        if not database.is_broken(error):
            raise
    else:
        return connection, None, moved
    aside = database.put_aside(path, clock.now())
    _keep_to_owner(aside)
    words = phrase(
        "Tệp bộ nhớ {path} bị hỏng; đã giữ lại thành {aside} và bắt đầu tệp mới.",
        path=str(path),
        aside=aside.name,
    )
    return _sound(path, claim)[0], words, None


def _sound(path: Path, claim: Claim | None) -> tuple[Connection, Phrase | None]:
    """A connection to a file of ours, of today's version; raises the database's own errors."""
    make_file(path)  # what SQLite makes itself is for everybody; a WAL has the mode of its file
    connection = database.writer(path)
    try:
        schema.refuse_strangers(connection, str(path))
        _keep_to_owner(path)
        if path.stat().st_size <= LOOKED_OVER:
            database.look_over(connection)
        known = schema.version(connection) > 0
        moved = adopted(connection, path, claim) if claim and known else None
        keeping.prepare(connection, path)
        schema.upgrade(connection)
    except BaseException:
        connection.close()
        raise
    return connection, moved


def _keep_to_owner(path: Path) -> None:
    """Earlier versions made a cache for everybody to read."""
    for suffix in ("", "-wal", "-shm"):
        keep_to_owner(path.with_name(path.name + suffix))


def _note_opening(connection: Connection, clock: Clock, claim: Claim | None) -> None:
    """Also the proof that the file can be written. It takes no stamp: nothing was learned."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(
            "INSERT INTO opening (opened, file, sqlite) VALUES (?, ?, ?)",
            (micros(clock.now()), claim.names[0] if claim else None, database.VERSION),
        )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
