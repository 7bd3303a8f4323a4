"""What a figure is held against, in short lines: how final it is, its plan, the year so far, other
periods, where the year goes, and the round that asked for it. What isn't there isn't said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.periods import Span, period_of
from services.phrase import Phrase, phrase
from services.statistics import Method
from services.words.figures import ATTACHED

if TYPE_CHECKING:
    from decimal import Decimal

    from services.statistics import Base, Forecast
    from services.words import Words
    from widgets.reading import Number
    from widgets.tile import Json

_LEVELS: dict[str, Phrase] = {
    "ước tính": phrase("số ước tính"),
    "sơ bộ": phrase("số sơ bộ"),
    "chính thức": phrase("số chính thức"),
}
_PLACES = 1
"""Decimals of a percentage that the wall reckons."""


@dataclass(frozen=True, slots=True)
class Part:
    """`short`: said where the whole has no room."""

    text: str
    short: str | None = None


def lines(number: Number, words: Words) -> list[tuple[Part, ...]]:
    """The lines by what matters first; the parts of each stand together where there is room."""
    if number.observation is None:
        return []
    every = (
        (_level(number, words), _meaning(number, words)),
        (_plan(number, words), _so_far(number, words)),
        _periods(number, words),
        (_ahead(number, words),),
        (_round(number, words), _as_of(number, words)),
    )
    told = (tuple(part for part in line if part is not None) for line in every)
    return [line for line in told if line]


def figure_json(number: Number) -> dict[str, Json]:
    """A figure with all that it is held against, numbers as texts."""
    seen = number.observation
    return {
        "indicator": number.id,
        "value": None if seen is None or seen.value is None else str(seen.value),
        "text": None if seen is None else seen.text,
        "numerator": None if seen is None or seen.numerator is None else str(seen.numerator),
        "denominator": None if seen is None or seen.denominator is None else str(seen.denominator),
        "period": None if seen is None else seen.period,
        "labels": {} if seen is None else dict(seen.labels),
        "state": str(number.standing.state),
        **held_json(number),
    }


def held_json(number: Number) -> dict[str, Json]:
    """What there is of it, numbers as texts; no key for what there isn't."""
    seen, compared = number.observation, number.comparison
    bases = {
        "previous": compared.previous,
        "same_period": compared.same_period,
        "cumulative": compared.cumulative,
        "plan": compared.plan,
    }
    told: dict[str, Json] = {name: _base_json(base) for name, base in bases.items() if base}
    if compared.reached is not None:
        told["reached"] = str(compared.reached)
    if seen is not None and seen.level is not None:
        told["level"] = seen.level.value
        if seen.replaced is not None and seen.replaced_level is not None:
            told["replaced"] = {"value": str(seen.replaced), "level": seen.replaced_level.value}
    if number.band is not None:
        priority = number.band.priority
        told["band"] = {
            "meaning": number.band.meaning.vi,
            "priority": priority.value if priority else None,
        }
    if number.forecast is not None:
        told["forecast"] = _forecast_json(number.forecast)
    if number.round is not None:
        day = number.round.as_of
        told["round"] = {"name": number.round.name, "as_of": day.isoformat() if day else None}
    return told


def _base_json(base: Base) -> Json:
    return {"value": str(base.value), "period": base.period, "document": base.document}


def _forecast_json(found: Forecast) -> Json:
    return {
        "year": found.year,
        "value": str(found.value),
        "low": str(found.low),
        "high": str(found.high),
        "method": found.method.value,
        "count": found.count,
    }


def _level(number: Number, words: Words) -> Part | None:
    seen = number.observation
    if seen is None or seen.level is None:
        return None
    said = words.say(_LEVELS[seen.level.value])
    if seen.replaced is None or seen.replaced_level is None:
        return Part(said)
    before = words.say(_LEVELS[seen.replaced_level.value])
    amount = amount_of(seen.replaced, number, words)
    return Part(
        words.say("{level}, thay {before} {amount}", level=said, before=before, amount=amount),
        words.say("{level}, thay {amount}", level=said, amount=amount),
    )


