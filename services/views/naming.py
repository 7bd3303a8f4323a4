"""What records' organs and territories are called on the wall."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from services.organs import Directory, folded
from services.periods import period_of
from services.records import Observation, Organ
from services.territories import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from services.records import Record
    from services.settings import Wording
    from services.territories import Gazetteer
    from services.views.knowledge import Knowledge

_DATED = ("promulgated", "assigned", "as_of")
"""Fields with the day that a record is of."""


class Naming:
    """As of the day that a record is of, else of the day that the wall stands on.

    `sources`: whose records are shown. Organs are taken from sources that all who may see those may see
    as well.
    """

    def __init__(self, knowledge: Knowledge, sources: Iterable[str]) -> None:
        self._knowledge = knowledge
        every = knowledge.wall.sources
        self._eyes = min(every[id].sensitivity for id in sources)
        self._day = knowledge.wall.as_of or knowledge.day

    @cached_property
    def _organs(self) -> Directory:
        wall = self._knowledge.wall
        told = (
            fact.record
            for id, source in wall.sources.items()
            if "organs" in (source.gives() or {"organs"}) and not self._eyes < source.sensitivity
            for fact in self._knowledge.facts((id,), Organ)
        )
        return Directory(wall.organs, wall.committees, told)

    @cached_property
    def _places(self) -> Gazetteer:
        return gazetteer(self._knowledge.wall.territories)

    def organ(self, called: str, record: Record | None = None) -> Wording | str:
        """As it came where nobody says who that is."""
        return self._organs.name(called, self._of(record)) or called

    def key(self, called: str, record: Record | None = None) -> str:
        """One for all the names that an organ goes by; of an unknown one its name."""
        found = self._organs.find(called, self._of(record))
        return folded(called) if found is None else found.id

    def kind(self, called: str, record: Record | None = None) -> str | None:
        """Of organs: sở, huyện, bộ…, as whoever told of it calls the kind; None where nobody says."""
        found = self._organs.find(called, self._of(record))
        return None if found is None else found.kind

    def alike(
        self, wanted: str, said: str | None, record: Record | None = None, *, heirs: bool = False
    ) -> bool:
        """Whether both are the same organ. `heirs`: or the one that has taken over what the record's had."""
        if said is None:
            return False
        own = self.key(wanted)
        if own == self.key(said, record) or folded(wanted) == folded(said):
            return True
        found = self._organs.find(said, self._of(record)) if heirs else None
        heir = None if found is None else self._organs.heir(found.id, self._day)
        return heir is not None and heir.id == own

    def territory(self, called: str, record: Record | None = None) -> Wording | str:
        """The unit that the record's own period had there; where that is gone and the wall file maps
        it, the one that it is counted to.
        """
        found = self._places.seen_on(called, self._of(record), self._day)
        return called if found is None else found.name

    def _of(self, record: Record | None) -> date:
        if isinstance(record, Observation) and record.period:
            period = period_of(record.period)
            return self._day if period is None else period.last
        days = (getattr(record, name, None) for name in _DATED)
        return next((day for day in days if day is not None), self._day)
