"""What an ask comes back with. Past the poller, failure is a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from services.phrase import Phrase
    from services.records import Record


class Covers(StrEnum):
    """What a batch says of keys that are not in it."""

    ALL = "all"
    """They are gone; a figure that the wall file names is lacking, hence faulty."""
    PART = "part"
    """Nothing: a cap, a deadline or a lost page cut the answer short."""
    NEW = "new"
    """Nothing: this is what a stream added."""


class Reason(StrEnum):
    """Why there was no batch."""

    UNREACHABLE = "unreachable"
    DEADLINE = "deadline"
    NO_SUCH_NAME = "no_such_name"
    CERTIFICATE = "certificate"
    UNAUTHORISED = "unauthorised"
    REFUSED = "refused"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    MISSING = "missing"
    """The file isn't where it was looked for, or was taken away."""
    UNREADABLE = "unreadable"
    """The file is there and can't be read now: it is being written, or held, or no file."""
    LACKING = "lacking"
    """Nobody was asked: the package that would have asked is broken, or not installed."""

    @classmethod
    def kept(cls, text: str) -> Reason:
        """As a cache tells it: one that only a newer program knows is the one for any other reason."""
        return cls(text) if text in cls else cls.REFUSED

    @property
    def of_connection(self) -> bool:
        return self in {
            Reason.UNREACHABLE,
            Reason.DEADLINE,
            Reason.NO_SUCH_NAME,
            Reason.CERTIFICATE,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a connector made of one ask: a `Batch` that lacks its source's name. `cursor` None leaves
    standing what an earlier answer left; "" takes it back.
    """

    records: tuple[Record, ...] = ()
    asked: datetime
    received: datetime
    covers: Covers = Covers.ALL
    at: datetime | None = None
    cursor: str | None = None
    simulated: bool = False
    unchanged: bool = False
    missing: int | None = None
    keeps: int | None = None
    notes: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """An answer, normalised.

    `at` is the source time of the whole answer, for records that have none of their own (a
    Prometheus evaluation, a page's "generated"). `unchanged` is a 304: no records are carried and
    all that is current is confirmed. `cursor` is stored with the batch and handed to the next ask.
    `simulated` was said by the answer itself; no wall file can take it off.
    """

    source: str
    records: tuple[Record, ...] = ()
    asked: datetime
    received: datetime
    covers: Covers = Covers.ALL
    at: datetime | None = None
    cursor: str | None = None
    simulated: bool = False
    unchanged: bool = False
    missing: int | None = None
    """Of a partial answer: how many records the source has and did not hand over; None: not known."""
    keeps: int | None = None
    """Of a stream, whose answers take nothing back: how many records of each kind, figures apart, stay
    current; those that were learned first go first. None: all."""
    notes: tuple[Phrase, ...] = ()
    """What the connector passed over: records it could not read, pages beyond the cap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """An ask without an answer; `received` is when it ended."""

    source: str
    reason: Reason
    words: Phrase
    asked: datetime
    received: datetime
    retry_after: timedelta | None = None
    """What a 429 or 503 asked us to wait."""
    remedy: Phrase | None = None
    """What to do first, where whoever met it knows more than the reason says."""


type News = Batch | Outage
