"""Facts as stored: versions of what a key said, and when each was last confirmed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.cache.setbacks import seen
from services.cache.times import FOREVER, UNDATED

if TYPE_CHECKING:
    from services.cache.answer import Key
    from services.cache.journal import Row, Rows
    from services.cache.setbacks import Setbacks

COLUMNS = """
    key.id, key.kind, key.uid, key.name, fact.learned, fact.body, fact.simulated, fact.fault,
    fact.changed, fact.lacks, fact.held, fact.held_time, dated.source_time, part.until, part.last,
    part.received"""

STANDING = f"""
SELECT {COLUMNS} FROM key
JOIN fact ON fact.key = key.id AND fact.learned =
    (SELECT max(learned) FROM fact AS f WHERE f.key = key.id AND f.learned <= :at)
LEFT JOIN dated ON dated.key = key.id AND dated.learned =
    (SELECT max(learned) FROM dated AS d WHERE d.key = key.id AND d.learned <= :at)
LEFT JOIN part ON part.key = key.id AND part.since =
    (SELECT max(since) FROM part AS p WHERE p.key = key.id AND p.since <= :at)
WHERE key.source = :source AND key.ended > :at AND fact.superseded > :at
"""  # noqa: S608 - our columns
"""All facts of a source that stood at an instant: for each key one look-up of its last version."""

OF_KIND = f"{STANDING} AND key.kind = :kind ORDER BY key.uid"
OF_INDICATOR = f"{STANDING} AND key.kind = :kind AND key.name = :name ORDER BY key.uid"
OF_KEY = f"{STANDING} AND key.id = :key"
KINDS = f"SELECT DISTINCT kind FROM ({STANDING})"  # noqa: S608 - our columns


@dataclass(slots=True)
class Version:
    """What a key said. Times are microseconds. `body` is of the last answer that had a value."""

    key: int
    kind: str
    uid: str
    name: str
    learned: int
    body: str
    simulated: bool
    fault: str | None
    changed: int
    lacks: bool
    held: int | None
    held_time: int | None
    own_time: int | None
    """The source time that the record itself carried; None stands for that of its answer."""
    part_until: int | None
    part_last: int | None
    part_received: int | None
    """The last run of partial answers that held the key, and the last ask of it once it ended."""

    @property
    def identity(self) -> Key:
        return self.kind, self.uid, self.name

    def confirmed(self, row: Row, at: int) -> int | None:
        """When the last answer was received that confirmed it, as known at `at`."""
        return self.held if self.lacks else self._last_holding(row, at)[1]

    def source_time(self, row: Row) -> int | None:
        """Its own, else that of the last answer that contained all of the source."""
        if self.lacks:
            return self.held_time
        if self.own_time == UNDATED:
            return None
        return row.all_time if self.own_time is None else self.own_time

    def _last_holding(self, row: Row, at: int) -> tuple[int, int | None]:
        part, received = self._part(row, at)
        wide = row.wide_learned or 0
        if part is not None and part > wide:
            return part, received
        return wide, row.wide

    def _part(self, row: Row, at: int) -> tuple[int | None, int | None]:
        if self.part_until is None:
            return None, None
        if self.part_until > at:
            return row.part_learned, row.part
        return self.part_last, self.part_received


def versions(
    rows: Rows, statement: str, setbacks: Setbacks = (), **named: str | int
) -> list[Version]:
    """The rows of one of the statements above, their times as they are to be taken at `at`."""
    at = int(named["at"])
    return [as_seen(Version(*row), at, setbacks) for row in rows(statement, named)]


def as_seen(version: Version, at: int, setbacks: Setbacks) -> Version:
    """No time later than the clock's own, if that was set back since. A version that carries on times
    of another takes them from here: under its own stamp the set-backs before it no longer count.
    """
    if not setbacks:
        return version
    return replace(
        version,
        held=seen(setbacks, version.held, version.learned, at),
        changed=seen(setbacks, version.changed, version.learned, at),
        part_received=seen(setbacks, version.part_received, version.part_last, at),
    )


def current(rows: Rows, source: str) -> list[Version]:
    """All that stands now, whatever its stamps: for the writer."""
    return versions(rows, STANDING, source=source, at=FOREVER - 1)
