"""By what a system is asked for an answer again only if it changed: kept as the source's cursor, recorded
with that answer, so that a 304 confirms what stands in the cache, as far as the system itself can tell.

A date alone can't tell when an answer changed twice within its second. So it is kept only where the
answer was given well after it: a strong validator then, by RFC 9110, section 8.8.2.2.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from services.moments import YEARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.settings import Source

NONE = ""
"""The cursor that takes back what an earlier answer left: a 304 to that would confirm what has been
replaced."""

_LONGEST = 200
_APART = timedelta(seconds=2)
"""From `Last-Modified` to `Date`: one second by the RFC, and one for a clock that rounds."""
_SENT = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
"""What an answer says, and how it is asked with."""


class Validators:
    """Of one source. `reading` is raised when the same answer would be read differently; everything in
    the settings that decides how it is read counts too: with another mapping a 304 confirms nothing.
    """

    def __init__(self, settings: Source, reading: str) -> None:
        said = settings.model_dump_json(exclude={"auth"})
        self._of = sha256(f"{reading}|{said}".encode()).hexdigest()[:16]

    def headers(self, cursor: str | None) -> dict[str, str]:
        """To ask with."""
        try:
            found = json.loads(cursor or "null")
        except ValueError:
            return {}
        match found:
            case {"of": str() as made, "kept": dict() as kept} if made == self._of:
                return {str(name): str(value) for name, value in kept.items()}
            case _:
                return {}

    def cursor(self, headers: Mapping[str, str]) -> str:
        """Of an answer that was read whole."""
        kept = {
            sent: value
            for said, sent in _SENT.items()
            if (value := headers.get(said)) and len(value) <= _LONGEST
        }
        if not _telling(headers):
            kept.pop(_SENT["last-modified"], None)
        return json.dumps({"of": self._of, "kept": kept}) if kept else NONE


def changed(headers: Mapping[str, str]) -> datetime | None:
    """When what was answered was last written, as its server or its disk says."""
    try:
        found = parsedate_to_datetime(headers.get("last-modified", ""))
        at = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return at if at.year in YEARS else None


def _telling(headers: Mapping[str, str]) -> bool:
    """Whether the answer's date of change can tell it from one that came later."""
    try:
        changed, given = (
            parsedate_to_datetime(headers.get(name, "")) for name in ("last-modified", "date")
        )
        return given - changed >= _APART
    except (ValueError, TypeError, OverflowError):  # TypeError: one of them without its zone
        return False
