"""Times in the database: whole microseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from services.cache.dates import absurd

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FOREVER = 2**63 - 1
"""The end of what has not ended: larger than every stamp."""
UNDATED = -(2**63)
"""A source time that was not given, where that of a whole answer must not stand in."""


def micros(at: datetime) -> int:
    """A time without an offset is taken for UTC; systems are known to leave it out."""
    aware = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return (aware - EPOCH) // MICROSECOND


def instant(stamp: int) -> datetime:
    return EPOCH + timedelta(microseconds=stamp)


def micros_or_none(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def instant_or_none(stamp: int | None) -> datetime | None:
    return None if stamp is None else instant(stamp)


def source_instant(stamp: int | None) -> datetime | None:
    """A source's own time, None also where it can't be one."""
    at = instant_or_none(stamp)
    return None if absurd(at) else at
