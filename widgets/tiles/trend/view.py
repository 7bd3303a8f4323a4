"""What a trend shows at an instant."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from widgets.tile import View

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from decimal import Decimal

    from services.wall_file.priority import Priority
    from widgets.reading import Number
    from widgets.tile import Json

type Points = tuple[tuple[datetime, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """The figure of one period, from its first instant to the first of the next."""

    start: datetime
    end: datetime
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    number: Number
    stretches: tuple[Points, ...] = ()
    """By time; between two of them values are missing. Of very many as many as any screen shows."""
    count: int = 0
    """Of all points or periods."""
    periods: tuple[Stay, ...] = ()
    """By time, where the figure is told by periods."""
    sums: bool = False
    """The figures of periods add up to those of longer ones."""

    @property
    def values(self) -> tuple[Decimal, ...]:
        points = (value for stretch in self.stretches for _, value in stretch)
        return (*points, *(one.value for one in self.periods))

    @property
    def last(self) -> Decimal | None:
        if self.periods:
            return self.periods[-1].value
        return self.stretches[-1][-1][1] if self.stretches else None


@dataclass(frozen=True, slots=True)
class Zone:
    """Values that the wall file calls abnormal."""

    least: Decimal | None
    """From it on; None: from the lowest."""
    under: Decimal | None
    priority: Priority


@dataclass(frozen=True, slots=True)
class Target:
    """What was assigned, over the period that it was assigned for."""

    value: Decimal
    start: datetime | None = None
    """None: for all that is shown."""
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """Events within the span, of one kind of records."""

    kind: str
    times: tuple[datetime, ...]
    counts: tuple[int, ...]
    """How many events each time stands for."""
    known: bool
    """False where their source never answered: then none is no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendView(View):
    series: tuple[Series, ...]
    start: datetime
    until: datetime
    zones: tuple[Zone, ...] = ()
    targets: tuple[Target, ...] = ()
    events: Marked | None = None
    glows: bool = False

    @property
    def span(self) -> timedelta:
        return self.until - self.start

    @property
    def one_unit(self) -> bool:
        """All of them are measured alike, so that one scale tells of all."""
        return len({one.number.unit for one in self.series}) == 1

    @property
    def columns(self) -> bool:
        """Each period's figure is an amount of its own."""
        return len(self.series) == 1 and self.series[0].sums and bool(self.series[0].periods)

    @override
    def figures(self) -> dict[str, Json]:
        told: dict[str, Json] = {"series": [_json(one) for one in self.series]}
        if self.zones:
            told["thresholds"] = [_zone_json(one) for one in self.zones]
        if self.targets:
            told["targets"] = [
                {"indicator": self.series[0].number.id, "value": str(one.value)}
                for one in self.targets
            ]
        if self.events is not None:
            told["events"] = sum(self.events.counts) if self.events.known else None
        return told


def _json(series: Series) -> Json:
    values = series.values
    return {
        "indicator": series.number.id,
        "points": series.count,
        "least": str(min(values)) if values else None,
        "most": str(max(values)) if values else None,
        "last": None if series.last is None else str(series.last),
        "period": series.number.period if series.periods else None,
        "gaps": max(len(series.stretches) - 1, 0) + _missing(series.periods),
        "state": str(series.number.standing.state),
    }


def _missing(periods: tuple[Stay, ...]) -> int:
    """Holes between periods."""
    return sum(one.end != other.start for one, other in itertools.pairwise(periods))


def _zone_json(zone: Zone) -> Json:
    return {
        "from": None if zone.least is None else str(zone.least),
        "to": None if zone.under is None else str(zone.under),
        "priority": zone.priority.value,
    }
