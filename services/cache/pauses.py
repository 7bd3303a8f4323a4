"""Sources that somebody paused: why, since when and until when. A pause ends by itself; whether one is over
follows from the instant, nothing is written then.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.clock import from_iso, iso
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    from datetime import datetime

    from services.phrase import Phrase

PAUSE = "pause"
"""What the cache keeps it under, by source."""
LONGEST_WHY = 120
"""Characters of a reason."""
_BARE = "1"
"""A pause without a reason, as histories tell of it."""


@dataclass(frozen=True, slots=True)
class Pause:
    why: str = ""
    """As whoever paused it put it."""
    until: datetime | None = None
    """None: until somebody ends it."""
    since: datetime | None = None
    """When it was kept; None of one that is only about to be."""

    def as_json(self) -> str:
        until = None if self.until is None else iso(self.until)
        return json.dumps({"why": self.why, "until": until}, ensure_ascii=False)

    def over(self, at: datetime) -> bool:
        return self.until is not None and self.until <= at

    @property
    def words(self) -> Phrase | None:
        """None where nobody gave a reason."""
        return phrase("Tạm dừng hỏi: {why}", why=self.why) if self.why else None


def pause_of(text: str, since: datetime | None = None) -> Pause:
    """As it was kept. What earlier programs wrote is a reason, or none, and has no end; a newer one's that
    can't be read still pauses.
    """
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return Pause(plain(text, LONGEST_WHY), since=since)
    match kept:
        case {"why": str(why), "until": str() | None as until}:
            return Pause(plain(why, LONGEST_WHY), _instant(until), since)
        case _:
            return Pause("" if text == _BARE else plain(text, LONGEST_WHY), since=since)


def _instant(text: str | None) -> datetime | None:
    try:
        return None if text is None else from_iso(text)
    except (ValueError, OverflowError):
        return None
