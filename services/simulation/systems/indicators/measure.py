"""What the reporting system measures, as `resources/domain/catalogue.json` says it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from services.periods import Period, Span, month, quarter, whole_year
from services.simulation.lore import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

type Direction = Literal["up", "down", "neutral"]
_GROWTH: Mapping[str, float] = {"up": 0.06, "down": -0.08, "neutral": 0.01}
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One indicator. `typical` is what it is at the end of 2023, of those that add up the whole year's."""

    id: str
    span: Span
    typical: float
    unit: str
    better: Direction
    growth: float
    """Of a year."""
    decimals: int
    sums: bool = False
    of: int | None = None
    """What a share is of: it is told by both its numbers."""
    planned: bool = False
    told_back: bool = False
    """With all its periods of the last years."""
    placed: bool = False
    """With the figures of the twelve units."""
    counted: bool = False
    """What another system of the province lists: as many as there are, whoever tells it."""
    round: str | None = None
    flaw: str | None = None
    """`missing`: its figure is empty; `flagged`: the system itself doubts it."""

    @property
    def percent(self) -> bool:
        return self.unit == "%"

    def period(self, day: date) -> Period:
        """The one that the day is in."""
        match self.span:
            case Span.MONTH:
                return month(day.year, day.month)
            case Span.QUARTER:
                return quarter(day.year, (day.month + 2) // 3)
            case _:
                return whole_year(day.year)

    def periods_of_year(self, year: int) -> tuple[Period, ...]:
        match self.span:
            case Span.MONTH:
                return tuple(month(year, n) for n in range(1, _MONTHS + 1))
            case Span.QUARTER:
                return tuple(quarter(year, n) for n in range(1, 5))
            case _:
                return (whole_year(year),)


@cache
def measures() -> tuple[Measure, ...]:
    """In the order of the catalogue; what walls reckon themselves is not told."""
    whole = catalogue()
    return tuple(
        _measure(id, one, whole["units"][one["unit"]]["vi"])
        for id, one in whole["indicators"].items()
        if "formula" not in one
    )


def _measure(id: str, one: dict[str, Any], unit: str) -> Measure:
    return Measure(
        id=id,
        span={"month": Span.MONTH, "quarter": Span.QUARTER, "year": Span.YEAR}[one["period"]],
        typical=float(one["typical"]),
        unit=unit,
        better=one["better"],
        growth=one.get("growth", _GROWTH[one["better"]]),
        decimals=one["decimals"],
        sums=one.get("sums", False),
        of=one.get("of"),
        planned=one.get("plan", False),
        told_back=one.get("history", False),
        placed=one.get("territories", False),
        counted=one.get("counted", False),
        round=one.get("round"),
        flaw=one.get("flaw"),
    )


def written(period: Period) -> str:
    """`2026-11`, `2026-Q3`, `2025`: as SDMX does."""
    match period.span:
        case Span.MONTH:
            return f"{period.first:%Y-%m}"
        case Span.QUARTER:
            return f"{period.year}-Q{period.number}"
        case Span.DAY:
            return period.first.isoformat()
        case _:
            return str(period.year)
