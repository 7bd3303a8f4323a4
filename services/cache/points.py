"""Points of series: only ever added. A point that is told again with another value is one more row,
so that a replay still sees the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cache.bodies import encode_series, plain
from services.cache.times import micros

if TYPE_CHECKING:
    from services.database import Connection
    from services.news import Batch
    from services.records import Labels, Sample

type _Series = tuple[str, str, str, str | None, str | None, Labels]

_INSERT = """INSERT OR REPLACE INTO sample (series, at, learned, value)
SELECT ?1, ?2, ?3, ?4 WHERE ?4 IS NOT
(SELECT value FROM sample WHERE series = ?1 AND at = ?2 ORDER BY learned DESC LIMIT 1)"""


class Points:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._series: dict[_Series, int] = {}

    def add(self, batch: Batch, samples: tuple[Sample, ...], stamp: int) -> None:
        """A sample without a time has that of its answer; of two with one time the last counts."""
        if not samples:
            return
        whole = micros(batch.at or batch.received)
        points = {
            (self._number(batch.source, sample), micros(sample.at) if sample.at else whole): str(
                sample.value
            )
            for sample in samples
            if sample.value.is_finite()
        }
        self._connection.executemany(
            _INSERT, [(series, at, stamp, value) for (series, at), value in points.items()]
        )

    def forget(self) -> None:
        self._series.clear()

    def _number(self, source: str, sample: Sample) -> int:
        series = (
            source,
            sample.uid,
            sample.indicator,
            sample.territory,
            sample.publication,
            sample.labels,
        )
        if series not in self._series:
            found = self._connection.execute(
                "INSERT INTO series (source, name, uid, body) VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET body = excluded.body RETURNING id",
                (source, plain(sample.indicator), plain(sample.uid), encode_series(sample)),
            ).fetchall()
            self._series[series] = int(found[0][0])
        return self._series[series]
