"""What the centre is alarmed by: alerts, each with its whole life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from services.simulation.day import DAY, HOUR, floored, machines
from services.simulation.incidents import trouble
from services.simulation.lore import invented, units

if TYPE_CHECKING:
    from services.simulation.chance import Chance

OFTEN = 0.5
"""Of three slots a day, so many have an incident."""
RATES = {"critical": 0.05, "high": 1.4, "medium": 6.0, "low": 15.0}
"""Alerts an hour at the busiest time, without an incident."""
_SLOT = timedelta(minutes=10)
_LONGEST = timedelta(hours=10)
_SURGE = {"critical": 0.8, "high": 3.0, "medium": 8.0, "low": 6.0}
"""How many more there are an hour at an incident's height."""
_LENGTHS = {"critical": 70, "high": 90, "medium": 80, "low": 110}
"""Usual minutes until resolved."""


@dataclass(frozen=True, slots=True)
class Raised:
    """One alert's whole life."""

    key: str
    severity: str
    title: str
    unit: str
    target: str
    begins: datetime
    ends: datetime


def raised(chance: Chance, since: datetime, until: datetime) -> list[Raised]:
    """Alerts that begin in [since, until), oldest first."""
    found: list[Raised] = []
    day = floored(since, DAY)
    while day < until:
        found += (alert for alert in _of_day(chance, day) if since <= alert.begins < until)
        day += DAY
    return sorted(found, key=lambda alert: (alert.begins, alert.key))


def open_at(chance: Chance, at: datetime) -> list[Raised]:
    return [one for one in raised(chance, at - _LONGEST, at) if one.begins <= at < one.ends]


@lru_cache(maxsize=64)
def _of_day(chance: Chance, day: datetime) -> tuple[Raised, ...]:
    found: list[Raised] = []
    for step in range(DAY // _SLOT):
        slot = day + step * _SLOT
        busy, bad = machines(slot), trouble(chance, "soc", slot, OFTEN)
        for severity, rate in RATES.items():
            mean = (rate * (0.15 + 0.85 * busy) + _SURGE[severity] * bad) * (_SLOT / HOUR)
            many = chance.count(mean, "soc", severity, slot.timestamp())
            found += (_alert(chance, severity, slot, number) for number in range(many))
    return tuple(found)


def _alert(chance: Chance, severity: str, slot: datetime, number: int) -> Raised:
    words = ("soc", severity, slot.timestamp(), number)
    begins = slot + _SLOT * chance.share(*words, "begin")
    lasts = _LENGTHS[severity] * chance.between(0.25, 2.2, *words, "length")
    return Raised(
        key=blake2b("|".join(map(str, (chance.seed, *words))).encode(), digest_size=8).hexdigest(),
        severity=severity,
        title=chance.pick(invented()["alerts"][severity], *words, "title"),
        unit=chance.pick(units(), *words, "unit").short,
        target=chance.pick(invented()["targets"], *words, "target"),
        begins=begins.replace(microsecond=begins.microsecond // 1000 * 1000),
        ends=begins + min(timedelta(minutes=lasts), _LONGEST),
    )
