"""The one thread that writes."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from typing import TYPE_CHECKING

from services import database
from services.cache import keeping, pruning
from services.cache.carrying import carry
from services.cache.returning import write_back
from services.cache.rounds import Rounds
from services.cache.stores import CLOSED, FileStore, MemoryStore
from services.cache.trouble import CacheTrouble
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.cache.recorder import Recorder
    from services.cache.stamps import Stamps
    from services.database import Connection
    from services.phrase import Phrase

log = logging.getLogger(__name__)

CLOSING = 10.0
"""Seconds that what is still to be written has, when the wall ends."""
TRIES = 10
"""How often a lock of another program is waited for, `database.BUSY` seconds each time."""
WAITING = 1_000
"""Jobs that may wait for a lock; beyond, the writer goes on in memory at once."""
REST = 0.05
"""Seconds between two tries, for a lock that is not waited for inside SQLite."""
AGAIN = 60.0
"""Seconds after which a file that could not be written is tried again."""


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
        self._waiting = 0
        self._ending = threading.Event()
        self._lost: Exception | None = None
        self._tried = stamps.clock.monotonic()
        self._left: MemoryStore | None = None
        self._rounds = Rounds(stamps.clock)
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
                self._waiting += 1
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
            self._ending.set()
            last = self._thread.submit(self._finish)
        try:
            last.result(CLOSING)
        except TookTooLong:
            log.warning("The cache took longer than %s s to close", CLOSING)
            if self.file is not None:
                self.file.connection.interrupt()
        self._thread.shutdown(wait=last.done(), cancel_futures=True)

    def _run[T](self, job: Callable[[Connection, Recorder, int], T]) -> T:
        with self._order:
            self._waiting -= 1
        try:
            self._try_file_again()
            if self.memory is None and self.file is not None:
                try:
                    return self._write_patiently(self.file, job)
                except (database.Error, OSError) as error:
                    if isinstance(error, database.Error) and not database.is_outer(error):
                        raise
                    self._give_up(self.file, error)
            return self._write(self.store_at(self.stamps.last), job)
        finally:
            self._tidy_when_idle()

    def _write_patiently[T](
        self, store: FileStore, job: Callable[[Connection, Recorder, int], T]
    ) -> T:
        """A back-up or a virus scanner may hold a lock for a while. Between two tries no transaction
        is open, so live instants go on.
        """
        for _ in range(TRIES - 1):
            try:
                return self._write(store, job)
            except database.Error as error:
                if not database.is_locked(error):
                    raise
                if self._waiting > WAITING or self._ending.wait(REST):
                    break
        return self._write(store, job)

    def _write[T](
        self, store: FileStore | MemoryStore, job: Callable[[Connection, Recorder, int], T]
    ) -> T:
        with self.stamps.stamp() as stamp, store.writing() as connection:
            result = job(connection, store.recorder, stamp)
            self._note(connection, stamp)
            return result

    def _note(self, connection: Connection, last: int) -> None:
        """How far the order has come. Of set-backs the latest may be new to the database."""
        connection.execute("UPDATE stamp SET last = ?", (last,))
        connection.executemany(
            "INSERT OR IGNORE INTO setback VALUES (?, ?)", self.stamps.setbacks[-100:]
        )

    def _give_up(self, file: FileStore, error: Exception) -> None:
        """From here on news is kept in memory; the file stays as it is, for the past."""
        log.warning("The cache goes on in memory: %s", error)
        self._drop_left()
        memory = MemoryStore(self.stamps.last)
        with memory.writing() as connection:
            carry(file.connection, connection, self.stamps.last)
        memory.recorder.cursors.recall()
        self.memory = memory
        self.trouble = keeping.said(error, file.path)
        self._lost = error
        self._tried = self.stamps.clock.monotonic()

    def _try_file_again(self) -> None:
        if self.stamps.clock.monotonic() - self._tried < AGAIN:
            return
        self._tried = self.stamps.clock.monotonic()
        if self._lost is not None:
            self._return()
        elif self._left is not None:
            self._drop_left()
            self.trouble = None

    def _return(self) -> None:
        """What memory holds is written into the file, which goes on from there. A damaged file isn't
        written any more.
        """
        file, memory = self.file, self.memory
        if file is None or memory is None or self._lost is None or database.is_broken(self._lost):
            return
        try:
            with self.stamps.stamp() as stamp, file.writing() as connection:
                write_back(memory.connection, connection, memory.since)
                self._note(connection, stamp)
        except (database.Error, OSError) as error:
            log.info("The cache stays in memory: %s", error)
            return
        file.recorder.forget()
        file.recorder.cursors.recall()
        log.warning("The cache is written to its file again")
        self.memory, self._left, self._lost = None, memory, None
        self.trouble = phrase(
            "Bộ nhớ {path} đã ghi lại được; những gì giữ tạm đã được ghi vào.", path=str(file.path)
        )

    def _drop_left(self) -> None:
        """The memory that was left a minute ago: pictures that were being read from it are over."""
        left, self._left = self._left, None
        if left is not None:
            left.close()

    def _tidy_when_idle(self) -> None:
        """One small step after a job, when no other waits."""
        with self._order:
            if self._waiting == 0 and not self.closed and self._rounds.due():
                self._thread.submit(self._tidy)

    def _tidy(self) -> None:
        store = self.memory or self.file
        if store is None:
            return
        try:
            with store.writing() as connection:
                cut, pictures = self._rounds.cut(), self._rounds.pictures_cut()
                self._rounds.stepped(pruning.step(connection, store.recorder, cut, cut, pictures))
        except (database.Error, OSError) as error:
            log.warning("The cache could not be thinned: %s", error)
            self._rounds.stepped(0)

    def _finish(self) -> None:
        if self._lost is not None:
            self._return()
        file, memory = self.file, self.memory
        if file is not None:
            try:
                if memory is None:
                    with file.writing() as connection:
                        # Instants that were shown count too: what is learned next time is later.
                        self._note(connection, self.stamps.last)
            except database.Error as error:
                log.warning("The cache could not note its last instant: %s", error)
            file.close()
        if memory is not None:
            memory.close()
        self._drop_left()
