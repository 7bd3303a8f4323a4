"""What is to be thought of a figure: at risk, missed, late, lacking, on its course."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from services.freshness import State
from services.periods import Span, period_of, whole_year
from services.records import Level
from widgets.tiles.catalogue.view import Outlook

if TYPE_CHECKING:
    from decimal import Decimal

    from services.views import Figure

_OLD = frozenset({State.LATE, State.STALE, State.FAULTY, State.DISCONNECTED})
_WHOLE = 100
"""Percent."""


def outlook(figure: Figure, day: date) -> Outlook:
    """At risk is what its band says so, or what the year's course says that it won't be reached."""
    if figure.observation is None:
        return Outlook.LACKING
    if figure.band is not None and figure.band.priority is not None:
        return Outlook.AT_RISK
    if misses(figure, day):
        return Outlook.AT_RISK
    if figure.standing.state in _OLD:
        return Outlook.LATE
    if _missed(figure, day):
        return Outlook.MISSED
    judged = figure.band is not None or figure.comparison.plan is not None
    return Outlook.ON_COURSE if judged else Outlook.UNJUDGED


def misses(figure: Figure, day: date) -> bool:
    """The whole band of the forecast lies on the wrong side of what its year is to bring."""
    ahead = figure.forecast
    assigned = None if ahead is None else _of_the_year(figure, ahead.year, day)
    if ahead is None or assigned is None:
        return False
    match figure.indicator.better:
        case "up":
            return ahead.high < assigned
        case "down":
            return ahead.low > assigned
        case _:
            return False


def summed(figure: Figure) -> Decimal | None:
    """The year so far, where that and not the figure itself is held against the plan."""
    seen, held = figure.observation, figure.comparison
    if seen is None or held.plan is None or held.cumulative is None or held.reached is None:
        return None
    own = held.plan.period is not None and seen.period is not None
    alike = own and period_of(held.plan.period or "") == period_of(seen.period or "")
    if not figure.indicator.sums or alike or held.cumulative.value == seen.value:
        return None
    return held.cumulative.value


def _missed(figure: Figure, day: date) -> bool:
    """The plan's own period is over, its figure is final and not what was assigned."""
    seen, held = figure.observation, figure.comparison
    period = None if seen is None or seen.period is None else period_of(seen.period)
    if seen is None or period is None or period.last >= day or seen.level is not Level.OFFICIAL:
        return False
    if held.plan is None or held.reached is None:
        return False
    of_plan = period_of(held.plan.period) if held.plan.period else None
    if of_plan != period and not (held.plan.period is None and period.span is Span.YEAR):
        return False
    match figure.indicator.better:
        case "up":
            return held.reached < _WHOLE
        case "down":
            return held.reached > _WHOLE
        case _:
            return False


def _of_the_year(figure: Figure, year: int, day: date) -> Decimal | None:
    """The year's plan, whichever the figure of its month is held against; what the source says without a
    period is the year's.
    """
    declared = [
        plan
        for plan in figure.indicator.plans
        if period_of(plan.period) == whole_year(year) and (plan.date is None or plan.date <= day)
    ]
    if declared:
        return max(declared, key=lambda plan: plan.date or date.min).value
    told = figure.comparison.plan
    return told.value if told is not None and told.period is None else None
