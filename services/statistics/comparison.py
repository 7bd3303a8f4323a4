"""What a figure is held against: its previous period, the same of last year, the year so far, the plan.

Each is the source's own where it says it, else another observation of the same source. None is made
up: what is not there is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from services.periods import Period, Span, period_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.records import Observation
    from services.statistics.series import Series
    from services.wall_file.statistics import Plan

_LARGEST = 9
"""Power of ten of a percentage beyond which it says nothing."""
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    value: Decimal
    period: str | None = None
    """As it was written; None where the source says the figure without it."""
    document: str | None = None
    """Of a plan that the wall file declares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    previous: Base | None = None
    same_period: Base | None = None
    cumulative: Base | None = None
    plan: Base | None = None
    reached: Decimal | None = None
    """Percent of the plan, two decimals: of the year so far where figures add up, else of the figure."""


ALONE = Comparison()
"""Held against nothing."""


def compared(series: Series, plans: Iterable[Plan], day: date, *, sums: bool) -> Comparison:
    """`day`: the wall's, on which plans must be in force."""
    seen, period = series.seen, series.period
    cumulative = _cumulative(series, sums=sums)
    declared = _in_force(plans, period, day)
    plan = _plan(seen, declared)
    return Comparison(
        previous=_base(series, seen.previous, period and period.previous),
        same_period=_base(series, seen.same_period, period and period.year_before),
        cumulative=cumulative,
        plan=plan,
        reached=_reached(series, cumulative, plan, declared, sums=sums),
    )


def _base(series: Series, told: Decimal | None, period: Period | None) -> Base | None:
    if told is not None:
        return Base(value=told)
    found = None if period is None else series.periods.get(period)
    if found is None or found.value is None:
        return None
    return Base(value=found.value, period=found.period)


def _cumulative(series: Series, *, sums: bool) -> Base | None:
    """None where the figure itself is the year so far."""
    seen, period = series.seen, series.period
    if seen.cumulative is not None:
        return Base(value=seen.cumulative)
    if not sums or period is None or series.begins_the_year():
        return None
    if period.span not in {Span.MONTH, Span.QUARTER}:
        return None
    found = series.to_date(period.year, period.last.month)
    return None if found is None else Base(value=found)


def _in_force(plans: Iterable[Plan], period: Period | None, day: date) -> Plan | None:
    """Of the figure's own period before that of its year; of several the one decided last."""
    own = [period] if period else [period_of(f"{day.year:04}")]
    if period is not None and period.span is not Span.YEARS:
        own.append(period.whole_year)
    found = [
        plan
        for plan in plans
        if (plan.date is None or plan.date <= day) and period_of(plan.period) in own
    ]
    found.sort(key=lambda plan: (period_of(plan.period) == own[0], plan.date or date.min))
    return found[-1] if found else None


def _plan(seen: Observation, declared: Plan | None) -> Base | None:
    if declared is not None:
        return Base(value=declared.value, period=declared.period, document=declared.document)
    return None if seen.plan is None else Base(value=seen.plan)


def _reached(
    series: Series, cumulative: Base | None, plan: Base | None, declared: Plan | None, *, sums: bool
) -> Decimal | None:
    """None where it isn't known how much of the plan's own period is there."""
    seen, period = series.seen, series.period
    if plan is None or plan.value <= 0:
        return None
    of_period = declared is not None and period_of(declared.period) == period
    done = seen.value
    if sums and not of_period and not series.begins_the_year():
        done = None if cumulative is None else cumulative.value
    if done is None:
        return None
    percent = done / plan.value * 100
    return percent.quantize(_CENT) if not percent or percent.adjusted() < _LARGEST else None
