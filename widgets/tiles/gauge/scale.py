"""The scale that a figure is shown on, and how its thresholds part it. None is made up: without thresholds,
a plan, a whole or ends that the wall file gives there is no scale.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from services.periods import period_of
from services.statistics import judged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from services.views import Figure
    from services.wall_file.statistics import Band

_STEPS = tuple(map(Decimal, ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))
_BEYOND, _PLANNED = Decimal("1.5"), Decimal("1.15")
"""Of the last threshold, and of the plan, where the scale ends: what is over it is to be seen as well."""
_HALF = Decimal("0.5")
_CENT = Decimal(100)
_NEAR = Decimal("0.01")
"""Percent, by which what is reached of a plan was rounded."""


@dataclass(frozen=True, slots=True)
class Scale:
    least: Decimal
    most: Decimal
    whole: Decimal | None = None
    """What 1 is, of a ratio: its denominator."""
    ratio: bool = False
    """Its values are shares of one."""

    def share(self, value: Decimal) -> float:
        """0 at the least, 1 at the most; beyond them less or more."""
        return float((value - self.least) / (self.most - self.least))

    def holds(self, value: Decimal) -> bool:
        return self.least <= value <= self.most


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the scale."""

    least: Decimal
    most: Decimal
    band: Band | None


def scale_of(figure: Figure, least: Decimal | None, most: Decimal | None, on: date) -> Scale | None:
    """`least`, `most`: as the wall file gives them; else by thresholds and plan; else of a whole.

    It hangs on nothing that changes from hour to hour, so that a bar moves and its scale doesn't.
    """
    seen = figure.observation
    ratio = _is_ratio(figure)
    whole = seen.denominator if ratio and seen is not None else None
    full = Decimal(1) if ratio else _CENT if _in_percent(figure) else None
    edges, beyond = _edges(figure, on), _beyond(figure, on)
    low = least if least is not None else _low(edges)
    if most is not None:
        high = most
    elif beyond is not None and not (full is not None and full * _HALF <= beyond[0] <= full):
        high = _nice(beyond[1]) if beyond[1] > 0 else Decimal(0)
    elif full is not None:
        high = full
    else:
        return None
    if high <= low:
        return None
    return Scale(low, high, whole if high == full else None, ratio)


def spans(figure: Figure, scale: Scale, on: date) -> tuple[Span, ...]:
    """The scale in stretches that mean one thing each; none where nothing is judged."""
    bands = _in_force(figure, on)
    if not bands:
        return ()
    inner = sorted({edge for edge in _edges(figure, on) if scale.least < edge < scale.most})
    cut = [scale.least, *inner, scale.most]
    found: list[Span] = []
    for low, high in pairwise(cut):
        band = judged(bands, (low + high) / 2, _reached(figure, (low + high) / 2), on)
        if found and found[-1].band is band:
            found[-1] = Span(found[-1].least, high, band)
        else:
            found.append(Span(low, high, band))
    return tuple(found)


def year_so_far(figure: Figure, on: date) -> Figure | None:
    """What is held to a plan of the whole year where a figure is of a part of it: the sum of the year so
    far under its own period, judged by the thresholds of the plan alone; what is of the part (the period
    before it, a value that its level replaced) doesn't go with it. None where the figure itself is held to
    its plan. `on`: the day on which thresholds must be in force.
    """
    seen, plan, summed = figure.observation, figure.comparison.plan, figure.comparison.cumulative
    reached = figure.comparison.reached
    if seen is None or plan is None or summed is None or reached is None or plan.value <= 0:
        return None
    if abs(summed.value / plan.value * _CENT - reached) > _NEAR:
        return None
    planned = tuple(band for band in figure.indicator.bands if band.of == "plan")
    return replace(
        figure,
        indicator=figure.indicator.model_copy(update={"bands": planned}),
        observation=replace(
            seen,
            value=summed.value,
            period=_begun(seen.period),
            numerator=None,
            denominator=None,
            replaced=None,
            replaced_level=None,
        ),
        comparison=replace(figure.comparison, previous=None, same_period=None),
        band=None if seen.publication else judged(planned, summed.value, reached, on),
    )


def _begun(told: str | None) -> str | None:
    """The months of a period's year up to its end, as SDMX writes them; None where it ends within a month."""
    period = period_of(told) if told else None
    if period is None or period.first.year != period.last.year:
        return None
    year, month = period.last.year, period.last.month
    whole = period.last.day == monthrange(year, month)[1]
    return f"{year:04}-01/{year:04}-{month:02}" if whole else None


def day_of(figure: Figure, day: date) -> date:
    """On which thresholds must be in force: at the end of the figure's own period, else that day."""
    seen = figure.observation
    period = period_of(seen.period) if seen is not None and seen.period else None
    return day if period is None else period.last


def _is_ratio(figure: Figure) -> bool:
    seen = figure.observation
    return seen is not None and bool(seen.denominator) and not _in_percent(figure)


def _in_percent(figure: Figure) -> bool:
    return figure.unit is not None and figure.unit.vi == "%"


def _in_force(figure: Figure, on: date) -> list[Band]:
    """No threshold of ours is held to a published figure, nor one of the plan to what isn't all of it."""
    if figure.observation is not None and figure.observation.publication is not None:
        return []
    planned = _of_plan(figure)
    return [
        band
        for band in figure.indicator.bands
        if (band.since is None or band.since <= on)
        and (band.until is None or on <= band.until)
        and (band.of == "value" or planned)
    ]


def _of_plan(figure: Figure) -> bool:
    """What is reached of the plan is the figure itself, not the year so far."""
    plan, seen = figure.comparison.plan, figure.observation
    reached = figure.comparison.reached
    if plan is None or seen is None or seen.value is None or reached is None or plan.value <= 0:
        return False
    return abs(seen.value / plan.value * _CENT - reached) <= _NEAR


def _reached(figure: Figure, value: Decimal) -> Decimal | None:
    plan = figure.comparison.plan
    return None if plan is None or plan.value <= 0 else value / plan.value * _CENT


def _edges(figure: Figure, on: date) -> list[Decimal]:
    plan = figure.comparison.plan
    found: list[Decimal] = []
    for band in _in_force(figure, on):
        one = plan.value / _CENT if band.of == "plan" and plan is not None else Decimal(1)
        found += [edge * one for edge in (band.least, band.under) if edge is not None]
    return found


def _beyond(figure: Figure, on: date) -> tuple[Decimal, Decimal] | None:
    """The last threshold or the plan, and up to where the scale must reach; None without any."""
    plan = figure.comparison.plan
    of_value = [
        edge
        for band in _in_force(figure, on)
        if band.of == "value"
        for edge in (band.least, band.under)
        if edge is not None
    ]
    ends = [(edge, edge * _BEYOND) for edge in of_value]
    if plan is not None:
        ends += [(edge, edge * _PLANNED) for edge in (plan.value, *_edges(figure, on))]
    return max(ends, key=lambda one: one[1], default=None)


def _low(edges: Iterable[Decimal]) -> Decimal:
    least = min(edges, default=Decimal(0))
    return Decimal(0) if least >= 0 else -_nice(-least * _BEYOND)


def _nice(value: Decimal) -> Decimal:
    """The next larger round number: two digits at most, times a power of ten."""
    unit = Decimal(1).scaleb(value.adjusted())
    round_ = next(one * unit for one in _STEPS if one * unit >= value)
    return Decimal(f"{round_:f}")
