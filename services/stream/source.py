"""What lasts of a source over bare lines between asks: nothing but where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.http.deadlines import Deadlines
from services.stream.door import StreamDoor

if TYPE_CHECKING:
    from services.clock import Clock
    from services.settings import Source


class SourceStream:
    """One host and port, `tcp://host:port` in the source's `url`."""

    def __init__(self, settings: Source, clock: Clock, deadlines: Deadlines | None = None) -> None:
        """Sources that share `deadlines` share its thread."""
        self.settings, self.clock = settings, clock
        self._deadlines = deadlines or Deadlines(clock.monotonic)
        self._alone = deadlines is None
        self._open: set[StreamDoor] = set()

    def open(self) -> StreamDoor:
        """A door for one ask; its deadline starts now."""
        door = StreamDoor(self, self._deadlines.watch(self.settings.deadline.total_seconds()))
        self._open.add(door)
        return door

    def close(self) -> None:
        """Cuts what is under way."""
        for door in tuple(self._open):
            door.watch.cut()
            self.ended(door)
        if self._alone:
            self._deadlines.close()

    def ended(self, door: StreamDoor) -> None:
        self._deadlines.release(door.watch)
        self._open.discard(door)
