"""The centre's sensors: computers with an agent of Wazuh, and which of them are connected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.day import DAY, HOME, HOUR
from services.simulation.lore import invented, own_offices

if TYPE_CHECKING:
    from services.simulation.chance import Chance

SENSORS = 214
_NEVER = 2
"""Of the sensors, so many were declared and never came."""
_SLOT = timedelta(hours=6)
_AWAY = 0.012
"""Of the slots, so many have a sensor away for a while."""
_FIRST = datetime(2026, 1, 5, 8, tzinfo=HOME)
ACTIVE, AWAY, UNKNOWN = "active", "disconnected", "never_connected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    id: str
    """`001`."""
    name: str
    ip: str
    system: str
    """`ubuntu` or `windows`."""
    group: str
    added: datetime
    came: bool = True


@lru_cache(maxsize=4)
def agents(chance: Chance) -> tuple[Agent, ...]:
    """All that are declared: the province's servers first, then those of its offices."""
    return tuple(_agent(chance, number) for number in range(1, SENSORS + 1))


def _agent(chance: Chance, number: int) -> Agent:
    words = ("soc-agent", number)
    servers = invented()["servers"]
    added = _FIRST + chance.whole(0, 120, *words, "added") * DAY
    if number <= len(servers):
        server = servers[number - 1]
        return Agent(
            id=f"{number:03}",
            name=server["name"],
            ip=server["ip"],
            system="ubuntu",
            group="Trung tâm dữ liệu",
            added=added,
        )
    place = chance.pick(own_offices(), *words, "office")
    came = number <= SENSORS - _NEVER
    return Agent(
        id=f"{number:03}",
        name=f"MC-{place.sign}-{number:03}",
        ip=f"10.68.{2 + number // 200}.{10 + number % 200}" if came else "any",
        system=chance.pick(("windows", "ubuntu"), *words, "system"),
        group=place.name,
        added=added,
        came=came,
    )


def away_since(chance: Chance, agent: Agent, at: datetime) -> datetime | None:
    """Since when it is not connected; None: it is."""
    slots = at.timestamp() // _SLOT.total_seconds()
    for slot in (slots, slots - 1):
        words = ("soc-agent", agent.id, "away", slot)
        if chance.share(*words) >= _AWAY:
            continue
        begins = datetime.fromtimestamp((slot + chance.share(*words, "from")) * 6 * 3600, HOME)
        begins = begins.replace(microsecond=0)
        if begins <= at < begins + chance.between(0.3, 5.5, *words, "for") * HOUR:
            return begins
    return None
