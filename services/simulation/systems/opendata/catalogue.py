"""What the open data portal offers: datasets of organs, each renewed in a period of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from services.simulation.day import DAY, HOUR, floored, readers
from services.simulation.lore import Office, invented, offices

if TYPE_CHECKING:
    from services.simulation.chance import Chance

BEGUN = datetime(2023, 1, 1, tzinfo=UTC)
_PERIODS = (30, 90, 365)
_GRACE = 1.05
_SYNC = 6 * HOUR
_OFFICE = (30 * 60, 10 * 60 * 60)
"""Seconds of a day in UTC: 07:30 to 17:00 in Lâm Đồng."""


@dataclass(frozen=True, slots=True)
class Offered:
    name: str
    office: Office
    updated: datetime
    period: timedelta
    views: int
    downloads: int

    def is_fresh(self, at: datetime) -> bool:
        return at - self.updated <= self.period * _GRACE


def publishers() -> tuple[Office, ...]:
    """Organs that may publish: the province's."""
    return tuple(office for office in offices() if not office.outside)


def datasets(chance: Chance, at: datetime) -> list[Offered]:
    return [_offered(chance, name, at) for name in invented()["datasets"]]


def synced(at: datetime) -> datetime:
    """When the catalogue was last handed to the national portal."""
    return floored(at, _SYNC)


def _offered(chance: Chance, name: str, at: datetime) -> Offered:
    """Some are renewed late, all of them while the office is open."""
    period = DAY * chance.pick(_PERIODS, "dataset", name, "period")
    turn, passed = divmod(at - BEGUN, period)
    late = int(period.days * 0.3 * max(chance.share("dataset", name, turn) - 0.6, 0.0) / 0.4)
    clock = timedelta(seconds=chance.whole(*_OFFICE, "dataset", name, turn, "clock"))
    after = DAY * late + clock
    if passed < after:
        after = DAY * int(late * 0.3) + clock - period
    updated = BEGUN + turn * period + after
    views = _since(chance, name, at)
    return Offered(
        name=name,
        office=chance.pick(publishers(), "dataset", name, "organ"),
        updated=updated,
        period=period,
        views=views,
        downloads=views // chance.whole(6, 14, "dataset", name, "share"),
    )


def _since(chance: Chance, name: str, at: datetime) -> int:
    """Views since the portal began: so many a day, and of today what the hours so far had."""
    a_day = chance.between(1.5, 14, "dataset", name, "views")
    today = floored(at, DAY)
    passed = sum(readers(today + HOUR * (hour + 0.5)) for hour in range((at - today) // HOUR))
    return int(a_day * max((today - BEGUN) / DAY, 0.0) + a_day * passed / 13)
