"""The monitors of this computer, declared as a wall file would declare them.

A monitor's own size decides how large its letters are: at 3 m a Full HD monitor of 24 inches (0.28 mm a
pixel) has letters almost twice as large, in pixels, as a panel of 55 inches (0.63 mm), and bears fewer
tiles on more pages. `snapshot` asks no monitor: a wall file without `screens:` is drawn for that panel
(`widgets.automatic.STAND_IN`), whatever stands on the desk. With `screens:` both draw the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.quantities import Length, WrongSetting, identifier
from services.wall_file.shape import Scene, Screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.placing.output import Output

USUAL_PITCH = 0.63
"""Millimetres: a Full HD wall panel of 55 inches."""
SEAT = 3000.0
"""Millimetres to the farthest seat where no wall file says it."""
_LEAST_SIZE = 165.0
"""Millimetres. Monitors that don't know their size say 0, or their shape: 16 by 9, 160 by 90."""
_PITCHES = (0.05, 5.0)
_ASKEW = 0.15
"""By how much a pixel may be no square before the size is no size."""
_LEAST, _MOST = (320, 240), 16384


def pitch(output: Output) -> float:
    """Millimetres from pixel to pixel; that of a usual wall panel where the size can't be true."""
    return _own_pitch(output) or USUAL_PITCH


def sure(output: Output) -> bool:
    """Its size in millimetres can be true."""
    return _own_pitch(output) is not None


def _own_pitch(output: Output) -> float | None:
    (_, _, width, height), (wide, tall) = output.area, output.millimetres
    if max(wide, tall) < _LEAST_SIZE or min(wide, tall, width, height) <= 0:
        return None
    across, down = wide / width, tall / height
    square = abs(across - down) <= _ASKEW * max(across, down)
    return across if square and _PITCHES[0] <= across <= _PITCHES[1] else None


def sized(output: Output) -> tuple[int, int]:
    """Pixels, as far as a wall file takes so many or so few."""
    return _bounded(output.area[2], _LEAST[0]), _bounded(output.area[3], _LEAST[1])


def declared(outputs: Iterable[Output]) -> tuple[Screen, ...]:
    """From left to right, from top to bottom; of several that show the same the first."""
    return tuple(screen for _, screen in paired(outputs))


def paired(
    outputs: Iterable[Output], taken: Iterable[str] = ()
) -> tuple[tuple[Output, Screen], ...]:
    """Each monitor with the screen that it is declared as, under none of the names that are `taken`."""
    pairs: list[tuple[Output, Screen]] = []
    names = {name.casefold() for name in taken}
    by_area = {output.area: output for output in reversed(tuple(outputs))}
    for area in sorted(by_area, key=lambda area: (area[1], area[0])):
        output = by_area[area]
        name = _free(_named(output.name), names)
        names.add(name.casefold())
        screen = Screen(
            name=name,
            size=sized(output),
            pitch=Length(pitch(output)),
            seat=Length(SEAT),
            at=(area[0], area[1]),
        )
        pairs.append((output, screen))
    return tuple(pairs)


def _named(connector: str) -> str:
    plain = re.sub(r"\W+|-{2,}", "-", connector)[:40].strip("-_")
    try:
        name = identifier(plain or "man-hinh")
    except WrongSetting:
        return "man-hinh"
    return f"man-hinh-{name}" if name in Scene.model_fields else name


def _free(name: str, taken: set[str]) -> str:
    n, free = 1, name
    while free.casefold() in taken:
        n += 1
        free = f"{name}-{n}"
    return free


def _bounded(pixels: int, least: int) -> int:
    return min(max(pixels, least), _MOST)
