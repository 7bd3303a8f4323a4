"""What a picture holds: records that stood, and the wall file that was in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from services.records import Record

if TYPE_CHECKING:
    from datetime import datetime

    from services.phrase import Phrase

FRESH = timedelta(seconds=2)
"""Within which a change is news to whoever looks at the wall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact[R: Record]:
    """A record that stood, and how well it is known. `record.at` is `source_time`."""

    source: str
    record: R
    """With the last value that was readable; what is wrong since then is `fault`."""
    changed: datetime
    """When the answer was received in which the figure became what it is."""
    confirmed: datetime | None
    """When the last answer that confirmed it was received; None when none ever gave a value."""
    learned: datetime
    """The stamp of what stands, its fault included."""
    fault: Phrase | None
    """The last answer lacked, broke or flagged it."""
    simulated: bool
    source_time: datetime | None
    has_value: bool
    stood: datetime | None = None
    """Of a figure that changed within the last seconds (`FRESH`): when what it said before had become so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallText:
    """The wall file then in force: the text of each of its files by name."""

    hash: str
    texts: dict[str, str]
    since: datetime
