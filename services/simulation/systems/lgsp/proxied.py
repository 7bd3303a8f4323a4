"""What stands behind HAProxy: each service with its servers, and what was counted since midnight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.simulation.day import DAY, floored
from services.simulation.systems.lgsp.gateway import (
    calls,
    changed,
    failed_today,
    latency,
    partner,
    stopped,
    today,
    weights,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from services.simulation.chance import Chance

_PARTNER = "NDXP"
_PAIRED = 0.35
"""Of all services, so many have two servers."""
_RESTING = 0.1
"""… and of their second ones, so many are being mended."""
_IN, _OUT = 920, 4100
"""Bytes of a call and of its answer."""
_CLIENT_FAULTS = 0.012


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one proxy or server has counted since midnight."""

    calls: int
    failed: int
    a_minute: float

    def part(self, share: float) -> Counted:
        return Counted(
            calls=int(self.calls * share),
            failed=int(self.failed * share),
            a_minute=self.a_minute * share,
        )

    @property
    def codes(self) -> dict[str, int]:
        faults = int(self.calls * _CLIENT_FAULTS)
        good = max(self.calls - self.failed - faults, 0)
        return {"1xx": 0, "2xx": good, "3xx": 0, "4xx": faults, "5xx": self.failed, "other": 0}

    @property
    def a_second(self) -> int:
        return round(self.a_minute / 60)

    def columns(self) -> dict[str, object]:
        return {
            "stot": self.calls,
            "bin": self.calls * _IN,
            "bout": self.calls * _OUT,
            "rate": self.a_second,
            "rate_max": self.a_second * 2 + 1,
            **{f"hrsp_{code}": count for code, count in self.codes.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    name: str
    up: bool
    since: datetime
    counted: Counted
    latency: int
    servers: tuple[str, ...]
    resting: bool
    """Its second server is in maintenance."""


def together(chance: Chance, at: datetime) -> Counted:
    return Counted(
        calls=today(chance, at), failed=failed_today(chance, at), a_minute=calls(chance, at)
    )


def proxied(chance: Chance, at: datetime) -> Iterator[Service]:
    whole, slow, down = together(chance, at), latency(chance, at), stopped(chance, at)
    for name, share in weights(chance).items():
        paired = chance.share("haproxy-paired", name) < _PAIRED
        yield Service(
            name=name,
            up=name not in down,
            since=changed(chance, name, at),
            counted=whole.part(share),
            latency=round(slow * chance.between(0.5, 1.4, "lgsp-slow", name)),
            servers=("lgsp-1", "lgsp-2") if paired else ("lgsp-1",),
            resting=paired and chance.share("haproxy-rest", name, f"{at:%Y-%m-%d}") < _RESTING,
        )
    yield Service(
        name=_PARTNER,
        up=partner(chance, at),
        since=floored(at, DAY),
        counted=whole.part(0.04),
        latency=round(slow * 1.6),
        servers=("ndxp",),
        resting=False,
    )
