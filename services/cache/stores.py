"""Where rows lie: a file with one writer and readers that never wait, or memory when there is no file."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, override

from services import database
from services.cache import keeping
from services.cache.past import Past
from services.cache.recorder import Recorder
from services.cache.schema import upgrade
from services.cache.trouble import CacheTrouble
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.cache.journal import Parameters, Rows
    from services.database import Connection

CLOSED = phrase("Bộ nhớ của tường đã đóng.")


class FileReaders:
    """Connections that read a file. Each picture takes a free one for its duration, so there are as
    many as pictures are read at the same time.
    """

    def __init__(self, path: Path, *, only: bool = False) -> None:
        self.path = path
        self._only = only
        self._lock = threading.Lock()
        self._free: list[Connection] = []
        self._closed = False
        self.past = Past()

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """One read transaction."""
        connection = self._take()

        def rows(statement: str, values: Parameters) -> list[tuple[Any, ...]]:
            with keeping.in_words(self.path):
                return connection.execute(statement, values).fetchall()

        try:
            connection.execute("BEGIN")
            yield rows
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._give_back(connection)

    def close(self) -> None:
        """Those in use close when their picture ends."""
        with self._lock:
            self._closed = True
            free, self._free = self._free, []
        for connection in free:
            connection.close()

    def _take(self) -> Connection:
        with self._lock:
            if self._closed:
                raise CacheTrouble(CLOSED)
            if self._free:
                return self._free.pop()
        with keeping.in_words(self.path):
            return database.reader(self.path, only=self._only)

    def _give_back(self, connection: Connection) -> None:
        with self._lock:
            if not self._closed:
                self._free.append(connection)
                return
        connection.close()


class FileStore(FileReaders):
    """A file that this program writes."""

    def __init__(self, path: Path, connection: Connection) -> None:
        super().__init__(path)
        self.connection = connection
        self.recorder = Recorder(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One write transaction, on the writer's thread."""
        with _transaction(self.connection, self.recorder):
            yield self.connection

    @override
    def close(self) -> None:
        super().close()
        self.connection.close()


class MemoryStore:
    """Rows in memory, on one connection that takes turns by statement.

    A picture needs no transaction to be of one instant: rows are versions with stamps, and those of
    a later instant are passed over. So nobody waits longer than a write takes, and a writer never
    waits for a picture.
    """

    def __init__(self, since: int = 0) -> None:
        self.since = since
        """What was known earlier is not here."""
        self.connection = database.memory()
        upgrade(self.connection)
        self.recorder = Recorder(self.connection)
        self.past = Past()
        self._turn = threading.RLock()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        yield self._rows

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._turn, _transaction(self.connection, self.recorder):
            yield self.connection

    def close(self) -> None:
        with self._turn:
            self._closed = True
            self.connection.close()

    def _rows(self, statement: str, values: Parameters) -> list[tuple[Any, ...]]:
        with self._turn:
            if self._closed:
                raise CacheTrouble(CLOSED)
            return self.connection.execute(statement, values).fetchall()


@contextmanager
def _transaction(connection: Connection, recorder: Recorder) -> Iterator[None]:
    """Committed at the end of the block, undone when it fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
        recorder.cursors.committed()
    except BaseException:
        recorder.forget()
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