def _meaning(number: Number, words: Words) -> Part | None:
    if number.band is None:
        return None
    meaning = number.band.meaning
    return Part(meaning.full_in(words.lang), meaning.short_in(words.lang))


def _plan(number: Number, words: Words) -> Part | None:
    compared = number.comparison
    plan = compared.plan
    if plan is None:
        return None
    amount = amount_of(plan.value, number, words)
    of = words.say("kế hoạch năm") if of_the_year(plan, number) else words.say("kế hoạch")
    if compared.reached is None:
        return Part(words.say("{plan}: {amount}", plan=of, amount=amount))
    reached = percent(compared.reached, words)
    way = phrase("bằng {reached} {plan} ({amount})")
    if number.better == "up":
        way = phrase("đạt {reached} {plan} ({amount})")
    return Part(
        words.say(way, reached=reached, plan=of, amount=amount),
        words.say("{reached} {plan}", reached=reached, plan=of),
    )


def of_the_year(plan: Base, number: Number) -> bool:
    """Where the figure itself is of less than the plan's year."""
    planned = period_of(plan.period) if plan.period else None
    own = period_of(number.period) if number.period else None
    return planned is not None and planned.span is Span.YEAR and own != planned


def _so_far(number: Number, words: Words) -> Part | None:
    base = number.comparison.cumulative
    if base is None:
        return None
    return Part(words.say("lũy kế {amount}", amount=amount_of(base.value, number, words)))


def _periods(number: Number, words: Words) -> tuple[Part, ...]:
    compared = number.comparison
    bases = (
        (phrase("kỳ trước {amount}"), compared.previous),
        (phrase("cùng kỳ {amount}"), compared.same_period),
    )
    return tuple(_base(way, base, number, words) for way, base in bases if base is not None)


def _base(way: Phrase, base: Base, number: Number, words: Words) -> Part:
    said = words.say(way, amount=amount_of(base.value, number, words))
    change = change_from(base.value, number, words)
    return Part(f"{said} ({change})", said) if change else Part(said)


def change_from(base: Decimal, number: Number, words: Words) -> str:
    seen = number.observation
    if seen is None or seen.value is None:
        return ""
    change = seen.value - base
    if not change:
        return words.say("không đổi")
    amount = words.number(abs(change), number.decimals)
    if number.unit is not None and number.unit.vi in ATTACHED:
        amount = words.say("{amount} điểm {unit}", amount=amount, unit=number.unit.vi)
    way = phrase("tăng {amount}") if change > 0 else phrase("giảm {amount}")
    return words.say(way, amount=amount)


def _ahead(number: Number, words: Words) -> Part | None:
    found = number.forecast
    if found is None:
        return None
    way = phrase("dự báo cả năm {amount}, theo xu hướng {count} kỳ")
    if found.method is Method.SHARE:
        way = phrase("dự báo cả năm {amount}, theo cùng kỳ {count} năm trước")
    amount = between(found, number, words)
    return Part(
        words.say(way, amount=amount, count=found.count),
        words.say("dự báo cả năm {amount}", amount=amount),
    )


def between(found: Forecast, number: Number, words: Words) -> str:
    value = amount_of(found.value, number, words)
    if found.half is not None:
        return f"{value} ± {amount_of(found.half, number, words)}"
    low, high = (words.number(end, number.decimals) for end in (found.low, found.high))
    return f"{value} ({low}–{high})"


def _round(number: Number, words: Words) -> Part | None:
    return None if number.round is None else Part(words.say("đợt {name}", name=number.round.name))


def _as_of(number: Number, words: Words) -> Part | None:
    """Beside a period; alone it stands in the period's place."""
    day = None if number.round is None else number.round.as_of
    if day is None or number.observation is None or number.observation.period is None:
        return None
    return Part(words.say("số liệu đến ngày {day}", day=words.date(day)))


def percent(share: Decimal, words: Words) -> str:
    return f"{words.number(share, _PLACES)}%"


def amount_of(value: Decimal, number: Number, words: Words) -> str:
    """As the figure itself is written: with its decimals, and % where it is in percent."""
    attached = number.unit.vi if number.unit is not None and number.unit.vi in ATTACHED else ""
    return f"{words.number(value, number.decimals)}{attached}"
