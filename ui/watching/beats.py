"""What the wall and the process that watches it tell each other: a line of JSON each, on the process's
standard input and output. The input's end is the wall's end. What it begins with stands on its command
line, for a wall may hang before it could tell anything.

Down: a `{"do": "beat", …}` a second. A beat is whole: one that got lost is made up for by the next.
Up: `{"say": "ready", "sees"}`, `{"say": "turn", "kind", "screen", "since", "lasted"}`,
`{"say": "defect", "why"}`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from services.json_lines import line

type Spot = tuple[int, int, int, int]
"""x, y, width, height on the desktop, in Qt's coordinates: those of its pixels where nothing is scaled."""


@dataclass(frozen=True, slots=True)
class Paces:
    """Seconds."""

    patience: float = 5.0
    """That a beat may be late, or a heartbeat stand still."""
    covered: float = 30.0
    """That something may lie over a heartbeat: notifications of a desktop go by themselves."""
    opening: float = 20.0
    """For so long from its beginning, a wall's beats may be as late."""
    overslept: float = 2.0
    """By which the watching process itself may wake late and still believe what it didn't hear."""


@dataclass(frozen=True, slots=True)
class Begin:
    sees: bool
    """Pixels can be looked at here."""
    lang: str
    zone: str
    log: str | None
    """The file of transitions."""
    stack: str | None
    """Where the wall writes what its interface was doing when it hung."""
    paces: Paces

    def argument(self) -> str:
        """As it stands on the command line."""
        return json.dumps(asdict(self), ensure_ascii=True)


@dataclass(frozen=True, slots=True)
class Place:
    """One screen of the wall as it was painted."""

    screen: str
    area: Spot
    ring: Spot | None
    """Of the heartbeat; None while something of the wall's own lies over it, or none is painted."""
    shown: str | None
    """The time that its heading shows."""
    filled: bool
    """There are tiles on it: it can't be of one colour."""
    whole: bool
    """It has its monitor to itself; over a miniature other windows may lie, and none of ours does now."""


@dataclass(frozen=True, slots=True)
class Beat:
    second: int
    """Of the wall's clock, which may stand still by intent."""
    places: tuple[Place, ...]

    def line(self) -> bytes:
        return line(do="beat", second=self.second, places=[asdict(one) for one in self.places])


def begin_of(argument: str) -> Begin:
    said = json.loads(argument)
    return Begin(**said | {"paces": Paces(**said["paces"])})


def beat_of(said: dict[str, Any]) -> Beat | None:
    match said:
        case {"do": "beat", "second": int() as second, "places": list() as places}:
            return Beat(second, tuple(Place(**one) for one in places))
        case _:
            return None
