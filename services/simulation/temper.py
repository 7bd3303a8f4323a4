"""How the province's systems behave without any fault: one is slow, one fails now and then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

SLOW = "sectordb"
SLOW_SITE = "/web/dam-rong"
FAILING = "media"
_SLOT = timedelta(minutes=30)
_QUIET = timedelta(minutes=2)
"""Nothing fails so soon after the start: whoever opens a wall sees it whole first."""


def delay(chance: Chance, at: datetime) -> timedelta:
    """3 to 6 seconds."""
    return timedelta(seconds=chance.between(3.0, 6.0, "delay", int(at.timestamp())))


def pause(chance: Chance, path: str, at: datetime) -> timedelta:
    """How long the system, or a site on it, takes without any fault."""
    if path.lstrip("/").partition("/")[0] == SLOW:
        return delay(chance, at)
    return delay(chance, at) / 3 if path.rstrip("/") == SLOW_SITE else timedelta()


def fails(chance: Chance, system: str, at: datetime, started: datetime) -> bool:
    """The failing system is away for 2 to 6 minutes in some half hours."""
    if system != FAILING or at < started + _QUIET:
        return False
    slot, inside = divmod(at.timestamp(), _SLOT.total_seconds())
    if chance.share(system, "fails", slot) > 0.6:  # noqa: PLR2004 - in so many half hours
        return False
    begins = chance.between(60, 1300, system, "fails from", slot)
    return begins <= inside < begins + chance.between(120, 360, system, "fails for", slot)
