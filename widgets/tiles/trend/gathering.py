"""Series, thresholds, targets and events of a trend, as the wall knows them at an instant."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from services.freshness import State
from services.periods import period_of
from services.records import KINDS, Alert, AlertState
from services.views import SEVERAL
from widgets.course import thinned, unbroken
from widgets.reading import Number
from widgets.tiles.trend.settings import MOMENTS
from widgets.tiles.trend.view import Marked, Series, Stay, Target, Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, tzinfo
    from decimal import Decimal

    from services.periods import Period
    from services.records import Sample
    from services.views import Knowledge
    from widgets.tiles.trend.settings import TrendTile
    from widgets.tiles.trend.view import Points

DAY, YEARS = timedelta(hours=24), timedelta(days=1830)
"""Spans where the wall file doesn't say: of points, and of figures of periods."""
_COLUMNS = 4000
"""Of a span: as many as a screen has pixels; of each the least and the most are kept."""
_MOST = 1200
"""Periods that are drawn: daily figures of three years."""
_EVENTS = 5000
"""Of a span, at which events are told apart."""


def series_of(id: str, span: timedelta | None, knowledge: Knowledge) -> Series:
    """Of several series that match the indicator none is drawn: joined they would be a zigzag."""
    samples = knowledge.points(id, span or DAY)
    figure = knowledge.figure(id, samples)
    standing = figure.standing
    several = len({one.uid for one in samples}) > 1
    if several and standing.words != SEVERAL:
        standing = replace(standing, state=State.FAULTY, words=SEVERAL)
    indicator = figure.indicator
    number = Number(
        id=id,
        name=indicator.name,
        unit=figure.unit,
        observation=figure.observation,
        decimals=indicator.decimals,
        standing=standing,
        better=indicator.better,
        comparison=figure.comparison,
        band=figure.band,
    )
    if several:
        return Series(number=number)
    if not samples:
        stays = _stays(knowledge.periods(id), span or YEARS, knowledge.zone)
        return Series(number=number, periods=stays, count=len(stays), sums=indicator.sums)
    return replace(
        Series(number=number), stretches=_stretches(samples, span or DAY), count=len(samples)
    )


def _stretches(samples: Sequence[Sample], span: timedelta) -> tuple[Points, ...]:
    """Interrupted where values are missing; of very many, what a screen's columns need."""
    points = [(one.at, one.value) for one in samples if one.at is not None]
    if not points:
        return ()
    seconds = [(at - points[0][0]).total_seconds() for at, _ in points]
    values = [value for _, value in points]
    column = max(span.total_seconds() / _COLUMNS, 1e-6)
    parts = unbroken(seconds)
    if len(points) <= 2 * _COLUMNS:
        return tuple(tuple(points[first:last]) for first, last in parts)
    kept = thinned(seconds, values, column)
    found: list[Points] = []
    for first, last in parts:
        own = kept[bisect_left(kept, first) : bisect_left(kept, last)]
        if own:
            found.append(tuple(points[n] for n in own))
    return tuple(found)


def _stays(
    told: Sequence[tuple[Period, Decimal]], span: timedelta, zone: tzinfo
) -> tuple[Stay, ...]:
    """Those of which half or more lies in the span before the end of the last."""
    if not told:
        return ()
    every = [
        Stay(_midnight(period.first, zone), _midnight(period.last + timedelta(days=1), zone), value)
        for period, value in told
    ]
    start = every[-1].end - span
    return tuple(one for one in every if one.start + (one.end - one.start) / 2 >= start)[-_MOST:]


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def since(start: datetime, series: Series) -> Series:
    """What lies within the common span: sources fall silent one before the other, periods have ended."""
    stretches = (tuple(one for one in part if one[0] >= start) for part in series.stretches)
    kept = tuple(part for part in stretches if part)
    periods = tuple(one for one in series.periods if one.end > start)
    if kept == series.stretches and periods == series.periods:
        return series
    gone = sum(map(len, series.stretches)) - sum(map(len, kept))
    gone += len(series.periods) - len(periods)
    return replace(series, stretches=kept, periods=periods, count=series.count - gone)


