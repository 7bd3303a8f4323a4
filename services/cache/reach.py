"""How far back a source may reach: what is older than an indicator's `history` is not taken in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from services.cache.named import matches
from services.periods import period_of
from services.phrase import phrase
from services.records import Observation, Sample

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from services.cache.named import Named
    from services.news import Batch
    from services.records import Record


def within_reach(batch: Batch, named: Collection[Named]) -> Batch:
    """Without points, and figures of periods, that no indicator reaches back to; how many is noted."""
    reaching: dict[str, list[Named]] = {}
    for one in named:
        if one.source == batch.source:
            reaching.setdefault(one.indicator, []).append(one)
    if all(one.history is None for several in reaching.values() for one in several):
        return batch
    kept = tuple(
        record
        for record in batch.records
        if not isinstance(record, Observation | Sample)
        or _reached(record, reaching.get(record.indicator, ()), batch.received)
    )
    beyond = len(batch.records) - len(kept)
    if not beyond:
        return batch
    words = phrase("Bỏ qua {count} số liệu cũ hơn mức history của chỉ số", count=beyond)
    return replace(batch, records=kept, notes=(*batch.notes, words))


def _reached(record: Observation | Sample, named: Iterable[Named], received: datetime) -> bool:
    reaches = [one.history for one in named if matches(record, one.where)]
    ended = _ended(record)
    if ended is None or not reaches:
        return True
    return any(reach is None or received - ended <= reach for reach in reaches)


def _ended(record: Record) -> datetime | None:
    """When what it is of was over; None where that isn't said. A figure without a period is of now."""
    if isinstance(record, Sample):
        return record.at
    period = period_of(record.period) if isinstance(record, Observation) and record.period else None
    if period is None:
        return None
    return datetime.combine(period.last, time(), UTC)
