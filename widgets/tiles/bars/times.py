"""Records counted along time: by hour, day or month of the wall's zone, up to the source's last answer."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from widgets.tiles.bars.counted import Tally, in_parts
from widgets.tiles.bars.parts import parts_of
from widgets.tiles.bars.view import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from zoneinfo import ZoneInfo

    from services.records import Record
    from widgets.reader import Reader
    from widgets.tiles.bars.parts import Parts
    from widgets.tiles.bars.settings import BarsTile
    from widgets.tiles.bars.view import Amount, Stretch
    from widgets.values import Value

_HOUR, _INSTANT = timedelta(hours=1), timedelta(microseconds=1)
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Timed:
    columns: tuple[Column, ...]
    parts: tuple[Value, ...]
    undated: int
    ahead: int
    sums: tuple[Amount, ...] = ()
    """Of each part, in all columns."""


def timed(
    settings: BarsTile,
    stretch: Stretch,
    reader: Reader,
    records: Sequence[Record],
    every: Iterable[Record],
    admits: Callable[[datetime], bool],
) -> Timed:
    """`every`: those of the kind that the source still has, chosen or not: before the oldest of them
    nobody knows. `admits`: whether what is of an instant may be counted. While the source is silent no
    column moves.
    """
    zone, moment = reader.knowledge.zone, settings.moment or ""
    until = reader.reckoned
    if until is None:
        return Timed((), (), 0, 0)
    edges = starts(stretch, until, zone, settings.columns)
    tallies, whole = [Tally(settings.sum) for _ in edges[:-1]], Tally(settings.sum)
    dated = [(instant(record, moment, zone), record) for record in records]
    shown = [(at, one) for at, one in dated if at is not None and edges[0] <= at < edges[-1]]
    parts = parts_of(settings, reader, [record for _, record in shown])
    for at, record in shown:
        part = None if parts is None else parts.key(record)
        whole.add(record, part)
        tallies[bisect_right(edges, at) - 1].add(record, part)
    since = _since(settings, until, [instant(record, moment, zone) for record in every])
    return Timed(
        columns=tuple(
            Column(
                start=start,
                amount=(tally.amount if tally.count else 0) if end > since else None,
                parts=_column_parts(tally, parts) if end > since else (),
                whole=end <= until and start >= since and admits(start) and admits(end - _INSTANT),
            )
            for start, end, tally in zip(edges[:-1], edges[1:], tallies, strict=True)
        ),
        parts=() if parts is None else parts.names,
        undated=sum(at is None for at, _ in dated),
        ahead=sum(at is not None and at >= edges[-1] for at, _ in dated),
        sums=in_parts(whole, parts),
    )


def _column_parts(tally: Tally, parts: Parts | None) -> tuple[Amount, ...]:
    """Of a stretch without a record each part is 0."""
    return in_parts(tally, parts) if tally.count or parts is None else parts.amounts({})


def _since(settings: BarsTile, until: datetime, times: Iterable[datetime | None]) -> datetime:
    """From when on the wall knows what there was: as long as the source is said to keep, else from the
    oldest record that it has.
    """
    oldest = min((at for at in times if at is not None), default=until)
    reached = until if settings.reach is None else until - settings.reach
    return min(oldest, reached)


def instant(record: Record, field: str, zone: ZoneInfo) -> datetime | None:
    """A date is of its first instant."""
    match getattr(record, field, None):
        case datetime() as at:
            return at
        case date() as day:
            return datetime.combine(day, time(), zone)
        case _:
            return None


def starts(stretch: Stretch, until: datetime, zone: ZoneInfo, count: int) -> tuple[datetime, ...]:
    """Of so many whole stretches, the last of them the one in which `until` is, and of the one after."""
    here = until.astimezone(zone)
    if stretch == "hour":
        running = here.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
        return tuple(running - _HOUR * n for n in range(count - 1, -2, -1))
    if stretch == "day":
        days = (here.date() - timedelta(days=n) for n in range(count - 1, -2, -1))
    else:
        months = here.year * _YEAR + here.month - 1
        days = (_month(months - n) for n in range(count - 1, -2, -1))
    return tuple(datetime.combine(day, time(), zone).astimezone(UTC) for day in days)


def _month(number: int) -> date:
    return date(number // _YEAR, number % _YEAR + 1, 1)
