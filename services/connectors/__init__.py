"""One protocol a file. A connector is registered by one line under `langbiang.connectors`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from services.news import Answered, Batch
from services.settings import Source

if TYPE_CHECKING:
    from services.door import Door

__all__ = ["Answered", "Connector", "batch"]


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
        keeps=answered.keeps,
        notes=answered.notes,
    )


class Connector[S: Source](Protocol):
    """How to ask one kind of system. `ask` raises `SourceError` and nothing else on purpose; what it
    makes of answers is a pure function of them (and of the cursor) in the same file.
    """

    name: str
    settings: type[S]

    def ask(self, settings: S, door: Door, cursor: str | None) -> Answered: ...
