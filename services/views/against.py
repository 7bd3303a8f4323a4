"""A figure against its plan, its other periods and its thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.periods import period_of
from services.records import Observation, Round, labels
from services.statistics import ALONE, Method, compared, forecast, judged, series_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from services.cache import Fact, Picture
    from services.statistics import Comparison, Forecast
    from services.views.judging import Judge
    from services.wall_file.indicator import Indicator
    from services.wall_file.statistics import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """`seen`: the figure, marked with what its level replaced."""

    seen: Observation
    comparison: Comparison = ALONE
    band: Band | None = None
    forecast: Forecast | None = None
    round: Round | None = None


def against(
    judge: Judge,
    id: str,
    indicator: Indicator,
    shown: Fact[Observation],
    facts: Sequence[Fact[Observation]],
) -> Against:
    """`facts`: all that match the indicator. Thresholds are ours, so none is held to a published
    figure.
    """
    series = series_of(shown, _of_all_periods(judge.picture, id, indicator, shown.source, facts))
    seen = series.seen
    sums = indicator.sums
    comparison = compared(series, indicator.plans, judge.day, sums=sums)
    band = None
    if seen.publication is None:
        band = banded(indicator, seen, judge.day, comparison)
    asked = indicator.forecast
    ahead = None
    if asked is not None and indicator.round is None:
        ahead = forecast(series, Method(asked.method), asked.enough, sums=sums)
    return Against(
        seen=seen,
        comparison=comparison,
        band=band,
        forecast=ahead,
        round=_round(judge, shown.source, seen.round or indicator.round),
    )


def banded(
    indicator: Indicator, seen: Observation, day: date, comparison: Comparison = ALONE
) -> Band | None:
    """By the thresholds of the figure's own period, else of `day`."""
    period = period_of(seen.period) if seen.period else None
    on = day if period is None else period.last
    return judged(indicator.bands, seen.value, comparison.reached, on)


def _of_all_periods(
    picture: Picture,
    id: str,
    indicator: Indicator,
    source: str,
    facts: Sequence[Fact[Observation]],
) -> Sequence[Fact[Observation]]:
    """Where the wall file names one period, its other ones are still there to compare with."""
    if "period" not in indicator.where:
        return facts
    where = {name: value for name, value in indicator.where.items() if name != "period"}
    return picture.figures(source, indicator.metric or id, labels(where))


def _round(judge: Judge, source: str, uid: str | None) -> Round | None:
    """Of whichever source tells of it, the figure's own before others; none that fewer eyes may see."""
    if uid is None:
        return None
    every = judge.wall.sources
    told = (id for id in every if not every[source].sensitivity < every[id].sensitivity)
    sources = dict.fromkeys((source, *told))
    found = (fact.record for id in sources for fact in judge.picture.facts(id, Round))
    return next((one for one in found if one.uid == uid), None)
