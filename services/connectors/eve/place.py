"""How far a log was read: kept as the source's cursor."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

MARK = 2048
"""Bytes before the place that was read to: another file has others there, whatever its length, for each line
begins with its time."""
_READING = 1
"""Raised when the cursor means something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`offset` is where the next line begins; `mark` is a digest of the `marked` bytes before it: of none
    where they aren't known, and then the next part may begin within a line.
    """

    offset: int = 0
    mark: str = ""
    marked: int = 0
    etag: str = ""
    newest: datetime | None = None
    """The latest time of an event."""
    since: datetime | None = None
    """From when on every event was counted; none where something was passed over and nothing read since."""
    hours: dict[str, dict[str, int]] = field(default_factory=dict)
    """Events of each hour (`2026-11-24T07`, UTC) by what they are counted as."""
    kinds: tuple[str, ...] = ()
    """All that was ever counted: what has none today has none, rather than what it had."""

    def written(self) -> str:
        newest = self.newest.isoformat() if self.newest else None
        since = self.since.isoformat() if self.since else None
        said = {"reading": _READING, "offset": self.offset, "etag": self.etag}
        said |= {"mark": self.mark, "marked": self.marked}
        counted = {"newest": newest, "since": since, "hours": self.hours, "kinds": self.kinds}
        return json.dumps(said | counted, separators=(",", ":"))

    @property
    def begins(self) -> int:
        """Where the next part begins: with the mark, if there is one."""
        return self.offset - self.marked


def place(cursor: str | None) -> Place | None:
    """None: nothing was read yet, or nobody knows how far."""
    try:
        said = json.loads(cursor or "null")
    except ValueError:
        return None
    match said:
        case {"reading": 1, "offset": int(offset), "mark": str(mark), "marked": int(marked)}:
            newest, since = said.get("newest"), said.get("since")
            return Place(
                offset=offset,
                mark=mark,
                marked=marked,
                etag=said.get("etag", ""),
                newest=datetime.fromisoformat(newest) if newest else None,
                since=datetime.fromisoformat(since) if since else None,
                hours=said.get("hours") or {},
                kinds=tuple(said.get("kinds") or ()),
            )
        case _:
            return None


def mark_of(before: bytes) -> str:
    return sha256(before).hexdigest()[:24]
