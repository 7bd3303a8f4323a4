"""A wall's file is found, locked, recognised and brought to today's version; or it is said why not."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from services import database
from services.cache import keeping, schema
from services.cache.setbacks import Setback
from services.cache.stamps import Stamps
from services.cache.stores import FileReaders, FileStore
from services.cache.times import micros
from services.cache.trouble import CacheOfAnother, CacheTaken, CacheTrouble
from services.phrase import Phrase, phrase

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from services.clock import Clock
    from services.database import Connection

LOOKED_OVER = 32 * 1024 * 1024
"""Bytes of a file up to which it is looked over whole when it is opened: a tenth of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    store: FileStore
    lock: BaseFileLock
    stamps: Stamps
    trouble: Phrase | None
    """A damaged file was put aside."""


def open_file(
    folder: Path, name: str, clock: Clock, file: Path | None, called: str | None = None
) -> Opened:
    """`CacheTaken` when another wall has it; `CacheTrouble` when it can't be written. `called`: the
    name of a file that is the same wherever it lies.
    """
    path = folder / f"{name}.db"
    owners = tuple(one for one in (called, file and _whole(file)) if one)
    lock = _lock(path)
    try:
        with keeping.in_words(path):
            connection, trouble = _connection(path, clock, owners)
            try:
                last = connection.execute("SELECT last FROM stamp").fetchone()[0]
                setbacks = tuple(
                    Setback(*row)
                    for row in connection.execute(
                        "SELECT start, clock FROM setback ORDER BY start"
                    ).fetchall()
                )
                _note_opening(connection, clock, owners)
                store = FileStore(path, connection)
            except BaseException:
                connection.close()
                raise
    except BaseException:
        lock.release()
        raise
    return Opened(store=store, lock=lock, stamps=Stamps(clock, last, setbacks), trouble=trouble)


def of_file(folder: Path, file: Path) -> tuple[str, ...]:
    """Names of the caches in `folder` that the wall file `file` opened last; the file itself may be
    gone. Those that can't be read are left out.
    """
    owned: list[str] = []
    for path in sorted(folder.glob("*.db")):
        try:
            with keeping.in_words(path), closing(database.reader(path, only=True)) as connection:
                schema.refuse_strangers(connection, str(path))
                if _owner(connection) == _whole(file):
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
        path.parent.mkdir(parents=True, exist_ok=True)
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
    path: Path, clock: Clock, owners: tuple[str, ...]
) -> tuple[Connection, Phrase | None]:
    try:
        return _sound(path, owners), None
    except database.Error as error:
        if not database.is_broken(error):
            raise
    aside = database.put_aside(path, clock.now())
    words = phrase(
        "Tệp bộ nhớ {path} bị hỏng; đã giữ lại thành {aside} và bắt đầu tệp mới.",
        path=str(path),
        aside=aside.name,
    )
    return _sound(path, owners), words


def _sound(path: Path, owners: tuple[str, ...]) -> Connection:
    """A connection to a file of ours, of today's version; raises the database's own errors."""
    connection = database.writer(path)
    try:
        schema.refuse_strangers(connection, str(path))
        if path.stat().st_size <= LOOKED_OVER:
            database.look_over(connection)
        if schema.version(connection):
            _refuse_another(connection, path, owners)
        keeping.prepare(connection, path)
        schema.upgrade(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_another(connection: Connection, path: Path, owners: tuple[str, ...]) -> None:
    owner = _owner(connection)
    if not owners or owner is None or owner in owners:
        return
    raise CacheOfAnother(
        phrase(
            "Bộ nhớ {path} thuộc tệp tường {owner}, không phải {file}; hãy đặt name: khác trong tệp "
            "tường hoặc chọn --cache khác.",
            path=str(path),
            owner=owner,
            file=owners[-1],
        )
    )


def _owner(connection: Connection) -> str | None:
    found = connection.execute(
        "SELECT file FROM opening WHERE file IS NOT NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return None if found is None else str(found[0])


def _note_opening(connection: Connection, clock: Clock, owners: tuple[str, ...]) -> None:
    """Also the proof that the file can be written. It takes no stamp: nothing was learned."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(
            "INSERT INTO opening (opened, file, sqlite) VALUES (?, ?, ?)",
            (micros(clock.now()), owners[0] if owners else None, database.VERSION),
        )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _whole(file: Path) -> str:
    return os.path.normcase(Path(file).resolve())
