"""Times as axes write them: with their year or their day first, or milliseconds since 1970."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.moments import day, due, moment
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from datetime import date, datetime

_SLASHED = re.compile(r"(\d{4})/(\d{2})/(\d{2})", re.ASCII)


def at(value: object, zone: str) -> datetime | None:
    """None where it is no time."""
    for times in ("iso", "day_first", "epoch_ms"):
        try:
            return moment(_dashed(value), Writing(zone=zone, times=times))
        except Unreadable:
            continue
    return None


def on(value: object, zone: str) -> date | None:
    for times in ("iso", "day_first"):
        try:
            return day(_dashed(value), Writing(zone=zone, times=times))
        except Unreadable:
            continue
    return None


def until(value: object, zone: str) -> datetime | None:
    """A due date lasts until the end of its day."""
    for times in ("iso", "day_first"):
        try:
            return due(_dashed(value), Writing(zone=zone, times=times))
        except Unreadable:
            continue
    return None


def _dashed(value: object) -> object:
    return _SLASHED.sub(r"\1-\2-\3", value) if isinstance(value, str) else value
