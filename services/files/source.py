"""What lasts of a source of files between asks: where they lie. What was read is remembered by the
connector's cursor, as of any source.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from services.files.door import FileDoor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.clock import Clock
    from services.door import Files
    from services.settings import Source


class SourceFiles:
    """`folder` is where the wall file lies. `pause` (seconds) is how a file that is being written is
    waited for, on the source's own thread.
    """

    def __init__(
        self,
        settings: Source,
        files: Files,
        clock: Clock,
        folder: Path,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings, self.files, self.clock = settings, files, clock
        self.path = folder / files.path
        self.pause = pause

    def open(self) -> FileDoor:
        """A door for one ask; its deadline starts now."""
        ends = self.clock.monotonic() + self.settings.deadline.total_seconds()
        return FileDoor(self, ends)
