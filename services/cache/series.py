"""Series of points: which there are, and when the wall learned of a point."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from services.cache.bodies import NAMES, decode
from services.cache.times import instant, micros
from services.records import Sample

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache.journal import Rows

_SERIES = """SELECT id, uid, body FROM series WHERE source = ?1
AND EXISTS (SELECT 1 FROM sample WHERE series = series.id AND learned <= ?2) ORDER BY name, uid"""
_ENDS = (
    """SELECT DISTINCT at FROM sample WHERE series = ? AND learned <= ? ORDER BY at {} LIMIT {}"""
)
_TOLD = """SELECT sample.learned, sample.value FROM sample JOIN series ON series.id = sample.series
WHERE series.source = ? AND series.name = ? AND series.uid = ? AND sample.at = ?
AND sample.learned <= ? ORDER BY sample.learned DESC LIMIT 20"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A series of which points were known."""

    series: Sample
    """Whose points they are; its own value means nothing."""
    oldest: datetime
    latest: tuple[datetime, ...]
    """Of its last points, latest first, three at most."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One time that the wall learned of a point."""

    learned: datetime
    value: Decimal


def courses(rows: Rows, source: str, at: int) -> tuple[Course, ...]:
    """Each series of a source, without its points, by indicator."""
    found: list[Course] = []
    for number, uid, body in rows(_SERIES, (source, at)):
        series = cast("Sample", decode(NAMES[Sample], uid, body, None))
        first = rows(_ENDS.format("ASC", 1), (number, at))
        last = rows(_ENDS.format("DESC", 3), (number, at))
        latest = tuple(instant(at) for (at,) in last)
        found.append(Course(series=series, oldest=instant(first[0][0]), latest=latest))
    return tuple(found)


def tellings(
    rows: Rows, source: str, indicator: str, point: Sample, at: int
) -> tuple[Telling, ...]:
    """Of one point, the latest first, at most twenty."""
    if point.at is None:
        return ()
    found = rows(_TOLD, (source, indicator, point.uid, micros(point.at), at))
    return tuple(Telling(instant(learned), Decimal(value)) for learned, value in found)
