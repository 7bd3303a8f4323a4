"""What a status board shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, override

from widgets.tile import View

if TYPE_CHECKING:
    from datetime import date, datetime

    from services.phrase import Phrase
    from widgets.tile import Json

WELL = 3
"""The `illness` of what is well."""
LISTED = 60
"""Rows that wall.json has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    name: str
    code: str | None
    """The source's own word for its state."""
    state: str | Phrase | None
    """What it is called on the wall."""
    illness: int
    """0 has stopped, 1 is poorly, 2 says what nobody knows, 3 is well."""
    since: datetime | None = None
    words: Phrase | None = None
    expires: datetime | None = None
    """Of its certificate, where that is near."""
    expired: bool = False

    @property
    def abnormal(self) -> bool:
        return self.illness < WELL or self.expires is not None

    @property
    def well(self) -> bool:
        """It runs, and nobody is turned away by its certificate."""
        return self.illness == WELL and not self.expired


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView(View):
    services: tuple[Service, ...]
    """Worst first; of very many only the worst."""
    total: int
    well: int
    abnormal: int
    """All that are, or soon will be, in need of somebody."""
    day: date
    known: bool

    @override
    def figures(self) -> dict[str, Json]:
        rows: list[Json] = [{"name": one.name, "state": one.code} for one in self.services[:LISTED]]
        total = self.total if self.known else None
        return {"total": total, "well": self.well if self.known else None, "rows": rows}
