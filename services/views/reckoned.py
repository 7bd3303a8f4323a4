"""Indicators that a formula makes of other indicators and of records, at an instant."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from services.formula import Moment, NoValue, Result
from services.periods import period_of
from services.phrase import phrase
from services.records import KINDS, Observation
from services.statistics import Series, compared
from services.views.against import banded
from services.views.figures import Figure
from services.views.standing import merged
from services.wall_file.derived import sources_behind, unit_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.cache import Fact
    from services.formula import Formula
    from services.records import Record
    from services.statistics import Comparison
    from services.views.knowledge import Knowledge
    from services.wall_file.indicator import Indicator

MOST_RECORDS = 200_000
"""That one formula goes through."""
_PLACES, _DIGITS, _MOST_PLACES = 2, 3, 6
"""Decimals of what a division made: two, or three digits of what is less than one."""
_ROUND = Context(prec=60, rounding=ROUND_HALF_UP, Emax=999_999, Emin=-999_999)


def reckoned(knowledge: Knowledge, id: str, indicator: Indicator, formula: Formula) -> Figure:
    """It wears the worst of all that it is made of; without a value its standing says why."""
    declared = knowledge.wall.indicators
    inputs = {name: knowledge.figure(name) for name in formula.figures if name in declared}
    kinds = {kind: knowledge.facts(indicator.origins, KINDS[kind]) for kind in formula.kinds}
    parts = [figure.standing for figure in inputs.values()]
    if indicator.origins:
        every = (fact for facts in kinds.values() for fact in facts)
        parts.append(knowledge.standing(indicator.origins, every))
    standing = merged(parts)
    result = _result(knowledge, id, indicator, formula, inputs, kinds)
    if result.why is not None:
        standing = replace(standing, words=result.why)
    if result.value is None:
        return Figure(id=id, indicator=indicator, observation=None, standing=standing)
    seen = Observation(
        uid=id,
        indicator=id,
        value=_short(result.value, indicator.decimals),
        period=_period(inputs.values()),
        unit=unit_name(declared, id),
        numerator=result.top,
        denominator=result.bottom,
    )
    if standing.publications:
        return Figure(id=id, indicator=indicator, observation=seen, standing=standing)
    comparison = _compared(indicator, seen, knowledge)
    return Figure(
        id=id,
        indicator=indicator,
        observation=seen,
        standing=standing,
        comparison=comparison,
        band=banded(indicator, seen, knowledge.day, comparison),
    )


def _compared(indicator: Indicator, seen: Observation, knowledge: Knowledge) -> Comparison:
    """With its plans: of what is reckoned there are no other periods."""
    period = period_of(seen.period) if seen.period else None
    series = Series(seen, period, {})
    return compared(series, indicator.plans, knowledge.day, sums=indicator.sums)


def _result(
    knowledge: Knowledge,
    id: str,
    indicator: Indicator,
    formula: Formula,
    inputs: Mapping[str, Figure],
    kinds: Mapping[str, tuple[Fact[Record], ...]],
) -> Result:
    """Of sources that never answered there is no count, 0 least of all: their state says so."""
    if kinds and any(knowledge.asked(id).last_answered is None for id in indicator.origins):
        return Result()
    if sum(map(len, kinds.values())) > MOST_RECORDS:
        return Result(why=phrase("quá {most} bản ghi, không tính", most=MOST_RECORDS))
    apart = _apart(inputs)
    if apart is not None:
        return Result(why=phrase("các chỉ số khác kỳ: {periods}", periods=apart))
    # Records are reckoned when their own sources last confirmed them, however old other inputs are.
    behind = indicator.origins or sources_behind(knowledge.wall.indicators, [id])
    moment = Moment(
        now=knowledge.confirmed(behind) or knowledge.at,
        zone=knowledge.zone,
        figures=lambda name: _value(inputs, name),
        records=lambda kind: [fact.record for fact in kinds.get(kind, ())],
    )
    return formula.result(moment)


def at_a_place(
    indicator: Indicator, values: Mapping[str, Decimal], knowledge: Knowledge
) -> Decimal | None:
    """What a formula of other indicators comes to at one place, of their figures there; None where one is
    lacking, or where it counts records, which are of no place.
    """
    formula = indicator.formula
    if formula is None or formula.kinds:
        return None

    def figure(name: str) -> Decimal:
        if name not in values:
            raise NoValue(phrase("thiếu {name}", name=name))
        return values[name]

    moment = Moment(now=knowledge.at, zone=knowledge.zone, figures=figure, records=lambda _kind: [])
    value = formula.result(moment).value
    return None if value is None else _short(value, indicator.decimals)


def _value(inputs: Mapping[str, Figure], name: str) -> Decimal:
    figure = inputs.get(name)
    if figure is None:
        raise NoValue(phrase("thiếu {name}", name=name))
    seen = figure.observation
    if seen is None or seen.value is None:
        called, why = figure.indicator.name.vi, figure.standing.words
        raise NoValue(
            phrase("thiếu {name}", name=called)
            if why is None
            else phrase("thiếu {name}: {why}", name=called, why=why)
        )
    return seen.value


def _apart(inputs: Mapping[str, Figure]) -> str | None:
    """Periods that don't go together; one that the wall file names is meant to be another."""
    found = [
        one.observation.period or ""
        for one in inputs.values()
        if one.observation is not None and "period" not in one.indicator.where
    ]
    several = sorted(set(found))
    return ", ".join(period or "–" for period in several) if several[1:] else None


def _period(inputs: Iterable[Figure]) -> str | None:
    """The one that all are of."""
    found = {one.observation.period for one in inputs if one.observation is not None}
    return found.pop() if len(found) == 1 else None


def _short(value: Decimal, decimals: int | None) -> Decimal:
    """Digits that a division made are no source's: those that nobody asked for are left out."""
    places = decimals
    if places is None:
        small = -value.adjusted() + _DIGITS - 1 if value and abs(value) < 1 else _PLACES
        places = min(max(small, _PLACES), _MOST_PLACES)
    exponent = value.as_tuple().exponent
    if value.adjusted() > _ROUND.prec - _MOST_PLACES - 1:
        return value
    if isinstance(exponent, int) and -exponent > places:
        value = value.quantize(Decimal(1).scaleb(-places), context=_ROUND)
    whole = value == value.to_integral_value(context=_ROUND)
    if decimals is None and whole:
        return value.quantize(Decimal(1), context=_ROUND)
    return value.normalize(_ROUND) if decimals is None else value