def until(series: Sequence[Series], knowledge: Knowledge) -> datetime:
    """The end of the common span: the last period's, or when the last of the sources answered, never the
    silence after it.
    """
    if any(one.periods for one in series) and not any(one.stretches for one in series):
        return max(one.periods[-1].end for one in series if one.periods)
    told = [one.number.standing.received for one in series]
    ends = [one.stretches[-1][-1][0] for one in series if one.stretches]
    return max([at for at in told if at is not None] or ends, default=knowledge.at)


def zones(series: Sequence[Series], knowledge: Knowledge) -> tuple[Zone, ...]:
    """Of the indicator that is alone, or of several that have the same; none for a published figure."""
    every = [_zones(one, knowledge) for one in series]
    return every[0] if every and all(one == every[0] for one in every) else ()


def _zones(series: Series, knowledge: Knowledge) -> tuple[Zone, ...]:
    seen = series.number.observation
    if seen is not None and seen.publication is not None:
        return ()
    period = period_of(seen.period) if seen is not None and seen.period else None
    on = knowledge.day if period is None else period.last
    return tuple(
        Zone(band.least, band.under, band.priority)
        for band in knowledge.wall.indicators[series.number.id].bands
        if band.of == "value"
        and band.priority is not None
        and (band.since is None or band.since <= on)
        and (band.until is None or on <= band.until)
    )


def targets(series: Sequence[Series], knowledge: Knowledge) -> tuple[Target, ...]:
    """Of one indicator: what its source says, and what the wall file declares for each period."""
    if len(series) != 1:
        return ()
    return tuple(dict.fromkeys(_targets(series[0], knowledge)))


def _targets(series: Series, knowledge: Knowledge) -> Iterator[Target]:
    number, indicator = series.number, knowledge.wall.indicators[series.number.id]
    shown = period_of(number.period) if number.period else None
    plan = number.comparison.plan
    if plan is not None:
        period = period_of(plan.period) if plan.period else None
        if not indicator.sums or (period is not None and shown and period.span is shown.span):
            yield _target(plan.value, period, knowledge.zone)
    declared: dict[Period, tuple[date, Decimal]] = {}
    for one in indicator.plans:
        period = period_of(one.period)
        day = one.date or knowledge.day
        if period is None or day > knowledge.day:
            continue
        if period not in declared or declared[period][0] <= day:
            declared[period] = (day, one.value)
    for period, (_, value) in declared.items():
        if not indicator.sums or (shown and period.span is shown.span):
            yield _target(value, period, knowledge.zone)


def _target(value: Decimal, period: Period | None, zone: tzinfo) -> Target:
    if period is None:
        return Target(value)
    start, end = _midnight(period.first, zone), _midnight(period.last + timedelta(days=1), zone)
    return Target(value, start, end)


def events(
    settings: TrendTile, start: datetime, end: datetime, knowledge: Knowledge
) -> Marked | None:
    """Those of the span; what their source suppresses is none, unless the condition asks for it."""
    source, kind = settings.events, settings.marked
    if source is None:
        return None
    records = [fact.record for fact in knowledge.facts((source,), KINDS[kind])]
    condition = settings.condition
    if condition is not None:
        holds = condition.of(knowledge.moment((source,)))
        records = [record for record in records if holds(record)]
    if condition is None or "state" not in condition.fields:
        records = [
            record
            for record in records
            if not (isinstance(record, Alert) and record.state is AlertState.SUPPRESSED)
        ]
    times = (getattr(record, MOMENTS[kind]) for record in records)
    within = sorted(at for at in times if isinstance(at, datetime) and start <= at <= end)
    known = knowledge.asked(source).last_answered is not None
    return Marked(kind, *_counted(within, start, end), known)


def _counted(
    times: Sequence[datetime], start: datetime, end: datetime
) -> tuple[tuple[datetime, ...], tuple[int, ...]]:
    """Each by itself; of more than can be told apart the first of each moment, and how many it stands for."""
    if len(times) <= _EVENTS:
        return tuple(times), (1,) * len(times)
    moment = max((end - start) / _EVENTS, timedelta(microseconds=1))
    firsts = {(at - start) // moment: at for at in reversed(times)}
    counts = Counter((at - start) // moment for at in times)
    return tuple(firsts[n] for n in sorted(firsts)), tuple(counts[n] for n in sorted(firsts))


def common_period(series: Sequence[Series]) -> str | None:
    """That of the last figure, where all are told by periods and are of the same."""
    if not all(one.periods for one in series):
        return None
    told = {one.number.period for one in series}
    return told.pop() if len(told) == 1 else None
