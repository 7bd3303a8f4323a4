"""Which briefing was the last one: what has changed since is what the next one begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.cache import Picture

BRIEFED = "briefed"
"""What the cache keeps by a briefing's name: when its last finished one began, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Briefed:
    """A briefing that is over."""

    name: str
    """In the wall file, of then."""
    began: datetime


def briefed(picture: Picture, name: str | None = None) -> Briefed | None:
    """The one that began last, of those of that name where there is one. What can't be read is none, and
    none has begun later than the clock reads.
    """
    kept = (
        Briefed(key, began)
        for key, text in picture.settings(BRIEFED).items()
        if name in {None, key} and (began := _instant(text)) is not None and began <= picture.now
    )
    return max(kept, key=lambda one: (one.began, one.name), default=None)


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
