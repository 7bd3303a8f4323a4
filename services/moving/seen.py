"""What is to be seen of a moving picture at an instant."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from services.phrase import Phrase


class Phase(StrEnum):
    """Of a picture that is shown now."""

    OPENING = "opening"
    MOVING = "moving"
    FAILED = "failed"
    LACKING = "lacking"
    """This installation has nothing to show it with."""


@dataclass(frozen=True, slots=True)
class Seen:
    phase: Phase | None = None
    """None: nothing moves where this is shown (a replay, a file, a miniature)."""
    words: Phrase | None = None
    """Why there is no picture."""
    at: datetime | None = None
    """When the thumbnail was taken."""
    content: bytes | None = field(default=None, repr=False)
    """The thumbnail, a PNG."""


NOTHING = Seen()


class Seeing(Protocol):
    def seen(self, key: str, at: datetime) -> Seen:
        """Of the feed of that key, as of an instant."""
        ...
