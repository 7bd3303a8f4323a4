"""Dates that nothing on a wall can have: systems say year 1 or 9999 for "none"."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from services.phrase import phrase
from services.records import Observation

if TYPE_CHECKING:
    from services.phrase import Phrase
    from services.records import Record

FIRST, LAST = 1900, 2200
"""Years. Outside of them arithmetic with zones and ages may leave the calendar."""


def absurd(value: object) -> bool:
    """`datetime` is a `date` too."""
    return isinstance(value, date) and not FIRST <= value.year <= LAST


def dated[R: Record](record: R) -> R | None:
    """Without its absurd dates; None where it can't be without (an event's time)."""
    found = [f for f in fields(record) if absurd(getattr(record, f.name))]
    if not found:
        return record
    if any(f.default is MISSING for f in found):
        return None
    taken: dict[str, Any] = dict.fromkeys(f.name for f in found)
    if isinstance(record, Observation) and absurd(record.at) and record.fault is None:
        taken["fault"] = fault(record.at)
    return replace(record, **taken)


def fault(at: datetime | None) -> Phrase:
    return phrase("Giờ của nguồn không thể có: năm {year}.", year=str(at.year if at else ""))
