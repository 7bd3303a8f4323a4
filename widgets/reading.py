"""One figure as tiles show it: what was observed, under its name and unit, with its standing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Self

from services.freshness import State
from services.statistics import ALONE
from services.views import merged
from services.words.figures import ATTACHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.records import Observation, Round
    from services.settings import Wording
    from services.statistics import Comparison, Forecast
    from services.views import Figure, Standing
    from services.wall_file.statistics import Band


_WHOLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One figure as the tile shows it."""

    id: str
    name: Wording
    unit: Wording | None
    observation: Observation | None
    decimals: int | None
    standing: Standing
    better: Literal["up", "down", "neutral"] = "neutral"
    comparison: Comparison = ALONE
    band: Band | None = None
    forecast: Forecast | None = None
    round: Round | None = None

    @classmethod
    def of(cls, figure: Figure) -> Self:
        indicator = figure.indicator
        return cls(
            id=figure.id,
            name=indicator.name,
            unit=figure.unit,
            observation=figure.observation,
            decimals=indicator.decimals,
            standing=figure.standing,
            better=indicator.better,
            comparison=figure.comparison,
            band=figure.band,
            forecast=figure.forecast,
            round=figure.round,
        )

    @property
    def old(self) -> bool:
        return self.standing.state not in {State.LIVE, State.LATE, State.SKEWED}

    @property
    def places(self) -> int | None:
        """Decimals with which other values of the figure are said: its own, or two where a source
        wrote a whole number, which its next one needn't be.
        """
        if self.decimals is not None or self.observation is None:
            return self.decimals
        value = self.observation.value
        return None if value is None else max(-int(value.as_tuple().exponent), _WHOLE)

    @property
    def period(self) -> str | None:
        """Its own, or the day that the round which asked for it is of."""
        if self.observation is not None and self.observation.period:
            return self.observation.period
        day = None if self.round is None else self.round.as_of
        return None if day is None else day.isoformat()

    def unit_beside(self, lang: str) -> str:
        """The unit that stands beside the figure; % is part of the figure itself."""
        if self.unit is None or self.unit.vi in ATTACHED:
            return ""
        return self.unit.full_in(lang)

    def short_unit(self, lang: str) -> str | None:
        return None if self.unit is None else self.unit.short_in(lang)


def together(numbers: Sequence[Number]) -> Standing:
    """Of a tile that shows them all. Where all live and each that is told has a period, the answers' age
    means nothing.
    """
    standing = merged([number.standing for number in numbers])
    told = [number.period for number in numbers if number.observation is not None]
    if told and all(told) and standing.state is State.LIVE:
        return replace(standing, age=None)
    return standing
