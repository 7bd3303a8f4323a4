"""When an entry was published, as feeds write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from services.moments import YEARS, moment
from services.writing import Unreadable

if TYPE_CHECKING:
    from services.writing import Writing

_LONGEST = 60
_OFFSET = re.compile(r"\s*(?:GMT|UTC)\s*([+-])(\d{1,2})(?::?(\d{2}))?$", re.ASCII | re.IGNORECASE)
"""`GMT+7`, which is in no standard and in many newspapers."""
_WORDS = re.compile(r"[A-Za-z]{3}")


def published(raw: object, writing: Writing) -> datetime:
    """UTC. Of RSS (RFC 822), of Atom (ISO 8601), or as the wall file says; else `Unreadable`."""
    if not isinstance(raw, str) or len(raw) > _LONGEST:
        raise Unreadable
    text = _OFFSET.sub(_as_number, raw.strip())
    if not _WORDS.search(text):
        return moment(text, writing)
    try:
        found = parsedate_to_datetime(text)
        if found.tzinfo is None:
            if writing.zone is None:
                raise Unreadable
            found = found.replace(tzinfo=ZoneInfo(writing.zone))
        found = found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unreadable from error
    if found.year not in YEARS:
        raise Unreadable
    return found


def _as_number(found: re.Match[str]) -> str:
    return f" {found[1]}{found[2]:0>2}{found[3] or '00'}"
