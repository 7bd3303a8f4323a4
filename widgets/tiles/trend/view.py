"""What a trend shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from widgets.tile import View

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from decimal import Decimal

    from widgets.reading import Number
    from widgets.tile import Json


@dataclass(frozen=True, slots=True)
class Series:
    number: Number
    points: tuple[tuple[datetime, Decimal], ...]
    """By time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendView(View):
    series: tuple[Series, ...]
    span: timedelta
    until: datetime

    @property
    def one_unit(self) -> bool:
        """All of them are measured alike, so that one scale tells of all."""
        return len({one.number.unit for one in self.series}) == 1

    @override
    def figures(self) -> dict[str, Json]:
        return {"series": [_json(one) for one in self.series]}


def _json(series: Series) -> Json:
    values = [value for _, value in series.points]
    return {
        "indicator": series.number.id,
        "points": len(values),
        "least": str(min(values)) if values else None,
        "most": str(max(values)) if values else None,
        "last": str(values[-1]) if values else None,
        "state": str(series.number.standing.state),
    }
