"""The record of all that the wall was told: one way in, pictures out."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from services.cache import choices, keeping
from services.cache import edition as editions
from services.cache.opening import of_file, open_file, open_for_reading
from services.cache.owner import Claim
from services.cache.picture import Picture
from services.cache.setbacks import Setback, place, stamp_of
from services.cache.stamps import Stamps
from services.cache.times import instant, micros
from services.cache.trouble import CacheTrouble
from services.cache.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from filelock import BaseFileLock

    from services.cache.edition import Edition
    from services.cache.journal import Rows
    from services.cache.named import Named
    from services.cache.recorder import Recorder
    from services.cache.setbacks import Setbacks
    from services.cache.stores import FileReaders
    from services.clock import Clock
    from services.database import Connection
    from services.news import News
    from services.phrase import Phrase


class Archive:
    """A cache that is only read, beside the wall that writes it."""

    def __init__(self, readers: FileReaders, clock: Clock) -> None:
        self._readers = readers
        self._clock = clock

    @contextmanager
    def picture(self, at: datetime | None = None) -> Iterator[Picture]:
        """As known at `at`; now, as far as the writer has come, without one."""
        with self._readers.reading() as rows:
            setbacks = _setbacks(rows)
            if at is None:
                moment = max(stamp_of(setbacks, micros(self._clock.now())), _last(rows))
            else:
                moment = micros(at)
            yield Picture(rows, moment, setbacks, self._readers.past)

    def learned(self, at: datetime) -> datetime:
        """The instant in the order of learning when the clock read `at`: another one only where it was set
        back, and then that of the last time that it read so. What it doesn't read yet it read before that.
        """
        with self._readers.reading() as rows:
            read = micros(at)
            if micros(self._clock.now()) < read <= _last(rows):
                return at
            return instant(place(_setbacks(rows), read))

    def close(self) -> None:
        self._readers.close()


def _setbacks(rows: Rows) -> Setbacks:
    return tuple(
        Setback(*row) for row in rows("SELECT start, clock FROM setback ORDER BY start", ())
    )


def _last(rows: Rows) -> int:
    last: int = rows("SELECT last FROM stamp", ())[0][0]
    return last


class Cache:
    """Records news and hands out pictures. `close()` when the wall ends."""

    def __init__(
        self, writer: Writer, lock: BaseFileLock | None = None, adopted: Phrase | None = None
    ) -> None:
        self._writer = writer
        self._lock = lock
        self.adopted = adopted
        """What is to be said once: it was the cache of a wall file that is gone."""
        self._named: frozenset[Named] = frozenset()

    @classmethod
    def open(
        cls,
        folder: Path,
        name: str,
        clock: Clock,
        file: Path | None = None,
        called: str | None = None,
        file_hash: str | None = None,
    ) -> Self:
        """`folder/NAME.db` for the wall file `file`, which is known by `called` where that is given
        and by its path else. `CacheTaken`: another wall has it.
        `CacheTrouble`: it can't be written; a wall goes on with `in_memory`.
        """
        claim = None if file is None else Claim(file, called, file_hash)
        opened = open_file(folder, name, clock, claim)
        writer = Writer(opened.stamps, opened.store, opened.trouble)
        return cls(writer, opened.lock, opened.adopted)

    @classmethod
    def in_memory(cls, clock: Clock, trouble: Phrase | None = None) -> Self:
        """`trouble`: why there is no file."""
        return cls(Writer(Stamps(clock), None, trouble))

    @staticmethod
    def read_only(folder: Path, name: str, clock: Clock) -> Archive:
        """Takes no lock. `CacheTrouble` when there is no such cache."""
        return Archive(open_for_reading(folder, name), clock)

    @staticmethod
    def names_of(folder: Path, file: Path) -> tuple[str, ...]:
        """By which the caches of a wall file are found in `folder`, also when the file is gone."""
        return of_file(folder, file)

    @property
    def trouble(self) -> Phrase | None:
        """What is wrong with the file: it was begun anew, or news is kept in memory only."""
        return self._writer.trouble

    @property
    def forgets(self) -> bool:
        """News is kept in memory only; `trouble` says why."""
        return self._writer.memory is not None

    @property
    def warning(self) -> Phrase | None:
        """What is to be said of the SQLite that the program runs on."""
        return keeping.warning()

    def name_figures(self, figures: Iterable[Named]) -> None:
        """Those that the wall file names: they are lacked, never gone."""
        self._named = frozenset(figures)

    def record(self, news: News) -> Future[frozenset[str]]:
        """The sources whose picture may have changed. Troubles of the disk are not raised but are in
        `trouble`; after `close` nothing is recorded.
        """

        def job(_: Connection, recorder: Recorder, stamp: int) -> frozenset[str]:
            recorder.record(news, stamp, self._named, self._writer.stamps.setbacks)
            return frozenset({news.source})

        written = self._writer.submit(job)
        if written.done() and isinstance(written.exception(), CacheTrouble):
            written = Future()
            written.set_result(frozenset())
        return written

    def remember(self, kind: str, key: str, value: str | None) -> datetime:
        """A setting from now on (scene, theme, lang, pause, program, …), None to take it back; the
        stamp from which it holds, which is an old one when it held already.
        """
        return self.keep(kind, key, value).result()

    def keep(self, kind: str, key: str, value: str | None) -> Future[datetime]:
        """As `remember`, for who can't wait for a disk. Settings hold in the order of the calls."""

        def job(connection: Connection, _: Recorder, stamp: int) -> datetime:
            return instant(choices.keep(connection, kind, key, value, stamp))

        return self._writer.submit(job)

    def remember_file(self, hash: str, texts: Mapping[str, str]) -> datetime:
        """The wall file in force from now on: the text of each of its files by name. The stamp, an
        old one when the same file was in force already.
        """

        def job(connection: Connection, _: Recorder, stamp: int) -> int:
            return editions.remember_file(connection, hash, texts, stamp)

        return instant(self._writer.submit(job).result())

    def put_in_force(self, edition: Edition) -> Future[datetime]:
        """A wall file is in force from now on, with all that follows from it, in one transaction: what
        was recorded before was recorded under the earlier one. The stamp, as of `remember_file`.
        """

        def job(connection: Connection, recorder: Recorder, stamp: int) -> datetime:
            since = editions.put_in_force(connection, recorder.cursors, edition, stamp)
            self._named = edition.figures
            return instant(since)

        return self._writer.submit(job)

    def cursor(self, source: str) -> str | None:
        """What the last batch of a source left for the next ask. From memory: it may be asked for on
        the GUI's loop.
        """
        return self._writer.cursor(source)

    @contextmanager
    def picture(self, at: datetime | None = None) -> Iterator[Picture]:
        """As known at `at`; without one as known now. Never waits for the writer's disk."""
        moment = self._writer.stamps.now() if at is None else micros(at)
        store = self._writer.store_at(moment)
        with store.reading() as rows:
            yield Picture(rows, moment, self._writer.stamps.setbacks, store.past)

    def close(self) -> None:
        """Writes what was recorded, ends the writer's thread, gives up the lock."""
        self._writer.close()
        if self._lock is not None:
            self._lock.release()
