"""One protocol a file. A connector is registered by one line under `langbiang.connectors`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from services.news import Batch, Covers
from services.settings import Source

if TYPE_CHECKING:
    from datetime import datetime

    from services.door import Door
    from services.phrase import Phrase
    from services.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a connector made of one ask; `batch` adds the source's name. `cursor` None leaves standing
    what an earlier answer left; "" takes it back.
    """

    records: tuple[Record, ...] = ()
    asked: datetime
    received: datetime
    covers: Covers = Covers.ALL
    at: datetime | None = None
    cursor: str | None = None
    simulated: bool = False
    unchanged: bool = False
    missing: int | None = None
    notes: tuple[Phrase, ...] = ()


def batch(source: str, answered: Answered) -> Batch:
    """The news that `source` answered."""
    return Batch(
        source=source,
        records=answered.records,
        asked=answered.asked,
        received=answered.received,
        covers=answered.covers,
        at=answered.at,
        cursor=answered.cursor,
        simulated=answered.simulated,
        unchanged=answered.unchanged,
        missing=answered.missing,
        notes=answered.notes,
    )


class Connector[S: Source](Protocol):
    """How to ask one kind of system. `ask` raises `SourceError` and nothing else on purpose; what it
    makes of answers is a pure function of them (and of the cursor) in the same file.
    """

    name: str
    settings: type[S]

    def ask(self, settings: S, door: Door, cursor: str | None) -> Answered: ...
