"""Short words for telling what a source knew of one figure."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.cache.fact import Fact
from services.records import Observation
from services.statistics import series_of

if TYPE_CHECKING:
    from services.statistics import Series

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


def fact(value: str | int, period: str | None = None, **more: Any) -> Fact[Observation]:
    simulated = more.pop("simulated", False)
    fault = more.pop("fault", None)
    told: dict[str, Any] = {
        "uid": f"a|{period}",
        "indicator": "a",
        "value": Decimal(value),
        "period": period,
    }
    return Fact(
        source="s",
        record=Observation(**(told | more)),
        changed=NOON,
        confirmed=NOON,
        learned=NOON,
        fault=fault,
        simulated=simulated,
        source_time=None,
        has_value=True,
    )


def series(*facts: Fact[Observation]) -> Series:
    """The last one is shown."""
    return series_of(facts[-1], facts)


def months(year: int, *values: str | int) -> list[Fact[Observation]]:
    return [fact(value, f"{year}-{n:02}") for n, value in enumerate(values, 1)]
