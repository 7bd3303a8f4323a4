"""What an indicator was, over time: as a curve, and each of its points in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from services.periods import period_of
from services.records import Sample, labels
from services.words.figures import ATTACHED
from ui.console.line import Line
from ui.console.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from services.cache import Fact
    from services.records import Observation
    from services.views import Figure, Knowledge
    from services.words import Words

SPANS: tuple[timedelta, ...] = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=30),
    timedelta(days=366),
    timedelta(days=1830),
)
_USUAL = 2
"""Of `SPANS`: looked at first."""
_FEW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PastValues:
    indicator: str
    span: int
    """Of `SPANS`."""
    figure: Figure
    points: tuple[Sample, ...] = ()
    told: tuple[Fact[Observation], ...] = ()
    """Where its values are those of periods: the facts behind `points`, one for each."""

    @property
    def line(self) -> Line:
        plan = self.figure.comparison.plan
        pairs = tuple(
            (one.at.timestamp(), float(one.value)) for one in self.points if one.at is not None
        )
        # a year's plan says nothing of the months that add up to it
        held = plan is not None and bool(self.told) and not self.figure.indicator.sums
        level = float(plan.value) if plan is not None and held else None
        return Line(pairs, joined=not self.told, level=level)

    def whole(self, at: datetime) -> Sight:
        """The span that was looked up; of periods, from the first to the last."""
        ends = [one.at.timestamp() for one in self.points if one.at is not None]
        if self.told and ends:
            air = max((ends[-1] - ends[0]) * 0.05, 86400.0)
            return Sight(ends[0] - air, ends[-1] + air)
        last = max([at.timestamp(), *ends[-1:]])
        return Sight(last - SPANS[self.span].total_seconds(), last)


def has_points(knowledge: Knowledge, id: str) -> bool:
    return len(past_values(knowledge, id, None).points) >= _FEW


def past_values(knowledge: Knowledge, id: str, span: int | None) -> PastValues:
    """`span` None: the shortest usual one that holds a curve."""
    figure = knowledge.figure(id)
    told = _of_periods(knowledge, id)
    if told:
        points = tuple(point for point, _ in told)
        facts = tuple(fact for _, fact in told)
        return PastValues(
            indicator=id, span=len(SPANS) - 1, figure=figure, points=points, told=facts
        )
    tried = range(_USUAL, len(SPANS)) if span is None else (span,)
    found: Sequence[Sample] = ()
    chosen = _USUAL if span is None else span
    for one in tried:
        more = knowledge.points(id, SPANS[one])
        if len(more) > len(found):
            found, chosen = more, one
        if len(found) >= _FEW:
            break
    return PastValues(indicator=id, span=chosen, figure=figure, points=tuple(found))


def _of_periods(knowledge: Knowledge, id: str) -> list[tuple[Sample, Fact[Observation]]]:
    """Values at the ends of their periods, with the facts that tell them; empty where it has points."""
    if knowledge.points(id, SPANS[_USUAL]):
        return []
    indicator = knowledge.wall.indicators[id]
    told = {
        period_of(fact.record.period): fact
        for fact in _facts(knowledge, id)
        if fact.record.period and fact.has_value
    }
    ends = knowledge.periods(id)
    made = [
        (_end_of(id, indicator.metric or id, period.last, value, knowledge), told[period])
        for period, value in ends
        if period in told
    ]
    return made if len(made) >= _FEW else []


def _end_of(id: str, metric: str, last: date, value: Decimal, knowledge: Knowledge) -> Sample:
    end = datetime.combine(last + timedelta(days=1), time(), knowledge.zone).astimezone(UTC)
    return Sample(uid=id, indicator=metric, at=end, value=value)


def _facts(knowledge: Knowledge, id: str) -> tuple[Fact[Observation], ...]:
    indicator = knowledge.wall.indicators[id]
    if indicator.source is None or indicator.formula is not None:
        return ()
    return knowledge.picture.figures(
        indicator.source, indicator.metric or id, labels(indicator.where)
    )


def said(past: PastValues, at: int, knowledge: Knowledge, words: Words) -> str:
    """Value and time of a point, and since when the wall knows it."""
    point = past.points[at]
    parts = [_value(past, point, words)]
    if past.told:
        fact = past.told[at]
        if fact.record.period is not None:
            parts.insert(0, words.period(fact.record.period))
        parts.append(words.say("tường biết từ {time}", time=_moment(fact.changed, words)))
        return "   ·   ".join(parts)
    assert point.at is not None
    age = words.duration(max(knowledge.at - point.at, timedelta()))
    parts.append(words.say("{time}, cách đây {age}", time=_moment(point.at, words), age=age))
    return "   ·   ".join([*parts, *_tellings(past, point, knowledge, words)])


def _tellings(past: PastValues, point: Sample, knowledge: Knowledge, words: Words) -> list[str]:
    source = past.figure.indicator.source
    if source is None:
        return []
    metric = past.figure.indicator.metric or past.indicator
    told = knowledge.picture.tellings(source, metric, point)
    if not told:
        return []
    first = words.say("tường biết lúc {time}", time=_moment(told[-1].learned, words))
    before = [
        words.say(
            "trước {time} là {value}",
            time=_moment(later.learned, words),
            value=words.number(earlier.value),
        )
        for later, earlier in pairwise(told)
    ]
    return [first, *before[:2]]


def _value(past: PastValues, point: Sample, words: Words) -> str:
    unit = past.figure.unit
    called = "" if unit is None else unit.full_in(words.lang)
    number = words.number(point.value, past.figure.indicator.decimals)
    return f"{number}{called}" if called in ATTACHED else f"{number} {called}".strip()


def _moment(at: datetime, words: Words) -> str:
    return f"{words.date(at)} {words.time(at, seconds=True)}"
