"""The doors to all sources of a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.http.deadlines import Deadlines
from services.http.source import SourceHttp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.clock import Clock
    from services.http.door import HttpDoor
    from services.settings import Secret, Source


class HttpDoors:
    """Sources by id; one thread sees to the deadlines of all."""

    def __init__(self, clock: Clock, secret: Callable[[Secret], str], folder: Path) -> None:
        self._clock, self._secret, self._folder = clock, secret, folder
        self._deadlines = Deadlines(clock.monotonic)
        self._sources: dict[str, SourceHttp] = {}

    def add(self, source: str, settings: Source, base_url: str) -> None:
        """A source that is known already begins anew, without what it had kept."""
        if (known := self._sources.pop(source, None)) is not None:
            known.close()
        self._sources[source] = SourceHttp(
            settings, base_url, self._clock, self._secret, self._folder, self._deadlines
        )

    def open(self, source: str) -> HttpDoor:
        """A door for one ask of the source; `KeyError` for one that was not added."""
        return self._sources[source].open()

    def close(self) -> None:
        """Cuts all that is under way."""
        for source in self._sources.values():
            source.close()
        self._sources.clear()
        self._deadlines.close()
