"""What a status board shows at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, override

from services.clock import iso
from widgets.tile import View

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from services.phrase import Phrase
    from services.settings import Wording
    from widgets.tile import Json

WELL = 3
"""The `illness` of what is well."""
LISTED = 60
"""Rows that wall.json has."""
TALLIED = 3
"""Kinds of what is wrong that are counted beside the whole."""
CONDENSED = 24
"""Services beyond which those that are well are only counted."""


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
    published: datetime | None = None
    """When it published last, where that is long ago."""
    rank: int = 0
    """Among those of its illness, the worst first."""
    where: Wording | str | None = None
    """Whose computer it is."""
    lasted: timedelta | None = None
    """How long it is as it is, in whole days, at the last confirmation."""

    @property
    def begun(self) -> datetime | None:
        """Since when it is what is said of it; of a certificate that still holds nothing."""
        if self.illness < WELL or not self.abnormal:
            return self.since
        return self.expires if self.expired else None if self.expires else self.published

    @property
    def abnormal(self) -> bool:
        return self.illness < WELL or self.expires is not None or self.published is not None

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
    tally: tuple[tuple[Phrase | str, int], ...] = ()
    """What those are that aren't well, and how many of each, worst first; a few of the kinds."""
    kind: Literal["services", "endpoints"] = "services"
    day: date
    known: bool

    @override
    def figures(self) -> dict[str, Json]:
        rows: list[Json] = [_row(one) for one in self.services[:LISTED]]
        total = self.total if self.known else None
        return {"total": total, "well": self.well if self.known else None, "rows": rows}


def _row(one: Service) -> dict[str, Json]:
    told: dict[str, Json] = {"name": one.name, "state": one.code}
    dates = {"since": one.since, "expires": one.expires, "published": one.published}
    return told | {name: iso(at) for name, at in dates.items() if at is not None}
