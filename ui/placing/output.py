"""A monitor that this computer has, as it describes itself."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.geometry import Area


@dataclass(frozen=True, slots=True)
class Output:
    """A monitor that this computer has. What it says of itself may be empty, and need not be true."""

    name: str
    """Of its connector, as the operating system has it: `HDMI-1`, `\\\\.\\DISPLAY1`."""
    area: Area
    """Its place on the desktop and its size, in real pixels."""
    millimetres: tuple[float, float] = (0.0, 0.0)
    maker: str = ""
    model: str = ""
    serial: str = ""
    scale: float = 1.0
    """Real pixels in one of Qt's."""
    refresh: float = 0.0
    """Pictures a second."""

    @property
    def place(self) -> Area:
        """For a window that fills it: Qt scales sizes, not corners."""
        x, y, width, height = self.area
        return x, y, round(width / self.scale), round(height / self.scale)

    @property
    def mute(self) -> bool:
        """It says nothing of itself."""
        return not (self.maker or self.model or self.serial)


def by_place(outputs: Iterable[Output]) -> tuple[tuple[Output, ...], ...]:
    """From top to bottom, from left to right; several that show the same are one place."""
    there: dict[Area, list[Output]] = {}
    for output in sorted(outputs, key=_order):
        there.setdefault(output.area, []).append(output)
    return tuple(map(tuple, there.values()))


def _order(output: Output) -> tuple[object, ...]:
    x, y, _, _ = output.area
    return y, x, *astuple(output)
