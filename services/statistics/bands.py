"""What a value means by the thresholds of the wall file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from services.wall_file.statistics import Band


def judged(
    bands: Iterable[Band], value: Decimal | None, reached: Decimal | None, on: date
) -> Band | None:
    """The first band that holds on that day: of the value, or of the percent `reached` of its plan."""
    for band in bands:
        measured = reached if band.of == "plan" else value
        if measured is not None and _holds(band, on) and _within(band, measured):
            return band
    return None


def _holds(band: Band, on: date) -> bool:
    return (band.since is None or band.since <= on) and (band.until is None or on <= band.until)


def _within(band: Band, value: Decimal) -> bool:
    return (band.least is None or band.least <= value) and (
        band.under is None or value < band.under
    )
