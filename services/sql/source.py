"""What lasts of a database between asks: where it is. Every ask connects anew, so one that was killed
and came back is simply asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.sql.door import SqlDoor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.clock import Clock
    from services.database_url import Database
    from services.secret import Secret
    from services.settings import Source


class SourceSql:
    """`folder` is where the wall file lies; `secret` looks the password up and may raise `SourceError`."""

    def __init__(
        self,
        settings: Source,
        database: Database,
        clock: Clock,
        secret: Callable[[Secret], str],
        folder: Path,
    ) -> None:
        self.settings, self.database, self.clock = settings, database, clock
        self.secret, self.folder = secret, folder
        self._open: set[SqlDoor] = set()

    def open(self) -> SqlDoor:
        """A door for one ask; its deadline starts now."""
        door = SqlDoor(self, self.clock.monotonic() + self.settings.deadline.total_seconds())
        self._open.add(door)
        return door

    def close(self) -> None:
        """Cuts what is under way."""
        for door in tuple(self._open):
            door.cut()
            self.ended(door)

    def ended(self, door: SqlDoor) -> None:
        self._open.discard(door)
