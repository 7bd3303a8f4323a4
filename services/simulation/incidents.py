"""What goes wrong in the province: it begins, rises, holds and ends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from services.simulation.day import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.simulation.chance import Chance

_SLOT = timedelta(hours=8)
_LONGEST = timedelta(hours=9)
_RISE, _FALL = 0.2, 0.35
"""Shares of an incident's length in which it rises and ebbs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    key: str
    system: str
    begins: datetime
    ends: datetime
    strength: float
    """0..1 at its height."""

    def intensity(self, at: datetime) -> float:
        """0 outside, rising to `strength`, held, ebbing away."""
        part = (at - self.begins) / (self.ends - self.begins)
        if not 0 < part < 1:
            return 0.0
        ramp = min(part / _RISE, 1.0, (1 - part) / _FALL)
        return self.strength * ramp * ramp * (3 - 2 * ramp)


def incidents(
    chance: Chance, system: str, since: datetime, until: datetime, often: float
) -> Iterator[Incident]:
    """Those that begin in (since, until], `often` a slot of eight hours (0..1), oldest first."""
    first = math.floor(since.timestamp() / _SLOT.total_seconds())
    last = math.floor(until.timestamp() / _SLOT.total_seconds())
    for slot in range(first, last + 1):
        words = (system, "incident", slot)
        if chance.share(*words) >= often:
            continue
        start = since.fromtimestamp((slot + chance.share(*words, "begin")) * 8 * 3600, since.tzinfo)
        start = local(start.replace(microsecond=0))
        minutes = round(40 * math.exp(2.4 * chance.share(*words, "length")))
        if since < start <= until:
            yield Incident(
                key=f"{system}-{slot}",
                system=system,
                begins=start,
                ends=start + min(timedelta(minutes=minutes), _LONGEST),
                strength=chance.between(0.35, 1.0, *words, "strength"),
            )


def trouble(chance: Chance, system: str, at: datetime, often: float) -> float:
    """0..1: how bad the worst incident of the system is at the instant."""
    running = incidents(chance, system, at - _LONGEST, at, often)
    return max((one.intensity(at) for one in running), default=0.0)
