"""Where the console stands: on the desk's own monitor, where people left it there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from ui.placing.matching import matched
from ui.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from services.wall_file.console import Console
    from ui.geometry import Area
    from ui.placing.output import Output

_LARGEST = 100_000
"""Pixels from a corner; a file that says more isn't ours."""


@dataclass(frozen=True, slots=True)
class Place:
    """As people left it."""

    x: int
    y: int
    width: int
    height: int
    zoom: float = 1.0

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


def read_place(path: Path) -> Place | None:
    """None where there is none that can be read."""
    try:
        match json.loads(path.read_text(encoding="utf-8")):
            case {"x": int(x), "y": int(y), "width": int(w), "height": int(h), "zoom": zoom} if (
                isinstance(zoom, int | float)
                and max(abs(x), abs(y), w, h) < _LARGEST
                and min(w, h) > 0
            ):
                return Place(x, y, w, h, float(zoom))
            case _:
                return None
    except (OSError, ValueError, RecursionError):
        return None


def write_place(path: Path, place: Place) -> None:
    """`OSError`."""
    with whole(path, private=True) as file:
        file.write(json.dumps(asdict(place)).encode())


def desk_output(said: Console, outputs: Sequence[Output], walls: Iterable[Area]) -> Output | None:
    """The monitor that the wall file means, else the first that the wall doesn't use; None: there is none.
    `walls`: places of the wall's windows.
    """
    if said.output is not None:
        meant = matched((), outputs, reserved=(said.output,)).reserved[0]
        if meant is not None:
            return meant.output
    taken = list(walls)
    return next(
        (one for one in outputs if not any(_meet(one.place, other) for other in taken)), None
    )


def within(place: Place, area: Area) -> bool:
    """Whether its middle lies there."""
    x, y = place.middle
    return area[0] <= x < area[0] + area[2] and area[1] <= y < area[1] + area[3]


def _meet(one: Area, other: Area) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
