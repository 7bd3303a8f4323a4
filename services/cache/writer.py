"""The one thread that writes."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from typing import TYPE_CHECKING

from services.cache import sqlite
from services.cache.carrying import carry
from services.cache.stores import CLOSED, FileStore, MemoryStore
from services.cache.trouble import CacheTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.cache.recorder import Recorder
    from services.cache.sqlite import Connection
    from services.cache.stamps import Stamps
    from services.phrase import Phrase

log = logging.getLogger(__name__)

CLOSING = 10.0
"""Seconds that what is still to be written has, when the wall ends."""


class Writer:
    """Writes to the file while that goes, then to memory. What a job raises is in its future."""

    def __init__(
        self, stamps: Stamps, file: FileStore | None, trouble: Phrase | None = None
    ) -> None:
        self.stamps = stamps
        self.file = file
        self.memory = MemoryStore() if file is None else None
        self.trouble = trouble
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="cache")
        self._order = threading.Lock()
        self.closed = False

    def store_at(self, at: int) -> FileStore | MemoryStore:
        """Where what was known at an instant is to be read."""
        memory, file = self.memory, self.file
        if memory is not None and (file is None or at >= memory.since):
            return memory
        if file is None:
            raise CacheTrouble(CLOSED)
        return file

    def cursor(self, source: str) -> str | None:
        """Never raises, also after the end."""
        store = self.memory or self.file
        return None if store is None else store.recorder.cursors.get(source)

    def submit[T](self, job: Callable[[Connection, Recorder, int], T]) -> Future[T]:
        """The job gets the connection inside a transaction, and the transaction's stamp."""
        with self._order:
            if not self.closed:
                return self._thread.submit(self._run, job)
        late: Future[T] = Future()
        late.set_exception(CacheTrouble(CLOSED))
        return late

    def close(self) -> None:
        """All that was submitted is written first, but nobody waits longer than `CLOSING`."""
        with self._order:
            if self.closed:
                return
            self.closed = True
            last = self._thread.submit(self._finish)
        try:
            last.result(CLOSING)
        except TookTooLong:
            log.warning("The cache took longer than %s s to close", CLOSING)
            if self.file is not None:
                self.file.connection.interrupt()
        self._thread.shutdown(wait=last.done(), cancel_futures=True)

    def _run[T](self, job: Callable[[Connection, Recorder, int], T]) -> T:
        if self.memory is None and self.file is not None:
            try:
                return self._write(self.file, job)
            except (sqlite.Error, OSError) as error:
                if isinstance(error, sqlite.Error) and not sqlite.is_outer(error):
                    raise
                self._give_up(self.file, error)
        return self._write(self.store_at(self.stamps.last), job)

    def _write[T](
        self, store: FileStore | MemoryStore, job: Callable[[Connection, Recorder, int], T]
    ) -> T:
        with self.stamps.stamp() as stamp, store.writing() as connection:
            result = job(connection, store.recorder, stamp)
            connection.execute("UPDATE stamp SET last = ?", (stamp,))
            return result

    def _give_up(self, file: FileStore, error: Exception) -> None:
        """From here on news is kept in memory; the file stays as it is, for the past."""
        log.warning("The cache goes on in memory: %s", error)
        memory = MemoryStore(self.stamps.last)
        with memory.writing() as connection:
            carry(file.connection, connection, self.stamps.last)
        memory.recorder.cursors.recall()
        self.memory = memory
        self.trouble = sqlite.said(error, file.path)

    def _finish(self) -> None:
        file, memory = self.file, self.memory
        if file is not None:
            try:
                if memory is None:
                    with file.writing() as connection:
                        # Instants that were shown count too: what is learned next time is later.
                        connection.execute("UPDATE stamp SET last = ?", (self.stamps.last,))
            except sqlite.Error as error:
                log.warning("The cache could not note its last instant: %s", error)
            file.close()
        if memory is not None:
            memory.close()
