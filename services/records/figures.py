"""Statistics: one figure, one point of a series, the round that asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from services.phrase import Phrase
from services.records.record import Labels, Record


class Level(StrEnum):
    """How final a statistic is."""

    ESTIMATE = "ước tính"
    PRELIMINARY = "sơ bộ"
    OFFICIAL = "chính thức"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Record):
    """One figure of one indicator, for one place or organ and one period.

    `value` is None when the answer had no readable one; `fault` then says why, and the cache keeps
    the last value. A ratio also has both its numbers. `ratio` is in percent of `base` ("2022").
    """

    NATURAL: ClassVar[tuple[str, ...]] = ("indicator", "territory", "organ", "period", "labels")

    indicator: str
    value: Decimal | None = None
    text: str | None = None
    """The figure of an indicator that is no number ("đang thử nghiệm")."""
    territory: str | None = None
    organ: str | None = None
    period: str | None = None
    unit: str | None = None
    """Of measurement, where the source says it; the wall file's word goes before it."""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: str | None = None
    """Part of the figure as it was printed: ước, hơn."""
    delta: Decimal | None = None
    ratio: Decimal | None = None
    base: str | None = None
    level: Level | None = None
    replaced: Decimal | None = None
    """The value of `replaced_level` that stood before for the same period."""
    replaced_level: Level | None = None
    previous: Decimal | None = None
    """The figure of the period before, as the source itself says it; so the next three."""
    same_period: Decimal | None = None
    """Of the same period of last year."""
    cumulative: Decimal | None = None
    """From the start of the year to the end of the period."""
    plan: Decimal | None = None
    """Assigned for the whole year, or for the period where that is all it is assigned for."""
    round: str | None = None
    """The uid of the round that the figure was asked in: then it is closed, and renewed by nobody."""
    flag: str | None = None
    """What the source itself holds against the figure; a flagged figure is faulty."""
    labels: Labels = ()
    fault: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Record):
    """One point of a series: the value of an indicator at `at`, of which the wall may have learned
    much later. Its uid is that of the series; samples are only ever added.
    """

    NATURAL: ClassVar[tuple[str, ...]] = ("indicator", "territory", "labels")

    indicator: str
    value: Decimal
    territory: str | None = None
    labels: Labels = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Record):
    """An ad-hoc collection of figures (đợt thống kê đột xuất)."""

    name: str
    asker: str | None = None
    document: str | None = None
    """Number of the document that asks for it."""
    as_of: date | None = None
    """The day that its figures are of."""
    due: datetime | None = None
    expected: tuple[str, ...] = ()
    """Units that are to answer."""
    answered: tuple[str, ...] = ()
    closed: datetime | None = None
    NATURAL: ClassVar[tuple[str, ...]] = ("name", "as_of")
