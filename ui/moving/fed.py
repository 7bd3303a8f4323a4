"""A picture that is rendered for the wall: its process, its newest frame, what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from services.moving import Phase
from services.moving.frames import PIXEL

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer

    from services.moving import Feed, Seen
    from services.moving.frames import Frames
    from ui.moving.process import Process


@dataclass(slots=True)
class Fed:
    feed: Feed
    size: tuple[int, int]
    process: Process
    frames: Frames
    seen: Seen
    kept: bool = False
    number: int = 0
    image: QImage | None = None
    rows: bytes = b""
    """Which the image doesn't hold itself."""
    leaving: QTimer | None = None
    """Until it is ended: no scene that is shown has it any more."""

    @property
    def moves(self) -> bool:
        return self.seen.phase is Phase.MOVING

    def newest(self) -> QImage | None:
        """Of its frames; None before the first."""
        if self.frames.number != self.number and (frame := self.frames.newest()) is not None:
            self.number, self.rows = frame.number, frame.rows
            self.image = QImage(
                self.rows,
                frame.width,
                frame.height,
                frame.width * PIXEL,
                QImage.Format.Format_RGB32,
            )
        return self.image

    def forget(self) -> None:
        if self.leaving is not None:
            self.leaving.stop()
        self.image, self.rows = None, b""
        self.frames.close()
