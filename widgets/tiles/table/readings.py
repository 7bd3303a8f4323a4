"""An indicator's figure as a cell, and the unit that all of a column have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.words.figures import ATTACHED
from widgets.values import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.settings import Wording
    from services.views import Figure


def reading_of(figure: Figure) -> Reading:
    band = figure.band
    beyond = band.meaning if band is not None and band.priority is not None else None
    return Reading(figure.id, figure.observation, figure.unit, figure.indicator.decimals, beyond)


def unit_of(figures: Sequence[Figure]) -> Wording | None:
    """That of all, two at least; % stays with its number."""
    known = [figure.unit for figure in figures if figure.observation is not None]
    first = known[0] if len(known) > 1 else None
    alike = first is not None and all(unit == first for unit in known)
    return first if first is not None and alike and first.vi not in ATTACHED else None
