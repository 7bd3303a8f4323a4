"""The versions that stand now, in memory and in the database, and how one follows another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.cache import facts
from services.cache.times import FOREVER

if TYPE_CHECKING:
    from services.cache.answer import Key
    from services.cache.facts import Version
    from services.cache.journal import Parameters
    from services.database import Connection

_INSERT = """INSERT INTO fact
(key, learned, body, simulated, fault, changed, lacks, held, held_time)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


class Ledger:
    """Of one source. Rows are written when `flush` is called, in the caller's transaction."""

    def __init__(self, connection: Connection, source: str) -> None:
        self._connection = connection
        self.source = source
        self.standing: dict[Key, Version] = {
            v.identity: v for v in facts.current(self.rows, source)
        }
        self._parts = {
            key
            for (key,) in self.rows(
                "SELECT part.key FROM part JOIN key ON key.id = part.key "  # noqa: S608 - our constant
                f"WHERE key.source = ? AND part.until = {FOREVER}",
                (source,),
            )
        }
        self._closed: list[tuple[int, int, int]] = []
        self._gone: list[tuple[int, int]] = []
        self._opened: list[tuple[object, ...]] = []
        self._dated: list[tuple[int, int, int | None]] = []

    def rows(self, statement: str, values: Parameters) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, values).fetchall()

    def body(self, name: Key) -> str | None:
        """Of what stands."""
        version = self.standing.get(name)
        return None if version is None else version.body

    def put(self, version: Version) -> None:
        """It stands from its stamp on, in place of what stood for its key; a version with key 0 gets
        the number of its key, new or known from earlier.
        """
        name = version.identity
        old = self.standing.get(name)
        if old is None:
            version.key = self._number(version)
            version.own_time = self._last_time(version.key)
        elif version.learned > old.learned:
            self._closed.append((version.learned, old.key, old.learned))
        self.standing[name] = version
        self._opened.append(
            (
                version.key,
                version.learned,
                version.body,
                version.simulated,
                version.fault,
                version.changed,
                version.lacks,
                version.held,
                version.held_time,
            )
        )

    def date(self, version: Version, stamp: int, source_time: int | None) -> None:
        """The record itself carried this time."""
        version.own_time = source_time
        self._dated.append((version.key, stamp, source_time))

    def end(self, name: Key, stamp: int) -> None:
        """The key is gone."""
        old = self.standing.pop(name)
        self._closed.append((stamp, old.key, old.learned))
        self._gone.append((stamp, old.key))

    def let_go(self, keeps: int, stamp: int) -> None:
        """Of each kind of a stream only so many stand, figures apart: those learned first are gone first."""
        by_kind: dict[str, list[Key]] = {}
        for name in self.standing:
            if not name[2]:  # the indicator of a figure
                by_kind.setdefault(name[0], []).append(name)
        for names in by_kind.values():
            beyond = len(names) - keeps
            if beyond > 0:
                names.sort(key=lambda name: self.standing[name].learned)
                for name in names[:beyond]:
                    self.end(name, stamp)

    def held(self, names: set[Key], stamp: int, last: tuple[int | None, int | None]) -> None:
        """A partial answer held these keys, and no others. `last`: stamp and receipt of the partial
        answer before it, the last one of the runs that end.
        """
        now = {self.standing[name].key for name in names if name in self.standing}
        self._connection.executemany(
            "UPDATE part SET until = ?, last = ?, received = ? "  # noqa: S608 - our constant
            f"WHERE key = ? AND until = {FOREVER}",
            [(stamp, *last, key) for key in sorted(self._parts - now)],
        )
        self._connection.executemany(
            "INSERT INTO part (key, since) VALUES (?, ?)",
            [(key, stamp) for key in sorted(now - self._parts)],
        )
        self._parts = now

    def flush(self) -> None:
        write = self._connection.executemany
        write("UPDATE fact SET superseded = ? WHERE key = ? AND learned = ?", self._closed)
        write("UPDATE key SET ended = ? WHERE id = ?", self._gone)
        write(_INSERT, self._opened)
        write("INSERT INTO dated (key, learned, source_time) VALUES (?, ?, ?)", self._dated)
        for written in (self._closed, self._gone, self._opened, self._dated):
            written.clear()

    def _last_time(self, key: int) -> int | None:
        found = self.rows(
            "SELECT source_time FROM dated WHERE key = ? ORDER BY learned DESC LIMIT 1", (key,)
        )
        return found[0][0] if found else None

    def _number(self, version: Version) -> int:
        found = self._connection.execute(
            "INSERT INTO key (source, kind, uid, name) VALUES (?, ?, ?, ?) "  # noqa: S608 - our constant
            f"ON CONFLICT (source, kind, uid, name) DO UPDATE SET ended = {FOREVER} RETURNING id",
            (self.source, version.kind, version.uid, version.name),
        ).fetchall()
        return int(found[0][0])
