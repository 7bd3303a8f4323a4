"""What happens on the integration platform: calls, errors, latency, and which services stand still."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.day import DAY, floored, machines
from services.simulation.incidents import incidents, trouble
from services.simulation.lore import invented

if TYPE_CHECKING:
    from services.simulation.chance import Chance

_MINUTE = timedelta(minutes=1)
_SLOT = timedelta(minutes=5)
_OFTEN = 0.3
_PARTNER_OFTEN = 0.08
_BUSIEST = 1980.0
"""Calls a minute."""
DOWN = 0.55
"""Trouble from which on services stop."""
_HEIGHT = 0.5
"""Part of an incident at which it is at its worst."""
_HALVINGS = 16


def calls(chance: Chance, at: datetime) -> float:
    """A minute, all services together."""
    wave = 0.06 * chance.drift("lgsp-slow", at, 37 * _MINUTE)
    ripple = 0.05 * chance.drift("lgsp-quick", at, 3 * _MINUTE)
    bad = trouble(chance, "lgsp", at, _OFTEN)
    return _BUSIEST * (0.05 + 0.95 * machines(at)) * (1 + wave + ripple) * (1 - 0.35 * bad)


def errors(chance: Chance, at: datetime) -> float:
    """In percent of the calls."""
    usual = 0.38 + 0.16 * chance.drift("lgsp-errors", at, 11 * _MINUTE)
    return usual + 6.5 * trouble(chance, "lgsp", at, _OFTEN)


def latency(chance: Chance, at: datetime) -> float:
    """The 95th percentile in milliseconds."""
    usual = 240 + 190 * machines(at) + 60 * chance.drift("lgsp-latency", at, 7 * _MINUTE)
    return usual * (1 + 5 * trouble(chance, "lgsp", at, _OFTEN))


def stopped(chance: Chance, at: datetime) -> frozenset[str]:
    """Names of the services that don't answer."""
    bad = trouble(chance, "lgsp", at, _OFTEN)
    if bad < DOWN:
        return frozenset()
    many = 1 + int((bad - DOWN) * 6)
    slot = floored(at, DAY).timestamp()
    names: list[str] = invented()["services"]
    ranked = sorted(names, key=lambda name: chance.share("lgsp-stop", slot, name))
    return frozenset(ranked[:many])


@lru_cache(maxsize=1024)
def _in_slot(chance: Chance, slot: datetime) -> float:
    return calls(chance, slot + _SLOT / 2) * (_SLOT / _MINUTE)


def today(chance: Chance, at: datetime) -> int:
    """Calls since midnight."""
    start = floored(at, DAY)
    whole, rest = divmod(at - start, _SLOT)
    passed = sum(_in_slot(chance, start + _SLOT * step) for step in range(whole))
    return round(passed + _in_slot(chance, start + _SLOT * whole) * (rest / _SLOT))


def partner(chance: Chance, at: datetime) -> bool:
    """Whether the national platform (NDXP) answers."""
    return trouble(chance, "ndxp", at, _PARTNER_OFTEN) < DOWN


@lru_cache(maxsize=1024)
def _failed_in_slot(chance: Chance, slot: datetime) -> float:
    return _in_slot(chance, slot) * errors(chance, slot + _SLOT / 2) / 100


def failed_today(chance: Chance, at: datetime) -> int:
    """Calls since midnight that came to nothing."""
    start = floored(at, DAY)
    whole, rest = divmod(at - start, _SLOT)
    passed = sum(_failed_in_slot(chance, start + _SLOT * step) for step in range(whole))
    return round(passed + _failed_in_slot(chance, start + _SLOT * whole) * (rest / _SLOT))


def weights(chance: Chance) -> dict[str, float]:
    """Share of all calls that each service has."""
    names: list[str] = invented()["services"]
    parts = {name: chance.between(0.2, 2.4, "lgsp-weight", name) for name in names}
    whole = sum(parts.values())
    return {name: part / whole for name, part in parts.items()}


def changed(chance: Chance, name: str, at: datetime) -> datetime:
    """When the service last stopped or came back; midnight, if it did neither since."""
    began = floored(at, DAY)
    for one in reversed([*incidents(chance, "lgsp", began - DAY / 2, at, _OFTEN)]):
        height = one.begins + (one.ends - one.begins) * _HEIGHT
        if name not in stopped(chance, min(height, at)):
            continue
        if name in stopped(chance, at):
            return max(_edge(chance, name, one.begins, min(height, at)), began)
        return max(_edge(chance, name, min(one.ends, at), height), began)
    return began


def _edge(chance: Chance, name: str, up: datetime, down: datetime) -> datetime:
    """Between an instant at which it runs and one at which it doesn't."""
    for _ in range(_HALVINGS):
        middle = up + (down - up) / 2
        if name in stopped(chance, middle):
            down = middle
        else:
            up = middle
    return down.replace(microsecond=0)
