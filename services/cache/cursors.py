"""What the last batch of each source left for its next ask: read from memory, kept with its batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cache.bodies import plain

if TYPE_CHECKING:
    from services.database import Connection


class Cursors:
    """Written on the writer's thread; `get` may be called on any, waits for nothing and never raises."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: dict[str, str] = {}
        self._written: dict[str, str] = {}
        self.recall()

    def get(self, source: str) -> str | None:
        return self._kept.get(source) or None

    def recall(self) -> None:
        """As the database has them."""
        self._kept = dict(self._connection.execute("SELECT source, cursor FROM cursor").fetchall())

    def write(self, source: str, cursor: str) -> None:
        """Inside the transaction of its batch: it counts once that is committed."""
        self._written[source] = plain(cursor)
        self._connection.execute(
            "INSERT OR REPLACE INTO cursor VALUES (?, ?)", (source, self._written[source])
        )

    def drop(self, source: str) -> None:
        """Inside a transaction. An empty one takes its place, which also reaches a file that can't be
        written for a while.
        """
        if self.get(source) is not None:
            self.write(source, "")

    def committed(self) -> None:
        self._kept.update(self._written)
        self._written.clear()

    def undone(self) -> None:
        self._written.clear()
