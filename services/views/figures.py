"""An indicator's figure at an instant: which of a source's observations it is, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from services.freshness import Cause, Rule, State
from services.levels import rank
from services.periods import Span, period_of
from services.phrase import phrase
from services.plain import plain
from services.records import Observation, Sample, labels
from services.settings import Wording
from services.statistics import ALONE, series_of
from services.views.against import against

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from services.cache import Fact
    from services.periods import Period
    from services.records import Round
    from services.statistics import Comparison, Forecast
    from services.views.judging import Judge
    from services.views.standing import Standing
    from services.wall_file.indicator import Indicator
    from services.wall_file.statistics import Band

_UNIT = 20
"""Characters of a source's own unit that are shown."""
SEVERAL = phrase("Nhiều chuỗi số liệu cùng khớp chỉ số này: khai thêm where trong tệp tường")
UNNAMED = phrase("Nguồn có trả lời mà không có số liệu này: xem lại metric và where")
"""There was never one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An indicator's latest observation with its standing; `observation` is None when there was never
    one.
    """

    id: str
    indicator: Indicator
    observation: Observation | None
    """Without its time, which is the standing's: a figure that is told again looks as before."""
    standing: Standing
    comparison: Comparison = ALONE
    band: Band | None = None
    """Which of the wall file's thresholds its value is in."""
    forecast: Forecast | None = None
    round: Round | None = None
    """That it was asked in, where a source tells of it."""

    @property
    def unit(self) -> Wording | None:
        """As the wall file calls it, else as the source does."""
        said = self.observation.unit if self.observation is not None else None
        return self.indicator.unit or (Wording(vi=plain(said, _UNIT)) if said else None)


def measured(
    judge: Judge, id: str, indicator: Indicator, source: str, course: Sequence[Sample] = ()
) -> Figure:
    """`course`: of which the last point is the figure where the source tells nothing but points."""
    facts = judge.picture.figures(source, indicator.metric or id, labels(indicator.where))
    fact, alone = _chosen(facts)
    told = len({point.uid for point in course})
    if fact is None and told == 1:
        return _pointed(judge, id, indicator, source, course[-1])
    standing = judge.of_figure(indicator, source, fact, UNNAMED)
    if fact is None and told and standing.words == UNNAMED:
        standing = replace(standing, words=SEVERAL)
    if not alone and standing.state in {State.LIVE, State.LATE, State.STALE, State.SKEWED}:
        broken = Cause(State.FAULTY, Rule.BROKEN)
        standing = replace(standing, state=State.FAULTY, words=SEVERAL, cause=broken)
    if fact is None or not fact.has_value or not alone:
        # Of several of equal rank none is the figure: one unit's number would stand for all.
        return Figure(id=id, indicator=indicator, observation=None, standing=standing)
    if standing.stood is None:
        # A figure of a new period follows on that of the one before.
        others = (one.changed for one in facts if one is not fact and one.has_value)
        standing = replace(standing, stood=max(others, default=None))
    held = against(judge, id, indicator, fact, facts)
    return Figure(
        id=id,
        indicator=indicator,
        observation=replace(held.seen, at=None),
        standing=standing,
        comparison=held.comparison,
        band=held.band,
        forecast=held.forecast,
        round=held.round,
    )


def course_of(judge: Judge, id: str, indicator: Indicator, source: str) -> tuple[Sample, ...]:
    """Of a figure that is told by periods: its value at the end of each."""
    return tuple(
        Sample(
            uid=id,
            indicator=indicator.metric or id,
            at=datetime.combine(period.last + timedelta(days=1), time(), judge.zone),
            value=value,
        )
        for period, value in periods_of(judge, id, indicator, source)
    )


def periods_of(
    judge: Judge, id: str, indicator: Indicator, source: str
) -> tuple[tuple[Period, Decimal], ...]:
    """Of a figure that is told by periods: each of them that is as long as its own, by time."""
    facts = judge.picture.figures(source, indicator.metric or id, labels(indicator.where))
    fact, alone = _chosen(facts)
    return () if fact is None or not alone else tuple(series_of(fact, facts).course())


def _pointed(judge: Judge, id: str, indicator: Indicator, source: str, point: Sample) -> Figure:
    seen = Observation(
        uid=point.uid,
        indicator=point.indicator,
        value=point.value,
        territory=point.territory,
        labels=point.labels,
    )
    standing = judge.of_point(indicator, source, point)
    return Figure(id=id, indicator=indicator, observation=seen, standing=standing)


def _chosen(facts: Iterable[Fact[Observation]]) -> tuple[Fact[Observation] | None, bool]:
    """Of several observations the one of the latest period that has a value, and whether it is the
    only one: the sum for all places beside those of each place is, two series of equal rank are not.
    """
    ranked = [(_rank(fact), fact) for fact in facts]
    if not ranked:
        return None, True
    highest = max(rank for rank, _ in ranked)
    rivals = [fact for rank, fact in ranked if rank == highest]
    chosen = max(rivals, key=lambda fact: fact.record.uid)
    return chosen, len(rivals) == 1 or not chosen.has_value


def _rank(fact: Fact[Observation]) -> tuple[bool, date, int, bool, int, str]:
    """The later period by its end, then the longer one, the whole before its parts, the more final level.
    A stretch of years is only begun.
    """
    seen = fact.record
    whole = not (seen.labels or seen.territory or seen.organ)
    period = period_of(seen.period) if seen.period else None
    end, long = date.min, 0
    if period is not None:
        end = period.first if period.span is Span.YEARS else period.last
        long = (period.last - period.first).days
    return fact.has_value, end, long, whole, rank(seen.level), seen.period or ""
